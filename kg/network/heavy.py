"""Measures that plain Python is slow at, by rustworkx: graphs are numbers of nodes and pairs of them.

Results are those of networkx; tests compare. Sums of several threads differ in their last digits, so callers round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rustworkx import PyDiGraph, PyGraph

    Pair = tuple[int, int]

DAMPING, STEPS, EXACT = 0.85, 500, 1e-10


def betweenness(count: int, links: Sequence[Pair]) -> list[float]:
    """The betweenness of each node, normalised to 0 … 1 (Brandes 2001)."""
    from rustworkx import betweenness_centrality

    found = betweenness_centrality(_plain(count, links), normalized=True)
    return [found[node] for node in range(count)]


def pagerank(count: int, arcs: Sequence[Pair]) -> list[float]:
    """The PageRank of each node."""
    import rustworkx

    if not count:
        return []
    graph: PyDiGraph[None, None] = rustworkx.PyDiGraph()
    graph.add_nodes_from([None] * count)
    graph.add_edges_from_no_data(list(arcs))
    found = rustworkx.pagerank(graph, alpha=DAMPING, tol=EXACT, max_iter=STEPS)
    return [found[node] for node in range(count)]


def cuts(count: int, links: Sequence[Pair]) -> tuple[set[int], list[int]]:
    """The articulation points, and the connected part that each node lies in, by its least node."""
    import rustworkx

    graph, part = _plain(count, links), [0] * count
    for component in rustworkx.connected_components(graph):
        first = min(component)
        for node in component:
            part[node] = first
    return set(rustworkx.articulation_points(graph)), part


def bridges(count: int, links: Sequence[Pair]) -> list[Pair]:
    """The links without which a part falls off, sorted."""
    import rustworkx

    return sorted((min(pair), max(pair)) for pair in rustworkx.bridges(_plain(count, links)))


def _plain(count: int, links: Sequence[Pair]) -> PyGraph[None, None]:
    import rustworkx

    graph: PyGraph[None, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * count)
    graph.add_edges_from_no_data(list(links))
    return graph
