"""Closed records to quads.

Compiling knows no files, no engine and no other record: the same record gives the same quads wherever and whenever it
is compiled. Places go into a table of their own, beside the graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.compile.propositions import name
from kg.quads import RDF_TYPE, Quad, iri, literal
from kg.resolve.records import Record, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.findings import Position
    from kg.resolve.records import Value

Positions = dict[tuple[str, str], list["Position"]]


@dataclass(slots=True)
class Compiled:
    """Quads, each once, and where people wrote them: (subject IRI, property IRI or "") → places in file order."""

    quads: set[Quad] = field(default_factory=set)
    positions: Positions = field(default_factory=dict)

    def emit(self, record: Record) -> str:
        """Add a record and what it holds; the term that names it."""
        pairs = [(iri(s.property), self.term(s.value), s.computed) for s in record.statements]
        cls = iri(record.cls)
        subject = record.iri or name(cls, [(prop, value) for prop, value, computed in pairs if not computed])
        term, graph = iri(subject), iri(record.graph)
        self.quads.add((term, RDF_TYPE, cls, graph))
        self.quads.update((term, prop, value, graph) for prop, value, _ in pairs)
        self.note(subject, record)
        return term

    def add(self, piece: Compiled) -> None:
        """Add what other records compiled to."""
        self.quads |= piece.quads
        for key, places in piece.positions.items():
            self.positions.setdefault(key, []).extend(places)

    def term(self, value: Value) -> str:
        """The term for a value; a record inside is added on the way."""
        if isinstance(value, Record):
            return self.emit(value)
        return iri(value.iri) if isinstance(value, Ref) else literal(*value)

    def note(self, subject: str, record: Record) -> None:
        """Remember where the subject and each of its properties stand."""
        self.positions.setdefault((subject, ""), []).append(record.place)
        for statement in record.statements:
            self.positions.setdefault((subject, statement.property), []).append(statement.place)


def compile_records(records: Iterable[Record]) -> Compiled:
    """All records of a case; propositions that several sources state are there once, with all their places."""
    compiled = Compiled()
    for record in records:
        compiled.emit(record)
    return compiled


class Pieces:
    """What each record of the run before compiled to, for a process that goes on; one is known by being the same."""

    def __init__(self) -> None:
        self._pieces: dict[int, tuple[Record, Compiled]] = {}

    def compiled(self, records: Iterable[Record]) -> Compiled:
        """What `compile_records` gives; only records that are new are compiled."""
        whole, pieces = Compiled(), {}
        for record in records:
            before = self._pieces.get(id(record))
            piece = before[1] if before and before[0] is record else compile_records([record])
            pieces[id(record)] = record, piece
            whole.add(piece)
        self._pieces = pieces
        return whole
