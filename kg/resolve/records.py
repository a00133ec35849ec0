"""Closed records: everything about one thing, with defaults, identifiers, dates and passages already resolved.

A closed record needs no other file to be understood, so compiling it is a pure function, safe to cache by content and
to run on many cores. Places ride along on each statement and never reach the graph.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Position


class Literal(NamedTuple):
    """A text with its datatype IRI or language tag; neither means xsd:string."""

    text: str
    datatype: str = ""
    language: str = ""


class Ref(NamedTuple):
    """The IRI of something with an issued id."""

    iri: str


class Statement(NamedTuple):
    """One property of a record; the tool adds `computed` ones, and they are no part of a proposition's identity."""

    property: str
    value: Value
    place: Position
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A closed record; `iri` is empty for a proposition, whose name is made from its content."""

    cls: str
    iri: str
    graph: str
    statements: tuple[Statement, ...]
    place: Position

    def all(self, prop: str) -> Iterator[Statement]:
        """The statements with this property, in file order."""
        return (statement for statement in self.statements if statement.property == prop)

    def first(self, prop: str) -> Statement | None:
        """The first statement with this property, or None."""
        return next(self.all(prop), None)

    def text(self, prop: str) -> str:
        """The first value under the property as text: a literal's text, or an IRI."""
        statement = self.first(prop)
        if statement is None or isinstance(statement.value, Record):
            return ""
        return statement.value.text if isinstance(statement.value, Literal) else statement.value.iri

    def adding(self, *more: Statement) -> Record:
        """The record with further statements."""
        return replace(self, statements=(*self.statements, *more))


Value = Literal | Ref | Record
