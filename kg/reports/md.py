"""Markdown for a comment on a pull request: the gravest findings by group, and the coverage in a fold.

GitHub refuses a comment of 65,536 characters, so rows are left out from the end until it fits, and counted.
Nothing that data hold becomes a link, a mention or a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.paper.markdown import escaped, table
from kg.reports.cover import beside
from kg.reports.covered import covered
from kg.reports.grouped import cut, groups
from kg.reports.told import unseen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.findings import Finding, Report
    from kg.reports.about import About

LONGEST, CELL, ENOUGH = 60_000, 300, 40
HEAD = 3  # pieces of a group before its first row
SIGNS = {"violation": "❌", "warning": "⚠️", "info": "ℹ️"}


def write(report: Report, about: About) -> Iterator[str]:
    """The comment, shorter than GitHub's limit."""
    head, tail = "".join(_head(report, about)), "".join(_coverage(report))
    if len(tail) > LONGEST // 2:
        tail = "\nThe table of what was looked at is too long for a comment.\n"
    yield head
    room, told = LONGEST - len(head) - len(tail), 0
    for members in groups(cut(report.findings, about).shown, about):
        text, rows = _group(members, about, room)
        yield text
        room, told = room - len(text), told + rows
    if told < len(report.findings):
        yield f"\n… and {len(report.findings) - told:,} more.\n"
    yield tail


def _group(members: Sequence[Finding], about: About, room: int) -> tuple[str, int]:
    """A title and a table with as many rows as there is room for, and their number; nothing where there is none."""
    head, ruler, *rows = _rows(members, about)
    kept = [_title(members, about), head, ruler]
    length = sum(map(len, kept))
    for row in rows:
        length += len(row)
        if length > room:
            break
        kept.append(row)
    return ("".join(kept), len(kept) - HEAD) if len(kept) > HEAD else ("", 0)


def _head(report: Report, about: About) -> Iterator[str]:
    sign = next((SIGNS[word] for word in SIGNS if any(each.severity.word == word for each in report.findings)), "✅")
    yield f"### {sign if report.findings or report.checked else '❌'} `{about.command}`: {report.summary()}\n"
    if said := unseen(report):
        yield f"\n**{_cell(said)}**\n"
    if report.only:
        yield f"\nOnly what concerns {_cell(report.only)}.\n"


def _title(members: Sequence[Finding], about: About) -> str:
    first = members[0]
    if about.group == "source":
        return f"\n**{_cell(about.in_checkout(first.position) or first.position.file)}** ({len(members)})\n\n"
    remedy = f" {_cell(first.remedy)}" if first.remedy else ""
    return f"\n{SIGNS[first.severity.word]} **{_cell(first.message)}**{remedy} ({len(members)})\n\n"


def _rows(members: Sequence[Finding], about: About) -> Iterator[str]:
    by_source = about.group == "source"
    header = ("", "where", "what", "found") if by_source else ("where", "about", "found")
    yield from table(header, (_row(each, about, by_source=by_source) for each in members))


def _row(finding: Finding, about: About, *, by_source: bool) -> list[str]:
    place = finding.position._replace(file=about.in_checkout(finding.position) or finding.position.file)
    if by_source:
        where = f"{place.line}:{place.column}" if place.line else "-"
        said = " ".join(part for part in (finding.message, finding.remedy) if part)
        return [SIGNS[finding.severity.word], where, _short(said), _short(finding.text)]
    return [_short(str(place)), _short(finding.label or finding.focus), _short(finding.text)]


def _short(text: str) -> str:
    return text if len(text) <= CELL else f"{text[:CELL]} …"


def _cell(text: str) -> str:
    return escaped(_short(text))


def _coverage(report: Report) -> Iterator[str]:
    rows = covered(report)
    if not rows:
        return
    yield f"\n<details><summary>What was looked at: {len(rows)} shape(s)</summary>\n\n"
    yield from table(
        ("shape", "nodes", "findings"),
        ([_short(row.name), f"{row.nodes:,}", f"{row.findings:,}"] for row in rows[:ENOUGH]),
    )
    if len(rows) > ENOUGH:
        yield f"\n… and {len(rows) - ENOUGH} shape(s) more.\n"
    yield from (f"\n{escaped(said[: CELL * 6])}\n" for said in beside(report))
    yield "\n</details>\n"
