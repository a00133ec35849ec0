"""Strongly connected components, so that a circle in the data is one thing and never an endless loop.

Works that draw on each other and places that lie within each other are mistakes that the shapes report; what is
derived meanwhile has to be right for everything else, and the same in every order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping


def components(arcs: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Components of a directed graph, each sorted, whatever an arc points to before what it starts from.

    Tarjan's algorithm without recursion: time grows with nodes and arcs, depth with nothing.

    >>> components({"a": ["b"], "b": ["c"], "c": ["b"]})
    [('b', 'c'), ('a',)]
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    done: list[tuple[str, ...]] = []

    def enter(node: str) -> tuple[str, Iterator[str]]:
        index[node] = low[node] = len(index)
        open_nodes.append(node)
        is_open.add(node)
        return node, iter(arcs.get(node, ()))

    for start in arcs:
        path = [enter(start)] if start not in index else []
        while path:
            node, rest = path[-1]
            for target in rest:
                if target not in index:
                    path.append(enter(target))
                    break
                if target in is_open:
                    low[node] = min(low[node], index[target])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == index[node]:
                    done.append(_close(node, open_nodes, is_open))
    return done


def _close(node: str, open_nodes: list[str], is_open: set[str]) -> tuple[str, ...]:
    at = len(open_nodes) - 1
    while open_nodes[at] != node:
        at -= 1
    members = open_nodes[at:]
    del open_nodes[at:]
    is_open.difference_update(members)
    return tuple(sorted(members))


def landmarks(arcs: Mapping[str, Iterable[str]], keep: Iterable[str] = ()) -> dict[str, frozenset[str]]:
    """For each node the ends of its paths (for a circle its smallest member) and the nodes of `keep` on the way.

    Two nodes have a common successor, themselves included, exactly when they have a common end; ends are few, so
    this stands in for whole closures.

    >>> sorted(landmarks({"a": ["b", "c"], "b": ["d"]})["a"])
    ['c', 'd']
    """
    found: dict[str, frozenset[str]] = {}
    kept = frozenset(keep)
    for members in components(arcs):
        onward = {target for member in members for target in arcs.get(member, ()) if target not in members}
        own = kept.intersection(members) if onward else kept.intersection(members) | {members[0]}
        marks = own.union(*(found[target] for target in onward))
        found.update(dict.fromkeys(members, marks))
    return found


def reached(arcs: Mapping[str, Iterable[str]], start: str, beyond: Container[str] = frozenset()) -> tuple[str, ...]:
    """The node and everything its arcs lead to, sorted; the nodes of `beyond` are not gone to.

    >>> reached({"a": ["b"], "b": ["a", "c"]}, "b")
    ('a', 'b', 'c')
    """
    seen, ahead = {start}, [start]
    while ahead:
        new = [target for target in arcs.get(ahead.pop(), ()) if target not in seen and target not in beyond]
        seen.update(new)
        ahead += new
    return tuple(sorted(seen))


def on_the_way(ties: Mapping[str, Iterable[str]], start: str, end: str) -> frozenset[str]:
    """All nodes on some way between two nodes that passes nothing twice; `ties` are given in both directions.

    These are the nodes that one more tie between the two would close into rings (a biconnected component; Hopcroft
    and Tarjan 1973, without recursion).

    >>> sorted(on_the_way({"a": ["b"], "b": ["a", "c", "d"], "c": ["b"], "d": ["b"]}, "a", "c"))
    ['a', 'b', 'c']
    """
    index, low, open_nodes = {start: 0, end: 1}, {end: 1}, [end]
    path = [(end, iter(ties.get(end, ())))]
    while path:
        node, rest = path[-1]
        for other in rest:
            if other not in index:
                index[other] = low[other] = len(index)
                open_nodes.append(other)
                path.append((other, iter(ties.get(other, ()))))
                break
            low[node] = min(low[node], index[other])
        else:
            path.pop()
            if path:
                above = path[-1][0]
                low[above] = min(low[above], low[node])
                while low[node] >= index[above] and open_nodes.pop() != node:
                    pass
    return frozenset((start, *open_nodes))


class Groups:
    """Things numbered from 0, each in a group of its own until it is joined with others (union-find, path halving)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, number: int) -> int:
        """The number that stands for the group."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        self._parent[self.find(one)] = self.find(other)
