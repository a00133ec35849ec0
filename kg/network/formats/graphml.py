"""GraphML for Neo4j (APOC), yEd, Cytoscape, igraph and networkx.

Edge ids are unique and each scope and name has one key, where networkx's writer repeats both. `labels` and `label` as
XML attributes tell APOC the node labels and the relation (else every relation is RELATED); `name`, `interaction` are
what Cytoscape looks for, `x y size r g b` what Gephi does. A list is JSON text, which APOC knows by `attr.list`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.network import style
from kg.network.formats.base import Format
from kg.network.formats.spelling import Cells, edge_type, node_label, row, types
from kg.network.values import Kind, Value, kind_of
from kg.paper.xml import HEADER, attributes, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.network.flatten import Edge, Network, Node

TYPES = types("string")
OPEN = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
DRAWN_NODE = {"label": Kind.TEXT, "name": Kind.TEXT, "size": Kind.NUMBER} | dict.fromkeys("rgb", Kind.WHOLE)
DRAWN_EDGE = {"label": Kind.TEXT, "interaction": Kind.TEXT, "weight": Kind.NUMBER}
LISTED = ' attr.list="string"'
SPOT = {"x": Kind.NUMBER, "y": Kind.NUMBER}


class Key(NamedTuple):
    """A declared attribute: its id in the file and its kind."""

    id: str
    kind: Kind


class GraphML(Format):
    """GraphML in one file."""

    name = "graphml"
    suffix = ".graphml"
    summary = "GraphML for Neo4j (APOC), yEd, Cytoscape and igraph"
    own_node = frozenset({"id", "labels", "x", "y", *DRAWN_NODE})
    own_edge = frozenset({"id", "source", "target", *DRAWN_EDGE})

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {f"{stem}.graphml": self._write(network)}

    def _write(self, network: Network) -> Iterator[str]:
        about = self.about(network)
        node_names, edge_names = self.node_names(network), self.edge_names(network)
        node_kinds = {node_names[name]: kind for name, kind in network.node_columns.items()}
        edge_kinds = {edge_names[name]: kind for name, kind in network.edge_columns.items()}
        drawn = DRAWN_NODE | (SPOT if network.positions else {})
        yield HEADER + OPEN
        about_keys = _keys("g", {name: kind_of(value) for name, value in about.items()})
        node_keys, edge_keys = _keys("n", drawn | node_kinds), _keys("e", DRAWN_EDGE | edge_kinds)
        drawn_node, drawn_edge = _cells(node_keys, _same(drawn)), _cells(edge_keys, _same(DRAWN_EDGE))
        node_cells, edge_cells = _cells(node_keys, node_names), _cells(edge_keys, edge_names)
        yield _declare("graph", about_keys) + _declare("node", node_keys) + _declare("edge", edge_keys)
        direction = "directed" if network.directed else "undirected"
        yield f'<graph id="G" edgedefault="{direction}">\n{row(about, _cells(about_keys, _same(about)))}\n'
        for node in network.nodes:
            data = row(_drawn_node(node, network.positions.get(node.id)), drawn_node) + row(node.values, node_cells)
            yield f"<node{attributes(id=node.id, labels=f':{node_label(node)}')}>{data}</node>\n"
        for edge in network.edges:
            data = row(_drawn_edge(edge), drawn_edge) + row(edge.values, edge_cells)
            ends = f'source="{escape(edge.source)}" target="{escape(edge.target)}"'
            yield f'<edge id="{escape(edge.id)}" {ends} label="{edge_type(edge)}">{data}</edge>\n'
        yield "</graph>\n</graphml>\n"


def _keys(scope: str, kinds: dict[str, Kind]) -> dict[str, Key]:
    return {name: Key(f"{scope}{number}", kind) for number, (name, kind) in enumerate(kinds.items())}


def _declare(scope: str, keys: dict[str, Key]) -> str:
    return "".join(
        f'<key id="{key.id}" for="{scope}" attr.name="{escape(name)}" attr.type="{TYPES[key.kind]}"'
        f"{LISTED if key.kind is Kind.TEXTS else ''}/>\n"
        for name, key in keys.items()
    )


def _cells(keys: Mapping[str, Key], names: Mapping[str, str]) -> dict[str, Cells]:
    """The cells of each column, by what it is called in the network; `names` gives what it is called in the file."""
    return {column: Cells(f'<data key="{keys[name].id}">', "</data>") for column, name in names.items()}


def _same(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}


def _drawn_node(node: Node, spot: tuple[float, float] | None) -> dict[str, Value]:
    r, g, b = style.colour(node)
    drawn: dict[str, Value] = {"label": node.label, "name": node.label, "size": style.size(node)}
    drawn |= {"r": r, "g": g, "b": b}
    return drawn | {"x": spot[0], "y": spot[1]} if spot else drawn


def _drawn_edge(edge: Edge) -> dict[str, Value]:
    return {"label": edge.label, "interaction": edge.kind or edge.label, "weight": style.weight(edge)}
