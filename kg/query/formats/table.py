"""A table for people: names in place of IRIs, wrapped to the width of the screen.

On a terminal `rich` draws it. In a pipe or a file it is plain text of the same shape, made here, because `rich` costs
more time than the query.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, TextIO
from unicodedata import combining, east_asian_width

from kg.query.formats import trailer

if TYPE_CHECKING:
    from kg.query.formats import Look
    from kg.query.run import Answer

GAP, NARROW = 2, 14  # characters between columns; a word longer than this may be broken
Table = list[list[str]]


def write(answer: Answer, _name: str, out: TextIO, look: Look) -> None:
    """The table once all rows are here, since the widths depend on them; an ASK is one word."""
    if answer.kind == "ask":
        out.write("" if answer.incomplete else f"{str(answer.truth).lower()}\n")
    else:
        rows = [[" ".join(look.cell(term).split()) for term in row] for row in answer]
        header = [column.replace("_", " ") for column in answer.columns]
        if look.terminal:
            _rich(header, rows, out, look)
        elif header:
            out.writelines(_plain(header, rows, look.width))
    trailer(answer, out)


def _rich(header: list[str], rows: Table, out: TextIO, look: Look) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    natural = sum(map(_natural, zip(header, *rows, strict=True))) + 3 * len(header)
    table = Drawn(*header, box=SIMPLE_HEAD, pad_edge=False, leading=int(natural > look.width))
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(file=out, width=look.width, no_color=not look.colour, highlight=False, force_terminal=look.colour)
    console.print(table)


def _plain(header: list[str], rows: Table, width: int) -> list[str]:
    """Lines of text; where a cell takes several, an empty line parts the rows."""
    columns = list(zip(header, *rows, strict=True))
    widths = fit(list(map(_natural, columns)), list(map(_least, columns)), width)
    wrapped = [_wrapped(row, widths) for row in rows]
    gap = "\n" if any(len(lines) > 1 for lines in wrapped) else ""
    ruler = _joined(["-" * each for each in widths], widths)
    body = gap.join("".join(lines) for lines in wrapped)
    return ["".join(_wrapped(header, widths)), ruler, body]


def _natural(column: tuple[str, ...]) -> int:
    """The width of a column that breaks no cell."""
    return max(map(length, column))


def _least(column: tuple[str, ...]) -> int:
    """The width of a column that breaks no word, unless one is very long."""
    return min(NARROW, max((length(word) for cell in column for word in cell.split()), default=0))


def fit(natural: list[int], least: list[int], width: int) -> list[int]:
    """Column widths that fill at most `width` if the least ones do: the deepest column always gets the next character.

    >>> fit([5, 100, 400], [5, 8, 8], 99)
    [5, 18, 72]
    """
    widths = list(map(min, natural, least))
    for _ in range(width - GAP * (len(natural) - 1) - sum(widths)):
        deepest = max(
            range(len(natural)), key=lambda n: natural[n] / max(widths[n], 1) if widths[n] < natural[n] else 0
        )
        widths[deepest] += widths[deepest] < natural[deepest]
    return widths


def _wrapped(row: list[str], widths: list[int]) -> list[str]:
    """The lines of one row."""
    cells = [textwrap.wrap(cell, each) or [""] for cell, each in zip(row, widths, strict=True)]
    deep = max(map(len, cells))
    return [_joined([cell[n] if n < len(cell) else "" for cell in cells], widths) for n in range(deep)]


def _joined(cells: list[str], widths: list[int]) -> str:
    padded = (cell + " " * (each - length(cell)) for cell, each in zip(cells, widths, strict=True))
    return (" " * GAP).join(padded).rstrip() + "\n"


def length(text: str) -> int:
    """How many columns of a screen a text takes.

    >>> length("Мінск"), length("東京")
    (5, 4)
    """
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
