"""A finding in few words, for formats that have room for one text only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.screen import visible

if TYPE_CHECKING:
    from kg.findings import Finding, Report

_COMMAND = re.compile(r"##(?=\[)")


def told(finding: Finding) -> str:
    """Message, value and remedy, a line each."""
    found = f"found: {finding.text}" if finding.text else ""
    remedy = f"remedy: {finding.remedy}" if finding.remedy else ""
    return "\n".join(part for part in (finding.message, found, remedy) if part)


def tame(text: str) -> str:
    """The text with nothing in it that the log of a CI service would take for a command.

    Runners obey lines that begin with `::` and, in an older form, `##[` anywhere. Only lines after the first can begin
    with what data hold, so these get a mark in front.

    >>> tame("one\\n  ::add-mask::x ##[debug]")
    'one\\n  | ::add-mask::x # #[debug]'
    """
    first, *rest = _COMMAND.sub("# #", visible(text)).split("\n")
    return "\n".join([first, *(_led(line) for line in rest)])


def _led(line: str) -> str:
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}| {bare}" if bare.startswith("::") else line


def unseen(report: Report) -> str:
    """What could not be looked at, in a sentence; "" where all was."""
    if report.left_out:
        return f"Not everything was looked at: {report.left_out}."
    return "A limit cut the run short: not everything was looked at." if report.incomplete else ""
