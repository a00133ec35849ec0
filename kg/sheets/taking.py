"""From cells to the claims of a data file: the same nodes that a YAML file gives, each with the place of its cell.

So every rule that holds for a data file holds for a sheet, and says in which cell it was broken. A place is a line and
a column; the line also carries the number of the sheet, which `where` takes out again.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.findings import Finding, Position, Severity
from kg.read.nodes import Entry, Mapping, Node, Place, Scalar, Sequence
from kg.schema import CT, did_you_mean, load, one_of
from kg.sheets.blocks import SHEET, cell_place, row_block
from kg.sheets.columns import AS, CLAIMS, ID, ROW, sheets
from kg.sheets.workbook import Cell, Page, address

if TYPE_CHECKING:
    from collections.abc import Iterable

Fault = tuple[Cell, str, str, str]  # the cell, the rule, what is wrong, the remedy


class Taken:
    """What a workbook says: `content` as of a claims file, `findings` in its cells, `where` in words each is."""

    def __init__(self, file: str, pages: Iterable[Page], source: str, coder: str = "") -> None:
        self.file, self.pages, self.source, self.coder = file, list(pages), source, coder
        self.findings: list[Finding] = []
        self._known = {sheet.name: sheet for sheet in sheets()}
        self._schema = load()
        self._said: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._used: set[str] = set()
        self._asked: dict[str, tuple[int, Cell]] = {}
        self.content = self._content()

    def where(self, place: Position) -> str:
        """A place in words: `partner.xlsx: claims!B7`."""
        number, row = divmod(place.line, SHEET)
        sheet = self.pages[number].name if number < len(self.pages) else ""
        return f"{self.file}: {sheet}!{address(row, place.column)}"

    def _content(self) -> Mapping:
        top = Place(1, 1)
        found = {page.name: (number, page) for number, page in enumerate(self.pages) if self._expected(number, page)}
        for name, (number, page) in found.items():
            if not self._known[name].section and name != CLAIMS:
                self._propositions(number, page)
        entries = {self._schema.properties[CT.source].key: _entry(self._schema.properties[CT.source].key, self.source)}
        if mentions := self._mentions(found):
            entries["mentions"] = Entry(Scalar("mentions", top), mentions)
        claims = self._claims(*found[CLAIMS]) if CLAIMS in found else []
        entries[CLAIMS] = Entry(Scalar(CLAIMS, top), Sequence(claims, top))
        self._orphans()
        return Mapping(entries, top)

    def _expected(self, number: int, page: Page) -> bool:
        """Whether it is a sheet of the template; its headers are looked at."""
        sheet = self._known.get(page.name)
        if sheet is None:
            cell = Cell(page.name, 1, 1)
            hint = did_you_mean(page.name, self._known) or f"its sheets are {one_of(self._known)}"
            self._report(number, (cell, "unknown-sheet", f"no sheet of the template is called `{page.name}`", hint))
            return False
        seen: set[str] = set()
        for head in page.heads:
            if sheet.column(head.text) is None:
                hint = did_you_mean(head.text, [column.head for column in sheet.columns])
                remedy = hint or f"its columns are {one_of(column.head for column in sheet.columns)}"
                self._report(number, (head, "unknown-column", f"`{head.text}` is no column of `{page.name}`", remedy))
            elif head.text in seen:
                self._report(number, (head, "column-twice", f"`{head.text}` stands twice", "keep one of the two"))
            seen.add(head.text)
        return True

    def _claims(self, number: int, page: Page) -> list[Node]:
        claims: list[Node] = []
        rows: dict[str, Cell] = {}
        for line in page.rows:
            cells = self._by_head(number, page, line)
            own = cells.pop(ROW, None)
            if own is None:
                self._report(number, (line[0], "no-row", "the claim has no number", "give it one under `row`"))
            elif own.text in rows:
                first = address(rows[own.text].row, rows[own.text].column)
                self._report(
                    number, (own, "row-twice", f"`{own.text}` stands at {first} too", "give it another number")
                )
            else:
                rows[own.text] = own
                claims.append(self._claim(number, line, cells, own.text))
        return claims

    def _claim(self, number: int, line: tuple[Cell, ...], cells: dict[str, Cell], row: str) -> Mapping:
        block = row_block(self._schema, number, self._known[CLAIMS], line, cells)
        self._used.add(row)
        entries = dict(block.entries)
        for key, stated in self._said.get(row, {}).items():
            entries[key] = Entry(Scalar(key, block.place), Sequence(stated, block.place))
        status, states = self._schema.properties[CT.codingStatus].key, self._schema.properties[CT.states].key
        if states not in entries and status not in entries:
            entries[status] = _entry(status, self._schema.concepts[CT.quotedOnly].key, block.place)
        coder = self._schema.properties[CT.codedBy].key
        if self.coder and coder not in entries:
            entries[coder] = _entry(coder, self.coder, block.place)
        return Mapping(entries, block.place)

    def _propositions(self, number: int, page: Page) -> None:
        states = self._schema.properties[CT.states].key
        for line in page.rows:
            cells = self._by_head(number, page, line)
            row, way = cells.pop(ROW, None), cells.pop(AS, None)
            if row is None:
                message = "it does not say which claim states it"
                self._report(number, (line[0], "no-row", message, "write the claim's number under `row`"))
                continue
            block = row_block(self._schema, number, self._known[page.name], line, cells)
            where = cell_place(number, row)
            said = Mapping({page.name: Entry(Scalar(page.name, where), block)}, where)
            self._said[row.text][way.text if way else states].append(said)
            self._asked.setdefault(row.text, (number, row))

    def _orphans(self) -> None:
        for row, (number, cell) in self._asked.items():
            if row not in self._used:
                message = f"no claim has the number `{row}`"
                self._report(number, (cell, "unknown-row", message, f"use a number of the sheet `{CLAIMS}`"))

    def _mentions(self, found: dict[str, tuple[int, Page]]) -> Mapping | None:
        sections: dict[str, Entry] = {}
        for name, (number, page) in found.items():
            if self._known[name].section and page.rows:
                members: dict[str, Entry] = {}
                for line in page.rows:
                    self._mention(number, page, line, members)
                place = Place(number * SHEET + 1, 1)
                sections[name] = Entry(Scalar(name, place), Mapping(members, place))
        return Mapping(sections, Place(1, 1)) if sections else None

    def _mention(self, number: int, page: Page, line: tuple[Cell, ...], members: dict[str, Entry]) -> None:
        cells = self._by_head(number, page, line)
        own = cells.pop(ID, None)
        if own is None:
            self._report(number, (line[0], "no-id", "it has no id", "give it a short name under `id`"))
        elif own.text in members:
            self._report(number, (own, "id-twice", f"`{own.text}` stands twice", "give it another id"))
        else:
            block = row_block(self._schema, number, self._known[page.name], line, cells)
            members[own.text] = Entry(Scalar(own.text, cell_place(number, own)), block)

    def _by_head(self, number: int, page: Page, line: tuple[Cell, ...]) -> dict[str, Cell]:
        """The cells of a row by header; what stands under none, and what is wrong in itself, is reported."""
        heads = {head.column: head.text for head in page.heads}
        found: dict[str, Cell] = {}
        for cell in line:
            if cell.fault:
                self._report(number, (cell, "bad-cell", cell.fault, "write the value as text"))
            elif cell.column not in heads:
                self._report(number, (cell, "no-header", "this column has no header", "write one of the template's"))
            elif self._known[page.name].column(heads[cell.column]) is not None:
                found.setdefault(heads[cell.column], cell)
        return found

    def _report(self, number: int, fault: Fault) -> None:
        cell, rule, message, remedy = fault
        place = Position(self.file, number * SHEET + cell.row, cell.column)
        self.findings.append(Finding(place, Severity.VIOLATION, rule, message, remedy, cell.text[:120]))


def _entry(key: str, text: str, place: Place = Place(1, 1)) -> Entry:  # noqa: B008  # a plain tuple
    return Entry(Scalar(key, place), Scalar(text, place))
