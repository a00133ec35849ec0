"""What all walks over a text share: each statement they meet is held against the next triple that the parser gave."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from kg.foreign.files import File
    from kg.foreign.second.sought import Place, Sought

Raw = TypeVar("Raw")
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE, FIRST, REST, NIL = (f"<{RDF}{local}>" for local in ("type", "first", "rest", "nil"))


BLANK, LITERAL = "_:", '"'  # any node without a name, and any literal: the parser knows which


class Lost(Exception):
    """The text is not what the walk can follow."""


class Walk(Generic[Raw]):
    """A walk over a file; a term that the walk cannot tell is the empty text."""

    def __init__(self, file: File, sought: Sought) -> None:
        self.file, self.sought = file, sought
        self._number, self._aligned = 0, True

    def run(self) -> None:
        """Meet every statement; raises Lost where that cannot be done."""
        raise NotImplementedError

    @property
    def faithful(self) -> bool:
        """Whether the walk has met all that the parser did, and nothing else."""
        return self._aligned and self._number == len(self.file.quads)

    def settle(self) -> None:
        """Forget the places of nodes without a name if the walk did not meet what the parser did."""
        if not self._aligned or self._number > len(self.file.quads):
            for key in [key for key in self.sought.found if any(part.startswith("_:") for part in key)]:
                del self.sought.found[key]

    def ahead(self, many: int) -> list[str]:
        """The values of so many triples that the parser gave next."""
        return [quad[2] for quad in self.file.quads[self._number : self._number + many]]

    def met(self, terms: tuple[str, str, str], *places: Raw) -> None:
        """A statement in the parser's order, and where its three parts stand, as the walk counts."""
        number, quads = self._number, self.file.quads
        self._number += 1
        quad = quads[number] if number < len(quads) else ("", "", "", "")
        if self._aligned and not all(map(_alike, terms, quad)):
            self._aligned = False
        triple = quad if self._aligned else (*terms, "")
        if self.sought.touched(triple):
            subject, predicate, value = map(self.place, places)
            self.sought.take(triple[:3], subject, predicate, value)

    def place(self, raw: Raw) -> Place:
        """Line and column, from 1, in characters."""
        raise NotImplementedError


def _alike(mine: str, given: str) -> bool:
    """Whether the walk may have met the term that the parser gave."""
    return mine == given or not mine or (mine in (BLANK, LITERAL) and given.startswith(mine))


class Text(Walk[int]):
    """A walk over characters, whose places are made of offsets."""

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return self.file.data.decode()

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, raw: int) -> Place:
        """Line and column of an offset."""
        line = bisect_right(self._starts, raw)
        return line, raw - self._starts[line - 1] + 1
