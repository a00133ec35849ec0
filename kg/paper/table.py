"""A table for people: plain text, wrapped to the width of the screen, no cell ever cut.

It is the same on a terminal and in a pipe. `rich` was tried: it cuts long words with an ellipsis where columns are
narrow, and costs more time than the query.
"""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP, NARROW, WHOLE = 2, 14, 40  # characters between columns; a word longer than this may be broken
UNKNOWN = 120  # columns where there is no screen
WIDEST = 2000  # columns that any screen has; each costs time


def screen_width() -> int:
    """Columns of the terminal (or what COLUMNS says); a table fills them all, other than a page, within reason."""
    return min(shutil.get_terminal_size((UNKNOWN, 24)).columns, WIDEST)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], width: int, *, colour: bool = False) -> str:
    """Header, ruler and rows, each ending its line; where a cell takes several lines, an empty one parts the rows."""
    shown = [[visible(" ".join(cell.split())) for cell in row] for row in rows]
    columns = list(zip(header, *shown, strict=True))
    widths = fit([max(map(length, column)) for column in columns], _least(columns, width), width)
    wrapped = [_wrapped(row, widths) for row in shown]
    gap = "\n" if any(len(lines) > 1 for lines in wrapped) else ""
    ruler = _joined(["-" * each for each in widths], widths)
    head = "".join(_wrapped(header, widths))
    head = f"\x1b[1m{head.rstrip()}\x1b[0m\n" if colour else head
    return head + ruler + gap.join("".join(lines) for lines in wrapped)


def _least(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Widths that break no word, or only the longest ones if there is no room for them: an id should stay whole."""
    longest = [max((length(word) for cell in column for word in cell.split()), default=0) for column in columns]
    room = width - GAP * (len(columns) - 1)
    limit = next((limit for limit in range(WHOLE, NARROW, -2) if sum(min(limit, w) for w in longest) <= room), NARROW)
    return [min(limit, word) for word in longest]


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


def _wrapped(row: Sequence[str], widths: list[int]) -> list[str]:
    """The lines of one row."""
    cells = [_lines(cell, each) or [""] for cell, each in zip(row, widths, strict=True)]
    deep = max(map(len, cells))
    return [_joined([cell[n] if n < len(cell) else "" for cell in cells], widths) for n in range(deep)]


def _lines(text: str, width: int) -> list[str]:
    """The text in lines of so many columns; a letter that takes two is never cut in half."""
    if length(text) <= len(text):
        return textwrap.wrap(text, width)
    lines: list[str] = []
    for word in text.split():
        if lines and length(lines[-1]) + 1 + length(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, width)
    return lines


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and length(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


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
