"""GitLab's code quality report: a JSON list, each finding at a file of the repository.

The service compares the reports of two branches by fingerprint and shows what is new, so what was not looked at stands
there as a finding of its own, and there is no room for coverage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import Position, Severity
from kg.paper.json import SLOT, streamed
from kg.reports.told import told, unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Report
    from kg.reports.about import About

SEVERITIES = {Severity.VIOLATION: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
NOWHERE = "."  # a path must be there, also of what has none

Plain = dict[str, object]


def write(report: Report, about: About) -> Iterator[str]:
    """The list, an entry a line."""
    return streamed(SLOT, _entries(report, about))


def _entries(report: Report, about: About) -> Iterator[Plain]:
    main = _main(about)
    for finding in report.findings:
        file = about.in_checkout(finding.position)
        line = max(finding.position.line, 1) if file else 1
        yield _entry(
            told(finding), finding.rule, report.mark(finding), SEVERITIES[finding.severity], file or main, line
        )
    if said := unseen(report):
        yield _entry(said, "not-everything-was-looked-at", "not-everything-was-looked-at", "blocker", main, 1)


def _main(about: About) -> str:
    return about.in_checkout(Position(about.main, 0, 0)) or NOWHERE


def _entry(text: str, rule: str, mark: str, severity: str, file: str, line: int) -> Plain:
    return {
        "description": text,
        "check_name": rule,
        "fingerprint": mark,
        "severity": severity,
        "location": {"path": file, "lines": {"begin": line}},
    }
