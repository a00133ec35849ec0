"""Reading Turtle piece by piece: the next piece, prefixes and bases, and what waits for a later piece."""

from __future__ import annotations

import re
from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

from kg.foreign.second.address import resolved
from kg.foreign.second.pieces import END, Piece, pieces
from kg.foreign.second.walk import LITERAL, Lost, Text
from kg.quads import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.foreign.files import File
    from kg.foreign.second.sought import Sought

_ESCAPED = re.compile(r"\\(.)")
MOST = 100_000  # addresses that are kept at hand


class Reading(Text):
    """A walk that takes one piece after the other; it raises Lost at what does not fit."""

    def __init__(self, file: File, sought: Sought) -> None:
        super().__init__(file, sought)
        self._prefixes: dict[str, str] = {}
        self._base = file.base
        self._known: dict[str, str] = {}
        self._count = 0
        self._late: deque[tuple[int, Callable[[str], None]]] = deque()

    @cached_property
    def _pieces(self) -> Callable[[], Piece]:
        every = pieces(self.text)
        return lambda: next(every, END)

    @cached_property
    def _next(self) -> Piece:
        return self._pieces()

    def _step(self) -> Piece:
        """The piece that was next."""
        piece = self._next
        self._count += 1
        while self._late and self._late[0][0] <= self._count:
            self._late.popleft()[1](LITERAL)
        self._next = self._pieces()
        return piece

    def _is(self, mark: str) -> bool:
        return self._next.kind == "mark" and self._next.text == mark

    def _over(self, mark: str) -> None:
        if not self._is(mark):
            raise Lost
        self._step()

    def _wait(self, emit: Callable[[str], None]) -> None:
        """Keep a literal until the piece that follows has been dealt with."""
        self._late.append((self._count + 2, emit))

    def _settle_late(self) -> None:
        """Tell what still waits: the text is at its end."""
        while self._late:
            self._late.popleft()[1](LITERAL)

    def _directive(self) -> None:
        word = self._step()
        if word.text.lower().endswith("prefix"):
            name = self._step().text.removesuffix(":")
            self._prefixes[name] = self._iri(self._step())[1:-1]
        else:
            self._base = self._iri(self._step())[1:-1]
        self._known.clear()
        if word.kind == "at":
            self._over(".")

    def _iri(self, piece: Piece) -> str:
        """The address that a piece stands for; the same are met again and again."""
        found = self._known.get(piece.text)
        if found is None:
            if len(self._known) >= MOST:
                self._known.clear()
            found = self._known[piece.text] = self._expanded(piece)
        return found

    def _expanded(self, piece: Piece) -> str:
        if piece.kind == "iri":
            written = text_of('"' + piece.text[1:-1] + '"')
            return f"<{resolved(self._base, written)}>"
        prefix, colon, local = piece.text.partition(":")
        if piece.kind != "name" or not colon or prefix not in self._prefixes:
            raise Lost
        local = _ESCAPED.sub(r"\1", local)
        return f"<{self._prefixes[prefix]}{local}>"
