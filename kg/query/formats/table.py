"""A table for people: names in place of IRIs, wrapped to the width of the screen, no cell ever cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from kg.paper.table import table
from kg.query.formats import trailer

if TYPE_CHECKING:
    from kg.query.formats import Look
    from kg.query.run import Answer


def write(answer: Answer, _name: str, out: TextIO, look: Look) -> None:
    """The table once all rows are here, since the widths depend on them; an ASK is one word."""
    if answer.kind == "ask":
        out.write("" if answer.incomplete else f"{str(answer.truth).lower()}\n")
    else:
        rows = [[look.cell(term) for term in row] for row in answer]
        header = [column.replace("_", " ") for column in answer.columns]
        if header:
            out.write(table(header, rows, look.width, colour=look.colour))
    trailer(answer, out)
