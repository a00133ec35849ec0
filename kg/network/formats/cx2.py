"""CX2 for Cytoscape 3.10 and later, and for NDEx: it opens there with types, colours, line styles and positions.

Ids are whole numbers in CX2, so the ids of the case are the attribute `id`; `name` and `interaction` are what Cytoscape
shows. Colours and widths are attributes that the style passes through, so that a reader may restyle them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network import style
from kg.network.formats.base import Format
from kg.network.formats.spelling import items, text, types
from kg.network.values import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.network.flatten import Edge, Network, Node
    from kg.network.values import Value

TYPES = types("list_of_string")
NODE = {"id": Kind.TEXT, "name": Kind.TEXT, "colour": Kind.TEXT, "size": Kind.NUMBER}
EDGE = {
    "id": Kind.TEXT, "name": Kind.TEXT, "interaction": Kind.TEXT, "colour": Kind.TEXT, "width": Kind.NUMBER,
    "line": Kind.TEXT,
}  # fmt: skip
SHOWN_NODE = {
    "NODE_LABEL": ("name", "string"),
    "NODE_BACKGROUND_COLOR": ("colour", "string"),
    "NODE_WIDTH": ("size", "double"),
    "NODE_HEIGHT": ("size", "double"),
}
SHOWN_EDGE = {
    "EDGE_LINE_COLOR": ("colour", "string"),
    "EDGE_WIDTH": ("width", "double"),
    "EDGE_LINE_STYLE": ("line", "string"),
}
DEFAULTS = {
    "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
    "node": {"NODE_SHAPE": "ellipse", "NODE_LABEL_COLOR": "#1A1A1A", "NODE_LABEL_FONT_SIZE": 12},
    "edge": {"EDGE_TARGET_ARROW_SHAPE": "triangle", "EDGE_LINE_STYLE": "solid"},
}
STATUS = {"status": [{"success": True}]}


class Cx2(Format):
    """CX2 in one file."""

    name = "cx2"
    suffix = ".cx2"
    summary = "CX2 for Cytoscape and NDEx, styled"
    own_node = frozenset({*NODE, "x", "y", "z", "selected", "shared name"})
    own_edge = frozenset({*EDGE, "source", "target", "selected", "shared name", "shared interaction"})

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {f"{stem}.cx2": self._write(network, stem)}

    def _write(self, network: Network, stem: str) -> Iterator[str]:
        node_names, edge_names = self.node_names(network), self.edge_names(network)
        about = {"name": stem} | self._about(network)
        number = {node.id: at for at, node in enumerate(network.nodes)}
        yield f"[{text({'CXVersion': '2.0', 'hasFragments': False})},\n"
        yield f"{text({'metaData': _counted(network)})},\n"
        yield f"{text({'attributeDeclarations': [_declared(network, about, node_names, edge_names)]})},\n"
        yield f"{text({'networkAttributes': [about]})},\n"
        yield '{"nodes": ['
        yield from items(_node(at, node, node_names, network) for at, node in enumerate(network.nodes))
        yield '\n]},\n{"edges": ['
        yield from items(_edge(at, edge, edge_names, number) for at, edge in enumerate(network.edges))
        yield f"\n]}},\n{text({'visualProperties': [_visual()]})},\n{text(STATUS)}]\n"

    def _about(self, network: Network) -> dict[str, Value]:
        return {f"about_{name}" if name == "name" else name: value for name, value in self.about(network).items()}


def _counted(network: Network) -> list[dict[str, object]]:
    counts = {"attributeDeclarations": 1, "networkAttributes": 1, "visualProperties": 1}
    counts |= {"nodes": len(network.nodes), "edges": len(network.edges)}
    return [{"name": name, "elementCount": count} for name, count in sorted(counts.items())]


def _declared(
    network: Network, about: Mapping[str, Value], node_names: Mapping[str, str], edge_names: Mapping[str, str]
) -> dict[str, object]:
    nodes = NODE | {node_names[name]: kind for name, kind in network.node_columns.items()}
    edges = EDGE | {edge_names[name]: kind for name, kind in network.edge_columns.items()}
    scopes = {
        "networkAttributes": {name: kind_of(value) for name, value in about.items()},
        "nodes": nodes,
        "edges": edges,
    }
    return {scope: {name: {"d": TYPES[kind]} for name, kind in kinds.items()} for scope, kinds in scopes.items()}


def _node(at: int, node: Node, names: Mapping[str, str], network: Network) -> dict[str, object]:
    drawn: dict[str, Value] = {"colour": style.web(style.colour(node)), "size": style.size(node)}
    head: dict[str, Value] = {"id": node.id, "name": node.label}
    spot = network.positions.get(node.id)
    where = {"x": spot[0], "y": spot[1]} if spot else {}
    return {"id": at, **where, "v": head | drawn | {names[name]: value for name, value in node.values.items()}}


def _edge(at: int, edge: Edge, names: Mapping[str, str], number: Mapping[str, int]) -> dict[str, object]:
    line = style.line(edge)
    head: dict[str, Value] = {
        "id": edge.id, "name": edge.label, "interaction": edge.kind or edge.label,
        "colour": style.web(line.colour), "width": line.width, "line": line.shape,
    }  # fmt: skip
    values = head | {names[name]: value for name, value in edge.values.items()}
    return {"id": at, "s": number[edge.source], "t": number[edge.target], "v": values}


def _visual() -> dict[str, object]:
    return {"default": DEFAULTS, "nodeMapping": _passed(SHOWN_NODE), "edgeMapping": _passed(SHOWN_EDGE)}


def _passed(shown: Mapping[str, tuple[str, str]]) -> dict[str, object]:
    return {
        prop: {"type": "PASSTHROUGH", "definition": {"attribute": name, "type": kind}}
        for prop, (name, kind) in shown.items()
    }
