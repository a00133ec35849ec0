"""What validation costs beside stock pySHACL on the same files: `python -m tests.bench_validate [triples …]`.

Data and shapes are made up, of the kind of a case: classes as frequent as in the one that ships, 28 node shapes, 112
property shapes, five SPARQL constraints, and one node in a hundred that breaks a rule; the last line is the case that
ships, with its own 420 shapes. Each run is a whole process that reads, validates and reports; printed are its processor
seconds (user and system), the median of several, how often it goes into pySHACL's time, and how it grows with ten times
the triples. pySHACL is asked up to 100,000 triples.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from subprocess import DEVNULL
from typing import TYPE_CHECKING, NamedTuple

from kg.build import assemble
from kg.quads import triples
from kg.reports import FORMATS
from kg.validate import code_types, own_shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SIZES = (10_000, 100_000, 1_000_000)
MOST_FOR_PYSHACL = 100_000
KINDS, RUNS = 28, 3
FREQUENT = (
    928, 812, 676, 325, 261, 172, 167, 166, 160, 149, 143, 143, 140, 138, 132, 130, 128, 120, 104, 90, 89, 86, 78, 51,
    44, 42, 38, 34,
)  # fmt: skip
"""Nodes of the 28 most frequent classes of the case that ships: passages, quotations, claims, and so on."""
BASE = "http://example.org/"
HEAD = f"""@prefix b: <{BASE}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
XSD = "http://www.w3.org/2001/XMLSchema#"
SHAPE = """b:S{n} a sh:NodeShape ; sh:targetClass b:C{n} ;
  sh:property b:S{n}-name , b:S{n}-size , b:S{n}-day , b:S{n}-of .
b:S{n}-name a sh:PropertyShape ; sh:path b:name{n} ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[A-Z]" ;
  sh:message "A name begins with a capital. Write it so." .
b:S{n}-size a sh:PropertyShape ; sh:path b:size{n} ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:minCount 1 ;
  sh:message "A size is a whole number of at least 0. Write one." .
b:S{n}-day a sh:PropertyShape ; sh:path b:day{n} ; sh:datatype xsd:date ; sh:maxCount 1 ;
  sh:message "A day is a date, and there is one. Write `2024-05-01`." .
b:S{n}-of a sh:PropertyShape ; sh:path b:of{n} ; sh:class b:C{m} ; sh:minCount 1 ; sh:nodeKind sh:IRI ;
  sh:message "It belongs to something of the next kind. Name it." .
"""
CONSTRAINT = '''b:S{n} sh:sparql [ sh:message "The most is not below the size. Exchange them." ;
  sh:select """SELECT $this ?value WHERE {{
    $this <{base}size{n}> ?size ; <{base}most{n}> ?value FILTER(?value < ?size) }}""" ] .
'''
CONSTRAINED = 5


class Cost(NamedTuple):
    """Processor seconds of a process, and the largest memory it had, in MB."""

    cpu: float
    memory: float


def shapes() -> str:
    """The shapes graph."""
    made = "".join(SHAPE.format(n=n, m=(n + 1) % KINDS) for n in range(KINDS))
    return HEAD + made + "".join(CONSTRAINT.format(n=n, base=BASE) for n in range(CONSTRAINED))


