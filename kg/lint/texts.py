"""A text under lint: its name as findings give it, its pieces, and where in it something stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.findings import Position
from kg.query.places import line_and_column
from kg.query.tokens import tokens

if TYPE_CHECKING:
    from kg.query.tokens import Token


@dataclass(frozen=True)
class Text:
    """The text of a Turtle module or a query; both are made of the same pieces."""

    name: str
    text: str

    @cached_property
    def tokens(self) -> list[Token]:
        """Its pieces, comments and white space left out."""
        return tokens(self.text)

    def at(self, offset: int) -> Position:
        """The place of a character, counted from 0."""
        return Position(self.name, *line_and_column(self.text, offset))

    def first(self) -> Position:
        """Where the file begins."""
        return Position(self.name, 1, 1)
