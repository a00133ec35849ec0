"""Comparisons for a terminal: grouped by kind, each with its explanation and, side by side, the claims behind it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kg.paper.page import Page, plain, terminal_width
from kg.screen import visible_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.conflicts.model import Found, Report, Side
    from kg.paper.page import Paint
    from kg.tell import Told


def render(report: Report, paint: Paint | None = None, width: int | None = None) -> Iterator[str]:
    """The lines; `paint(text, style)` colours `head`, `stance`, `quote` and `faint`, None nothing."""
    page = Page(paint or plain, terminal_width() if width is None else width)
    shown = visible_in(report)
    for _, group in groupby(shown.found, key=lambda found: found.kind):
        members = list(group)
        title = f"{members[0].kind_label}{' (worth a note, no conflict)' if members[0].note else ''}: {len(members)}"
        yield page.paint(title[0].upper() + title[1:], "head") + "\n\n"
        for found in members:
            yield from (f"{line}\n" for line in [*_found(found, page), ""])
    if shown.found:
        yield report.summary() + "\n"


def _found(found: Found, page: Page) -> Iterator[str]:
    state = f"  [{found.state}]" if found.state != "open" else ""
    yield from page.wrap(f"{page.paint(found.about, 'head')}  ({found.id}){state}", "  ", "    ")
    yield from page.wrap(found.because, "    ")
    for each in found.assumed:
        yield from page.wrap(f"taken for granted: {each}", "    ", "      ")
    for side in found.sides:
        yield from _side(side, page)
    for opinion in found.judgements:
        head = (
            f"{page.paint(opinion.outcome, 'stance')}, by {opinion.by}, {opinion.date}  [{opinion.id}]: {opinion.why}"
        )
        yield from page.wrap(head, "    ", "      ")
        yield from page.wrap(page.paint(opinion.entered, "faint"), "      ")
    for answer in found.answers:
        gone = "" if answer.fits else " (given to what is no longer said, or undone)"
        head = f"answered{gone}: {page.paint(answer.outcome, 'stance')}, by {answer.by}, {answer.date}: {answer.why}"
        yield from page.wrap(head, "    ", "      ")
        yield from page.wrap(page.paint(answer.entered, "faint"), "      ")


def _side(side: Side, page: Page) -> Iterator[str]:
    word = f"{side.label} (agrees)" if side.agrees else side.label
    yield from page.wrap(f"{page.paint(word, 'stance')} · {side.rests}", "    ", "      ")
    claims, rest = side.shown()
    for claim in claims:
        yield from _claim(claim, page)
    yield from page.wrap(rest, "      ") if rest else ()


def _claim(claim: Told, page: Page) -> Iterator[str]:
    if claim.id in page.told:
        yield from page.wrap(f"{claim.said}  [{claim.id}, above]", "      ", "        ")
        return
    page.told.add(claim.id)
    where = f"{claim.said}{claim.through}, in {claim.source}{f', {claim.date}' if claim.date else ''}  [{claim.id}]"
    yield from page.wrap(where, "      ", "        ")
    for words in quoted(claim):
        yield from page.wrap(page.paint(words, "quote"), "        ")
    yield from page.wrap(page.paint(claim.entered, "faint"), "        ")


def quoted(claim: Told) -> tuple[str, ...]:
    """The words of a claim as they are shown: in marks, or in brackets where they are a paraphrase."""
    exact = (f"«{quotation.exact}»" for quotation in claim.quotations if quotation.exact)
    known = (f"({text})" for quotation in claim.quotations if not quotation.exact for text in quotation.paraphrases)
    return (*exact, *known)
