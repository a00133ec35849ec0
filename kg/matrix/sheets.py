"""A matrix as rows: Markdown for a report, CSV for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.matrix import words
from kg.matrix.model import AGAINST, FOR, NEITHER
from kg.paper import markdown, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.matrix.model import Bearing, Group, Matrix, Row, Stance

COLUMNS = (
    "provision", "number", "condition", "kind", "duty_of", "person", "mode", "way", "stance", "claimant", "claim",
    "words", "conditions", "means_of_proof", "since", "why", "by", "date", "roots", "independence", "work",
    "source", "gaps",
)  # fmt: skip


def md(matrix: Matrix) -> Iterator[str]:
    """The pieces of a Markdown page."""
    esc = markdown.escaped
    yield f"# {esc(matrix.label)}\n\n"
    yield from (f"{esc(line)}\n\n" for line in (*words.about(matrix), words.WHAT_IT_IS))
    header = ("", "condition", *words.headings(matrix.rows).values(), "gaps, ages, appraisals")
    yield from markdown.table(header, map(cells, matrix.rows))
    yield f"\n## {words.CHARACTERISED}\n\n"
    yield from _listed(matrix.characterised)
    yield f"\n## {words.STATUS}\n\n"
    rows = [(each.state, words.status(each)) for each in matrix.statuses]
    yield from markdown.table(("state", "status"), rows) if rows else ["No claim in this case speaks of it.\n"]
    yield f"\n## {words.CLAIMS}\n\n" if matrix.claims else ""
    for told in matrix.claims:
        first, *rest = words.claim(told)
        yield f"- {esc(first)}\n" + "".join(f"  - {esc(line)}\n" for line in rest)


def _listed(stances: tuple[Stance, ...]) -> Iterator[str]:
    if not stances:
        yield "No claim in this case names it.\n"
    for stance in stances:
        yield f"- {markdown.escaped(words.rests(stance))}\n"
        yield from (f"  - {markdown.escaped(words.bearing(each))}\n" for each in stance.bearings)


def cells(row: Row) -> tuple[str, ...]:
    """A row of six cells; lines in a cell are parted by line ends."""
    label = "\n".join(filter(None, (row.label, f"({words.nature(row)})" if words.nature(row) else "", row.summary)))
    unverified = [f"not compared with the original: {part}" for part in row.unverified]
    more = [*row.gaps, *words.ages(row), *map(words.appraisal, row.appraisals)]
    sides = ["\n".join(_side(row, way)) for way in words.HEADINGS]
    return row.number, "\n".join([label, *unverified]), *sides, "\n".join(more)


def _side(row: Row, way: str) -> Iterator[str]:
    for group in row.groups:
        if stances := group.of(way):
            yield from [f"as to {group.whom}"] if group.whom else []
            for stance in stances:
                yield words.rests(stance)
                yield from (f"• {words.bearing(each)}" for each in stance.bearings)


def csv(matrix: Matrix) -> Iterator[str]:
    """A line for each claim that speaks to a condition, and one for each condition to which none does."""
    yield from sheet.table(COLUMNS, (line for row in matrix.rows for line in _of_row(matrix, row)))


def _of_row(matrix: Matrix, row: Row) -> Iterator[tuple[str, ...]]:
    head = (matrix.id, row.number, row.label, row.kind, "; ".join(row.bearers))
    found = [
        (*head, *_of_bearing(group, words.headings([row])[way], stance, bearing), "; ".join(row.gaps))
        for group in row.groups
        for way in (FOR, AGAINST, NEITHER)
        for stance in group.of(way)
        for bearing in stance.bearings
    ]
    yield from found or [(*head, *[""] * (len(COLUMNS) - len(head) - 1), "; ".join(row.gaps))]


def _of_bearing(group: Group, heading: str, stance: Stance, each: Bearing) -> tuple[str, ...]:
    told = each.told
    quoted = "; ".join(line for quotation in told.quotations for line in words.quoted(quotation))
    return (
        group.person, group.mode, heading, stance.stance, told.claimant, told.id, quoted,
        "; ".join(told.conditions), "; ".join(each.means), "; ".join(each.fates), each.why, each.by, each.date,
        "; ".join(stance.roots), stance.rests, told.work, told.source,
    )  # fmt: skip
