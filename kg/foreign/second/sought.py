"""What is sought in a text, and where it was found: the time grows with the text, not with what is sought."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kg.quads import Quad

Place = tuple[int, int]
Key = tuple[str, ...]
MOST = 20  # places that are kept of one thing in one file: nobody reads more
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class Want(NamedTuple):
    """A statement that a finding is about: its subject, the properties it may be written with, its value, as terms."""

    subject: str
    predicates: tuple[str, ...] = ()
    value: str = ""


class Sought:
    """Wants and terms, and the places where they were found; a place is what a walk makes of it."""

    def __init__(self, wants: Iterable[Want], properties: Collection[str] = (), classes: Collection[str] = ()) -> None:
        given = list(wants)
        self.subjects = {want.subject for want in given}
        self._properties, self._classes = frozenset(properties), frozenset(classes)
        self._narrow = {(want.subject, each) for want in given for each in want.predicates}
        self.found: dict[Key, list[Place]] = defaultdict(list)

    def anew(self) -> Sought:
        """The same, of which nothing has been found yet: for the next text."""
        other = copy(self)
        other.found = defaultdict(list)
        return other

    def hits(self, quads: Sequence[Quad]) -> list[int]:
        """The places, in their order, of the statements that have to do with anything that is sought."""
        subjects, properties, classes = self.subjects, self._properties, self._classes
        return [
            number
            for number, (s, p, o, _) in enumerate(quads)
            if s in subjects or o in subjects or p in properties or (p == TYPE and o in classes)
        ]

    def touched(self, quad: Quad) -> bool:
        """Whether the statement is one of them."""
        return bool(self.hits((quad,)))

    def take(self, triple: tuple[str, str, str], subject: Place, predicate: Place, value: Place) -> None:
        """Note where the parts of a statement stand."""
        s, p, o = triple
        if s in self.subjects:
            self._note((s,), subject)
            if (s, p) in self._narrow:
                self._note((s, p), predicate)
                self._note((s, p, o), value)
        if o in self.subjects:
            self._note(("", "", o), value)
        if p in self._properties:
            self._note(("", p), predicate)
        if p == TYPE and o in self._classes:
            self._note(("", p, o), value)

    def of(self, want: Want) -> tuple[int, list[Place]]:
        """The places of a want, and how near they come: 4 value, 3 property, 2 node, 1 a mention, 0 none."""
        s, predicates, value = want
        ways: tuple[tuple[int, list[Key]], ...] = (
            (4, [(s, p, value) for p in predicates] if value else []),
            (3, [(s, p) for p in predicates]),
            (2, [(s,)]),
            (1, [("", "", s)]),
        )
        for grade, keys in ways:
            if places := [place for key in keys for place in self.found.get(key, ())]:
                return grade, (sorted(set(places)) if grade > 2 else [min(places)])
        return 0, []

    def _note(self, key: Key, place: Place) -> None:
        known = self.found[key]
        if len(known) < MOST and place not in known:
            known.append(place)
