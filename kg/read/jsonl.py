"""JSON Lines: one JSON object a line, every text with its place. Numbers stay as they are written.

`json` itself gives no places, so the few rules of JSON are followed here; its texts are read by the standard library.
"""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # it is there, and quick
from typing import TYPE_CHECKING

from kg.findings import Finding, Position, Severity
from kg.read import records
from kg.read.nodes import Entry, Mapping, Node, Place, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 24
_SPACE = re.compile(r"[ \t\r]*")
_WORD = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
REMEDY = 'write one JSON object in the line, such as {"class": "Person", "id": "talay", "label": "Alyaksei Talay"}'


class Fault(Exception):
    """A line that is no JSON: what is wrong, and at which of its characters."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


def read(text: str, file: str) -> tuple[Node | None, list[Finding]]:
    """The records of the text as one block of keys, and what is wrong with its lines."""
    return records.read(text, file, _records)


def _records(text: str, file: str, faults: list[Finding]) -> Iterator[Mapping]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _Line(line, number).record()
        except Fault as fault:
            where = Position(file, number, fault.at + 1)
            faults.append(Finding(where, Severity.VIOLATION, "json-syntax", fault.message, REMEDY))


class _Line:
    """One line, read from left to right."""

    def __init__(self, text: str, number: int) -> None:
        self.text, self.number, self.at = text, number, 0

    def record(self) -> Mapping:
        """The object that the line is."""
        node = self.node(0)
        if self.peek():
            raise Fault("more than one value in a line", self.at)
        if not isinstance(node, Mapping):
            raise Fault("a line that is no object", 0)
        return node

    def node(self, depth: int) -> Node:
        """The value that begins here."""
        if depth > DEEPEST:
            raise Fault(f"nested deeper than {DEEPEST} levels", self.at)
        begin = self.peek()
        place = Place(self.number, self.at + 1)
        if begin == "{":
            return Mapping(self.members(depth), place)
        if begin == "[":
            return Sequence(self.items(depth), place)
        if begin == '"':
            return Scalar(self.string(), place)
        word = _WORD.match(self.text, self.at)
        if word is None:
            raise Fault("a value is expected here", self.at)
        self.at = word.end()
        return Scalar("" if word[0] == "null" else word[0], place)

    def members(self, depth: int) -> dict[str, Entry]:
        """The keys and values of an object; a key that stands twice is a fault."""
        found: dict[str, Entry] = {}
        while self.follows("{", "}", first=not found):
            place = Place(self.number, self.at + 1)
            if self.peek() != '"':
                raise Fault("a key in double quotation marks is expected here", self.at)
            key = Scalar(self.string(), place)
            if key.text in found:
                raise Fault(f"key `{key.text}` stands twice in one object", place.column - 1)
            self.take(":")
            found[key.text] = Entry(key, self.node(depth + 1))
        return found

    def items(self, depth: int) -> list[Node]:
        """The members of a list."""
        found: list[Node] = []
        while self.follows("[", "]", first=not found):
            found.append(self.node(depth + 1))
        return found

    def follows(self, opening: str, closing: str, *, first: bool) -> bool:
        """Whether one more member follows; steps over what stands before it, or over the end."""
        if first:
            self.take(opening)
            if self.peek() != closing:
                return True
            self.take(closing)
            return False
        if self.peek() == closing:
            self.take(closing)
            return False
        self.take(",")
        return bool(self.peek())

    def string(self) -> str:
        """The text in quotation marks that begins here."""
        try:
            text, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as error:
            raise Fault(error.msg[:1].lower() + error.msg[1:], error.pos) from error
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise Fault("half of a character", self.at - 1)
        return str(text)

    def peek(self) -> str:
        """The next character that is no space, or nothing at the end."""
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        return self.text[self.at : self.at + 1]

    def take(self, char: str) -> None:
        """Step over the character; a fault where another stands."""
        if self.peek() != char:
            raise Fault(f"`{char}` is expected here", self.at)
        self.at += 1
