"""The empty workbook that goes out to partners: drop-downs from code lists and register, a meaning on every header.

All cells are text: a spreadsheet would make a day of "2022-03", and a date of "1-2".
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kg.paper import sheet as csv
from kg.sheets.columns import left_out, sheets
from kg.sheets.workbook import IDS, LISTS, README

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from kg.sheets.columns import Column, Sheet

ROWS = 500  # rows with drop-downs
TEXT = "@"
WIDE, NARROW = 48, 20


def xlsx_template(source: str = "", known: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """A workbook for the claims of one source; `known` has the ids that drop-downs offer, by class."""
    from openpyxl import Workbook

    book = Workbook()
    _readme(book, source)
    lists = _Lists(known or {})
    for each in sheets():
        _sheet(book.create_sheet(each.name), each, lists)
    lists.write(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_template() -> dict[str, str]:
    """The same without drop-downs: a header line for each sheet, by file name."""
    return {f"{each.name}.csv": csv.line([column.head for column in each.columns]) for each in sheets()}


def _readme(book: Workbook, source: str) -> None:
    page = book.active
    if page is None:
        page = book.create_sheet()
    page.title = README
    page.column_dimensions["A"].width = 110
    cannot = ", ".join(left_out())
    for line in (
        f"Claims read in: {source}" if source else "Claims read in one source",
        "A claim is what somebody says, in the words of the source. Write what it says, not what you know.",
        "One row on the sheet of claims for each claim; give each a number under `row`.",
        "What a claim states goes on the sheet of its kind (Count, TransferLeg …), with the number of its claim.",
        "Events and groups of people that the drop-downs lack: describe them on their own sheet, with a short id.",
        "Bold columns must be filled. Several values in a cell: a semicolon between them, or each on its own line.",
        "Dates: 2023-05-23, 2023-05, 2023, or 2022-02-24/.. for an open span. Every cell is text; leave it so.",
        "Never write the name of a child, nor anything by which a child or a confidential source could be known.",
        f"Too deep for a row, so tell us in words: {cannot}." if cannot else "",
    ):
        page.append([line])


def _sheet(page: Worksheet, each: Sheet, lists: _Lists) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "B2"
    for number, column in enumerate(each.columns, 1):
        letter = get_column_letter(number)
        cell = page.cell(1, number, column.head)
        cell.font = Font(bold=column.needed)
        cell.comment = Comment(f"{column.meaning}{'; several allowed' if column.many else ''}", "kg")
        shape = page.column_dimensions[letter]
        shape.width = NARROW if column.codes or column.refers else WIDE
        shape.number_format, shape.alignment = TEXT, Alignment(wrap_text=True, vertical="top")
        if where := lists.range_of(column):
            _offer(page, column, f"{letter}2:{letter}{ROWS + 1}", where)


def _offer(page: Worksheet, column: Column, cells: str, where: str) -> None:
    """A drop-down: strict for one code of a closed list, a suggestion where several or new ones may be written."""
    from openpyxl.worksheet.datavalidation import DataValidation

    strict = bool(column.codes) and not column.many and not column.refers
    offered = DataValidation(type="list", formula1=f"={where}", allow_blank=True, showErrorMessage=strict)
    offered.errorTitle, offered.error = "Not in the list", "Choose one of the list; tell us if none fits."
    offered.add(cells)
    page.add_data_validation(offered)


class _Lists:
    """The drop-downs' entries, a column for each list on two sheets that stay hidden."""

    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self._known = known
        self._columns: dict[str, dict[tuple[str, ...], str]] = {LISTS: {}, IDS: {}}

    def range_of(self, column: Column) -> str:
        """Where the entries for the column stand; empty where there are none."""
        if column.codes:
            return self._place(LISTS, column.codes)
        entries = tuple(sorted({each for cls in column.refers for each in self._known.get(cls, ())}))
        return self._place(IDS, entries) if entries else ""

    def _place(self, name: str, entries: tuple[str, ...]) -> str:
        from openpyxl.utils import get_column_letter

        columns = self._columns[name]
        letter = columns.setdefault(entries, get_column_letter(len(columns) + 1))
        return f"{name}!${letter}$1:${letter}${len(entries)}"

    def write(self, book: Workbook) -> None:
        """Both sheets, at the end of the book."""
        for name, columns in self._columns.items():
            page = book.create_sheet(name)
            page.sheet_state = "hidden"
            for number, entries in enumerate(columns, 1):
                for row, entry in enumerate(entries, 1):
                    page.cell(row, number, entry)
