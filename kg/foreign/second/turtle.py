"""A walk over Turtle and TriG.

A triple is met when its object ends, so what stands in brackets is met before the triple that leads to it, and the
triple that leads to a member of a list just before the member, or just after one of a single piece. That is the order
of the parser.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.foreign.second.pieces import END, Piece
from kg.foreign.second.reading import Reading
from kg.foreign.second.walk import BLANK, FIRST, LITERAL, NIL, REST, TYPE

if TYPE_CHECKING:
    from collections.abc import Callable

DIRECTIVES = ("prefix", "base")
ENDS = (".", "]", "}", ";", "")


class Turtle(Reading):
    """One walk; values are left to the parser, whose triples come in the same order."""

    def run(self) -> None:
        """Meet every statement."""
        while self._next is not END:
            if self._next.text.lstrip("@").lower() in DIRECTIVES and self._next.kind in ("at", "word"):
                self._directive()
            else:
                self._statement_or_graph()
        self._settle_late()

    def _statement_or_graph(self) -> None:
        if self._next.kind == "word" and self._next.text.lower() == "graph":
            self._step()
            self._subject()
        elif not self._is("{") and not self._statement():
            self._over(".")
            return
        self._over("{")
        while not self._is("}"):
            self._statement()
            if not self._is("}"):
                self._over(".")
        self._step()

    def _statement(self) -> bool:
        """A subject and all that is said of it; true where the subject turns out to name a graph."""
        at = self._next.at
        bracket = self._is("[")
        subject = self._subject()
        if self._is("{"):
            return True
        if not (bracket and (self._is(".") or self._is("}"))):
            self._predicates(subject, at)
        return False

    def _subject(self) -> str:
        if self._is("["):
            self._bracket(self._step().at)
            return BLANK
        if self._is("("):
            self._step()
            heads: list[str] = []
            self._list(heads.append)
            return heads[0]
        return self._term(self._step())

    def _predicates(self, subject: str, at: int) -> None:
        while True:
            verb = self._step()
            predicate = TYPE if verb.text == "a" and verb.kind == "word" else self._iri(verb)
            self._object(subject, at, predicate, verb.at)
            while self._is(","):
                self._step()
                self._object(subject, at, predicate, verb.at)
            if not self._is(";"):
                return
            while self._is(";"):
                self._step()
            if self._next.text in ENDS and self._next.kind in ("mark", "end"):
                return

    def _object(
        self, subject: str, at: int, predicate: str, at_predicate: int, link: Callable[[str], None] = lambda _: None
    ) -> None:
        """What is said; `link` is the triple that leads to the member of a list of which it is said."""
        begins = self._next.at

        def emit(term: str) -> None:
            self.met((subject, predicate, term), at, at_predicate, begins)

        if self._is("("):
            self._step()
            link(BLANK)
            self._list(emit)
        elif self._is("["):
            self._step()
            link(BLANK)
            self._bracket(begins)
            emit(BLANK)
        elif self._next.kind == "string":
            self._step()
            link(BLANK)
            self._string(emit)
        else:
            emit(self._value())
            link(BLANK)

    def _string(self, emit: Callable[[str], None]) -> None:
        """A literal. The parser knows that one has no type only when it has dealt with the piece that follows."""
        if self._next.kind == "at":
            self._step()
            emit(LITERAL)
        elif self._is("^^"):
            self._step()
            self._iri(self._step())
            emit(LITERAL)
        else:
            self._wait(emit)

    def _bracket(self, at: int) -> None:
        """What stands in square brackets, said of a node without a name."""
        if not self._is("]"):
            self._predicates(BLANK, at)
        self._over("]")

    def _list(self, link: Callable[[str], None]) -> None:
        """A list, and the triple that leads to it; the places of its parts are those of its members."""
        if self._is(")"):
            self._step()
            link(NIL)
            return
        while not self._is(")"):
            begins = self._next.at
            self._object(BLANK, begins, FIRST, begins, link)
            link = partial(self._rest, at=begins)
        self._step()
        link(NIL)

    def _rest(self, term: str, at: int) -> None:
        self.met((BLANK, REST, term), at, at, at)

    def _value(self) -> str:
        piece = self._step()
        if piece.kind == "number" or (piece.kind == "word" and piece.text in ("true", "false")):
            return LITERAL
        return self._term(piece)

    def _term(self, piece: Piece) -> str:
        return BLANK if piece.kind == "blank" else self._iri(piece)
