"""A timeline as a table, CSV, JSON or a drawing."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from kg.paper import sheet
from kg.paper.json import text as json_text
from kg.paper.table import table
from kg.timeline.model import OPEN, Moment
from kg.timeline.svg import draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.timeline.model import Timeline

FORMATS = ("table", "csv", "json", "svg")
VERSION = 1  # of the JSON; a key that goes or changes its meaning makes it 2
HEADER = ("from", "to", "what", "who", "roots", "claims")
COLUMNS = tuple(field.name for field in fields(Moment))


def write(found: Timeline, form: str, *, width: int = 100, colour: bool = False) -> Iterator[str]:
    """The pieces of the text; `width` and `colour` are for the table."""
    if form == "table":
        yield table(HEADER, map(_row, found.moments), width, colour=colour) if found.moments else ""
    elif form == "csv":
        yield from sheet.table(COLUMNS, map(_cells, found.moments))
    elif form == "json":
        yield json_text({"version": VERSION, **asdict(found)}, indent=1) + "\n"
    else:
        yield from draw(found)


def _row(moment: Moment) -> tuple[str, ...]:
    """From, to, what, who; a date other than the plain one is named, and what is disputed says so."""
    what = moment.what if moment.kind == "spoken of" else f"(said) {moment.what}"
    named = f"{what} [{moment.which}]" if moment.which != "date" else what
    stances = "; ".join((*moment.stances, *(["disputed"] if moment.disputed and moment.put_forward else [])))
    roots = str(moment.roots) if moment.kind == "spoken of" else ""
    return moment.earliest or OPEN, moment.latest or OPEN, named, stances, roots, " ".join(moment.claims)


def _cells(moment: Moment) -> list[str]:
    return [_text(getattr(moment, name)) for name in COLUMNS]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, tuple) else str(value)