def data(size: int) -> Iterator[str]:
    """N-Triples: six to a node, kinds as frequent as in the case; one node in a hundred has a size below 0."""
    random = Random(0)  # noqa: S311
    kinds = random.choices(range(KINDS), FREQUENT, k=size // 6)
    members: dict[int, list[int]] = {n: [] for n in range(KINDS)}
    for number, n in enumerate(kinds):
        members[n].append(number)
    for number, n in enumerate(kinds):
        node, large = f"<{BASE}n{number}>", -1 if random.random() < 0.01 else random.randrange(9999)
        other = f"<{BASE}n{random.choice(members[(n + 1) % KINDS] or [number])}>"
        yield f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{BASE}C{n}> .\n"
        yield f'{node} <{BASE}name{n}> "Name {number}" .\n'
        yield f'{node} <{BASE}size{n}> "{large}"^^<{XSD}integer> .\n'
        yield f'{node} <{BASE}most{n}> "{max(large, 0) + 5}"^^<{XSD}integer> .\n'
        yield f'{node} <{BASE}day{n}> "2024-05-{1 + number % 28:02}"^^<{XSD}date> .\n'
        yield f"{node} <{BASE}of{n}> {other} .\n"


def measure(words: list[str]) -> Cost:
    """Run once to its end and take the process's own account of its time, its children's with it."""
    process = subprocess.Popen(words, stdout=DEVNULL, stderr=DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)} ended with status {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(words: list[str], runs: int) -> Cost:
    """The run with the median time."""
    costs = sorted(measure(words) for _ in range(runs))
    return costs[len(costs) // 2]


def engine_alone(file: Path, rules: Path) -> list[str]:
    """The engine on the same graph without anything of ours: no reading of results, no coverage, no report."""
    code = (
        "import sys; from shifty._shifty import PreparedValidator as P; "
        "p = P(shapes=open(sys.argv[2], 'rb').read(), shapes_format='turtle'); "
        "d = open(sys.argv[1], 'rb').read(); "
        "r = p.validate_w3c(data=d, data_format='nt', graph_mode='data', run_infer=False); "
        "r._report_ntriples"
    )
    return [sys.executable, "-c", code, str(file), str(rules)]


def line(name: str, file: Path, rules: Path, before: float = 0.0, *, stock: bool = True, runs: int = RUNS) -> float:
    """Measure and print one line; the processor seconds of kg."""
    ours = median([str(BIN / "kg"), "validate", str(file), "--shapes", str(rules)], runs)
    alone = median(engine_alone(file, rules), runs)
    words = [str(BIN / "pyshacl"), "-s", str(rules), "-df", "nt", "-sf", "turtle", str(file)]
    other = measure(words).cpu if stock else 0.0
    print(
        f"{name:>9} {ours.cpu:>8.2f} {ours.memory:>6.0f} {alone.cpu:>9.2f} "
        f"{f'{other:.1f}' if other else '-':>10} {f'{other / ours.cpu:.0f}×' if other else '-':>11} "
        f"{f'{ours.cpu / before:.1f}×' if before else '-':>7}",
        flush=True,
    )
    return ours.cpu


def main(sizes: tuple[int, ...]) -> None:
    """A line a size, one for the case that ships, and what reports cost."""
    print(f"{'triples':>9} {'kg s':>8} {'MB':>6} {'engine s':>9} {'pySHACL s':>10} {'pySHACL/kg':>11} {'growth':>7}")
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name), 0.0
        rules = folder / "shapes.ttl"
        rules.write_text(shapes(), "utf-8")
        for size in sizes:
            file = folder / f"{size}.nt"
            file.write_text("".join(data(size)), "utf-8")
            small = size <= MOST_FOR_PYSHACL
            before = line(f"{size:,}", file, rules, before, stock=small, runs=RUNS if small else 1)
        line("the case", *shipped(folder))
        reports(folder / f"{sizes[-1]}.nt", rules, folder)


def shipped(folder: Path) -> tuple[Path, Path]:
    """The case that ships and the shapes that look at it, as files for anybody."""
    assembly = assemble(ROOT)
    data_file, shapes_file = folder / "case.nt", folder / "case-shapes.ttl"
    data_file.write_bytes(triples([*assembly.stated, *assembly.derived, *code_types()]))
    shapes_file.write_bytes(own_shapes().ntriples)
    return data_file, shapes_file


def reports(file: Path, rules: Path, folder: Path) -> None:
    """What every report costs on the largest data: a run with all of them, less a run with a short table."""
    base = [str(BIN / "kg"), "validate", str(file), "--shapes", str(rules)]
    bare = statistics.median(measure([*base, "--max", "1"]).cpu for _ in range(RUNS))
    words = [word for form in FORMATS for word in ("--report", f"{form}={folder / form}")]
    every = statistics.median(measure([*base, *words]).cpu for _ in range(RUNS))
    print(f"all {len(FORMATS)} reports of the largest: {every - bare:.2f} s more than {bare:.2f} s")


if __name__ == "__main__":
    main(tuple(int(word.replace(",", "")) for word in sys.argv[1:]) or SIZES)
