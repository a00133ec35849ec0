"""For a screen: nobody reads ten thousand findings, and a silent cut is a lie.

By source, findings stand in full in the order of files, the gravest ones first to be shown. By shape or message, what
they have in common is said once, and below it where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reports.cover import brief, cover
from kg.reports.grouped import cut, groups
from kg.reports.told import tame, unseen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.findings import Finding, Report
    from kg.reports.about import About
    from kg.reports.grouped import Cut

FIRST_LINE = "head"


def write(report: Report, about: About) -> Iterator[str]:
    """Findings, and then what was looked at where shapes looked."""
    for block in listing(report.findings, about):
        yield f"{block}\n"
    for line in brief(report) if about.brief else cover(report):
        yield f"{tame(line)}\n"
    if said := unseen(report):
        yield f"{tame(said)}\n"


def listing(findings: Sequence[Finding], about: About) -> list[str]:
    """The gravest findings as blocks of lines, and the rest counted by rule."""
    parts = cut(findings, about)
    blocks = _in_full(parts.shown, about) if about.group == "source" else _grouped(parts.shown, about)
    return [*blocks, *_left_out(parts)]


def _left_out(parts: Cut) -> list[str]:
    counted = [f"    {count:>6} × {tame(rule)}" for rule, count in parts.left_out()]
    return [f"… and {len(parts.rest)} more:", *counted] if parts.rest else []


def _in_full(findings: Sequence[Finding], about: About) -> Iterator[str]:
    for finding in sorted(findings):
        yield _painted(tame(str(about.from_here(finding))), finding, about)


def _painted(text: str, finding: Finding, about: About) -> str:
    head, mark, rest = text.partition("\n")
    word = finding.severity.word
    return head.replace(f" {word}: ", f" {about.paint(word, word)}: ", 1) + mark + rest


def _grouped(findings: Sequence[Finding], about: About) -> Iterator[str]:
    for members in groups(findings, about):
        yield "\n".join(_group(members, about))


def _group(members: Sequence[Finding], about: About) -> Iterator[str]:
    first, word = members[0], members[0].severity.word
    times = f" ({len(members)})" if len(members) > 1 else ""
    yield f"{about.paint(word, word)}: {about.paint(tame(first.message), FIRST_LINE)} [{tame(first.rule)}]{times}"
    if first.remedy:
        yield f"    remedy: {tame(first.remedy)}"
    for each in members:
        at = about.from_here(each)
        said = " · ".join(part for part in (each.label, each.text) if part)
        yield tame(f"    {at.position}{f': {said}' if said else ''}").replace("\n", " ")
        yield from (f"        also: {tame(str(place))}" for place in at.also)
