"""A matrix as one HTML page that prints on A4: conditions down, what speaks for and against across, claims below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.matrix import words
from kg.paper.html import document, el, join, table

if TYPE_CHECKING:
    from kg.matrix.model import Bearing, Matrix, Row, Stance
    from kg.paper.html import Markup
    from kg.tell import Told

HEADER = ("", "condition", *words.HEADINGS.values(), "gaps, ages, appraisals")


def html(matrix: Matrix) -> str:
    """The whole page."""
    about = [el("p", line) for line in words.about(matrix)]
    return document(
        matrix.label,
        el("h1", matrix.label),
        *about,
        el("p", words.WHAT_IT_IS, class_="faint"),
        table(HEADER, map(_row, matrix.rows)),
        el("h2", words.CHARACTERISED),
        *(_stance(stance) for stance in matrix.characterised),
        None if matrix.characterised else el("p", "No claim in this case names it.", class_="gap"),
        el("h2", words.STATUS),
        _statuses(matrix),
        el("h2", words.CLAIMS) if matrix.claims else None,
        *map(_claim, matrix.claims),
    )


def _row(row: Row) -> tuple[Markup | str, ...]:
    nature = words.nature(row)
    condition = join(
        el("p", el("strong", row.label)),
        el("p", nature, class_="faint") if nature else None,
        el("p", row.summary),
        *(el("p", f"not compared with the original: {part}", class_="faint") for part in row.unverified),
    )
    more = join(
        *(el("p", gap, class_="gap") for gap in row.gaps),
        *(el("p", line) for line in words.ages(row)),
        *(el("p", words.appraisal(each)) for each in row.appraisals),
    )
    return row.number, condition, *(_side(row, way) for way in words.HEADINGS), more


def _side(row: Row, way: str) -> Markup:
    found = []
    for group in row.groups:
        stances = group.of(way)
        if stances and words.whom(group):
            found.append(el("p", f"as to {words.whom(group)}", class_="faint"))
        found += [_stance(stance) for stance in stances]
    return join(*found)


def _stance(stance: Stance) -> Markup:
    return join(el("p", words.rests(stance)), el("ul", *(_bearing(each) for each in stance.bearings)))


def _bearing(each: Bearing) -> Markup:
    reason = words.reason(each)
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
