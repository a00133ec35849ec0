"""For a screen: nobody reads ten thousand findings, and a silent cut is a lie.

By source, findings stand in full in the order of files, the gravest ones first to be shown. By shape or message, what
they have in common is said once, and below it where.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.reports.cover import brief, cover
from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.findings import Finding, Report
    from kg.reports.about import About

FIRST_LINE = "head"


def write(report: Report, about: About) -> Iterator[str]:
    """Findings, and then what was looked at where shapes looked."""
    for block in listing(report.findings, about):
        yield f"{block}\n"
    for line in brief(report) if about.brief else cover(report):
        yield f"{visible(line)}\n"


def listing(findings: Sequence[Finding], about: About) -> list[str]:
    """The gravest findings as blocks of lines, and the rest counted by rule."""
    by_weight = sorted(findings, key=lambda finding: finding.severity)
    shown, rest = (by_weight[: about.most], by_weight[about.most :]) if about.most else (by_weight, [])
    if about.most_each:
        shown, more = _capped(shown, about)
        rest = [*more, *rest]
    blocks = list(_in_full(shown, about) if about.group == "source" else _grouped(shown, about))
    return [*blocks, *_left_out(rest)]


def key(finding: Finding, group: str) -> str:
    """What a finding has in common with others of its group."""
    return {"shape": finding.rule, "source": finding.position.file, "message": finding.message}[group]


def _capped(findings: Sequence[Finding], about: About) -> tuple[list[Finding], list[Finding]]:
    seen: Counter[str] = Counter()
    shown: list[Finding] = []
    rest: list[Finding] = []
    for finding in findings:
        group = key(finding, about.group)
        seen[group] += 1
        (shown if seen[group] <= about.most_each else rest).append(finding)
    return shown, rest


def _left_out(rest: Sequence[Finding]) -> list[str]:
    counted = [f"    {count:>6} × {visible(rule)}" for rule, count in Counter(each.rule for each in rest).most_common()]
    return [f"… and {len(rest)} more:", *counted] if rest else []


def _in_full(findings: Sequence[Finding], about: About) -> Iterator[str]:
    for finding in sorted(findings):
        yield _painted(visible(str(about.from_here(finding))), finding, about)


def _painted(text: str, finding: Finding, about: About) -> str:
    head, mark, rest = text.partition("\n")
    word = finding.severity.word
    return head.replace(f" {word}: ", f" {about.paint(word, word)}: ", 1) + mark + rest


def _grouped(findings: Sequence[Finding], about: About) -> Iterator[str]:
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[key(finding, about.group)].append(finding)
    for members in sorted(groups.values(), key=lambda each: (each[0].severity, -len(each), key(each[0], about.group))):
        yield "\n".join(_group(sorted(members), about))


def _group(members: Sequence[Finding], about: About) -> Iterator[str]:
    first, word = members[0], members[0].severity.word
    times = f" ({len(members)})" if len(members) > 1 else ""
    yield f"{about.paint(word, word)}: {about.paint(visible(first.message), FIRST_LINE)} [{visible(first.rule)}]{times}"
    if first.remedy:
        yield f"    remedy: {visible(first.remedy)}"
    for each in members:
        at = about.from_here(each)
        said = " · ".join(part for part in (each.label, each.text) if part)
        yield visible(f"    {at.position}{f': {said}' if said else ''}").replace("\n", " ")
        yield from (f"        also: {visible(str(place))}" for place in at.also)
