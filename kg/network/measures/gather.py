"""Several measures of one network at once: a table of its nodes, and tables of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import UsageError
from kg.network.measures.activity import activity
from kg.network.measures.between import betweenness, pagerank
from kg.network.measures.counted import counted
from kg.network.measures.cuts import articulation, bridges
from kg.network.measures.degree import degree
from kg.network.measures.groups import brokers, community
from kg.network.measures.model import Found, Measure
from kg.schema import did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from kg.network.measures.model import Number

    Graph = nx.MultiDiGraph[str]

_COLUMNS = (degree, betweenness, pagerank, articulation, community, brokers)
_TABLES = (bridges, activity)
MEASURES: dict[str, Measure] = {find.__name__: Measure(find.__name__, find) for find in (*_COLUMNS, *_TABLES)}
OF_NODES = tuple(find.__name__ for find in _COLUMNS)
UNCOUNTED = "that nobody plainly puts forward (denied, conditional, planned or doubted only) are not counted"


class Measured(NamedTuple):
    """Node → column → number, the node of most roots or first columns first; other tables by measure; remarks."""

    nodes: dict[str, dict[str, Number]]
    tables: dict[str, Found]
    remarks: list[str]


def measured(graph: Graph, names: Sequence[str] = OF_NODES) -> Measured:
    """The measures of a projected network: those named, or all that give each node a number.

    Raises UsageError for an unknown one.
    """
    for name in names:
        if name not in MEASURES:
            raise UsageError(
                f"no measure is called `{name}`", remedy=did_you_mean(name, MEASURES) or f"use {one_of(MEASURES)}"
            )
    what = counted(graph)
    found = {name: MEASURES[name].find(what) for name in names}
    columns = {name: values for each in found.values() for name, values in each.columns.items()}
    rows = {node: {name: values[at] for name, values in columns.items()} for at, node in enumerate(what.nodes)}
    order = sorted(rows, key=lambda node: ([-value for value in rows[node].values()], node))
    remarks = [f"{what.left} line(s) {UNCOUNTED}"] if what.left else []
    remarks += [remark for each in found.values() for remark in each.remarks]
    tables = {name: each for name, each in found.items() if each.header}
    return Measured({node: rows[node] for node in order} if columns else {}, tables, remarks)


def annotated(graph: Graph, names: Sequence[str]) -> Graph:
    """A copy of the network with the measures of its nodes as attributes, and remarks in `measured`."""
    found = measured(graph, names)
    copy: Graph = graph.copy()
    for node, values in found.nodes.items():
        attributes: dict[str, Any] = copy.nodes[node]
        attributes.update(values)
    copy.graph["measured"] = [*dict.fromkeys(names), *found.remarks]
    return copy
