"""Where property paths lead from many nodes at once: node → the distinct nodes at the end.

A path that leads nowhere leaves its node out. Paths of any length are walked from each node; where that would take
more steps than the graph is worth, the walk is given up, as chains of thousands make it grow with their square.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kg.engines.results import SH
from kg.validate.automaton import UnknownReach
from kg.validate.paths import STARRED, is_plain, members

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from kg.validate.paths import Nodes
    from kg.validate.walk import Data

    Ways = Mapping[str, Collection[str]]

MOST = 20  # steps for each node that walks of any length may take on average
SOME = 10_000  # steps that they may take in any case


def ways(path: str, nodes: AbstractSet[str], data: Data, shapes: Nodes, *, inverse: bool = False) -> Ways:
    """From each of the nodes along the path of the shapes graph; raises UnknownReach where it is given up."""
    node = shapes.get(path, {})
    if not is_plain(path, shapes):
        raise UnknownReach(f"the path {path}")
    if path.startswith("<"):
        return _along(data.subjects(path) if inverse else data.objects.get(path, {}), nodes)
    if turned := node.get(f"<{SH}inversePath>"):
        return ways(turned[0], nodes, data, shapes, inverse=not inverse)
    if choice := node.get(f"<{SH}alternativePath>"):
        each = [ways(way, nodes, data, shapes, inverse=inverse) for way in members(choice[0], shapes)]
        return _joined(each)
    for local, (none, more) in STARRED.items():
        if inner := node.get(f"<{SH}{local}>"):
            return _starred(inner[0], nodes, data, shapes, inverse=inverse, none=none, more=more)
    steps = members(path, shapes)
    found: Ways = {each: (each,) for each in nodes}
    for step in reversed(steps) if inverse else steps:
        found = _onward(found, ways(step, _ends(found), data, shapes, inverse=inverse))
    return found


def _along(ends: Mapping[str, list[str]], nodes: AbstractSet[str]) -> Ways:
    if len(nodes) < len(ends):
        return {node: ends[node] for node in nodes if node in ends}
    return {node: values for node, values in ends.items() if node in nodes}


def _ends(found: Ways) -> set[str]:
    return set(chain.from_iterable(found.values()))


def _joined(each: Iterable[Ways]) -> Ways:
    found: dict[str, set[str]] = {}
    for one in each:
        for node, values in one.items():
            found.setdefault(node, set()).update(values)
    return found


def _onward(first: Ways, then: Ways) -> Ways:
    """The ends of the second way from the ends of the first."""
    found: dict[str, Collection[str]] = {}
    for node, middle in first.items():
        ends = [then[each] for each in middle if each in then]
        if len(ends) == 1:
            found[node] = ends[0]
        elif ends:
            found[node] = set().union(*ends)
    return found


def _starred(
    path: str, nodes: AbstractSet[str], data: Data, shapes: Nodes, *, inverse: bool, none: bool, more: bool
) -> Ways:
    """Along the path any number of times: from none if it may be left out, to many if it may come again."""
    step: dict[str, Collection[str]] = {}
    left: set[str] = set(nodes)
    while left:  # the steps from all nodes that are met, each asked for once
        ahead = ways(path, left, data, shapes, inverse=inverse)
        step.update(ahead)
        left = _ends(ahead) - step.keys() if more else set()
        left -= {each for each in left if each in step}
    budget, found = SOME + MOST * len(nodes), {}
    for node in nodes:
        reached = {node} if none else set()
        todo = list(step.get(node, ()))
        while todo:
            end = todo.pop()
            if end not in reached:
                reached.add(end)
                budget -= 1
                todo += step.get(end, ()) if more else ()
        if budget < 0:
            raise UnknownReach("a walk that grows with the square of the graph")
        if reached:
            found[node] = reached
    return found
