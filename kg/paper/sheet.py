"""CSV for people's spreadsheets (RFC 4180): a cell that would be taken for a formula is neutralised.

`kg query` writes SPARQL's own CSV instead, where a cell stays exactly what the graph holds.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FORMULA = re.compile(r"[=+@\t\r＝＋－＠]|-(?![0-9.,]*\Z)")  # a negative number is no formula


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a sheet, header first.

    >>> list(table(["a"], [["=1+1"], ["-5"]]))
    ['a\\r\\n', "'=1+1\\r\\n", '-5\\r\\n']
    """
    yield line(header)
    for row in rows:
        yield line([neutral(cell) for cell in row])


def line(cells: Sequence[str]) -> str:
    """One line, ended with CR LF."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def neutral(cell: str) -> str:
    """The cell as text, nothing in it that steers a screen: with an apostrophe where a spreadsheet would compute it."""
    shown = visible(cell.replace("\r\n", "\n"))
    return f"'{shown}" if _FORMULA.match(cell) else shown
