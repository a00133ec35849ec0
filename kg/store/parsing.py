"""RDF of any syntax → quads.

Blank nodes get names made from the file's own digest and their order in it: the engine's are random, and two files that
both say `_:b1` must not meet.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UsageError
from kg.store.faults import data_fault
from kg.store.terms import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.quads import Quad

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def format_named(name: str) -> ox.RdfFormat:
    """The engine's format of that name; raises UsageError where there is none."""
    if name not in FORMATS:
        raise UsageError(f"no RDF format is called {name!r}", remedy=f"use one of {', '.join(FORMATS)}")
    return FORMATS[name]


def parse(data: bytes, format: str, base: str | None = None, graph: str = "") -> list[Quad]:  # noqa: A002
    """The quads of `data`, in file order; triples outside any graph go into `graph` (a bare IRI, "" the default graph).

    Raises InputError with line:column where the data is not well-formed, and UsageError for an unknown format.

    >>> parse(b"<http://e/a> a <http://e/B> .", "ttl", graph="http://e/g")[0][3]
    '<http://e/g>'
    """
    try:
        found = list(ox.parse(data, format_named(format), base_iri=base))
    except SyntaxError as error:
        raise data_fault(error) from error
    return list(_named(map(text, found), f"<{graph}>" if graph else "", data))


def _named(quads: Iterable[Quad], graph: str, data: bytes) -> Iterator[Quad]:
    names: dict[str, str] = {}

    def name(text: str) -> str:
        if text[:1] != "_":
            return text
        if text not in names:
            names[text] = f"_:b{hashlib.sha256(data).hexdigest()[:12]}n{len(names)}"
        return names[text]

    for s, p, o, g in quads:
        yield name(s), p, name(o), name(g) or graph
