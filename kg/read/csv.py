"""CSV (RFC 4180): a row is a record, the first row has the keys, and every cell has its place.

A cell is a text; one that begins with `[` or `{` is written as in YAML, `[minsk, brest]`, so that whatever a YAML file
can say a row can say too. An empty cell says nothing. A file that is called after a class, such as `Person.csv`, needs
no column `class`; below `data/claims/` a row without one is a claim.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kg.findings import Finding, Position, Severity
from kg.read import records, yaml
from kg.read.nodes import Entry, Mapping, Node, Place, Scalar, Sequence
from kg.read.records import CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

CLAIMS = "data/claims/"
QUOTE = '"'


class Cell(NamedTuple):
    """The text of a cell, and where it begins."""

    text: str
    place: Place


class Fault(Exception):
    """A text that is no CSV from some place on."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.message, self.place = message, place


def read(text: str, file: str) -> tuple[Node | None, list[Finding]]:
    """The records of the text as one block of keys, and what is wrong with its cells."""
    return records.read(text, file, _records)


def _records(text: str, file: str, faults: list[Finding]) -> Iterator[Mapping]:
    rows = _rows(text)
    try:
        heads = next(rows, [])
        if not _sound(heads, file, faults):
            return
        for row in rows:
            if len(row) > len(heads):
                _refuse(faults, file, row[len(heads)].place, "more cells than the first row has keys", _SHIFTED)
            yield from _record(heads, row, file, faults)
    except Fault as fault:
        _refuse(faults, file, fault.place, fault.message, "close the quotation mark, or double it inside a cell")


_SHIFTED = "put quotation marks around a cell that holds a comma"


def _sound(heads: list[Cell], file: str, faults: list[Finding]) -> bool:
    seen: set[str] = set()
    for head in heads:
        if not head.text.strip():
            _refuse(faults, file, head.place, "a column without a key", "write a key into the first row")
        elif head.text in seen:
            _refuse(faults, file, head.place, f"key `{head.text}` stands over two columns", "merge the two columns")
        seen.add(head.text)
    return not faults


def _record(heads: list[Cell], row: list[Cell], file: str, faults: list[Finding]) -> Iterator[Mapping]:
    filled = [(head, cell) for head, cell in zip(heads, row, strict=False) if cell.text.strip()]
    if not filled:
        return
    entries = {
        head.text.strip(): Entry(Scalar(head.text.strip(), cell.place), _value(cell, file, faults))
        for head, cell in filled
    }
    place = row[0].place
    name = PurePosixPath(file).stem
    if CLASS not in entries and not file.startswith(CLAIMS):
        entries[CLASS] = Entry(Scalar(CLASS, place), Scalar(name, place))
    yield Mapping(entries, place)


def _value(cell: Cell, file: str, faults: list[Finding]) -> Node:
    """A text, or what a cell in YAML's brackets says, all of it at the cell's place."""
    text = cell.text.strip()
    if not text.startswith(("[", "{")):
        return Scalar(text, cell.place)
    node, found = yaml.read(text, file)
    faults += [each._replace(position=Position(file, *cell.place)) for each in found]
    return _placed(node, cell.place) if node is not None else Scalar(text, cell.place)


def _placed(node: Node, place: Place) -> Node:
    if isinstance(node, Scalar):
        return Scalar(node.text, place)
    if isinstance(node, Sequence):
        return Sequence([_placed(item, place) for item in node.items], place)
    entries = {
        name: Entry(Scalar(entry.key.text, place), _placed(entry.value, place)) for name, entry in node.entries.items()
    }
    return Mapping(entries, place)


def _refuse(faults: list[Finding], file: str, place: Place, message: str, remedy: str) -> None:
    faults.append(Finding(Position(file, *place), Severity.VIOLATION, "csv-syntax", message, remedy))


def _rows(text: str) -> Iterator[list[Cell]]:
    """The rows of the text; the standard library's reader does not say where a cell begins."""
    row: list[Cell] = []
    at, line, begun = 0, 1, 0  # begun: where the line begins
    while at < len(text):
        place = Place(line, at - begun + 1)
        if text[at] == QUOTE:
            cell, end = _quoted(text, at, place)
            if breaks := text.count("\n", at, end):
                line, begun = line + breaks, text.rindex("\n", at, end) + 1
        else:
            end = min((found for char in ",\n" if (found := text.find(char, at)) >= 0), default=len(text))
            cell = text[at:end].removesuffix("\r")
        row.append(Cell(cell, place))
        rest = text[end : end + 2]
        at = end + (2 if rest == "\r\n" else 1)
        if not rest.startswith(","):
            yield row
            row, line, begun = [], line + 1, at
        elif at >= len(text):
            row.append(Cell("", Place(line, at - begun + 1)))
    if row:
        yield row


def _quoted(text: str, start: int, place: Place) -> tuple[str, int]:
    """The text of a cell in quotation marks, and where it ends."""
    parts: list[str] = []
    at = start + 1
    while (end := text.find(QUOTE, at)) >= 0:
        parts.append(text[at:end])
        if text.startswith(QUOTE, end + 1):
            parts.append(QUOTE)
            at = end + 2
            continue
        if text[end + 1 : end + 2] not in ("", ",", "\n") and not text.startswith("\r\n", end + 1):
            raise Fault("text after the quotation mark that ends a cell", place)
        return "".join(parts), end + 1
    raise Fault("a quotation mark that nothing closes", place)
