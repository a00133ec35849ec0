"""Read `ontology/*.ttl` into a `Schema`: the only place that knows in which RDF words the ontology is written.

The result is a pure function of the modules' bytes, kept for the life of the process.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from kg.errors import EngineError
from kg.quads import is_iri, language_of, text_of
from kg.schema import cache
from kg.schema.files import modules
from kg.schema.terms import ClassTerm, Concept, PropertyTerm, Schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.quads import Quad

CT = "https://w3id.org/child-transfer/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA_ORG = ("https://schema.org/", "http://schema.org/")


class Node:
    """The statements about one subject: predicate IRI → terms, in sorted order."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = defaultdict(list)

    def all(self, *predicates: str) -> tuple[str, ...]:
        """Texts of every value under any of the predicates, sorted."""
        return tuple(sorted({text_of(value) for predicate in predicates for value in self.values.get(predicate, ())}))

    def one(self, predicate: str, default: str = "") -> str:
        """The English value where there is one, else the first."""
        values = self.values.get(predicate, [])
        english = [value for value in values if not is_iri(value) and language_of(value) == "en"]
        chosen = english or values
        return text_of(min(chosen)) if chosen else default

    def flag(self, predicate: str) -> bool:
        """Whether the predicate holds `true`."""
        return "true" in self.all(predicate)

    def by_language(self, predicate: str) -> dict[str, tuple[str, ...]]:
        """Texts by language tag, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for value in sorted(self.values.get(predicate, ())):
            found[language_of(value)].append(text_of(value))
        return {tag: tuple(texts) for tag, texts in sorted(found.items())}


def local_name(iri: str) -> str:
    """The part after the last `#` or `/`."""
    return iri.rstrip("#/").rpartition("#")[2].rpartition("/")[2]


def load(paths: Iterable[Path] | None = None) -> Schema:
    """The schema of the given modules, or of the tool's own ontology."""
    return _load(tuple(paths) if paths is not None else tuple(modules("ontology")))


@lru_cache(maxsize=4)
def _load(paths: tuple[Path, ...]) -> Schema:
    contents = [path.read_bytes() for path in paths]
    digest = hashlib.sha256(b"\0".join(contents)).hexdigest()
    known = cache.recall(digest)
    if known is None:
        from kg.store import parse  # late: with a cached schema the engine may not be needed at all

        known = from_quads([quad for content in contents for quad in parse(content, "ttl")], digest)
        cache.remember(known)
    return known


def from_quads(quads: Iterable[Quad], digest: str = "") -> Schema:
    """The schema that the quads of all modules describe together."""
    nodes: dict[str, Node] = defaultdict(Node)
    for subject, predicate, value, _ in quads:
        nodes[text_of(subject)].values[text_of(predicate)].append(value)
    classes, properties, concepts = _classes(nodes), _properties(nodes), _concepts(nodes)
    _refuse_clashes(classes, properties, concepts)
    return Schema(classes, properties, concepts, _version(nodes), digest)


def _parents(nodes: dict[str, Node], cls: str) -> tuple[str, ...]:
    return nodes[cls].all(RDFS + "subClassOf") if cls in nodes else ()


def _classes(nodes: dict[str, Node]) -> dict[str, ClassTerm]:
    declared = {iri: node for iri, node in sorted(nodes.items()) if OWL + "Class" in node.all(RDF + "type")}
    return {iri: _class(iri, node, nodes) for iri, node in declared.items()}


def _properties(nodes: dict[str, Node]) -> dict[str, PropertyTerm]:
    declared = {iri: node for iri, node in sorted(nodes.items()) if _kind(node) and node.all(RDFS + "isDefinedBy")}
    return {iri: _property(iri, node) for iri, node in declared.items()}


def _concepts(nodes: dict[str, Node]) -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for iri, node in sorted(nodes.items()):
        lists = [cls for cls in node.all(RDF + "type") if SKOS + "Concept" in _parents(nodes, cls)]
        if lists:
            found[iri] = _concept(iri, node, lists[0])
    return found


