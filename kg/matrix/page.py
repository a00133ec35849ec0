"""A matrix as one HTML page that prints on A4: what is missing first, then each condition, with the claims below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.matrix import words
from kg.matrix.model import NEITHER
from kg.paper.html import document, el, join, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.matrix.model import Bearing, Group, Matrix, Row, Stance
    from kg.paper.html import Markup
    from kg.tell import Told

OVERVIEW = ("", "condition", "what is missing")


def html(matrix: Matrix) -> str:
    """The whole page."""
    about = [el("p", line) for line in words.about(matrix)]
    gaps = [(row.number, row.label, join(*(el("p", gap, class_="gap") for gap in row.gaps))) for row in matrix.rows]
    return document(
        matrix.label,
        el("h1", matrix.label),
        *about,
        el("p", words.WHAT_IT_IS, class_="faint"),
        table(OVERVIEW, gaps),
        *(part for row in matrix.rows for part in _row(row, matrix)),
        el("h2", words.CHARACTERISED),
        *(_stance(stance, matrix) for stance in matrix.characterised),
        None if matrix.characterised else el("p", "No claim in this case names it.", class_="gap"),
        el("h2", words.STATUS),
        _statuses(matrix),
        el("h2", words.CLAIMS) if matrix.claims else None,
        *map(_claim, matrix.claims),
    )


def _row(row: Row, matrix: Matrix) -> Iterator[Markup]:
    """A condition: what it asks, what is marked for and against it side by side, and what else is known of it."""
    nature = words.nature(row)
    yield el("h2", f"{row.number}  {row.label}", el("span", f" ({nature})", class_="faint") if nature else None)
    yield el("p", row.summary)
    yield from (el("p", f"not compared with the original: {part}", class_="faint") for part in row.unverified)
    yield from (el("p", line) for line in (*words.ages(row), *map(words.appraisal, row.appraisals)))
    yield _sides(row, matrix) if row.groups else el("p", *row.gaps, class_="gap")


def _sides(row: Row, matrix: Matrix) -> Markup:
    """A column for each way in which something is marked; for and against always, so that an empty one is seen."""
    ways = [way for way in words.HEADINGS if way != NEITHER or any(group.of(way) for group in row.groups)]
    whom = any(group.whom for group in row.groups)
    header = [*(["as to"] if whom else []), *(words.headings([row])[way] for way in ways)]
    rows = [
        [*([group.whom or "nobody in particular"] if whom else []), *(_side(group, way, matrix) for way in ways)]
        for group in row.groups
    ]
    return table(header, rows, class_="long")


def _side(group: Group, way: str, matrix: Matrix) -> Markup:
    return join(*(_stance(stance, matrix) for stance in group.of(way)))


def _stance(stance: Stance, matrix: Matrix) -> Markup:
    return join(el("p", words.rests(stance)), el("ul", *(_bearing(each, matrix) for each in stance.bearings)))


def _bearing(each: Bearing, matrix: Matrix) -> Markup:
    reason = words.reason(each, matrix)
    linked = el("a", words.bearing(each), href=f"#{each.told.id}")
    return el("li", linked, el("div", reason, class_="faint") if reason else None)


def _statuses(matrix: Matrix) -> Markup:
    if not matrix.statuses:
        return el("p", "No claim in this case speaks of it.", class_="gap")
    return table(("state", "status"), [(each.state, words.status(each)) for each in matrix.statuses])


def _claim(told: Told) -> Markup:
    first, *rest = words.claim(told)
    quotes = [el("blockquote", line) if line.startswith("«") else el("p", line) for line in rest[:-1]]
    return el("article", el("h3", first), *quotes, el("p", rest[-1], class_="faint"), id=told.id)
