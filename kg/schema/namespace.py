"""The closed namespace: terms that code uses, checked against the ontology itself.

`CT.Claim` gives an IRI; `CT.Clain` fails at once, where an open namespace would silently make a new term.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property

from kg.schema.load import CT as CT_BASE
from kg.schema.load import load

DATA = "https://w3id.org/child-transfer/id/"
SHAPES = "https://w3id.org/child-transfer/shapes#"
PREFIXES = {
    "ct": CT_BASE,
    "cts": SHAPES,
    "kg": DATA,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "adms": "http://www.w3.org/ns/adms#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "sh": "http://www.w3.org/ns/shacl#",
}


class ClosedNamespace:
    """Terms of one namespace that the ontology declares, as IRIs by attribute or by item."""

    def __init__(self, base: str) -> None:
        self._base = base

    @cached_property
    def _terms(self) -> frozenset[str]:
        schema = load()
        known = (*schema.classes, *schema.properties, *schema.concepts)
        return frozenset(iri[len(self._base) :] for iri in known if iri.startswith(self._base))

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        iri = self[name]
        self.__dict__[name] = iri  # looked up once: the next use finds it without asking
        return iri

    def __getitem__(self, name: str) -> str:
        if name not in self._terms:
            near = get_close_matches(name, self._terms, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise AttributeError(f"the ontology declares no {self._base}{name}{hint}")
        return self._base + name


CT = ClosedNamespace(CT_BASE)
PROV = ClosedNamespace(PREFIXES["prov"])
OA = ClosedNamespace(PREFIXES["oa"])


def shorten(iri: str) -> str:
    """The IRI with a known prefix, or itself.

    >>> shorten("http://www.w3.org/ns/prov#Agent")
    'prov:Agent'
    """
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def expand(name: str) -> str:
    """The IRI behind a prefixed name, or the text itself where its prefix is none of ours."""
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def data(tail: str) -> str:
    """The IRI of a registered entity, claim or graph."""
    return DATA + tail
