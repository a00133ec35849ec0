"""A matrix in every format."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.matrix.page import html
from kg.matrix.sheets import csv, md
from kg.matrix.text import text
from kg.paper.json import text as json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.matrix.model import Matrix
    from kg.paper.page import Paint

FORMATS = ("table", "md", "csv", "json", "html")
VERSION = 1  # of the JSON; a key that goes or changes its meaning makes it 2


def write(matrix: Matrix, form: str, *, width: int = 100, paint: Paint | None = None) -> Iterator[str]:
    """The pieces of the text; `width` and `paint` are for the table."""
    if form == "table":
        yield from text(matrix, width, paint)
    elif form == "json":
        yield json_text({"version": VERSION, **asdict(matrix)}, indent=1) + "\n"
    elif form == "html":
        yield html(matrix)
    else:
        yield from (md if form == "md" else csv)(matrix)
