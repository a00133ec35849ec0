"""What a node without a name is called: by the way to it from the nearest node that has one.

A parser's label is another in every run. Two nodes that are reached the same way are called the same; their places and
their order tell them apart, as with any two findings that are alike.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.quads import RDF_TYPE
from kg.schema import PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kg.quads import Quad

REST = f"<{PREFIXES['rdf']}rest>"
LONGEST = 8  # steps that are spelt out: a list of a thousand members would have names of a thousand steps


class Called(NamedTuple):
    """What a node is called: the whole way for machines, a short one for people, which of how many are called so."""

    name: str
    label: str


class Way(NamedTuple):
    """The named node that a way begins with, or what the first node is where none leads to it, and the steps."""

    start: str
    steps: tuple[str, ...] = ()


def called(quads: Iterable[Quad], nodes: Collection[str]) -> dict[str, Called]:
    """What each of the nodes, all of them without a name, is called."""
    if not nodes:
        return {}
    graph = _Graph(quads)
    ways = graph.ways()
    alike: dict[Way, list[str]] = defaultdict(list)
    for node in graph.order:
        alike[ways[node]].append(node)
    ranks = {node: (rank, len(group)) for group in alike.values() for rank, node in enumerate(group, 1)}
    return {node: _told(ways[node], *ranks[node]) for node in nodes if node in ways}


class _Graph:
    """The nodes without a name in the order of the files, what leads to each, and the first class of each."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.order: dict[str, None] = {}
        self._into: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._classes: dict[str, set[str]] = defaultdict(set)
        for s, p, o, _ in quads:
            if s.startswith("_:"):
                self.order.setdefault(s)
                if p == RDF_TYPE and o.startswith("<"):
                    self._classes[s].add(o)
            if o.startswith("_:"):
                self.order.setdefault(o)
                self._into[o].add((s, p))

    def ways(self) -> dict[str, Way]:
        """The way to each node: from names, else from what nothing leads to, else from the first of a circle."""
        found: dict[str, Way] = {}
        below: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for node in self.order:
            for s, p in self._into[node]:
                below[s].append((node, p))
        named = {s for node in self.order for s, _ in self._into[node] if not s.startswith("_:")}
        self._spread({s: Way(s) for s in named}, below, found)
        bare = {node: Way(self._what(node)) for node in self.order if node not in found and not self._into[node]}
        found |= bare
        self._spread(bare, below, found)
        for node in self.order:
            if node not in found:
                found[node] = Way(self._what(node))
                self._spread({node: found[node]}, below, found)
        return found

    def _spread(self, layer: dict[str, Way], below: dict[str, list[tuple[str, str]]], found: dict[str, Way]) -> None:
        """Go down from a layer of nodes, step by step; of several ways to a node the least in sort order counts."""
        while layer:
            further: dict[str, Way] = {}
            for parent, way in layer.items():
                for node, prop in below.get(parent, ()):
                    if node not in found:
                        next_way = _further(way, prop)
                        further[node] = min(further.get(node, next_way), next_way)
            found |= further
            layer = further

    def _what(self, node: str) -> str:
        """What a node is that nothing leads to."""
        return f"[] a {min(self._classes[node])}" if self._classes[node] else "[]"


def _further(way: Way, prop: str) -> Way:
    if prop == REST:  # the members of a list are all called alike
        return way
    steps = (*way.steps, prop)
    return Way(
        way.start, steps if len(steps) <= LONGEST else (*steps[: LONGEST // 2], "…", *steps[-LONGEST // 2 + 1 :])
    )


def _told(way: Way, rank: int, many: int) -> Called:
    steps = (way.start, *way.steps)
    short = " / ".join(_short(step) for step in steps)
    return Called(" / ".join(steps), f"{short} ({rank} of {many})" if many > 1 else short)


def _short(step: str) -> str:
    head, mark, rest = step.rpartition("<")
    return f"{head}{shorten(rest[:-1])}" if mark else step
