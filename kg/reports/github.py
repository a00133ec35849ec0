"""Workflow commands, which GitHub shows beside the lines of a pull request.

GitHub shows ten of each severity from one step and says nothing of the rest, so the gravest come first and a last
notice counts what was left out. Everything that data hold is escaped: no text can end its command or begin another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import Severity
from kg.reports.cover import cover
from kg.reports.grouped import cut
from kg.reports.told import tame, told, unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Finding, Report
    from kg.reports.about import About

LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report, about: About) -> Iterator[str]:
    """A line for each finding, a notice of what is not shown, and the coverage in a fold of the log."""
    parts = cut(report.findings, about)
    for finding in parts.shown:
        yield _command(LEVELS[finding.severity], told(finding), **_place(finding, about))
    if parts.rest:
        counted = ", ".join(f"{count:,} × {rule}" for rule, count in parts.left_out())
        yield _command("notice", f"and {len(parts.rest):,} more: {counted}", title=about.command)
    if said := unseen(report):
        yield _command("error", said, title=about.command)
    if rows := [*cover(report)]:
        yield "::group::what was looked at\n" + "".join(f"{_row(row)}\n" for row in rows) + "::endgroup::\n"


def _place(finding: Finding, about: About) -> dict[str, str]:
    place, file = finding.position, about.in_checkout(finding.position)
    title = {"title": f"{finding.rule}{f' · {finding.label}' if finding.label else ''}"}
    if not file:
        return title
    return {
        "file": file,
        **({"line": str(place.line), "col": str(max(place.column, 1))} if place.line else {}),
        **title,
    }


def _command(level: str, message: str, **properties: str) -> str:
    """The command on a line of its own, escaped as the runner undoes it."""
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level}{f' {named}' if named else ''}::{_data(message)}\n"


def _data(text: str) -> str:
    return tame(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(text: str) -> str:
    """A row of the log, on one line whatever names are in it."""
    return tame(text.replace("\n", " "))
