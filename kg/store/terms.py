"""Between the engine's terms and N-Triples text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.quads import language_of, text_of

if TYPE_CHECKING:
    from kg.quads import Quad

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal


def node(text: str) -> Node:
    """An IRI or a blank node from its text; InputError for an address that the engine takes for none."""
    return ox.BlankNode(text[2:]) if text.startswith("_:") else named(text)


def named(text: str) -> ox.NamedNode:
    """An IRI from its text, as `node` has it."""
    try:
        return ox.NamedNode(text[1:-1])
    except ValueError as error:
        raise InputError(f"not an IRI: {text[1:-1]!r} ({error})", remedy="mend the address") from error


def term(text: str) -> Term:
    """Any term from its text.

    >>> str(term('"Ivan"@en'))
    '"Ivan"@en'
    """
    if not text.startswith('"'):
        return node(text)
    if language := language_of(text):
        return ox.Literal(text_of(text), language=language)
    tail = text[text.rindex('"') + 1 :]
    datatype = ox.NamedNode(tail[3:-1]) if tail else None
    return ox.Literal(text_of(text), datatype=datatype)


def triple(quad: Quad) -> ox.Triple:
    """A quad without its graph."""
    return ox.Triple(node(quad[0]), named(quad[1]), term(quad[2]))


def quad_of(quad: Quad) -> ox.Quad:
    """A quad; an empty graph text is the default graph."""
    graph = node(quad[3]) if quad[3] else ox.DefaultGraph()
    return ox.Quad(node(quad[0]), named(quad[1]), term(quad[2]), graph)


def text(quad: ox.Quad) -> Quad:
    """An engine's quad as text; the default graph is the empty text."""
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    return str(quad.subject), str(quad.predicate), str(quad.object), graph
