"""Everything a build works out in memory: read, resolve, compile, derive; no engine, no disk but the case's own files.

`kg check` stops here; `kg build` goes on to write. Both therefore see the same graph.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.compile import Pieces, compile_records
from kg.contradictions import contradictions
from kg.derive import Derived, derive, infer, tabulate
from kg.derive.memory import collector_paused
from kg.findings import Finding, Severity
from kg.quads import RDF_TYPE
from kg.read.files import read_case
from kg.resolve.case import resolve
from kg.resolve.handling import tainted
from kg.resolve.index import Index
from kg.resolve.memo import Memo
from kg.schema import CT, data, load
from kg.schema.files import modules
from kg.store import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kg.compile.compile import Positions
    from kg.quads import Quad
    from kg.read.files import Document
    from kg.schema import Schema

    Say = Callable[[str], None]


@dataclass(slots=True)
class Assembly:
    """A case as quads: `stated` by its files, `derived` from them, what views need, and where everything stands.

    What the case's audience may not see is in none of them; `withheld` counts it.
    """

    root: Path
    schema: Schema
    stated: set[Quad]
    derived: list[Quad]
    derivation: Derived
    positions: Positions
    findings: list[Finding]
    inputs: dict[str, str]
    audience: str
    withheld: int

    @property
    def broken(self) -> bool:
        """Whether a file of the case is wrong in a way that leaves no sound graph."""
        return any(finding.severity is Severity.VIOLATION for finding in self.findings)

    def size(self) -> str:
        """How much it is, in words."""
        claims = sum(1 for _, predicate, value, _ in self.stated if predicate == RDF_TYPE and value == f"<{CT.Claim}>")
        hidden = f", {self.withheld} record(s) withheld from this audience" if self.withheld else ""
        return f"{claims} claim(s), {len(self.stated):,} stated and {len(self.derived):,} derived quads{hidden}"


def silent(step: str) -> None:
    """Say nothing of the step at hand: what assembling does unless somebody wants to know."""


class Before:
    """The run before, for a process that assembles again and again: what is as it was is not worked out anew."""

    def __init__(self) -> None:
        self.memo, self.pieces = Memo(), Pieces()


@collector_paused()
def assemble(root: Path, say: Say = silent, also: Sequence[Document] = (), before: Before | None = None) -> Assembly:
    """Read and work out the case at `root`; problems are in `findings`, never raised one by one.

    `say` is told each step before it begins, for people who wait. `also` are documents as somebody wants to write
    them: new ones, and others in the place of those that have their names now. What is as it was in `before` is not
    worked out again, with the same assembly.
    """
    schema = load()
    say("reading the files")
    tree = read_case(root, before.memo.read) if before else read_case(root)
    names = {document.file for document in also}
    tree.documents = [*(each for each in tree.documents if each.file not in names), *also]
    say(f"resolving {len(tree.documents)} file(s)")
    resolved = resolve(tree, schema, before.memo if before else None)
    say(f"compiling {len(resolved.records):,} record(s)")
    compiled = (before.pieces.compiled if before else compile_records)(resolved.records)
    say(f"working out roots and support from {len(compiled.quads):,} quads")
    hidden = tainted(resolved.withheld)
    shown = {file: raw for file, raw in sorted(tree.contents.items()) if file not in hidden}
    derivation = derive(compiled.quads, schema)
    broken = any(finding.severity is Severity.VIOLATION for finding in resolved.findings)
    derived = [] if broken else _derived(compiled.quads, derivation, schema)
    return Assembly(
        root=root,
        schema=schema,
        stated=compiled.quads,
        derived=derived,
        derivation=derivation,
        positions=compiled.positions,
        findings=resolved.findings,
        inputs={file: hashlib.sha256(raw).hexdigest() for file, raw in shown.items()},
        audience=resolved.settings.text(CT.audience) if resolved.settings else "",
        withheld=len(resolved.withheld),
    )


def _derived(stated: set[Quad], derivation: Derived, schema: Schema) -> list[Quad]:
    """Columns, comparisons, and what the ontology's axioms infer from all of it."""
    compared = contradictions(derivation, schema)
    return [*tabulate(derivation), *compared, *infer([*stated, *compared], schema)]


def known_ids(root: Path) -> dict[str, list[str]]:
    """The ids that the case's files issue, by the IRI of their class and of every class above it; sorted."""
    schema = load()
    index = Index(schema)
    for document in read_case(root).documents:
        index.add(document)
    found: dict[str, list[str]] = {}
    for name, known in sorted(index.known.items()):
        for cls in schema.supers(known.cls) if known.cls != CT.Claim else ():
            found.setdefault(cls, []).append(name)
    return found


def ontology_quads() -> list[Quad]:
    """The ontology's own triples, in the graph that holds it."""
    graph = data("graph/ontology")
    return [quad for path in modules("ontology") for quad in parse(path.read_bytes(), "ttl", graph=graph)]
