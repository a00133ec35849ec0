"""Comparisons in Markdown, fit for a pull request or a memo."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kg.conflicts.text import quoted
from kg.paper.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.conflicts.model import Found, Report
    from kg.tell import Told


def render(report: Report) -> Iterator[str]:
    """The lines, each with its line end."""
    yield f"# Conflicts\n\n{escaped(report.summary())}.\n"
    for _, group in groupby(report.found, key=lambda found: found.kind):
        members = list(group)
        title = members[0].kind_label + (" (worth a note, no conflict)" if members[0].note else "")
        yield f"\n## {escaped(title[0].upper() + title[1:])}\n"
        for found in members:
            yield from _found(found)


def _found(found: Found) -> Iterator[str]:
    yield f"\n### {escaped(found.about)}\n\n`{found.id}` · rule {found.rule} · {found.state}\n\n"
    yield f"{escaped(found.because)}\n\n"
    yield from (f"- taken for granted: {escaped(each)}\n" for each in found.assumed)
    for side in found.sides:
        agrees = " (agrees)" if side.agrees else ""
        yield f"- **{escaped(side.label)}**{agrees}: {escaped(side.rests)}\n"
        claims, rest = side.shown()
        yield from (f"  - {_claim(claim)}\n" for claim in claims)
        yield f"  - {rest}\n" if rest else ""
    for each in found.judgements:
        signed = f"**{escaped(each.outcome)}**, by {escaped(each.by)}, {each.date}"
        yield f"- {signed} (`{each.id}`, {each.entered}): {escaped(each.why)}\n"
    for answer in found.answers:
        gone = "" if answer.fits else " (given to what is no longer said, or undone)"
        said = f"**{escaped(answer.outcome)}**, by {escaped(answer.by)}, {answer.date}: {escaped(answer.why)}"
        yield f"\n> Answered{gone}: {said} (`{answer.id}`, {answer.entered})\n"


def _claim(claim: Told) -> str:
    head = f"{claim.said}{claim.through}, in {claim.source}"
    dated = f", {claim.date}" if claim.date else ""
    words = "; ".join(quoted(claim))
    return f"{escaped(head + dated)}: {escaped(words)} (`{claim.id}`, {escaped(claim.entered)})"
