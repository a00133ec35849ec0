"""What a data file says, before anybody asks what it means: scalars, sequences and mappings with their places.

Scalars stay text. YAML would read `no` as false and `12:30` as 750; here the ontology's range decides what a text is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Place(NamedTuple):
    """Line and column, counted from 1."""

    line: int
    column: int


class Scalar(NamedTuple):
    """A text."""

    text: str
    place: Place


class Sequence(NamedTuple):
    """A list."""

    items: list[Node]
    place: Place


class Entry(NamedTuple):
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


class Mapping(NamedTuple):
    """A mapping by key text; duplicate keys have been reported, and the first one kept."""

    entries: dict[str, Entry]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value under the key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None

    def text(self, key: str) -> str:
        """The scalar under the key, or an empty text."""
        value = self.get(key)
        return value.text if isinstance(value, Scalar) else ""


Node = Scalar | Sequence | Mapping


def texts(node: Node | None) -> Iterator[str]:
    """All texts of a value, in whatever languages; keys are none."""
    if isinstance(node, Scalar):
        yield node.text
    for below in node.items if isinstance(node, Sequence) else ():
        yield from texts(below)
    for _, value in node.entries.values() if isinstance(node, Mapping) else ():
        yield from texts(value)


def kind(node: Node) -> str:
    """What a person would call it."""
    return {Scalar: "a text", Sequence: "a list", Mapping: "a block of keys"}[type(node)]
