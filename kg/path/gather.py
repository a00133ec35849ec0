"""Gather the ways between two things of a built case, and what stands behind each of their steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.explain.gather import content
from kg.network.joined import joined
from kg.network.paths import HOPS, MOST, find
from kg.path.model import Found, Step, Thing, Way
from kg.quads import text_of
from kg.query.lookup import stands_for
from kg.schema import DATA

if TYPE_CHECKING:
    from kg.network.joined import Things
    from kg.network.paths import Step as Link
    from kg.network.paths import Way as Chain
    from kg.tell import Reader

SHORTEST, BEST = "shortest", "best evidenced"


class Asked(NamedTuple):
    """Between which two things, as terms, and what counts as a way."""

    start: str
    end: str
    policy: str = "reported"
    most: int = MOST
    hops: int = HOPS
    undisputed: bool = False


def gather(reader: Reader, asked: Asked, build: str = "") -> Found:
    """The ways under the policy; raises UsageError for a policy that there is not."""
    graph = joined(reader.store, asked.policy, undisputed=asked.undisputed)
    start, end = (_thing(reader, text_of(stands_for(reader.store, term))) for term in (asked.start, asked.end))
    found = find(graph, DATA + start.id, DATA + end.id, most=asked.most, hops=asked.hops)
    chains: dict[Chain, tuple[str, ...]] = {}
    for kind, each in ((SHORTEST, found.shortest), (BEST, found.best)):
        for chain in each:
            chains[chain] = (*chains.get(chain, ()), kind)
    ways = tuple(_way(reader, chain, kinds) for chain, kinds in chains.items())
    silence = "" if ways else _silence(graph, start, end, asked)
    return Found(start, end, asked.policy, build, asked.hops, asked.undisputed, ways, silence)


def _way(reader: Reader, chain: Chain, kinds: tuple[str, ...]) -> Way:
    return Way(kinds, min(link.roots for link in chain), tuple(_step(reader, link) for link in chain))


def _step(reader: Reader, link: Link) -> Step:
    first, *others = link.propositions
    told = content(reader, first)
    return Step(
        start=_thing(reader, link.start),
        end=_thing(reader, link.end),
        proposition=first.removeprefix(DATA),
        said=told.label,
        roots=link.roots,
        rests=told.rests,
        disputed=link.disputed,
        claims=tuple(claim for claim in told.claims if claim.bearing == "supports"),
        more=tuple(sorted({reader.label(other) for other in others} - {told.label})),
    )


def _thing(reader: Reader, name: str) -> Thing:
    return Thing(name.removeprefix(DATA), reader.label(name))


def _silence(graph: Things, start: Thing, end: Thing, asked: Asked) -> str:
    """Why there is no way, as a sentence."""
    if start == end:
        return f"{start.label} is one thing: name two"
    under = f"under the policy {asked.policy}"
    if alone := [thing.label for thing in (start, end) if DATA + thing.id not in graph]:
        return f"nothing that is put forward connects {' or '.join(alone)} to anything {under}"
    denied = " and not denied" if asked.undisputed else ""
    return f"no chain of up to {asked.hops} things put forward{denied} connects {start.label} and {end.label} {under}"
