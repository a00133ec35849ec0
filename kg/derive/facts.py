"""What derivation needs to know, gathered in one pass over the quads.

Everything that is derived is asked of plain dictionaries here, never of a store: reading the same back through an
engine takes twenty times as long. Values stay N-Triples terms, so that nothing is taken apart and put together again.
Every tuple is sorted, which is why no order of quads can change anything that follows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple

from kg.quads import RDF_TYPE, iri
from kg.schema import CT, PREFIXES, PROV, data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.quads import Quad
    from kg.schema import Schema

Values = tuple[str, ...]
Index = dict[str, Values]
Pair = tuple[str, str]

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

    `judgements` are of any class. `broader` has for each hierarchy property the next broader values of a value;
    `indexes` has, by property IRI, what else is asked for: subject → values.
    """

    claims: dict[str, Claim]
    propositions: dict[str, Proposition]
    works: frozenset[str]
    judgements: frozenset[str]
    broader: dict[str, Index]
    indexes: dict[str, Index]

    def of(self, prop: str) -> Index:
        """Subject → values of a gathered property."""
        return self.indexes[prop]

    def values_in(self, names: Iterable[str]) -> set[str]:
        """What the propositions with these names hold, in whatever depth: ids, codes and literals, no propositions."""
        found: set[str] = set()
        ahead = [name for name in names if name in self.propositions]
        while ahead:
            held = set(chain.from_iterable(self.propositions[ahead.pop()].roles.values()))
            ahead += [value for value in held if value in self.propositions]
            found |= held - self.propositions.keys()
        return found


def gather(quads: Iterable[Quad], schema: Schema) -> Facts:
    """The facts of a case; quads may come in any order and more than once."""
    steps = {prop.coarsens: _and_below(prop.coarsens, schema) for prop in schema.properties.values() if prop.coarsens}
    wanted = {*_claim_properties(), *_other_properties(), *(step for below in steps.values() for step in below)}
    found: dict[str, list[Pair]] = {iri(prop): [] for prop in wanted}
    signed = [iri(cls) for cls in schema.subs(CT.Judgement)]
    members: dict[str, list[str]] = {cls: [] for cls in (iri(CT.Claim), iri(CT.Work), *signed)}
    said: dict[str, list[Pair]] = defaultdict(list)
    home, is_a, asked = PROPOSITIONS, RDF_TYPE, found.get
    for subject, predicate, value, graph in quads:
        if graph == home:
            said[subject].append((predicate, value))
        elif (pairs := asked(predicate)) is not None:
            pairs.append((subject, value))
        elif predicate == is_a and value in members:
            members[value].append(subject)
    indexes = {prop: _settled(found[iri(prop)]) for prop in wanted}
    return Facts(
        _claims(sorted(set(members[iri(CT.Claim)])), indexes),
        _propositions(said, schema),
        frozenset(members[iri(CT.Work)]),
        frozenset(chain.from_iterable(members[cls] for cls in signed)),
        {hierarchy: _settled(_pairs(indexes, below)) for hierarchy, below in sorted(steps.items())},
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
        CT.withdrawnClaim, CT.correctedClaim, CT.subjectA, CT.subjectB, CT.outcome, CT.series, CT.member,
        CT.answers, CT.digest, CT.countsWhom, CT.periodLatest,
    )  # fmt: skip


def _and_below(prop: str, schema: Schema) -> tuple[str, ...]:
    """The property and its subproperties, whose statements are steps along it too."""
    found = [prop]
    for above in found:
        found += sorted(
            term.iri for term in schema.properties.values() if above in term.supers and term.iri not in found
        )
    return tuple(found)


def _settled(pairs: list[Pair]) -> Index:
    """Subject → its values, sorted, each once."""
    singly = dict(pairs)
    if len(singly) == len(pairs):
        return {subject: (value,) for subject, value in singly.items()}
    grouped: dict[str, list[str]] = defaultdict(list)
    for subject, value in pairs:
        grouped[subject].append(value)
    return {subject: (vs[0],) if len(vs) == 1 else tuple(sorted(set(vs))) for subject, vs in grouped.items()}


def _pairs(indexes: dict[str, Index], props: Values) -> list[Pair]:
    return [(subject, value) for prop in props for subject, values in indexes[prop].items() for value in values]


def _claims(names: list[str], indexes: dict[str, Index]) -> dict[str, Claim]:
    columns = [map(indexes[prop].get, names, repeat(())) for prop in _claim_properties()]
    return {claim.iri: claim for claim in map(Claim._make, zip(names, *columns, strict=True))}


def _propositions(said: dict[str, list[Pair]], schema: Schema) -> dict[str, Proposition]:
    """What stands in the graph of propositions and has a class of proposition."""
    kinds = {iri(cls) for cls in schema.subs(CT.Proposition)}
    found: dict[str, Proposition] = {}
    for name in sorted(said):
        roles = _settled(said[name])
        cls = min((value for value in roles.pop(RDF_TYPE, ()) if value in kinds), default="")
        if cls:
            found[name] = Proposition(name, cls, roles)
    return found
