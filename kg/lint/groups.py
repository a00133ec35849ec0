"""What the coded content of claims gives away: the birth of a child, and a few children with a day and a place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.lint.children import OF_AGE, parts, quiet
from kg.resolve.records import Record, Ref
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.findings import Finding
    from kg.schema import Schema

BIRTH, GROUP = "lint-child-birth", "lint-child-group"
FEW = 3  # people of whom each knows the others


def births(records: Iterable[Record], year: int) -> Iterator[Finding]:
    """Births of people who were under eighteen when the newest source was published."""
    for record in records:
        for part in parts(record):
            born = part.text(CT.latest) if part.cls == CT.Birth else ""
            if born and date.fromisoformat(born).year > year - OF_AGE:
                said = part.first(CT.date)
                yield quiet(
                    BIRTH, said.place if said else part.place, "the birth of somebody who may be under eighteen"
                )


def groups(records: Iterable[Record], schema: Schema) -> Iterator[Finding]:
    """Groups of one to three people with a day and a place that a walk would find."""
    every = list(records)
    said = [part for record in every for part in parts(record)]
    few = {_population(part) for part in said if part.cls == CT.Count and _small(part.text(CT.statedCount))}
    children = {record.iri for record in every if record.cls == CT.Population and _may_be_children(record, schema)}
    fine = {record.iri for record in every if schema.is_a(record.cls, CT.Place) and _is_fine(record, schema)}
    for part in said:
        if (
            _population(part) in few & children
            and part.text(CT.earliest)
            and part.text(CT.earliest) == part.text(CT.latest)
        ):
            near = next((s for s in part.statements if isinstance(s.value, Ref) and s.value.iri in fine), None)
            if near:
                yield quiet(GROUP, near.place, f"a group of one to {FEW} children has a day and a place here")


def _small(text: str) -> bool:
    return text.isdigit() and 0 < int(text) <= FEW


def _population(part: Record) -> str:
    return part.text(CT.population)


def _may_be_children(record: Record, schema: Schema) -> bool:
    unit = schema.concepts.get(record.text(CT.countsWhom))
    return unit is None or unit.marks.get("mayBeChildren") == "true"


def _is_fine(place: Record, schema: Schema) -> bool:
    """Whether the place is a settlement, or finer; one without a point counts, unless it is the land of a state."""
    geometry = place.first(CT.geometry)
    if geometry is None or not isinstance(geometry.value, Record):
        return place.first(CT.territoryOf) is None
    precision = schema.concepts.get(geometry.value.text(CT.precision))
    limit = int(schema.concepts[CT.settlementLevel].marks["rank"])
    return precision is None or int(precision.marks["rank"]) <= limit
