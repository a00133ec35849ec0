"""Two networks side by side: what appears, what vanishes, and what is said otherwise of the same thing.

An edge is known again by its ends, its relation and what it says, since its id also tells in which stance it is said.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]
    Values = dict[str, Any]

APPEARS, VANISHES, CHANGES = "appears", "vanishes", "changes"
COMPARED = ("stances", "disputed", "roots", "claims")  # of an edge


class Node(NamedTuple):
    """A node that is in one network alone; `what` is APPEARS or VANISHES."""

    what: str
    id: str
    label: str
    type: str


class Edge(NamedTuple):
    """An edge that is in one network alone, or that is said otherwise: what was and what is, by attribute."""

    what: str
    source: str
    target: str
    relation: str
    label: str
    before: Values
    after: Values


class Comparison(NamedTuple):
    """What differs; `same` nodes and edges do not."""

    nodes: list[Node]
    edges: list[Edge]
    same: tuple[int, int]


def compare(old: Graph, new: Graph) -> Comparison:
    """What differs between two projected networks, sorted: edges by their ends, nodes by their ids."""
    nodes = [*_nodes(VANISHES, old, new), *_nodes(APPEARS, new, old)]
    before, after = _edges(old), _edges(new)
    edges = [each for key in sorted({*before, *after}) for each in _edge(before.get(key), after.get(key))]
    kept = len(before.keys() | after.keys()) - len(edges)
    return Comparison(sorted(nodes, key=lambda node: node.id), edges, (len(old.nodes & new.nodes), kept))


def _nodes(what: str, here: Graph, there: Graph) -> list[Node]:
    alone = [(node, values) for node, values in here.nodes(data=True) if node not in there]
    return [Node(what, node, str(values.get("label", node)), str(values.get("type", ""))) for node, values in alone]


def _edges(graph: Graph) -> dict[tuple[str, ...], Values]:
    """Key → the attributes of all edges that have it, put together."""
    found: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for u, v, values in graph.edges(data=True):
        key = (u, v, str(values.get("relation", "")), str(values.get("proposition", "")))
        found[key].append({**values, "source": u, "target": v})
    return {key: _together(each) for key, each in found.items()}


def _together(edges: list[Values]) -> Values:
    """Edges that differ in their stances or claimants as one."""
    first = min(edges, key=lambda edge: str(edge.get("id", "")))
    return {
        **first,
        "stances": sorted({stance for edge in edges for stance in edge.get("stances", ())}),
        "claims": sorted({claim for edge in edges for claim in edge.get("claims", ())}),
        "disputed": any(edge.get("disputed") for edge in edges),
        "roots": max(int(edge.get("roots", 0)) for edge in edges),
    }


def _edge(before: Values | None, after: Values | None) -> list[Edge]:
    shown = after or before or {}
    old, new = ({name: each[name] for name in COMPARED} if each else {} for each in (before, after))
    if old == new:
        return []
    changed = [name for name in COMPARED if old.get(name) != new.get(name)]
    what = CHANGES if before and after else VANISHES if before else APPEARS
    said = str(shown.get("proposition_label") or shown.get("label", ""))
    return [
        Edge(
            what, shown["source"], shown["target"], str(shown.get("relation", "")), said,
            {name: old[name] for name in changed if old}, {name: new[name] for name in changed if new},
        )
    ]  # fmt: skip
