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
        lines = ox.serialize(ox.parse(data, format_named(format), base_iri=base), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise data_fault(error) from error
    found = lines or b""
    quads = _split(found, f"<{graph}>" if graph else "")
    return list(_named(quads, data) if b"_:" in found else quads)


def _split(lines: bytes, graph: str) -> Iterator[Quad]:
    """The quads of the engine's own lines: to take them apart here is twice as fast as to ask for term by term.

    A last word without a quotation mark is a graph, unless it is all that follows the predicate: no IRI holds such a
    mark, and a literal that has a space ends in a word that does.
    """
    for line in lines.decode().split("\n"):
        if line:
            subject, predicate, rest = line[:-2].split(" ", 2)
            value, _, last = rest.rpartition(" ")
            if value and '"' not in last:
                yield subject, predicate, value, last
            else:
                yield subject, predicate, rest, graph


def _named(quads: Iterable[Quad], data: bytes) -> Iterator[Quad]:
    names: dict[str, str] = {}
    digest = hashlib.sha256(data).hexdigest()[:12]

    def name(text: str) -> str:
        if text[:1] != "_":
            return text
        if text not in names:
            names[text] = f"_:b{digest}n{len(names)}"
        return names[text]

    for s, p, o, g in quads:
        yield name(s), p, name(o), name(g)
