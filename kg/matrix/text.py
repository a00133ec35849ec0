"""A matrix for a terminal: a block for each condition, what speaks for and against it apart, claims in full below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.matrix import words
from kg.paper.page import Page, Paint, plain
from kg.screen import visible_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.matrix.model import Group, Matrix, Row, Stance


def text(matrix: Matrix, width: int, paint: Paint | None = None) -> Iterator[str]:
    """Lines with their ends; `paint(text, style)` colours `head`, `stance` and `faint`."""
    page = Page(paint or plain, width)
    yield from (f"{line}\n" for line in _lines(visible_in(matrix), page))


def _lines(matrix: Matrix, page: Page) -> Iterator[str]:
    yield from page.wrap(page.paint(matrix.label, "head"), "")
    for line in (*words.about(matrix), words.WHAT_IT_IS):
        yield from page.wrap(line, "  ")
    for row in matrix.rows:
        yield from _row(row, matrix, page)
    yield from _stances(words.CHARACTERISED, matrix.characterised, page)
    yield from _statuses(matrix, page)
    if matrix.claims:
        yield from ("", page.paint(words.CLAIMS, "head"))
    for told in matrix.claims:
        first, *rest = words.claim(told)
        yield from page.wrap(first, "  ", "    ")
        for line in rest:
            yield from page.wrap(line, "      ", "      ")


def _row(row: Row, matrix: Matrix, page: Page) -> Iterator[str]:
    nature = words.nature(row)
    yield ""
    yield from page.wrap(
        page.paint(f"{row.number}  {row.label}", "head") + (f"  ({nature})" if nature else ""), "", "   "
    )
    yield from page.wrap(row.summary, "   ")
    for part in row.unverified:
        yield from page.wrap(page.paint(f"not compared with the original: {part}", "faint"), "   ", "     ")
    for group in row.groups:
        yield from _group(group, row, matrix, page)
    for each in row.appraisals:
        yield from page.wrap(words.appraisal(each), "   ", "     ")
    for line in words.ages(row):
        yield from page.wrap(line, "   ", "     ")
    for gap in row.gaps:
        yield from page.wrap(page.paint(f"gap: {gap}", "stance"), "   ", "     ")


def _group(group: Group, row: Row, matrix: Matrix, page: Page) -> Iterator[str]:
    if person := group.whom:
        yield from page.wrap(f"as to {person}", "   ")
    headings = words.headings([row])
    for way in headings:
        if group.of(way):
            yield from page.wrap(page.paint(headings[way], "head"), "   ")
        for stance in group.of(way):
            yield from page.wrap(page.paint(words.rests(stance), "stance"), "     ", "       ")
            for bearing in stance.bearings:
                yield from page.wrap(words.bearing(bearing), "       ", "         ")
                yield from page.wrap(page.paint(words.reason(bearing, matrix), "faint"), "         ", "         ")


def _stances(title: str, stances: tuple[Stance, ...], page: Page) -> Iterator[str]:
    yield ""
    yield from page.wrap(page.paint(title, "head"), "")
    if not stances:
        yield from page.wrap("no claim in this case names it", "  ")
    for stance in stances:
        yield from page.wrap(page.paint(words.rests(stance), "stance"), "  ", "    ")
        for bearing in stance.bearings:
            yield from page.wrap(words.bearing(bearing), "    ", "      ")


def _statuses(matrix: Matrix, page: Page) -> Iterator[str]:
    yield ""
    yield from page.wrap(page.paint(words.STATUS, "head"), "")
    if not matrix.statuses:
        yield from page.wrap("no claim in this case speaks of it", "  ")
    state = ""
    for status in matrix.statuses:
        if status.state != state:
            yield from page.wrap(status.state, "  ")
            state = status.state
        yield from page.wrap(words.status(status), "    ", "      ")
