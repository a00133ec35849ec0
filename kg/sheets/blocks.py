"""From the cells of a row to a block of keys, each with the place of its cell.

A place is a line and a column; the line also carries the number of the sheet, which `Taken.where` takes out again.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.read.nodes import Entry, Mapping, Node, Place, Scalar, Sequence
from kg.sheets.columns import WITHIN, Column

if TYPE_CHECKING:
    from kg.schema import Schema
    from kg.sheets.columns import Sheet
    from kg.sheets.workbook import Cell

SHEET = 1 << 24  # lines of a sheet: above MOST_ROWS


def row_block(schema: Schema, number: int, sheet: Sheet, line: tuple[Cell, ...], cells: dict[str, Cell]) -> Mapping:
    """The row's keys; `quote.page` goes into the block of `quote`."""
    entries: dict[str, Entry] = {}
    inside: dict[str, dict[str, Entry]] = defaultdict(dict)
    for head, cell in cells.items():
        column = sheet.column(head)
        where = cell_place(number, cell)
        outer, _, inner = head.partition(WITHIN)
        value = _value(cell.text, column or Column(head, ""), where)
        if inner:
            inside[outer][inner] = Entry(Scalar(inner, where), value)
        else:
            entries[head] = Entry(Scalar(head, where), value)
    for outer, parts in inside.items():
        entries[outer] = _joined(schema, outer, entries.get(outer), parts)
    return Mapping(entries, cell_place(number, line[0]))


def _joined(schema: Schema, outer: str, short: Entry | None, parts: dict[str, Entry]) -> Entry:
    """A block from its parts, and from what the cell of its shorthand has."""
    place = next(iter(parts.values())).key.place
    if short is not None:
        word = _shorthand(schema, outer)
        parts = {word: Entry(Scalar(word, short.key.place), short.value), **parts}
    return Entry(Scalar(outer, place), Mapping(parts, place))


def _shorthand(schema: Schema, outer: str) -> str:
    """The key that a bare text under the outer key stands for."""
    props = [prop for prop in schema.properties.values() if prop.key == outer]
    classes = [schema.classes[rng] for prop in props for rng in prop.ranges if rng in schema.classes]
    return next(schema.properties[cls.shorthand].key for cls in classes if cls.embedded and cls.shorthand)


def _value(text: str, column: Column, place: Place) -> Node:
    """One value, or several: of ids and codes parted by semicolons, of texts by lines."""
    if not column.many:
        return Scalar(" ".join(text.split()), place)
    parts = text.replace(";", "\n").split("\n") if column.codes or column.refers else text.split("\n")
    values: list[Node] = [Scalar(" ".join(part.split()), place) for part in parts if part.strip()]
    return values[0] if len(values) == 1 else Sequence(values, place)


def cell_place(number: int, cell: Cell) -> Place:
    return Place(number * SHEET + cell.row, cell.column)
