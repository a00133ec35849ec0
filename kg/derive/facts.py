"""What derivation needs to know, gathered in one pass over the quads.

Everything that is derived is asked of plain dictionaries here, never of a store: reading the same back through an
engine takes twenty times as long. Values stay N-Triples terms, so that nothing is taken apart and put together again.
Every tuple is sorted, which is why no order of quads can change anything that follows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.quads import RDF_TYPE, iri
from kg.schema import CT, PREFIXES, PROV, data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.quads import Quad
    from kg.schema import Schema

Values = tuple[str, ...]
Index = dict[str, Values]

PROPOSITIONS = iri(data("graph/propositions"))
LABEL = PREFIXES["rdfs"] + "label"


class Claim(NamedTuple):
    """A claim as derivation sees it: terms only, a missing value is the empty string or tuple."""

    iri: str
    claimants: Values
    works: Values
    sources: Values
    relays: Values
    evidence: Values
    stances: Values
    states: Values
    conditions: Values
    retracts: Values
    revises: Values
    earliest: Values
    latest: Values


class Proposition(NamedTuple):
    """A proposition: the term of its class, and the values of each role by property term, computed bounds included."""

    iri: str
    cls: str
    roles: Index


@dataclass(frozen=True, slots=True)
class Facts:
    """Light indexes over a case.

    `broader` has for each hierarchy property the next broader values of a value; `indexes` has, by property IRI,
    what else is asked for: subject → values.
    """

    claims: dict[str, Claim]
    propositions: dict[str, Proposition]
    works: frozenset[str]
    broader: dict[str, Index]
    indexes: dict[str, Index]

    def of(self, prop: str) -> Index:
        """Subject → values of a gathered property."""
        return self.indexes[prop]


def gather(quads: Iterable[Quad], schema: Schema) -> Facts:
    """The facts of a case; quads may come in any order and more than once."""
    steps = {prop.coarsens: _and_below(prop.coarsens, schema) for prop in schema.properties.values() if prop.coarsens}
    wanted = {*_claim_properties(), *_other_properties(), *(step for below in steps.values() for step in below)}
    found: dict[str, dict[str, list[str]]] = {iri(prop): defaultdict(list) for prop in wanted}
    members: dict[str, list[str]] = {iri(CT.Claim): [], iri(CT.Work): []}
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, value, graph in quads:
        if graph == PROPOSITIONS:
            said[subject].append((predicate, value))
        elif (index := found.get(predicate)) is not None:
            index[subject].append(value)
        elif predicate == RDF_TYPE and value in members:
            members[value].append(subject)
    indexes = {prop: _settled(found[iri(prop)]) for prop in wanted}
    return Facts(
        _claims(sorted(set(members[iri(CT.Claim)])), indexes),
        _propositions(said, schema),
        frozenset(members[iri(CT.Work)]),
        {hierarchy: _merged([indexes[step] for step in below]) for hierarchy, below in sorted(steps.items())},
        indexes,
    )


def _claim_properties() -> tuple[str, ...]:
    """In the order of the fields of `Claim` after its name."""
    return (
        PROV.wasAttributedTo, CT.work, CT.source, CT.relayedBy, CT.evidence, CT.stance, CT.states, CT.condition,
        CT.retracts, PROV.wasRevisionOf, CT.earliest, CT.latest,
    )  # fmt: skip


def _other_properties() -> tuple[str, ...]:
    return (
        LABEL, CT.drawsOn, CT.rootA, CT.rootB, CT.judgedIndependence, CT.undoes, CT.retractedSource,
        CT.withdrawnClaim, CT.correctedClaim,
    )  # fmt: skip


def _and_below(prop: str, schema: Schema) -> tuple[str, ...]:
    """The property and its subproperties, whose statements are steps along it too."""
    found = [prop]
    for above in found:
        found += sorted(
            term.iri for term in schema.properties.values() if above in term.supers and term.iri not in found
        )
    return tuple(found)


def _settled(index: dict[str, list[str]]) -> Index:
    return {
        subject: (values[0],) if len(values) == 1 else tuple(sorted(set(values))) for subject, values in index.items()
    }


def _merged(indexes: list[Index]) -> Index:
    merged: dict[str, list[str]] = defaultdict(list)
    for index in indexes:
        for subject, values in index.items():
            merged[subject] += values
    return _settled(merged)


def _claims(names: list[str], indexes: dict[str, Index]) -> dict[str, Claim]:
    columns = [indexes[prop] for prop in _claim_properties()]
    return {name: Claim(name, *[column.get(name, ()) for column in columns]) for name in names}


def _propositions(said: dict[str, list[tuple[str, str]]], schema: Schema) -> dict[str, Proposition]:
    """What stands in the graph of propositions and has a class of proposition."""
    kinds = {iri(cls) for cls in schema.subs(CT.Proposition)}
    found: dict[str, Proposition] = {}
    for name in sorted(said):
        roles: dict[str, list[str]] = defaultdict(list)
        for prop, value in said[name]:
            roles[prop].append(value)
        cls = min((value for value in roles.pop(RDF_TYPE, ()) if value in kinds), default="")
        if cls:
            found[name] = Proposition(name, cls, _settled(roles))
    return found
