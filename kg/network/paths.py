"""Ways through a graph of things: the shortest, and those whose weakest step is best evidenced.

A step is something that is said of both its ends, and is walked in either direction, since what leads from an order to
a place is read both ways.
"""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST, HOPS = 1, 6


class Step(NamedTuple):
    """From one thing to the next: the propositions that join them, the one on most roots first, and its roots."""

    start: str
    end: str
    propositions: tuple[str, ...]
    roots: int
    disputed: bool


Way = tuple[Step, ...]


class Ways(NamedTuple):
    """The shortest ways, and the best evidenced, each best first; both are empty where none is short enough."""

    shortest: list[Way]
    best: list[Way]


def find(graph: nx.Graph[str], start: str, end: str, *, most: int = MOST, hops: int = HOPS) -> Ways:
    """Up to `most` ways of each kind, of no more than so many steps, through a graph that `joined` made.

    Of two ways whose weakest steps have the same roots the shorter is the better evidenced.
    """
    if start == end:
        return Ways([], [])
    shortest = islice(_short(graph, start, end, hops), most)
    best = _best(graph, start, end, most, hops)
    return Ways([_steps(graph, way) for way in shortest], [_steps(graph, way) for way in best])


def _short(graph: nx.Graph[str], start: str, end: str, hops: int) -> Iterator[list[str]]:
    """All ways, the shortest first, none twice, until they are too long."""
    if start not in graph or end not in graph:
        return
    try:
        for way in nx.shortest_simple_paths(graph, start, end, weight="cost"):
            if len(way) - 1 > hops:
                return
            yield way
    except nx.NetworkXNoPath:
        return


def _best(graph: nx.Graph[str], start: str, end: str, most: int, hops: int) -> list[list[str]]:
    """Ways whose weakest step has as many roots as can be had; then those with fewer."""
    found: list[list[str]] = []
    links: list[tuple[str, str, int]] = sorted((a, b, data["roots"]) for a, b, data in graph.edges(data=True))
    for least in sorted({roots for *_, roots in links}, reverse=True):
        strong = graph.edge_subgraph([(a, b) for a, b, roots in links if roots >= least])
        for way in islice(_short(strong, start, end, hops), most):
            if way not in found:
                found.append(way)
        if len(found) >= most:
            break
    return found[:most]


def _steps(graph: nx.Graph[str], way: list[str]) -> Way:
    return tuple(_step(graph, start, end) for start, end in pairwise(way))


def _step(graph: nx.Graph[str], start: str, end: str) -> Step:
    joins = graph.edges[start, end]["joins"]
    roots, disputed, _ = joins[0]
    return Step(start, end, tuple(name for *_, name in joins), -roots, disputed)
