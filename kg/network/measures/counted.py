"""What measures count: the edges of a network that somebody puts forward, as plain numbers.

A condition, a plan or a doubt connects nobody, so it is left out, and how many were is said; what is put forward and
also denied counts, since a denial is no veto. Parallel edges are one link in measures of the shape of a network.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.network.style import put_forward

if TYPE_CHECKING:
    import networkx as nx

    Pair = tuple[int, int]

DIGITS = 6  # of a measure: what engines agree in


@dataclass(frozen=True)
class Counted:
    """Nodes in order, their numbers, and the edges that count as (from, to, attributes); `left` is how many do not."""

    nodes: list[str]
    edges: list[tuple[int, int, dict[str, Any]]]
    left: int

    @cached_property
    def arcs(self) -> list[Pair]:
        """Each way from one node to another once, no loops, sorted."""
        return sorted({(u, v) for u, v, _ in self.edges if u != v})

    @cached_property
    def links(self) -> list[Pair]:
        """Each pair of nodes that something connects, the smaller number first, sorted."""
        return sorted({(min(pair), max(pair)) for pair in self.arcs})

    @cached_property
    def beside(self) -> list[list[int]]:
        """The neighbours of each node."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for u, v in self.links:
            found[u].append(v)
            found[v].append(u)
        return found


def counted(graph: nx.MultiDiGraph[str]) -> Counted:
    """What counts of a network."""
    nodes = sorted(graph)
    number = {node: at for at, node in enumerate(nodes)}
    every = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    edges = [(number[u], number[v], data) for u, v, _, data in every if put_forward(data)]
    return Counted(nodes, edges, len(every) - len(edges))
