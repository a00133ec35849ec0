"""How each claim counts towards what it states: for it, against it, or neither.

Decision: only a stance whose bearing is support supports, and only outright denial denies; a claim under a condition
does neither, whatever its stance. Whoever puts several things forward together puts each of them forward; whoever
denies or doubts them together has not denied or doubted each. A claim that was withdrawn by its claimant counts as
retracted; one whose source was retracted, or that a newer record corrects, counts not at all.

A withdrawal names the claims it takes back (`ct:retracts`); one that names none takes back what the same claimant had
said of the same proposition, save what was certainly said later. Rejected: dropping every earlier claim of the
claimant, since people withdraw one thing and stand by another. A withdrawal can itself be withdrawn, and a judgement
undone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.derive.components import reached
from kg.quads import iri
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.derive.facts import Claim, Facts, Index
    from kg.schema import Schema

Stances = tuple[str, ...]
ByProposition = dict[str, "list[Claim]"]


class Standing(NamedTuple):
    """Claims by the proposition they state, each list in order of claim; `other` has them by the stances shown."""

    supporting: ByProposition
    denying: ByProposition
    other: dict[str, dict[Stances, list[Claim]]]


def standing(facts: Facts, schema: Schema) -> Standing:
    """Sort the claims of a case; those that count not at all are in none of the lists."""
    bearings = {iri(c.iri): c.marks.get("bearing", "") for c in schema.codes(CT.Stance).values()}
    void = _void(facts)
    withdrawn = _withdrawn(facts, bearings, void)
    wholes = _wholes(facts)
    found = Standing(defaultdict(list), defaultdict(list), defaultdict(lambda: defaultdict(list)))
    for claim in facts.claims.values():
        if claim.iri in void:
            continue
        stances = (iri(CT.retracted),) if claim.iri in withdrawn else claim.stances
        bearing = _bearing(stances, bearings)
        for proposition in _stated(claim, bearing, wholes):
            if claim.conditions and bearing != CT.withdraws:
                found.other[proposition][_conditional(stances, bearing)].append(claim)
            elif bearing == CT.supports:
                found.supporting[proposition].append(claim)
            elif bearing == CT.opposes:
                found.denying[proposition].append(claim)
            else:
                found.other[proposition][stances].append(claim)
    return found


def _wholes(facts: Facts) -> Index:
    """Conjunctions → what they hold."""
    conjunct, cls = iri(CT.conjunct), iri(CT.Conjunction)
    return {name: whole.roles.get(conjunct, ()) for name, whole in facts.propositions.items() if whole.cls == cls}


def _stated(claim: Claim, bearing: str, wholes: Index) -> Iterable[str]:
    """What the claim states and, where it puts that forward, what the conjunctions among it hold, each once."""
    if bearing != CT.supports or wholes.keys().isdisjoint(claim.states):
        return claim.states
    return dict.fromkeys(part for said in claim.states for part in reached(wholes, said))


def _bearing(stances: Stances, bearings: Mapping[str, str]) -> str:
    """The one bearing of a claim; more than one stance, or none, bears neither way."""
    return bearings.get(stances[0], "") if len(stances) == 1 else ""


def _conditional(stances: Stances, bearing: str) -> Stances:
    """A condition leaves no trace of assertion, but a conditional denial must not read as its opposite."""
    rest = () if bearing == CT.supports else stances
    return tuple(sorted({iri(CT.conditional), *rest}))


def _void(facts: Facts) -> set[str]:
    """Claims whose source was retracted, or which a newer record corrects."""
    gone = undone(facts)
    recalled = _values(facts.of(CT.retractedSource), gone)
    void = _values(facts.of(CT.correctedClaim), gone)
    for claim in facts.claims.values():
        void.update(claim.revises)
        if not recalled.isdisjoint(claim.sources):
            void.add(claim.iri)
    return void


def _withdrawn(facts: Facts, bearings: Mapping[str, str], void: set[str]) -> set[str]:
    claims = [claim for claim in facts.claims.values() if claim.iri not in void]
    taken_back = overruled({claim.iri: claim.retracts for claim in claims if claim.retracts})
    bare = [
        claim
        for claim in claims
        if not claim.retracts and claim.iri not in taken_back and _bearing(claim.stances, bearings) == CT.withdraws
    ]
    return _values(facts.of(CT.withdrawnClaim), undone(facts)) | taken_back | set(_own_earlier(bare, claims, bearings))


def _own_earlier(withdrawals: list[Claim], claims: list[Claim], bearings: Mapping[str, str]) -> Iterator[str]:
    """Claims by the claimants of bare withdrawals on the same propositions, unless certainly made later."""
    by_matter: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for withdrawal in withdrawals:
        for matter in _matters(withdrawal):
            by_matter[matter].append(withdrawal)
    for claim in claims if by_matter else ():
        if _bearing(claim.stances, bearings) != CT.withdraws:
            against = (withdrawal for matter in _matters(claim) for withdrawal in by_matter.get(matter, ()))
            if any(not _later(claim, withdrawal) for withdrawal in against):
                yield claim.iri


def _matters(claim: Claim) -> Iterator[tuple[str, str]]:
    return ((claimant, proposition) for claimant in claim.claimants for proposition in claim.states)


def _later(claim: Claim, other: Claim) -> bool:
    """Whether the first was certainly made after the second: dates without a bound are no certainty."""
    return bool(claim.earliest and other.latest) and claim.earliest[0] > other.latest[-1]


def overruled(against: Mapping[str, Iterable[str]]) -> set[str]:
    """What is overruled when each key overrules its values, unless it is overruled itself.

    The sceptical reading (Dung's grounded extension), except that a circle, where nothing decides, overrules all of
    its members: a claim that may have been taken back is not counted.

    >>> sorted(overruled({"w1": ["c"], "w2": ["w1"]}))
    ['w1']
    >>> sorted(overruled({"w1": ["w2", "c"], "w2": ["w1"]}))
    ['c', 'w1', 'w2']
    """
    targets = {key: set(values) for key, values in against.items()}
    attackers = Counter(value for values in targets.values() for value in values)  # that may stand yet
    firm = [key for key in targets if not attackers[key]]
    out: set[str] = set()
    while firm:
        for value in targets[firm.pop()] - out:
            out.add(value)
            for target in targets.get(value, ()):
                attackers[target] -= 1
                if not attackers[target] and target in targets and target not in out:
                    firm.append(target)
    return {value for key, values in targets.items() if key not in out for value in values}


def undone(facts: Facts) -> set[str]:
    """Judgements that another judgement undoes."""
    return overruled(facts.of(CT.undoes))


def _values(index: Index, gone: set[str]) -> set[str]:
    """What the judgements of the index name, except those in `gone`."""
    return {value for judgement, values in index.items() if judgement not in gone for value in values}