def _inherited(cls: str, predicate: str, nodes: dict[str, Node], seen: frozenset[str] = frozenset()) -> str:
    if cls not in nodes or cls in seen:
        return ""
    own = nodes[cls].one(predicate)
    above = (_inherited(parent, predicate, nodes, seen | {cls}) for parent in _parents(nodes, cls))
    return own or next((value for value in above if value), "")


def _class(iri: str, node: Node, nodes: dict[str, Node]) -> ClassTerm:
    local = local_name(iri)
    return ClassTerm(
        iri=iri,
        local=local,
        key=node.one(CT + "key", local),
        label=node.one(RDFS + "label", local),
        definition=node.one(SKOS + "definition"),
        module=local_name(node.one(RDFS + "isDefinedBy")),
        parents=node.all(RDFS + "subClassOf"),
        graph=_inherited(iri, CT + "graph", nodes),
        shorthand=node.one(CT + "shorthand") or None,
        embedded=node.flag(CT + "embedded"),
        phrase=node.one(CT + "phrase"),
        edge_from=node.one(CT + "edgeFrom") or None,
        edge_to=node.one(CT + "edgeTo") or None,
        edge_relation=node.one(CT + "edgeRelation") or None,
        exact=node.all(CT + "exactRole"),
        singles=node.all(CT + "singleRole"),
        borrowed=node.all(CT + "borrowedWords"),
        colour=_inherited(iri, CT + "colour", nodes),
        ftm=_inherited(iri, CT + "followTheMoney", nodes),
    )


def _kind(node: Node) -> str:
    types = node.all(RDF + "type")
    kinds = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    return next((kind for kind in kinds if OWL + kind in types), "")


def _property(iri: str, node: Node) -> PropertyTerm:
    local, types = local_name(iri), node.all(RDF + "type")
    return PropertyTerm(
        iri=iri,
        local=local,
        key=node.one(CT + "key", local),
        label=node.one(RDFS + "label", local),
        definition=node.one(SKOS + "definition"),
        module=local_name(node.one(RDFS + "isDefinedBy")),
        domains=node.all(RDFS + "domain", *(base + "domainIncludes" for base in SCHEMA_ORG)),
        ranges=node.all(RDFS + "range", *(base + "rangeIncludes" for base in SCHEMA_ORG)),
        object=_kind(node) == "ObjectProperty",
        computed=node.flag(CT + "computed"),
        inline=node.flag(CT + "inline"),
        symmetric=OWL + "SymmetricProperty" in types,
        transitive=OWL + "TransitiveProperty" in types,
        lower=node.one(CT + "lowerBound") or None,
        upper=node.one(CT + "upperBound") or None,
        coarsens=node.one(CT + "coarsensAlong") or None,
        default=node.one(CT + "default") or None,
        inverse=node.one(OWL + "inverseOf") or None,
        supers=node.all(RDFS + "subPropertyOf"),
        hides_name=node.flag(CT + "hidesName"),
        own_voice=node.flag(CT + "ownVoice"),
    )


def _concept(iri: str, node: Node, list_class: str) -> Concept:
    local = local_name(iri)
    labels = {tag: texts[0] for tag, texts in node.by_language(SKOS + "prefLabel").items()}
    marks = {local_name(p): text_of(min(values)) for p, values in sorted(node.values.items()) if p.startswith(CT)}
    return Concept(
        iri=iri,
        local=local,
        key=node.one(CT + "key", local),
        label=labels.get("en", local),
        definition=node.one(SKOS + "definition"),
        list_class=list_class,
        labels=labels,
        words=node.by_language(SKOS + "hiddenLabel"),
        marks=marks,
        singles=node.all(CT + "singleRole"),
        excludes=node.all(CT + "excludes"),
    )


def _version(nodes: dict[str, Node]) -> str:
    versions = {node.one(OWL + "versionInfo") for node in nodes.values() if OWL + "Ontology" in node.all(RDF + "type")}
    if len(versions) > 1:
        raise EngineError(f"the ontology's modules carry different versions: {', '.join(sorted(versions))}")
    return next(iter(versions), "")


def _refuse_clashes(*kinds: Mapping[str, object]) -> None:
    twice = {iri for one, other in combinations(kinds, 2) for iri in one.keys() & other.keys()}
    if twice:
        raise EngineError(f"terms declared as two kinds of thing: {', '.join(sorted(twice))}")
