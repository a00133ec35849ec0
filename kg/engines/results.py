"""What a SHACL engine has to say, in one shape for every engine.

Engines are given bytes and give back a W3C validation report as N-Triples. Reading that report here, once, is what
makes two engines comparable: message, severity and path come from the shapes, never from an engine's own wording.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Protocol

from kg.errors import EngineError
from kg.findings import Severity, ShaclResult
from kg.quads import language_of, literal, text_of

__all__ = ["SH", "Engine", "ShaclResult", "read_report"]

SH = "http://www.w3.org/ns/shacl#"
_TRIPLE = re.compile(r"(\S+) (\S+) (.+?) \.")
_SEVERITIES = {f"<{SH}{severity.name.title()}>": severity for severity in Severity}


class Engine(Protocol):
    """A SHACL engine. Both graphs are N-Triples; only the data graph is validated and looked into."""

    @property
    def name(self) -> str:
        """What people call it."""

    def run(self, data_ntriples: bytes, shapes: bytes) -> list[ShaclResult]:
        """Every result, sorted and unique.

        Raises InputError for shapes that are not valid SHACL, EngineError for an engine that is missing or crashed, and
        Incomplete for one that ran out of time.
        """


def read_report(ntriples: str) -> list[ShaclResult]:
    """The results of a W3C validation report, sorted and unique.

    Nested reports (`sh:detail`) are left out: they have no place in the list of the report node.
    """
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in ntriples.split("\n"):  # not splitlines: engines leave a form feed or U+2028 in a text as it is
        if not row.strip():
            continue
        match = _TRIPLE.fullmatch(row.strip())
        if match is None:
            raise EngineError(f"the engine's report has a line that is no triple: {row[:80]}")
        nodes[match[1]][match[2]].append(match[3])
    top = [value for node in nodes.values() for value in node.get(_sh("result"), ())]
    return sorted({_result(nodes[name]) for name in top})


def _sh(local: str) -> str:
    return f"<{SH}{local}>"


def _result(node: dict[str, list[str]]) -> ShaclResult:
    def one(local: str) -> str:
        return min(node.get(_sh(local), [""]))

    severity = _SEVERITIES.get(one("resultSeverity"), Severity.VIOLATION)
    focus, component = one("focusNode"), one("sourceConstraintComponent")
    if not (focus and component):
        raise EngineError("the engine's report has a result without focus node or constraint")
    path = one("resultPath")
    return ShaclResult(
        _plain(focus), _bare(one("sourceShape")), _bare(path) if path.startswith("<") else "", _plain(one("value")),
        severity, one("resultMessage"), _bare(component),
    )  # fmt: skip


def _plain(term: str) -> str:
    """The term in canonical N-Triples: engines differ in escapes, language tags and plain strings."""
    if not term.startswith('"'):
        return term
    datatype = term[term.rindex('"') + 1 :].removeprefix("^^")
    return literal(text_of(term), _bare(datatype) if datatype.startswith("<") else "", language_of(term))


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term
