"""A Markdown table, as GitHub and most others read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from kg.paper.markdown import table
from kg.query.formats import trailer

if TYPE_CHECKING:
    from kg.query.formats import Look
    from kg.query.run import Answer


def write(answer: Answer, _name: str, out: TextIO, look: Look) -> None:
    """The table; the line about what is missing stands apart from it."""
    if answer.kind == "ask":
        out.write("" if answer.incomplete else f"{str(answer.truth).lower()}\n")
    else:
        out.writelines(table(answer.columns, ([look.cell(term) for term in row] for row in answer)))
    out.write("\n" if answer.incomplete else "")
    trailer(answer, out)
