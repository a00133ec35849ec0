"""A second look at Turtle: a parser gives triples without places, and a person must mend a line.

The pieces of the text are walked once. A statement begins with its subject and ends with a full stop outside all
brackets; whatever is named in between, also inside brackets, counts as said of that subject.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.lint.texts import Text
from kg.quads import RDF_TYPE, is_iri, text_of
from kg.query.prefixes import Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Position
    from kg.quads import Quad
    from kg.query.tokens import Token

DIRECTIVES = ("PREFIX", "BASE")
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")


class Prefix(NamedTuple):
    """A declaration: the prefix without its colon, what it stands for, where it stands."""

    name: str
    base: str
    offset: int


class Mention(NamedTuple):
    """A term, and where it is named."""

    iri: str
    offset: int


@dataclass(frozen=True)
class Turtle(Text):
    """A Turtle file: its triples, and where its terms stand."""

    quads: list[Quad] = field(default_factory=list, repr=False)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The IRIs, bare, that the file says something of."""
        return frozenset(text_of(subject) for subject, *_ in self.quads if is_iri(subject))

    @cached_property
    def prefixes(self) -> list[Prefix]:
        """What it declares, in order."""
        found = []
        for token, name, value in zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False):
            if _directive(token) == "PREFIX" and name.kind == "name" and value.kind == "iri":
                found.append(Prefix(name.text.partition(":")[0], value.text[1:-1], name.start))
        return found

    @cached_property
    def _names(self) -> Names:
        bases = [t.text[1:-1] for d, t in zip(self.tokens, self.tokens[1:], strict=False) if _directive(d) == "BASE"]
        return Names({each.name: each.base for each in self.prefixes}, bases[0] if bases else "")

    @cached_property
    def statements(self) -> dict[str, list[list[Mention]]]:
        """What is named in each statement, in order and with the subject first, by subject."""
        found: dict[str, list[list[Mention]]] = defaultdict(list)
        for pieces in self._statements():
            named = [Mention(iri, piece.start) for piece in pieces if (iri := self._iri(piece))]
            if named and named[0].offset == pieces[0].start:
                found[named[0].iri].append(named)
        return found

    def place(self, subject: str, *mentions: str) -> Position:
        """Where the terms are named one after the other in a statement about the subject, as far as they are."""
        best: tuple[int, int] = (-1, 0)
        for statement in self.statements.get(subject, ()):
            best = max(best, _followed(statement, mentions), key=lambda found: found[0])
        return self.at(best[1])

    def mentions(self) -> Iterator[tuple[str, Mention]]:
        """All terms that are named, each with the subject of its statement."""
        for subject, statements in self.statements.items():
            for statement in statements:
                yield from ((subject, mention) for mention in statement)

    def _statements(self) -> Iterator[list[Token]]:
        depth, pieces = 0, list[int]()
        for index, token in enumerate(self.tokens):
            pieces.append(index)
            if token.kind == "mark":
                depth += (token.text in OPENING) - (token.text in CLOSING)
            head = self.tokens[pieces[0]]
            ended = token.text == "." and token.kind == "mark" and depth <= 0
            if ended or (head.says(*DIRECTIVES) and len(pieces) == (3 if head.says("PREFIX") else 2)):
                if not _directive(head):
                    yield [self.tokens[each] for each in pieces]
                pieces, depth = [], 0

    def _iri(self, token: Token) -> str:
        if token.kind == "word" and token.text == "a":
            return text_of(RDF_TYPE)
        if token.kind == "iri" or (token.kind == "name" and token.text.partition(":")[0] in self._names.prefixes):
            return self._names.iri(token)
        return ""


def _directive(token: Token) -> str:
    word = token.text.removeprefix("@").upper()
    return word if word in DIRECTIVES and token.kind in {"language", "word"} else ""


def _followed(statement: list[Mention], wanted: tuple[str, ...]) -> tuple[int, int]:
    """How many of the wanted terms stand there in this order, and where the last of these is."""
    at, many = 0, 0
    for term in wanted:
        later = next((n for n in range(at + 1, len(statement)) if statement[n].iri == term), None)
        if later is not None:
            at, many = later, many + 1
    return many, statement[at].offset
