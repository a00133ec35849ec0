"""followthemoney: entities as JSON lines, for Aleph and OpenAleph, and their statements as CSV beside them.

Which schema holds the members of a class, the ontology says (`ct:followTheMoney`). A movement becomes a Trip and an
affiliation a Membership only where it is put forward and nobody denies it; everything else is an UnknownLink whose role
begins with its stances, since that model has no place for how something is said. It holds no attribute but its own:
those that it cannot take are listed in the notes.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.network.formats.base import Format
from kg.network.formats.csv import row
from kg.network.formats.sidecar import sidecar
from kg.network.formats.spelling import text
from kg.network.style import put_forward, span
from kg.network.values import as_text
from kg.schema import CT, load
from kg.schema.load import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.network.flatten import Edge, Network, Node
    from kg.network.values import Value

DATASET, LINK, DOCUMENT, PLAIN = "kg", "UnknownLink", "Document", "Thing"
LEGAL = frozenset({"Person", "LegalEntity", "Organization", "PublicBody"})
BODIES, PLACES = frozenset({"Organization", "PublicBody"}), frozenset({"Address"})
ENDS = {  # schema → the property and the schemata of either end
    "Membership": (("member", LEGAL), ("organization", BODIES)),
    "Trip": (("startLocation", PLACES), ("endLocation", PLACES)),
}
HELD_NODE = {"names": "alias", "latitude": "latitude", "longitude": "longitude"}  # attribute → property
HELD_EDGE = {"claims": "recordId", "claimant_labels": "publisher", "quotation": "description", "sources": "proof"}
READ = frozenset({"type", "identifiers", "date", "earliest", "latest", "style", "stances", "disputed"})
READ_TOO = frozenset({"proposition_type", "relation_label"})
COLUMNS = (
    "canonical_id", "entity_id", "prop", "schema", "value", "dataset", "external", "origin", "id",
)  # fmt: skip
WIKIDATA = f"{local_name(CT.wikidata)}:"
_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Entity(NamedTuple):
    """An entity: property → values; `origin` are the claims behind it."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    origin: str = ""


class End(NamedTuple):
    """What an edge has to know of either end."""

    id: str
    schema: str


class FollowTheMoney(Format):
    """`NAME.ftm.json`, `NAME.statements.csv` and what neither holds in `NAME.ftm.notes.json`."""

    name = "ftm"
    suffix = ".ftm.json"
    summary = "followthemoney entities for Aleph, with their statements beside them"
    whole = False

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {
            f"{stem}.ftm.json": (f"{text(_document(entity))}\n" for entity in entities(network)),
            f"{stem}.statements.csv": _statements(network),
            **sidecar(self, network, stem),
        }

    def notes(self, network: Network) -> list[str]:
        left = {"node": _left(network.node_columns, HELD_NODE), "edge": _left(network.edge_columns, HELD_EDGE)}
        told = [
            f"no place in it for the {scope} attribute(s) {', '.join(names)}" for scope, names in left.items() if names
        ]
        return [*super().notes(network), *told, *_losses(network)]


def _left(columns: Mapping[str, object], held: Mapping[str, str]) -> list[str]:
    return sorted(columns.keys() - held.keys() - READ - READ_TOO)


def _losses(network: Network) -> Iterator[str]:
    """How many values have no place in it although their attribute has."""
    dates = sum("date" in edge.values and not _DATE.fullmatch(as_text(edge.values["date"])) for edge in network.edges)
    plain = [node for node in network.nodes if not _schema_of(as_text(node.values.get("type", "")))]
    bare = [node for node in network.nodes if _schema_of(as_text(node.values.get("type", ""))) not in LEGAL]
    unheld = sum(not each.startswith(WIKIDATA) for node in bare for each in _texts(node.values.get("identifiers")))
    for count, what in (
        (dates, "date(s) that are no year, month or day alone: their bounds are there"),
        (len(plain), f"node(s) of types that it does not know, as {PLAIN}"),
        (unheld, "identifier(s) of what is no legal entity, left out"),
    ):
        if count:
            yield f"{count} {what}"


