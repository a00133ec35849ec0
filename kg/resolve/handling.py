"""Who may see what: records above the case's audience are withheld before anything is compiled.

Withholding happens here, once, so that no later step can forget it: what is not compiled reaches no store, no view and
no export. The strictest audience is inherited: whatever names something withheld is withheld with it, a claim with its
source, a judgement with its claim.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.records import Literal, Record, Ref
from kg.resolve.redact import Closed, overlaps, redacted
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.schema import Schema

HELD = (CT.snapshotPath, CT.textPath, CT.mapPath)


class Handled(NamedTuple):
    """The records that the case's audience may see, and those that are withheld from it."""

    open: list[Record]
    withheld: list[Record]


def handle(records: list[Record], settings: Record | None, schema: Schema) -> Handled:
    """Part the records by the audience of the case, which is public where its settings name none."""
    limit = min((_rank(audience, schema) for audience in _audiences(settings)), default=0) if settings else 0
    by_iri = {record.iri: record for record in records}
    strict = {record.iri for record in records if any(_rank(a, schema) > limit for a in _audiences(record))}
    if not strict:
        return Handled(records, [])
    closed = strict | set(_spread(strict, records))
    hidden = Closed(by_iri[iri] for iri in sorted(closed))
    overlapping = {record.iri for record in records if overlaps(record, hidden)}
    closed |= overlapping | set(_spread(overlapping, records))
    kept = [redacted(record, hidden) for record in records if record.iri not in closed]
    return Handled(kept, [by_iri[iri] for iri in sorted(closed)])


def tainted(withheld: Iterable[Record]) -> set[str]:
    """The files, relative to the case, whose hashes would say something of what is withheld."""
    found: set[str] = set()
    for record in withheld:
        found.add(record.place.file)
        held = (statement for prop in HELD for statement in record.all(prop))
        paths = (statement.value.text for statement in held if isinstance(statement.value, Literal))
        found |= {posixpath.normpath(f"data/sources/{path}") for path in paths}
    return found


def _rank(audience: str, schema: Schema) -> int:
    concept = schema.concepts.get(audience) or schema.concepts[CT.publicAudience]
    return int(concept.marks["rank"])


def _audiences(record: Record) -> Iterator[str]:
    """The audiences of a record and of everything inside it."""
    for part in _parts(record):
        yield from (s.value.iri for s in part.all(CT.audience) if isinstance(s.value, Ref))


def _parts(record: Record) -> Iterator[Record]:
    yield record
    for statement in record.statements:
        if isinstance(statement.value, Record):
            yield from _parts(statement.value)


def _spread(closed: set[str], records: list[Record]) -> Iterator[str]:
    """The IRIs of all records that lead to a closed one, however many steps away."""
    named_by: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for part in _parts(record):
            for statement in part.statements:
                if isinstance(statement.value, Ref):
                    named_by[statement.value.iri].append(record.iri)
    waiting, seen = deque(closed), set(closed)
    while waiting:
        for iri in named_by[waiting.popleft()]:
            if iri not in seen:
                seen.add(iri)
                waiting.append(iri)
                yield iri
