"""The cells of an XLSX workbook, read so that nothing in it runs, leads elsewhere or grows beyond measure.

A merged cell is refused: only its first row has the value, and the others would lose it without a word. So is what is
hidden: whoever sent the workbook may not know that it is there.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.sheets.workbook import OURS, Cell, Page, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNPACKED, MEMBERS, MARKS = 64 << 20, 2_000, 3_000_000
HIDDEN = re.compile(rb"""<(?:\w+:)?row\b(?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*\br=["']([0-9]+)""")
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*\bref=["']([A-Z]+[0-9]+)""")
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')  # of a number format: quoted, conditions, padding
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, RuntimeError, MemoryError),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError),
)
"""What reading a damaged package ends in; the package's own errors are none of these but ValueError and OSError."""


def read(path: Path, raw: bytes) -> list[Page]:
    """The sheets that are not our own, with their filled cells; raises InputError where there is no such workbook."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _bounded(path, raw)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        theirs = [sheet for sheet in book.worksheets if sheet.title not in OURS]
        return [page(f"{path}: {each.title}", each.title, _cells(each, _marked(raw, each))) for each in theirs]
    except (InvalidFileException, *BROKEN) as error:
        why = str(error).partition("\n")[0] or type(error).__name__
        raise InputError(f"{path} is no workbook that can be read: {why}", remedy="save it anew as .xlsx") from error


def _bounded(path: Path, raw: bytes) -> None:
    """Refuse what is no package of files, is encrypted, or grows beyond measure when it is unpacked."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{path} is encrypted, or of an old format", remedy="take the password off; save it as .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            members = packed.infolist()
            size = sum(member.file_size for member in members)
            large = size > UNPACKED or len(members) > MEMBERS or _marks(packed) > MARKS
    except BROKEN as error:
        raise InputError(f"{path} is no workbook: {error}", remedy="name an .xlsx file, or a folder of CSV") from error
    if large:
        remedy = "delete empty rows and sheets that are not of the template, or split it"
        raise InputError(
            f"{path} unpacks to {size >> 20} MB, or more parts than a workbook of claims has", remedy=remedy
        )


def _marks(packed: zipfile.ZipFile) -> int:
    """How many tags the package's XML has: what reading it costs, of which its size says little."""
    return sum(packed.read(name).count(b"<") for name in packed.namelist() if name.lower().endswith((".xml", ".rels")))


class Marked(NamedTuple):
    """What the reader by itself does not tell: addresses of the first of merged cells, and numbers of hidden rows."""

    merged: set[str]
    hidden: set[int]


def _marked(raw: bytes, sheet: object) -> Marked:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        text = packed.read(getattr(sheet, "_worksheet_path").lstrip("/"))  # noqa: B009  # no public name
    return Marked({each.decode() for each in MERGED.findall(text)}, {int(each) for each in HIDDEN.findall(text)})


def _cells(sheet: object, marked: Marked) -> Iterator[list[Cell]]:
    away = getattr(sheet, "sheet_state", "visible") != "visible"
    reset, rows = getattr(sheet, "reset_dimensions"), getattr(sheet, "iter_rows")  # noqa: B009  # two kinds of sheet
    reset()  # what the file says of its size may be wrong
    for row, line in enumerate(rows(min_row=1), 1):
        filled = [
            _cell(cell, row, at, marked.merged)
            for at, cell in enumerate(line, 1)
            if getattr(cell, "value", None) is not None
        ]
        if filled and (away or row in marked.hidden):
            why = "on a hidden sheet" if away else "in a hidden row"
            filled[0] = filled[0]._replace(fault=f"{why}: show it, so that everybody sees it, or delete it")
        yield filled


def _cell(cell: object, row: int, column: int, merged: set[str]) -> Cell:
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "")
    text = _text(value, getattr(cell, "number_format", "") or "")
    if kind == "f":
        return Cell(text, row, column, "a formula: write what it gives")
    if kind == "e":
        return Cell(text, row, column, "an error of the spreadsheet")
    if merged and getattr(cell, "coordinate", "") in merged:
        return Cell(text, row, column, "merged cells: only the first of them has the value; part them")
    return Cell(text, row, column)


def _text(value: object, shown: str = "") -> str:
    """A value as it would have been typed: whole numbers without a point, days without an hour; `shown` is its format.

    >>> _text(0.85, "0%"), _text(datetime(2022, 3, 1), "mmm-yy"), _text(datetime(2022, 3, 1), "yyyy-mm-dd"), _text(5.0)
    ('85', '2022-03', '2022-03-01', '5')
    """
    shown = _ASIDE.sub("", shown).lower()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)) and "%" in shown:
        return f"{round(value * 100, 9):.15g}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return _precise(value.date(), shown) if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return _precise(value, shown)
    return value.isoformat() if isinstance(value, time) else str(value).strip()


def _precise(day: date, shown: str) -> str:
    """A day, or the month or year alone where the sheet shows no more: the rest is the spreadsheet's invention."""
    if "d" in shown or "y" not in shown:
        return day.isoformat()
    return day.isoformat()[: 7 if "m" in shown else 4]
