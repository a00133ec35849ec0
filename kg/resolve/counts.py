"""Bounds of a stated figure, only where its words set them.

What "at least" or "about" does to a figure is said by the qualifier's own offsets in the ontology. The bounds are
computed statements: they are no part of what was said, so two sources with one figure and one qualifier still meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolve.records import Literal, Record, Statement
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.schema import Schema

NON_NEGATIVE = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"


def bounded(record: Record, schema: Schema) -> Record:
    """The record with the bounds its qualifier sets; stated bounds stand as they are."""
    bounds = tuple(_bounds(record, schema))
    return record.adding(*bounds) if bounds else record


def _bounds(record: Record, schema: Schema) -> Iterator[Statement]:
    stated = record.first(CT.statedCount)
    if stated is None or (qualifier := record.text(CT.qualifier)) not in schema.concepts:
        return
    marks = schema.concepts[qualifier].marks
    for prop, mark in ((CT.minCount, "minOffset"), (CT.maxCount, "maxOffset")):
        if mark in marks and record.first(prop) is None:
            bound = max(0, int(record.text(CT.statedCount)) + int(marks[mark]))
            yield Statement(prop, Literal(str(bound), NON_NEGATIVE), stated.place, computed=True)
