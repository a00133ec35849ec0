"""What came back: the cells of a workbook, or of a folder of CSV files, as texts that know their place.

A workbook is a stranger's file: its size is bounded before it is unpacked, a formula is refused instead of trusted, and
what a spreadsheet made of a text (a day of a month, a fraction of a percentage) is told from it. Only filled cells
count: a sheet may be formatted down to its last row.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

README, LISTS, IDS = "read me", "kg-lists", "kg-ids"
OURS = {README, LISTS, IDS}
LARGEST, MOST_ROWS, MOST_COLUMNS, LAST_ROW = 20 << 20, 20_000, 400, 1 << 20


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
    from kg.sheets.xlsx import read

    return read(path, raw(path))


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


def raw(path: Path) -> bytes:
    """The bytes of a file that is no larger than a partner's may be."""
    try:
        if path.exists() and not path.is_file():
            raise InputError(f"{path} is a device or a pipe", remedy="name an .xlsx file, or a folder of CSV")
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than {LARGEST >> 20} MB", remedy="split it")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", remedy="name a workbook that is there") from error


def page(where: str, name: str, cells: Iterable[list[Cell]]) -> Page:
    """A sheet of its rows, from the first on, each with its filled cells; InputError where there are too many."""
    heads: tuple[Cell, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    for number, line in enumerate(cells, 1):
        if line and line[-1].column > MOST_COLUMNS:
            place = address(line[-1].row, line[-1].column)
            message = f"{where}: {place} is filled, and lies beyond {MOST_COLUMNS} columns"
            raise InputError(message, remedy="take out what is not of the template")
        if line and line[0].row == 1:
            heads = tuple(line)
        elif line:
            rows.append(tuple(line))
        if len(rows) > MOST_ROWS or number > LAST_ROW:
            raise InputError(f"{where} has more than {MOST_ROWS} rows", remedy="split it")
    return Page(name, heads, tuple(rows))


def _csv(path: Path) -> Page:
    try:
        text = raw(path).decode("utf-8-sig")
        return page(str(path), path.stem, _rows(text))
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 at byte {error.start}", remedy="save it as CSV UTF-8") from error
    except csv.Error as error:
        raise InputError(f"{path} is no CSV: {error}", remedy="save it as CSV with commas") from error


def _rows(text: str) -> Iterator[list[Cell]]:
    first = text.partition("\n")[0]
    apart = ";" if ";" in first and "," not in first else ","  # as spreadsheets of many countries write it
    for row, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=apart, strict=True), 1):
        yield [Cell(said, row, at) for at, each in enumerate(line, 1) if each and (said := _plain(each))]


def _plain(text: str) -> str:
    """A CSV cell; the apostrophe by which a sheet of ours marks a text that looks like a formula goes."""
    return re.sub(r"\A'(?=[=+@＝＋－＠-])", "", text).strip()
