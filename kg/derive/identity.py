"""Identity: which ids stand for one thing, as far as signed judgements hold it.

`same` joins two ids, and through others whole clusters. A judgement that was undone counts not at all. Nothing here
touches what was claimed: propositions keep the ids they were stated with, and what is derived looks through the
clusters (see `joined`), so that undoing a judgement brings back the very bytes of before.

Decision: where `same` would join two ids that another judgement calls `different`, or of which one says `unsure`, none
of the judgements on any way between the two joins anything until people have settled it; what hangs on the cluster
elsewhere stays joined. Rejected: letting the later judgement win, or the more numerous ones, which would settle a
disagreement in silence; and dissolving the whole cluster, which would make one doubt undo what nobody doubts.
Consequence: two ids that somebody holds apart are never one, in whatever order the judgements come, and `kg judge
conflicts` and `kg check` name those that block one another.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kg.derive.components import Groups, on_the_way
from kg.derive.standing import undone
from kg.quads import iri
from kg.schema import CT

if TYPE_CHECKING:
    from kg.derive.facts import Facts, Index, Values

Pair = tuple[str, str]
NAMED = 100  # judgements of one contest that are named


class Link(NamedTuple):
    """A standing judgement on two different ids, the smaller first."""

    judgement: str
    left: str
    right: str
    outcome: str


class Contest(NamedTuple):
    """A judgement that keeps two ids apart, and those that would join them: none of these joins anything.

    Of thousands that would, the first are named and the others counted.
    """

    against: Link
    links: tuple[Link, ...]
    more: int = 0


class Identity:
    """The clusters of a case; every answer is the same for any order of judgements."""

    def __init__(self, facts: Facts) -> None:
        self.links = _links(facts)
        same = [link for link in self.links if link.outcome == iri(CT.same)]
        apart = [link for link in self.links if link.outcome != iri(CT.same)]
        self.contests, self.blocked = _contests(same, apart)
        self.holding = tuple(link for link in same if link.judgement not in self.blocked)
        self.clusters = _clusters(self.holding)
        self.stands_for = {member: first for first, members in self.clusters.items() for member in members}

    def canonical(self, term: str) -> str:
        """The id that stands for all that are held to be this one thing: of the shortest ids the first."""
        return self.stands_for.get(term, term)

    def members(self, term: str) -> Values:
        """All ids held to be this one thing, itself among them, the canonical one first."""
        return self.clusters.get(self.canonical(term), (term,))


def rank(term: str) -> tuple[int, str]:
    """The order of ids: shorter before longer, so that a register's own id comes before an imported one."""
    return len(term), term


def series(facts: Facts) -> Index:
    """Claim → the count series that standing judgements put it into, sorted."""
    gone, members = undone(facts), facts.of(CT.member)
    found: dict[str, set[str]] = defaultdict(set)
    for judgement, rows in facts.of(CT.series).items():
        for claim in members.get(judgement, ()) if judgement not in gone else ():
            found[claim].update(rows)
    return {claim: tuple(sorted(rows)) for claim, rows in sorted(found.items())}


def _links(facts: Facts) -> tuple[Link, ...]:
    """What standing identity judgements say, in order of judgement; an id compared with itself says nothing."""
    gone, rights, outcomes = undone(facts), facts.of(CT.subjectB), facts.of(CT.outcome)
    found = (
        Link(judgement, min(one, other, key=rank), max(one, other, key=rank), outcome)
        for judgement, ones in facts.of(CT.subjectA).items()
        for one in (ones if judgement not in gone else ())
        for other in rights.get(judgement, ())
        for outcome in outcomes.get(judgement, ())
        if one != other
    )
    return tuple(sorted(found))


def _contests(same: list[Link], against: list[Link]) -> tuple[tuple[Contest, ...], frozenset[str]]:
    """Each judgement that keeps apart what others join, and all judgements on some way between such two ids."""
    arcs: dict[str, set[str]] = defaultdict(set)
    for link in same:
        arcs[link.left].add(link.right)
        arcs[link.right].add(link.left)
    home = {member: first for first, members in _clusters(same).items() for member in members}
    found: list[Contest] = []
    blocked: set[str] = set()
    for link in against:
        if link.left in home and home[link.left] == home.get(link.right):
            between = on_the_way(arcs, link.left, link.right)
            links = [each for each in same if each.left in between and each.right in between]
            found.append(Contest(link, tuple(links[:NAMED]), len(links[NAMED:])))
            blocked.update(each.judgement for each in links)
    return tuple(found), frozenset(blocked)


def _clusters(same: list[Link] | tuple[Link, ...]) -> dict[str, Values]:
    """Canonical id → all ids of its cluster, in order of rank; ids alone are left out."""
    ids = sorted(set(chain.from_iterable((link.left, link.right) for link in same)), key=rank)
    number = {term: at for at, term in enumerate(ids)}
    groups = Groups(len(ids))
    for link in same:
        groups.join(number[link.left], number[link.right])
    members: dict[int, list[str]] = defaultdict(list)
    for term in ids:
        members[groups.find(number[term])].append(term)
    return {each[0]: tuple(each) for each in sorted(members.values())}
