"""Roots: how many separate beginnings there are behind the claims on one proposition.

Five newspapers on one report are five sources and one root. Claims belong to one root when they share a claimant, a
work or an evidence item, or when their works draw, however far up, on a common one; relays take no part. Roots are the
connected components of that relation.

Decision: components are found among the claims on one proposition, never over the whole case. Rejected: one partition
of all works, which would join two reports because a third, on another matter, draws on both, or because their
claimants once spoke together elsewhere; in a case of any size all would end in one root. Consequence: a claim that
draws on two roots joins them where it supports the same proposition, and only there.

Whether two roots are independent is judged by people. `shared` joins two roots where both are behind a proposition,
even far up. `shown` holds only for roots that rest on nothing else than what was judged, and only while no one judged
the same pair otherwise: unknown is not independent.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kg.derive.components import Groups, landmarks
from kg.derive.standing import undone
from kg.quads import iri
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.derive.facts import Claim, Facts, Values

NONE: frozenset[str] = frozenset()


class Rooting(NamedTuple):
    """Names of the roots, sorted, and the term of their independence (empty for a lone claim or none)."""

    names: Values
    independence: str


class _Tie(NamedTuple):
    """What ties a claim to others (`keys`), what was judged of it as a whole (`stands`), and names for its root.

    A claim with neither claimant nor work is refused by the shapes; its source is no root in their stead.
    """

    keys: frozenset[str]
    stands: frozenset[str]
    names: frozenset[str]
    claimant: str


class Roots:
    """Finds the roots of sets of claims; what lies upstream of each work is worked out once."""

    def __init__(self, facts: Facts) -> None:
        drawn_on = facts.of(CT.drawsOn)
        only_works = {work: [up for up in ups if up in facts.works] for work, ups in drawn_on.items()}
        self._judged = _judged(facts)
        outcomes = (CT.independenceShared, CT.independenceShown, CT.independenceUnknown)
        self._shared, self._shown, self._unknown = (iri(outcome) for outcome in outcomes)
        self._ends = landmarks(drawn_on)
        self._marks = landmarks(drawn_on, self._judged)
        self._tops = landmarks(only_works)
        self._by_profile: dict[tuple[Values, Values, Values, str], _Tie] = {}
        self._by_claim: dict[str, _Tie] = {}

    def of(self, claims: Iterable[Claim]) -> Rooting:
        """The roots of some claims; the same in any order, and the same with any relays."""
        claims = list(claims)
        ties = list({id(tie): tie for tie in map(self._tie, claims)}.values())
        groups = [ties] if len(ties) < 2 else self._grouped(ties)
        names = tuple(sorted(name for group in groups if (name := _name(group))))
        if len(names) > 1:
            return Rooting(names, self._shown if self._are_shown(groups) else self._unknown)
        return Rooting(names, self._shared if names and len(claims) > 1 else "")

    def _tie(self, claim: Claim) -> _Tie:
        """One object for all claims with the same claimants, works and evidence."""
        tie = self._by_claim.get(claim.iri)
        if tie is None:
            alone = "" if claim.claimants or claim.works or claim.evidence else claim.iri
            profile = (claim.claimants, claim.works, claim.evidence, alone)
            tie = self._by_profile.get(profile)
            if tie is None:
                tie = self._by_profile[profile] = self._new_tie(*profile)
            self._by_claim[claim.iri] = tie
        return tie

    def _new_tie(self, claimants: Values, works: Values, evidence: Values, alone: str) -> _Tie:
        rests_on = (*works, *evidence)
        ends = NONE.union(*(self._ends.get(item, {item}) for item in rests_on))
        marks = NONE.union(*(self._marks.get(item, {item}) for item in rests_on))
        through = {mark for mark in marks if mark in self._judged and self._ends.get(mark, {mark}) == ends}
        direct = frozenset((*claimants, *rests_on))
        tops = NONE.union(*(self._tops.get(work, {work}) for work in works))
        keys = frozenset(claimants) | marks or frozenset({alone})
        return _Tie(keys, direct | through, tops, min(claimants, default=""))

    def _grouped(self, ties: list[_Tie]) -> list[list[_Tie]]:
        """The ties in groups that share keys, or whose keys were judged to share a root."""
        groups, owner = Groups(len(ties)), dict[str, int]()
        for number, tie in enumerate(ties):
            for key in tie.keys:
                if (first := owner.setdefault(key, number)) != number:
                    groups.join(first, number)
        for one in self._judged.keys() & owner.keys() if self._judged else ():
            for other in self._judged[one][self._shared] & owner.keys():
                groups.join(owner[one], owner[other])
        members: dict[int, list[_Tie]] = defaultdict(list)
        for number, tie in enumerate(ties):
            members[groups.find(number)].append(tie)
        return list(members.values())

    def _are_shown(self, groups: list[list[_Tie]]) -> bool:
        """Whether two of the groups are shown to be independent of one another."""
        home = {
            judged: number
            for number, ties in enumerate(groups if self._judged else ())
            for judged in self._judged.keys() & NONE.union(*(tie.stands for tie in ties))
        }
        return any(home[one] != home[other] for one in home for other in self._judged[one][self._shown] & home.keys())


def _name(group: Iterable[_Tie]) -> str:
    """The smallest of the most upstream works; where no work is known, the smallest claimant; else nothing."""
    works = min(chain.from_iterable(tie.names for tie in group), default="")
    return works or min((tie.claimant for tie in group if tie.claimant), default="")


def _judged(facts: Facts) -> dict[str, dict[str, set[str]]]:
    """Judged work or agent → outcome → partners. Of several judgements on one pair the most cautious holds."""
    gone = undone(facts)
    right, outcomes = facts.of(CT.rootB), facts.of(CT.judgedIndependence)
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for judgement, ones in facts.of(CT.rootA).items():
        for one in ones if judgement not in gone else ():
            for other in right.get(judgement, ()):
                said[one, other].update(outcomes.get(judgement, ()))
                said[other, one].update(outcomes.get(judgement, ()))
    found: dict[str, dict[str, set[str]]] = {}
    cautious = [iri(CT.independenceShared), iri(CT.independenceUnknown), iri(CT.independenceShown)]
    for (one, other), outcome in said.items():
        partners = found.setdefault(one, {outcome: set() for outcome in cautious})
        partners[next((kind for kind in cautious if kind in outcome), cautious[1])].add(other)
    return found
