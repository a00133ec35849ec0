"""CSV tables with the headings that Kumu expects: elements and connections, which meet by ID.

Kumu decides by `Type` how it draws, so that an edge that nobody puts forward has its stances there; the rest is as in
the tables for Gephi.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network.formats.csv import Csv, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.network.flatten import Network
    from kg.network.values import Value

ELEMENT = ("ID", "Label", "Type")
CONNECTION = ("From", "To", "Type", "ID", "Label", "Direction")


class Kumu(Csv):
    """`elements.csv`, `connections.csv` and `about.csv` in a folder; on stdout the connections alone."""

    name = "kumu"
    summary = "CSV tables for Kumu: a folder with -o, the connections alone on stdout"
    own_node = frozenset(name.casefold() for name in (*ELEMENT, "description", "image"))
    own_edge = frozenset(name.casefold() for name in (*CONNECTION, "description", "source", "target"))

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        tables = super().files(network, stem)
        return {
            "connections.csv": tables["edges.csv"],
            "elements.csv": tables["nodes.csv"],
            "about.csv": tables["about.csv"],
        }

    def _nodes(self, network: Network) -> Iterator[str]:
        names = self.node_names(network)
        rows: Iterator[list[Value | None]] = (
            [node.id, node.label, node.values.get("type"), *map(node.values.get, names)] for node in network.nodes
        )
        return table([*ELEMENT, *names.values()], rows)

    def _edges(self, network: Network) -> Iterator[str]:
        names, way = self.edge_names(network), "directed" if network.directed else "undirected"
        rows: Iterator[list[Value | None]] = (
            [edge.source, edge.target, edge.kind, edge.id, edge.label, way, *map(edge.values.get, names)]
            for edge in network.edges
        )
        return table([*CONNECTION, *names.values()], rows)
