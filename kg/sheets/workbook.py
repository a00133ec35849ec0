"""What came back: the cells of a workbook, or of a folder of CSV files, as texts that know their place.

A workbook is a stranger's file: its size is bounded before it is unpacked, a formula is refused instead of trusted, and
numbers and dates that a spreadsheet made of a text are told from it.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README, LISTS, IDS = "read me", "kg-lists", "kg-ids"
OURS = {README, LISTS, IDS}
LARGEST, UNPACKED, MOST_ROWS, MOST_COLUMNS = 20 << 20, 200 << 20, 20_000, 400


class Cell(NamedTuple):
    """A filled cell: its text, row and column counted from 1, and what is wrong with it in itself."""

    text: str
    row: int
    column: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as it came: its name, its headers, and its filled rows."""

    name: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def pages(path: Path) -> list[Page]:
    """The sheets of an XLSX file, of a CSV file, or of a folder of CSV files; raises InputError at what is neither."""
    if path.is_dir():
        found = sorted(path.glob("*.csv"))
        if not found:
            raise InputError(f"{path} holds no CSV file", remedy="name a workbook, or a folder with claims.csv")
        return [_csv(each) for each in found]
    if path.suffix.lower() == ".csv":
        return [_csv(path)]
    return _xlsx(path)


def address(row: int, column: int) -> str:
    """The address of a cell as spreadsheets write it.

    >>> address(7, 2), address(1, 28)
    ('B7', 'AB1')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _raw(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than {LARGEST >> 20} MB", remedy="split it")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", remedy="name a workbook that is there") from error


def _csv(path: Path) -> Page:
    try:
        text = _raw(path).decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 at byte {error.start}", remedy="save it as CSV UTF-8") from error
    except csv.Error as error:
        raise InputError(f"{path} is no CSV: {error}", remedy="save it as CSV with commas") from error
    cells = [[_plain(text, row, at) for at, text in enumerate(line, 1)] for row, line in enumerate(lines, 1)]
    return _page(path.stem, cells)


def _plain(text: str, row: int, column: int) -> Cell:
    """A CSV cell; the apostrophe by which a sheet of ours marks a text that looks like a formula goes."""
    return Cell(re.sub(r"\A'(?=[=+@-])", "", text).strip(), row, column)


def _xlsx(path: Path) -> list[Page]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    raw = _raw(path)
    _bounded(path, raw)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        return [_page(name, _cells(book[name])) for name in book.sheetnames if name not in OURS]
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError) as error:
        raise InputError(f"{path} is no workbook that can be read: {error}", remedy="save it anew as .xlsx") from error


def _bounded(path: Path, raw: bytes) -> None:
    """Refuse what is no package of files, is encrypted, or grows beyond measure when it is unpacked."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{path} is encrypted, or of an old format", remedy="take the password off; save it as .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(f"{path} is no workbook: {error}", remedy="name an .xlsx file, or a folder of CSV") from error
    if size > UNPACKED:
        raise InputError(f"{path} unpacks to {size >> 20} MB; {UNPACKED >> 20} MB is the most", remedy="split it")


def _cells(sheet: object) -> list[list[Cell]]:
    rows = getattr(sheet, "iter_rows")(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)  # noqa: B009  # two kinds of sheet
    found = [[_cell(cell, row, at) for at, cell in enumerate(line, 1)] for row, line in enumerate(rows, 1)]
    if len(found) > MOST_ROWS:
        raise InputError(f"a sheet has more than {MOST_ROWS} rows", remedy="split the workbook")
    return found


def _cell(cell: object, row: int, column: int) -> Cell:
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "")
    if kind == "f":
        return Cell(str(value), row, column, "a formula: write what it gives")
    if kind == "e":
        return Cell(str(value), row, column, "an error of the spreadsheet")
    return Cell("" if value is None else _text(value), row, column)


def _text(value: object) -> str:
    """A value as it would have been typed: whole numbers without a point, days without an hour."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value).strip()


def _page(name: str, cells: list[list[Cell]]) -> Page:
    heads = tuple(cell for cell in (cells[0] if cells else []) if cell.text)
    return Page(name, heads, tuple(_filled(cells[1:])))


def _filled(lines: list[list[Cell]]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        if filled := tuple(cell for cell in line if cell.text):
            yield filled
