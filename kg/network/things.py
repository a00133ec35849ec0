"""A node's attributes: what a thing is called, what it is, and where else it is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.network.reader import LABELS, tail
from kg.quads import RDF_TYPE, text_of
from kg.schema import CT, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.network.reader import Reader

ALIAS = PREFIXES["skos"] + "altLabel"
VALUE = PREFIXES["skos"] + "notation"
WKT = PREFIXES["geo"] + "asWKT"
FLAGS = ("unnamed", "placeholder")
DECIMALS = 1  # of a degree: some ten kilometres, so that a picture of the case points at no house
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)")


def fetch(terms: Collection[str], reader: Reader) -> None:
    """Read ahead what few things of a case have: to ask each for it would be in vain. All have a label and a type."""
    flags = (CT[name] for name in FLAGS)
    reader.fetch(terms, ALIAS, CT.identifier, CT.mentionedIn, CT.geometry, *flags)


def describe(term: str, reader: Reader, *, exact: bool = False) -> dict[str, object]:
    """The attributes of a node that are known, under all ids that are held to be one thing; see README.md.

    Coordinates are generalised, unless `exact`.
    """
    label, ids = reader.label(term), reader.ids(term)
    names = {text_of(value) for prop in (*LABELS, ALIAS) for value in reader.through(ids, prop)} - {label}
    known = {
        "id": tail(term),
        "iri": text_of(term),
        "label": label,
        "type": tail(reader.one(term, text_of(RDF_TYPE))),
        "names": sorted(names),
        "same_as": [tail(each) for each in ids[1:]],
        "identifiers": [_identifier(each, reader) for each in reader.through(ids, CT.identifier)],
        "mentioned_in": [tail(source) for source in reader.through(ids, CT.mentionedIn)],
    }
    flags = {name: text_of(reader.one(term, CT[name])) == "true" for name in FLAGS}
    return {name: value for name, value in (known | flags).items() if value} | _spot(term, reader, exact=exact)


def _spot(term: str, reader: Reader, *, exact: bool) -> dict[str, object]:
    """Where a place lies: the middle of the shape that the register gives it."""
    geometry = reader.one(term, CT.geometry)
    pairs = [(float(x), float(y)) for x, y in _PAIR.findall(text_of(reader.one(geometry, WKT)))] if geometry else []
    if not pairs:
        return {}
    middle = [(min(axis) + max(axis)) / 2 for axis in zip(*pairs, strict=True)]
    east, north = middle if exact else (round(each, DECIMALS) + 0.0 for each in middle)
    known = {"longitude": east, "latitude": north}
    precision = reader.one(geometry, CT.precision)
    return known | ({"precision": tail(precision)} if precision else {})


def _identifier(term: str, reader: Reader) -> str:
    """An identifier as `scheme:value`."""
    scheme, value = reader.one(term, CT.scheme), reader.one(term, VALUE)
    return f"{tail(scheme)}:{text_of(value)}" if scheme and value else text_of(value or term)
