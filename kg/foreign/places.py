"""Where statements stand in the files that were read: one second look at each file that has to do with any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import Position
from kg.foreign.second import look
from kg.foreign.second.sought import TYPE, Sought

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kg.foreign.files import File
    from kg.foreign.second.sought import Want
    from kg.foreign.terms import Term


class Places:
    """What was found by the second look, file by file."""

    def __init__(self, files: Sequence[File], wants: Iterable[Want], terms: Collection[Term] = ()) -> None:
        classes = [term.iri for term in terms if term.is_class]
        properties = [term.iri for term in terms if not term.is_class]
        self._looked: list[tuple[File, Sought]] = []
        self._stating: dict[str, list[File]] = {}
        every = Sought(wants, properties, classes)
        for file in files:
            sought = every.anew()
            if self._touched(file, sought):
                look(file, sought)
                self._looked.append((file, sought))

    def of(self, want: Want) -> tuple[Position, ...]:
        """The places that come nearest to it, in all files; the files that state it, where no place can be had."""
        found = [(file.name, *sought.of(want)) for file, sought in self._looked]
        best = max((grade for _, grade, _ in found), default=0)
        if best:
            return tuple(Position(name, *place) for name, grade, places in found if grade == best for place in places)
        return tuple(Position(file.name, 0, 0) for file in self._stating.get(want.subject, ()))

    def of_term(self, term: Term, file: File) -> tuple[Position, ...]:
        """Where a file uses a class or property; the file itself where no place can be had."""
        key = ("", TYPE, term.iri) if term.is_class else ("", term.iri)
        found = (sought.found.get(key, ()) for each, sought in self._looked if each is file)
        return tuple(Position(file.name, *place) for places in found for place in places) or (
            Position(file.name, 0, 0),
        )

    def _touched(self, file: File, sought: Sought) -> bool:
        """Whether a file has to do with what is sought; notes which nodes it states."""
        hits, subjects = sought.hits(file.quads), sought.subjects
        stated = {term for number in hits for term in file.quads[number][:3:2] if term in subjects}
        for subject in stated:
            self._stating.setdefault(subject, []).append(file)
        return bool(hits)