def entities(network: Network) -> Iterator[Entity]:
    """The nodes, the sources as documents, and the edges, each under an id of its own."""
    taken, ends = set[str](), dict[str, End]()
    for node in network.nodes:
        ends[node.id] = End(_free(node.id, taken), _schema_of(as_text(node.values.get("type", ""))) or PLAIN)
        yield _node(node, ends[node.id])
    documents = {source: _free(f"source-{source}", taken) for source in _sources(network)}
    for source, name in documents.items():
        yield Entity(name, DOCUMENT, _filled({"title": [source]}))
    for edge in network.edges:
        yield _edge(edge, _free(f"edge-{edge.id}", taken), (ends[edge.source], ends[edge.target]), documents)


def _free(name: str, taken: set[str]) -> str:
    """An id that followthemoney allows, and nothing else has."""
    while name in taken or not _ID.fullmatch(name):
        name = f"kg-{_digest(name)}"
    taken.add(name)
    return name


def _digest(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _sources(network: Network) -> list[str]:
    return sorted({source for edge in network.edges for source in _texts(edge.values.get("sources"))})


@cache
def _schema_of(kind: str) -> str:
    return next((term.ftm for term in load().classes.values() if term.local == kind and term.ftm), "")


def _node(node: Node, end: End) -> Entity:
    schema = end.schema
    properties = {"name": [node.label]}
    if schema in PLACES:
        properties["full"] = [node.label]
    held = {name: prop for name, prop in HELD_NODE.items() if schema in PLACES or prop == "alias"}
    properties |= {prop: _texts(node.values.get(name)) for name, prop in held.items()}
    known = [name.partition(":") for name in _texts(node.values.get("identifiers"))]
    properties["wikidataId"] = [value for scheme, _, value in known if f"{scheme}:" == WIKIDATA]
    if schema in LEGAL:
        properties["idNumber"] = [f"{scheme}:{value}" for scheme, _, value in known if f"{scheme}:" != WIKIDATA]
    return Entity(end.id, schema, _filled(properties))


def _edge(edge: Edge, name: str, ends: tuple[End, End], documents: Mapping[str, str]) -> Entity:
    schema, props = _link(edge, *ends)
    first, last = span(edge)
    date = as_text(edge.values.get("date", ""))
    properties = {prop: [end.id] for prop, end in zip(props, ends, strict=True)}
    properties |= {prop: _texts(edge.values.get(attribute)) for attribute, prop in HELD_EDGE.items()}
    properties |= {
        "proof": [documents[source] for source in properties["proof"]],
        "summary": [edge.label],
        "startDate": [first],
        "endDate": [last],
        "date": [date] if _DATE.fullmatch(date) else [],
    }
    said = [*_texts(edge.values.get("stances")), *(["disputed"] if edge.values.get("disputed") is True else [])]
    relation = as_text(edge.values.get("relation_label", edge.values.get("relation", "")))
    role = relation if put_forward(edge.values) else f"{as_text(edge.values['style'])}: {relation}"
    properties |= {"notes": said} if schema == "Trip" else {"status": said, "role": [role]}
    return Entity(name, schema, _filled(properties), " ".join(_texts(edge.values.get("claims"))))


def _link(edge: Edge, source: End, target: End) -> tuple[str, tuple[str, str]]:
    """The schema of an edge and the properties of its ends."""
    schema = _schema_of(as_text(edge.values.get("proposition_type", "")))
    plain = put_forward(edge.values) and edge.values.get("disputed") is not True
    if schema in ENDS and plain:
        (start, starts), (end, stops) = ENDS[schema]
        if source.schema in starts and target.schema in stops:
            return schema, (start, end)
    return LINK, ("subject", "object")


def _filled(properties: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {prop: kept for prop, values in properties.items() if (kept := [each for each in values if each.strip()])}


def _texts(value: Value | None) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [as_text(value)]


def _document(entity: Entity) -> dict[str, object]:
    return {"id": entity.id, "schema": entity.schema, "properties": entity.properties, "datasets": [DATASET]}


def _statements(network: Network) -> Iterator[str]:
    """One row for each value, as the library's own CSV has them."""
    yield row(COLUMNS)
    for entity in entities(network):
        for prop, values in entity.properties.items():
            for value in dict.fromkeys(values):
                name = _digest(f"{DATASET}.{entity.id}.{prop}.{value}")
                yield row([entity.id, entity.id, prop, entity.schema, value, DATASET, "f", entity.origin, name])
