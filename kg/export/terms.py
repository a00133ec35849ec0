"""Terms as the writers need them: a literal in its parts, an IRI as prefix and local name.

A data IRI with slashes (`claim/c4f7kq/quote-1`) is no plain local name: it would need backslashes, which not every
reader of Turtle knows. Turtle writes it relative to the base instead, which every reader does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.quads import XSD, language_of, text_of
from kg.schema import DATA, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

STRING = XSD + "string"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_PATH = re.compile(rf"{re.escape(DATA)}(\w[\w.-]*(?:/\w[\w.-]*)+)", re.ASCII)
_LOCAL = re.compile(r"\w(?:[\w.-]*[\w-])?", re.ASCII)


class Literal(NamedTuple):
    """A literal in its parts; `datatype` is always there, `language` empty unless it is tagged."""

    text: str
    datatype: str
    language: str


class Name(NamedTuple):
    """An IRI as prefix, namespace and local name."""

    prefix: str
    namespace: str
    local: str


def is_blank(term: str) -> bool:
    """Whether the term is a blank node: never in our data, but an ontology from elsewhere may hold one."""
    return term.startswith("_:")


def literal_of(term: str) -> Literal:
    """The parts of a literal in N-Triples syntax.

    >>> literal_of('"5"^^<http://www.w3.org/2001/XMLSchema#integer>').datatype
    'http://www.w3.org/2001/XMLSchema#integer'
    """
    if language := language_of(term):
        return Literal(text_of(term), LANG_STRING, language)
    tail = term[term.rindex('"') + 1 :] if not term.endswith('"') else ""
    return Literal(text_of(term), tail[3:-1] if tail else STRING, "")


@lru_cache(maxsize=1 << 16)
def name_of(iri: str) -> Name | None:
    """The IRI cut into prefix and local name, or None where no prefix of ours makes a plain name of it.

    >>> name_of("http://www.w3.org/ns/prov#Agent")
    Name(prefix='prov', namespace='http://www.w3.org/ns/prov#', local='Agent')
    >>> name_of("https://example.org/a") is None
    True
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return Name(prefix, namespace, iri[len(namespace) :])
    return None


def path_of(iri: str) -> str:
    """The part of a data IRI below the base, where it has slashes; else nothing.

    >>> path_of("https://w3id.org/child-transfer/id/claim/c4f7kq/quote-1")
    'claim/c4f7kq/quote-1'
    """
    match = _PATH.fullmatch(iri)
    return match[1] if match else ""


def iris_of(terms: Iterable[str]) -> Iterable[str]:
    """Every IRI that the terms name, datatypes included."""
    for term in terms:
        if term.startswith("<"):
            yield term[1:-1]
        elif term.endswith(">"):
            yield term[term.rindex("<") + 1 : -1]


def prefixes_of(iris: Iterable[str]) -> dict[str, str]:
    """The prefixes that the IRIs need, sorted."""
    names = (name_of(iri) for iri in set(iris))
    return dict(sorted({(name.prefix, name.namespace) for name in names if name}))
