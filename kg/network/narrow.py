"""A network narrowed to what somebody asks about; whatever is left out is counted, so that nobody takes a part for all.

Edges are sifted first, one wish after the other; then the part around some things is cut out of what is left. Nodes
without an edge go, and a node's roots are counted anew, since they are those of its edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import UsageError
from kg.network.style import put_forward
from kg.schema import did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    Graph = nx.MultiDiGraph[str]
    Keep = Callable[[str, str, dict[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Wish:
    """What to keep: nodes are ids, dates ISO days.

    `at` keeps what may have held on one of these days; `between` two things, with what is connected to both; `ego` one,
    with all within so many `hops`; `stances` and `relations` what has one of them.
    """

    at: tuple[str, str] | None = None
    between: tuple[str, str] | None = None
    ego: str = ""
    hops: int = 1
    min_roots: int = 0
    stances: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def told(self) -> list[str]:
        """What was asked for, in words."""
        parts = [
            f"at {'/'.join(self.at)}" if self.at else "",
            f"between {' and '.join(self.between)}" if self.between else "",
            f"within {self.hops} hop(s) of {self.ego}" if self.ego else "",
            f"on {self.min_roots} root(s) or more" if self.min_roots else "",
            *(f"stance {stance}" for stance in self.stances),
            *(f"relation {relation}" for relation in self.relations),
            *(f"without {thing}" for thing in self.exclude),
        ]
        return [part for part in parts if part]


def narrow(graph: Graph, wish: Wish) -> Graph:
    """The part of a projected network; `left_out` says what is not in it. The network given is not changed.

    Raises UsageError for a stance or relation that no edge of it has.
    """
    _known(wish.stances, (stance for *_, data in graph.edges(data=True) for stance in data["stances"]), "stance")
    _known(wish.relations, (data["relation"] for *_, data in graph.edges(data=True)), "relation")
    part, told = graph.copy(), list(graph.graph.get("left_out", ()))
    for keep, words in _sifting(wish):
        gone = [(u, v, key) for u, v, key, data in part.edges(keys=True, data=True) if not keep(u, v, data)]
        part.remove_edges_from(gone)
        told += [f"{len(gone)} edge(s) {words}"] if gone else []
    before = part.number_of_edges()
    part = _around(part, wish)
    if elsewhere := before - part.number_of_edges():
        told.append(f"{elsewhere} edge(s) elsewhere")
    part.remove_nodes_from([*nx.isolates(part)])
    _count(part)
    part.graph["left_out"] = told
    if wished := [*graph.graph.get("narrowed", ()), *wish.told()]:
        part.graph["narrowed"] = wished
    return part


def _sifting(wish: Wish) -> Iterator[tuple[Keep, str]]:
    """What keeps an edge, and how those are told of that are left out."""
    if wish.exclude:
        out = set(wish.exclude)
        yield (lambda u, v, _: out.isdisjoint((u, v))), f"of {', '.join(wish.exclude)}"
    if wish.relations:
        yield (lambda _, __, data: data["relation"] in wish.relations), "of other relations"
    if wish.stances:
        yield (lambda _, __, data: not set(wish.stances).isdisjoint(data["stances"])), "of other stances"
    if wish.min_roots:
        yield (lambda _, __, data: data["roots"] >= wish.min_roots), f"on fewer than {wish.min_roots} root(s)"
    if wish.at:
        first, last = wish.at
        yield (lambda _, __, data: bool(data.get("date"))), "that carry no date"
        yield (lambda _, __, data: _overlaps(data, first, last)), f"of other dates than {first}/{last}"


def _overlaps(data: dict[str, Any], first: str, last: str) -> bool:
    """Whether it may have held on one of the days; an open side is as open as its source leaves it."""
    return str(data.get("earliest") or first) <= last and first <= str(data.get("latest") or last)


def _around(graph: Graph, wish: Wish) -> Graph:
    """The part around the things that are asked about, with the edges among them."""
    nodes = set(graph)
    if wish.ego:
        nodes &= _within(graph, wish.ego, wish.hops)
    if wish.between:
        ends = set(wish.between)
        both = [set(nx.all_neighbors(graph, end)) if end in graph else set() for end in wish.between]
        near = ends | both[0].intersection(*both)
        apart = [(u, v, key) for u, v, key in graph.edges(keys=True) if not ({u, v} <= near and ends & {u, v})]
        graph = graph.copy()
        graph.remove_edges_from(apart)
        nodes &= near
    part: Graph = graph.subgraph(nodes).copy()
    return part


def _within(graph: Graph, start: str, hops: int) -> set[str]:
    if start not in graph:
        return set()
    return set(nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), start, cutoff=hops))


def _count(graph: Graph) -> None:
    """Count the roots of each node anew: those behind its edges that are put forward."""
    for node, values in graph.nodes(data=True):
        edges = [*graph.in_edges(node, data=True), *graph.out_edges(node, data=True)]
        behind = (data.get("root_ids", ()) for *_, data in edges if put_forward(data))
        values["roots"] = len({root for roots in behind for root in roots})


def _known(asked: Collection[str], known: Iterable[str], what: str) -> None:
    if not asked:
        return
    every = set(known)
    for name in asked:
        if name not in every:
            hint = did_you_mean(name, every) or (f"use one of {one_of(every)}" if every else "the network is empty")
            raise UsageError(f"no edge of this network has the {what} `{name}`", remedy=hint)
