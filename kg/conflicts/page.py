"""Comparisons as one HTML page that holds all it needs, loads nothing, and prints well."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kg.conflicts.text import quoted
from kg.paper.html import document, el, join, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.conflicts.model import Found, Report, Side
    from kg.paper.html import Markup
    from kg.tell import Told


def render(report: Report) -> Iterator[str]:
    """The page."""
    groups = [list(group) for _, group in groupby(report.found, key=lambda found: found.kind)]
    parts = [part for members in groups for part in _group(members)]
    lead = f"{report.summary()}. What cannot all hold, by rules that name themselves; who is right, no rule says."
    yield document("Conflicts", el("h1", "Conflicts"), el("p", lead), *parts)


def _group(members: list[Found]) -> Iterator[Markup]:
    first = members[0]
    title = first.kind_label + (" (worth a note, no conflict)" if first.note else "")
    yield el("h2", f"{title[0].upper()}{title[1:]}: {len(members)}")
    for found in members:
        yield _found(found)


def _found(found: Found) -> Markup:
    assumed = [el("p", f"Taken for granted: {each}.", class_="faint") for each in found.assumed]
    sides = (
        [table(("What is said", "Who says it, in which words, where"), map(_side, found.sides))] if found.sides else []
    )
    answers = [
        el(
            "p",
            el("strong", "Answered" if each.fits else "Answered once (given to what is no longer said, or undone)"),
            f": {each.outcome}, by {each.by}, {each.date}. {each.why} ",
            el("span", f"{each.id} · {each.entered}", class_="faint"),
        )
        for each in found.answers
    ]
    opinions = [
        el(
            "p",
            el("strong", each.outcome),
            f", by {each.by}, {each.date}: {each.why} ",
            el("span", each.entered, class_="faint"),
        )
        for each in found.judgements
    ]
    head = el("h3", found.about)
    facts = el("p", f"{found.id} · rule {found.rule} · {found.state}", class_="faint")
    return el("article", head, facts, el("p", found.because), *assumed, *sides, *opinions, *answers, id=found.id)


def _side(side: Side) -> tuple[Markup, Markup]:
    agrees = el("div", "agrees", class_="faint") if side.agrees else None
    what = join(el("strong", side.label), agrees, el("div", side.rests, class_="faint"))
    claims, rest = side.shown()
    return what, join(*(_claim(claim) for claim in claims), el("div", rest, class_="faint") if rest else None)


def _claim(claim: Told) -> Markup:
    head = f"{claim.said}{claim.through}, in {claim.source}"
    words = [el("blockquote", each) for each in quoted(claim)]
    place = " · ".join(filter(None, (claim.date, f"claim {claim.id}", claim.entered)))
    return join(el("div", head), *words, el("div", place, class_="faint"))
