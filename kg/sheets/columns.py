"""Sheets and columns, read off the ontology: a new property is a new column without a line of Python.

One sheet has the claims, a row each; each class of proposition has a sheet, whose rows name the row of the claim that
states them; so have events and populations that the source speaks of. What a cell cannot hold (a proposition inside
another) is left to data files, and `left_out` says what that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.schema import CT, load
from kg.schema.limits import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.schema import ClassTerm, PropertyTerm, Schema
    from kg.schema.limits import Limits

CLAIMS, ROW, AS, ID = "claims", "row", "as", "id"
WITHIN = "."  # between a block's key and one of its own: quote.page


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, what it means, whether it must be filled and may hold several values, and its drop-down.

    `codes` are the code list's keys; `refers` the classes whose ids it takes; both empty for a text.
    """

    head: str
    meaning: str
    needed: bool = False
    many: bool = False
    codes: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, what it is for, its columns; `section` is the class of a mention, else empty."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    section: str = ""

    def column(self, head: str) -> Column | None:
        """The column with that header."""
        return next((column for column in self.columns if column.head == head), None)


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets, claims first; the same for one ontology."""
    return tuple(_Maker(load(), limits()).sheets())


@cache
def left_out() -> tuple[str, ...]:
    """Keys of the classes of proposition that no row can have, because what they need does not fit into a cell."""
    maker = _Maker(load(), limits())
    return tuple(cls.key for cls in maker.propositions() if not maker.fits(cls))


class _Maker:
    def __init__(self, schema: Schema, allowed: Limits) -> None:
        self.schema, self.allowed = schema, allowed

    def sheets(self) -> Iterator[Sheet]:
        claim = self.schema.classes[CT.Claim]
        row = Column(ROW, "your own number for the claim; other sheets name it", needed=True)
        yield Sheet(CLAIMS, claim.definition, (row, *self.of_claim(claim)))
        stated = tuple(prop.key for prop in self.schema.keys(CT.Claim).values() if self.holds_propositions(prop))
        for cls in self.propositions():
            if self.fits(cls):
                of = Column(ROW, "the row of the claim on the sheet of claims", needed=True)
                way = Column(AS, "what the claim does with it", codes=stated)
                yield Sheet(cls.key, cls.definition, (of, way, *self.columns(cls)))
        for iri in sorted({below for top in (CT.Event, CT.Population) for below in self.schema.subs(top)}):
            cls = self.schema.classes[iri]
            issued = Column(ID, "a short name for it, such as paper-journey", needed=True)
            yield Sheet(cls.key, cls.definition, (issued, *self.columns(cls)), section=cls.key)

    def of_claim(self, cls: ClassTerm) -> Iterator[Column]:
        """What must be given first; the source is said once for the whole workbook."""
        own = [column for column in self.columns(cls) if column.head != self.schema.properties[CT.source].key]
        yield from sorted(own, key=lambda column: (not column.needed, WITHIN in column.head))

    def propositions(self) -> list[ClassTerm]:
        below = (self.schema.classes[iri] for iri in self.schema.subs(CT.Proposition) - {CT.Proposition})
        return sorted(below, key=lambda cls: cls.key)

    def fits(self, cls: ClassTerm) -> bool:
        """Whether everything the class needs can stand in a cell."""
        return all(self.in_a_cell(prop) for prop in self.schema.keys(cls.iri).values() if self.needed(cls, prop))

    def columns(self, cls: ClassTerm) -> Iterator[Column]:
        for key, prop in self.schema.keys(cls.iri).items():
            if part := self.part(prop):
                yield from self.of_part(cls, key, prop, part)
            elif self.in_a_cell(prop):
                yield self.column(cls, key, prop)

    def of_part(self, cls: ClassTerm, key: str, prop: PropertyTerm, part: ClassTerm) -> Iterator[Column]:
        """A block inside another: by its shorthand, if it has one, and key by key."""
        if part.shorthand:
            yield self.column(cls, key, prop)
        for word, inner in self.inside(part):
            if inner.iri != part.shorthand and self.in_a_cell(inner):
                yield self.column(part, f"{key}{WITHIN}{word}", inner)

    def inside(self, part: ClassTerm) -> Iterator[tuple[str, PropertyTerm]]:
        """The keys of a block, those of the blocks that it takes in inline among them."""
        for word, prop in self.schema.keys(part.iri).items():
            if prop.inline:
                below = sorted({sub for target in prop.ranges for sub in self.schema.subs(target)})
                yield from {key: inner for iri in below for key, inner in self.schema.keys(iri).items()}.items()
            else:
                yield word, prop

    def column(self, cls: ClassTerm, head: str, prop: PropertyTerm) -> Column:
        codes = tuple(sorted(key for rng in prop.ranges for key in self.schema.codes(rng)))
        refers = tuple(rng for rng in prop.ranges if rng in self.schema.classes and not self.schema.codes(rng))
        many = not self.allowed.is_single(cls.iri, prop.iri, self.schema)
        return Column(head, prop.definition, self.needed(cls, prop), many, codes, () if self.part(prop) else refers)

    def needed(self, cls: ClassTerm, prop: PropertyTerm) -> bool:
        return not prop.default and self.allowed.is_needed(cls.iri, prop.iri, self.schema)

    def part(self, prop: PropertyTerm) -> ClassTerm | None:
        """The class of the block that the property takes, if it takes one."""
        known = (self.schema.classes.get(rng) for rng in prop.ranges)
        return next((cls for cls in known if cls and cls.embedded), None)

    def holds_propositions(self, prop: PropertyTerm) -> bool:
        return any(self.schema.is_a(rng, CT.Proposition) for rng in prop.ranges)

    def in_a_cell(self, prop: PropertyTerm) -> bool:
        """Whether one of the values that the property takes is a text, a code or an id."""
        kinds = [rng for rng in prop.ranges if not self.schema.is_a(rng, CT.Proposition)]
        part = self.part(prop)
        return bool(kinds) and (part is None or bool(part.shorthand))
