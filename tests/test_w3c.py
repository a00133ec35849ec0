"""The W3C's own tests of SHACL: what an engine passes by itself, it passes through `kg` too.

Results that are alike in every way count once, here as in every report of kg.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.engines import LOCAL, engine
from kg.engines.results import SH
from kg.errors import KgError
from kg.foreign.files import base_of
from kg.quads import Quad, text_of, triples
from kg.store import parse
from kg.validate import load
from kg.validate.foreign import Asked, validate_files

if TYPE_CHECKING:
    from kg.findings import ShaclResult

SUITE = Path(__file__).parent / "w3c"
MF, SHT = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#", "http://www.w3.org/ns/shacl-test#"
ANY = "_:"
FAILURE = f"<{SHT}Failure>"

Row = tuple[str, str, str, str, str, str]
"""Focus, path, value, severity, component and shape; nodes without a name are all alike."""


class Case(NamedTuple):
    """One test: its data and shapes, and the results that the recommendation asks for, or None for a failure."""

    name: str
    data: Path
    shapes: Path
    expected: tuple[Row, ...] | None


def quads_in(path: Path) -> list[Quad]:
    return parse(path.read_bytes(), "ttl", base=base_of(path))


def _case(path: Path) -> Case | None:
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, _ in quads_in(path):
        nodes[subject][text_of(predicate)].append(value)
    tests = [name for name, node in nodes.items() if MF + "action" in node]
    if not tests:
        return None
    (test,) = tests
    action, result = nodes[test][MF + "action"][0], nodes[test][MF + "result"][0]
    data, shapes = (_file(nodes[action][SHT + kind][0], path) for kind in ("dataGraph", "shapesGraph"))
    if result == FAILURE:
        return Case(path.relative_to(SUITE).as_posix(), data, shapes, None)
    rows = sorted({_row(nodes[each]) for each in nodes[result][SH + "result"]})
    return Case(path.relative_to(SUITE).as_posix(), data, shapes, tuple(rows))


def _file(term: str, path: Path) -> Path:
    name = text_of(term).rpartition("/")[2]
    return path.with_name(name) if name else path


def _row(node: dict[str, list[str]]) -> Row:
    def one(local: str) -> str:
        return (node.get(SH + local) or [""])[0]

    path = one("resultPath")
    return (
        _plain(one("focusNode")), path if path.startswith("<") else "", _plain(one("value")),
        one("resultSeverity"), one("sourceConstraintComponent"), _plain(one("sourceShape")),
    )  # fmt: skip


def _plain(term: str) -> str:
    return ANY if term.startswith("_:") else term


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    found = (_case(path) for path in sorted(SUITE.rglob("*.ttl")))
    return tuple(case for case in found if case)


def _rows(results: list[ShaclResult], case: Case) -> tuple[Row, ...]:
    named = {_plain(row[5]) for row in case.expected or ()}
    return tuple(sorted({_found(result, named) for result in results}))


def _found(result: ShaclResult, named: set[str]) -> Row:
    """A result as the suite has it; a shape that has no name there may have one here."""
    shape = f"<{result.shape}>" if not result.shape.startswith("_:") else ANY
    return (
        _plain(result.focus), f"<{result.path}>" if result.path else "", _plain(result.value),
        f"<{SH}{result.severity.name.title()}>", f"<{result.component}>", shape if shape in named else ANY,
    )  # fmt: skip


def _alone(case: Case, name: str) -> bool:
    """Whether the engine passes by itself."""
    try:
        results = engine(name).run(triples(quads_in(case.data)), triples(quads_in(case.shapes)))
    except KgError:
        return case.expected is None
    return _rows(results, case) == case.expected


def _through_kg(case: Case, name: str) -> bool:
    try:
        report = validate_files(Asked([case.data], load([case.shapes], ignore_imports=True), engine=name))
    except KgError:
        return case.expected is None
    return _rows([result for results in report.results.values() for result in results], case) == case.expected


PASSED = {"shifty": 119, "pyshacl": 117}
"""Not among them: a severity of one's own, a violation here; `uniqueLang "1"`; and two gaps of pySHACL's own."""


def test_the_suite_is_whole() -> None:
    assert len(cases()) == 121


@pytest.mark.parametrize("name", LOCAL)
def test_what_an_engine_passes_it_passes_through_kg(name: str) -> None:
    alone = {case.name for case in cases() if _alone(case, name)}
    through = {case.name for case in cases() if _through_kg(case, name)}
    assert not alone - through
    assert len(through) == PASSED[name], sorted({case.name for case in cases()} - through)
