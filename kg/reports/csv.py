"""CSV for people's spreadsheets: a row for each finding, for each that a baseline accepts, and for each shape.

`kind` tells them apart: `finding`, `accepted` (with its reason), `shape` (with how many nodes it looked at), and `note`
for what was not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.paper.sheet import table
from kg.reports.told import unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Finding, Report
    from kg.reports.about import About

COLUMNS = (
    "kind", "severity", "rule", "message", "remedy", "file", "line", "column", "text", "focus", "label", "path", "also",
    "fingerprint", "reason", "nodes",
)  # fmt: skip


def write(report: Report, about: About) -> Iterator[str]:
    """The sheet."""
    return table(COLUMNS, ([row.get(column, "") for column in COLUMNS] for row in _rows(report, about)))


def _rows(report: Report, about: About) -> Iterator[dict[str, str]]:
    for finding in report.findings:
        yield {"kind": "finding", **_finding(finding, about), "fingerprint": report.mark(finding)}
    for finding, reason in report.accepted:
        yield {"kind": "accepted", **_finding(finding, about), "fingerprint": report.mark(finding), "reason": reason}
    for looked in report.coverage:
        yield {"kind": "shape", "rule": looked.name, "nodes": str(looked.nodes)}
    if said := unseen(report):
        yield {"kind": "note", "severity": "violation", "message": said}


def _finding(finding: Finding, about: About) -> dict[str, str]:
    seen = about.from_here(finding)
    place = seen.position
    return {
        "severity": finding.severity.word, "rule": finding.rule, "message": finding.message, "remedy": finding.remedy,
        "file": place.file, "line": str(place.line) if place.line else "",
        "column": str(place.column) if place.line else "", "text": finding.text, "focus": finding.focus,
        "label": finding.label, "path": finding.path, "also": " ".join(map(str, seen.also)),
    }  # fmt: skip
