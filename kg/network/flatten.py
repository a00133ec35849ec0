"""The one flattening step between a networkx graph and every file format.

networkx's own writers crash on None, dates and lists, repeat edge ids, and overwrite an edge attribute called `source`.
Here the graph is brought once into the shape that all formats share: two sorted tables with typed columns, unique ids,
and a list of what had to change on the way. Formats then only spell it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx

from kg.derive.memory import collector_paused
from kg.network.layout import MOST, Positions, place
from kg.network.style import put_forward
from kg.network.values import KINDS, Kind, Value, as_text, clean, coerce, common, simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Values = dict[str, Value]
GRID = "nodes laid out as a plain grid, since they are too many for islands"
SAME_ID = "ids that were there already, numbered"


class Node(NamedTuple):
    """A row of the node table; `label` falls back to the id."""

    id: str
    label: str
    values: Values


class Edge(NamedTuple):
    """A row of the edge table; `kind` is the relation, with the stances before it where nobody puts it forward."""

    source: str
    target: str
    id: str
    kind: str
    label: str
    values: Values


@dataclass(frozen=True)
class Network:
    """A flat network; the columns give each attribute's kind, `changes` counts what had to be altered."""

    nodes: list[Node]
    edges: list[Edge]
    node_columns: dict[str, Kind]
    edge_columns: dict[str, Kind]
    about: Values
    positions: Positions
    directed: bool = True
    changes: dict[str, int] = field(default_factory=dict)


@collector_paused()
def flatten(graph: nx.Graph[Any], *, layout: bool = True) -> Network:
    """The graph as two sorted tables; `layout=False` leaves the positions empty.

    Takes any networkx graph. Raises InputError for an attribute without a plain form.
    """
    changes: Counter[str] = Counter()
    ids = _unique(((node, str(node)) for node in sorted(graph, key=_order)), changes)
    nodes = [_node(ids[node], _plain(data, changes)) for node, data in graph.nodes(data=True)]
    edges = _edges(graph, ids, changes)
    node_columns, edge_columns = _columns(row.values for row in nodes), _columns(row.values for row in edges)
    nodes = sorted(row._replace(values=_typed(row.values, node_columns)) for row in nodes)
    edges = sorted(row._replace(values=_typed(row.values, edge_columns)) for row in edges)
    about = _plain(graph.graph, changes)
    if layout and len(nodes) > MOST:
        changes[GRID] = len(nodes)
    spots = place([row.id for row in nodes], [(row.source, row.target) for row in edges]) if layout else {}
    return Network(
        nodes, edges, node_columns, edge_columns, about, spots, graph.is_directed(), dict(sorted(changes.items()))
    )


def _node(identifier: str, values: Values) -> Node:
    label = values.pop("label", None)
    if values.get("id") == identifier:
        del values["id"]
    return Node(identifier, identifier if label is None else as_text(label), values)


def _edges(graph: nx.Graph[Any], ids: Mapping[object, str], changes: Counter[str]) -> list[Edge]:
    rows = _rows(graph)
    plain = [_plain(data, changes) for _, _, _, data in rows]
    wished = [_wish(ids[u], ids[v], key, values) for (u, v, key, _), values in zip(rows, plain, strict=True)]
    shared = {wish for wish, count in Counter(wished).items() if count > 1}
    ends = [(ids[u], ids[v]) for u, v, _, _ in rows]

    def order(n: int) -> tuple[str, tuple[str, str], str]:
        return wished[n], ends[n], repr(sorted(plain[n].items())) if wished[n] in shared else ""

    names = _unique(((n, wished[n]) for n in sorted(range(len(rows)), key=order)), changes)
    return [_edge(*ends[n], names[n], values) for n, values in enumerate(plain)]


def _order(node: object) -> tuple[str, str]:
    return str(node), type(node).__name__


def _rows(graph: nx.Graph[Any]) -> list[tuple[object, object, object, dict[Any, object]]]:
    if isinstance(graph, nx.MultiGraph):
        return list(graph.edges(keys=True, data=True))
    return [(u, v, None, data) for u, v, data in graph.edges(data=True)]


def _wish(source: str, target: str, key: object, values: Values) -> str:
    """The id an edge asks for: its own, else its key where that is a name, else one made of its ends."""
    own = values.get("id")
    if isinstance(own, str) and own:
        return own
    return key if isinstance(key, str) and key else f"{source}→{target}"


def _edge(source: str, target: str, identifier: str, values: Values) -> Edge:
    if values.get("id") == identifier:
        del values["id"]
    relation = as_text(values.get("relation", ""))
    label = values.pop("label", values.get("relation_label", relation))
    kind = relation if put_forward(values) else f"{as_text(values['style'])} {relation}"
    return Edge(source, target, identifier, kind, as_text(label), values)


def _unique(wishes: Iterable[tuple[object, str]], changes: Counter[str]) -> dict[object, str]:
    """A clean, unique, non-empty id for each thing that wishes for one; the later of two alike gets a number."""
    bases = [(thing, clean(wish, changes) or "_") for thing, wish in wishes]
    wanted, taken = {base for _, base in bases}, set[str]()
    given: dict[object, str] = {}
    for thing, base in bases:
        name, number = base, 2
        while name in taken or (name != base and name in wanted):
            name, number = f"{base}-{number}", number + 1
        if name != base:
            changes[SAME_ID] += 1
        taken.add(name)
        given[thing] = name
    return given


def _plain(data: Mapping[Any, object], changes: Counter[str]) -> Values:
    simple = [(str(key), simplify(value, changes)) for key, value in data.items()]
    kept = [(key, value) for key, value in simple if value is not None]
    names, told = _named(tuple([key for key, _ in kept]))
    changes.update(told)
    return dict(zip(names, [value for _, value in kept], strict=True))


@lru_cache(maxsize=1024)
def _named(keys: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, int]]:
    """A name for each attribute of a row, and what had to change; rows mostly have the same attributes."""
    changes: Counter[str] = Counter()
    names = _unique(enumerate(keys), changes)
    return tuple(names[number] for number in range(len(keys))), dict(changes)


def _columns(rows: Iterable[Values]) -> dict[str, Kind]:
    found: defaultdict[str, set[type]] = defaultdict(set)
    for row in rows:
        for name, value in row.items():
            found[name].add(type(value))
    return {name: common({KINDS[each] for each in types}) for name, types in sorted(found.items())}


def _typed(values: Values, columns: dict[str, Kind]) -> Values:
    """The values by name, each in its column's kind."""
    return {
        name: value if KINDS[type(value)] is columns[name] else coerce(value, columns[name])
        for name, value in sorted(values.items())
    }
