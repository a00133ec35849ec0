"""Judgements that contradict each other, each with its reason: only people can settle them.

Until they do, the cautious reading holds: what somebody holds apart is not joined (see `kg.derive.identity`), and of
several judgements on the independence of one pair the one that claims least counts (see `kg.derive.roots`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.derive.standing import undone
from kg.judge.signed import Signed, signed
from kg.quads import iri
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.build import Assembly

IDENTITY, INDEPENDENCE, ONE_WORK = "identity", "independence", "independent of itself"
BLOCKED = "none of those that say `same` joins anything until this is settled"
LEAST = "the one that claims least counts until this is settled"
ITSELF = "what is one cannot be independent of itself: this judgement counts for nothing"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Judgements that cannot all stand; `of` are the two ids in question, `meanwhile` says what holds until then."""

    kind: str
    of: tuple[str, str]
    judgements: tuple[Signed, ...]
    meanwhile: str


def conflicts(assembly: Assembly, known: dict[str, Signed] | None = None) -> list[Conflict]:
    """All of them, in order of the ids in question; `known` are the judgements, where they were read already."""
    known = signed(assembly) if known is None else known
    found = [*_of_identity(assembly, known), *_of_independence(assembly, known)]
    return sorted(found, key=lambda each: (each.kind, each.of, [one.term for one in each.judgements]))


def _of_identity(assembly: Assembly, known: dict[str, Signed]) -> Iterator[Conflict]:
    for contest in assembly.derivation.identity.contests:
        judgements = (contest.against, *contest.links)
        pair = (contest.against.left, contest.against.right)
        more = f"; {contest.more:,} more would join the two" if contest.more else ""
        yield Conflict(IDENTITY, pair, tuple(known[each.judgement] for each in judgements), f"{BLOCKED}{more}")


def _of_independence(assembly: Assembly, known: dict[str, Signed]) -> Iterator[Conflict]:
    """Pairs, seen through identity, of which different things are judged, and things independent of themselves."""
    facts, identity, shown = assembly.derivation.facts, assembly.derivation.identity, iri(CT.independenceShown)
    gone, outcomes = undone(facts), facts.of(CT.judgedIndependence)
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for judgement, ones in facts.of(CT.rootA).items():
        if judgement not in gone:
            ends = (identity.canonical(end) for end in (*ones, *facts.of(CT.rootB).get(judgement, ())))
            first, *rest = sorted(ends)
            pairs[first, rest[-1] if rest else first].append(judgement)
    for (left, right), judgements in pairs.items():
        told = tuple(known[judgement] for judgement in sorted(judgements))
        if left == right:
            selves = tuple(each for each in told if shown in outcomes.get(each.term, ()))
            yield from (Conflict(ONE_WORK, (left, right), (each,), ITSELF) for each in selves)
        elif len({outcome for judgement in judgements for outcome in outcomes.get(judgement, ())}) > 1:
            yield Conflict(INDEPENDENCE, (left, right), told, LEAST)
