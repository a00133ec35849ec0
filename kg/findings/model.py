"""Findings: what the tool has to say about somebody's files, each at a place a person can open.

A finding is never about guilt or truth. It says that an input breaks a rule, names the rule, and says how to mend it.
Positions travel beside the graph, never in it, so the same model serves the reader, the passages and SHACL.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """Ordered so that the gravest sorts first."""

    VIOLATION = 0
    WARNING = 1
    INFO = 2

    @property
    def word(self) -> str:
        """The lower-case name people and machines read."""
        return self.name.lower()


class Position(NamedTuple):
    """A place in a text file: path relative to the case, line and column counted from 1 (0: the file says it all).

    >>> str(Position("claims/a.yaml", 3, 7))
    'claims/a.yaml:3:7'
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Finding(NamedTuple):
    """One finding; field order is sort order, so reports are stable.

    `rule` is stable: baselines and dashboards know it. `focus` is the IRI of the node it is about and `label` what
    people call that node; `path` is a property's IRI, or a longer path in SPARQL's syntax; `text` is the value found.
    A `private` one is about somebody who must not be named: no report repeats what stands at its place.
    """

    position: Position
    severity: Severity
    rule: str
    message: str
    remedy: str = ""
    text: str = ""
    focus: str = ""
    path: str = ""
    also: tuple[Position, ...] = ()
    label: str = ""
    private: bool = False

    def __str__(self) -> str:
        lines = [f"{self.position}: {self.severity.word}: {self.message} [{self.rule}]"]
        if self.text:
            lines.append(f"    found:  {self.text}")
        if self.remedy:
            lines.append(f"    remedy: {self.remedy}")
        lines += [f"    also:   {place}" for place in self.also]
        return "\n".join(lines)


class ShaclResult(NamedTuple):
    """One result of a SHACL engine; field order is sort order.

    `focus` and `value` are N-Triples terms (`value` may be empty), `shape` and `component` bare IRIs, `path` the bare
    IRI of a property, or empty where the path is a longer one (the shape knows it) or there is none.
    """

    focus: str
    shape: str
    path: str
    value: str
    severity: Severity
    message: str
    component: str
