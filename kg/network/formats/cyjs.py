"""Cytoscape.js JSON, for web pages that draw with cytoscape.js and for Cytoscape itself.

`cytoscape({container, ...document})` draws it as it is: elements, a style that reads their data, positions as they are.
There, nodes and edges share one space of ids, so an edge whose id is a node's gets another, and keeps its own as `key`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kg.network import style
from kg.network.formats.base import Format
from kg.network.formats.spelling import items, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.network.flatten import Edge, Network, Node
    from kg.network.values import Value

STYLE = [
    {
        "selector": "node",
        "style": {
            "label": "data(label)", "background-color": "data(colour)", "width": "data(size)", "height": "data(size)",
            "font-size": 12, "text-outline-width": 2, "text-outline-color": "#ffffff",
        },
    },
    {
        "selector": "edge",
        "style": {
            "width": "data(width)", "line-color": "data(colour)", "line-style": "data(line)", "curve-style": "bezier",
            "target-arrow-shape": "triangle", "target-arrow-color": "data(colour)",
        },
    },
]  # fmt: skip
LAYOUT = {"name": "preset"}
EDGE = "edge:"


class CytoscapeJs(Format):
    """Cytoscape.js JSON in one file."""

    name = "cyjs"
    suffix = ".cyjs"
    summary = "JSON for cytoscape.js and Cytoscape"
    own_node: ClassVar[frozenset[str]] = frozenset({"id", "label", "parent", "colour", "size"})
    own_edge: ClassVar[frozenset[str]] = frozenset(
        {"id", "key", "label", "source", "target", "colour", "width", "line"}
    )

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {f"{stem}.cyjs": self._write(network)}

    def _write(self, network: Network) -> Iterator[str]:
        node_names, edge_names = self.node_names(network), self.edge_names(network)
        taken = {node.id for node in network.nodes}
        yield f'{{"data": {text(self.about(network))},\n"style": {text(STYLE)},\n"layout": {text(LAYOUT)},\n'
        yield '"elements": {"nodes": ['
        yield from items(_node(node, node_names, network.positions.get(node.id)) for node in network.nodes)
        yield '\n], "edges": ['
        yield from items({"data": _edge(edge, edge_names, taken)} for edge in network.edges)
        yield "\n]}}\n"


def _node(node: Node, names: dict[str, str], spot: tuple[float, float] | None) -> dict[str, object]:
    drawn: dict[str, Value] = {"colour": style.web(style.colour(node)), "size": style.size(node)}
    head: dict[str, Value] = {"id": node.id, "label": node.label}
    element: dict[str, object] = {"data": head | drawn | {names[name]: value for name, value in node.values.items()}}
    return element | {"position": {"x": spot[0], "y": spot[1]}} if spot else element


def _edge(edge: Edge, names: dict[str, str], taken: set[str]) -> dict[str, Value]:
    """The edge's data; its id is added to those that are taken."""
    name = edge.id
    while name in taken:
        name = EDGE + name
    taken.add(name)
    line = style.line(edge)
    head: dict[str, Value] = {
        "id": name, "key": edge.id, "source": edge.source, "target": edge.target, "label": edge.label,
        "colour": style.web(line.colour), "width": line.width, "line": line.shape,
    }  # fmt: skip
    return head | {names[name]: value for name, value in edge.values.items()}
