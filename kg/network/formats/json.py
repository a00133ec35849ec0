"""Node-link JSON for scripts, D3 and `networkx.node_link_graph(data, edges="edges")`.

networkx's writer overwrites an edge attribute called `source` with the endpoint and writes NaN, which is no JSON. Here
such attributes get another name, which the file tells, and numbers are finite since the flattening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kg.network.formats.base import Format
from kg.network.formats.spelling import items, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.network.flatten import Edge, Network, Node
    from kg.network.values import Value


class NodeLink(Format):
    """Node-link JSON; `edges` is the name of its list of edges, which some readers expect to be `links`."""

    name = "json"
    suffix = ".json"
    summary = "node-link JSON for scripts, D3 and networkx"
    own_node: ClassVar[frozenset[str]] = frozenset({"id", "label", "x", "y"})
    own_edge: ClassVar[frozenset[str]] = frozenset({"id", "label", "source", "target", "key"})

    def __init__(self, edges: str = "edges") -> None:
        self.edges = edges

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {f"{stem}.json": self._write(network)}

    def _write(self, network: Network) -> Iterator[str]:
        node_names, edge_names = self.node_names(network), self.edge_names(network)
        yield f'{{"directed": {text(network.directed)}, "multigraph": true,\n'
        yield f'"graph": {text(self.about(network))},\n"nodes": ['
        yield from items(_node(node, node_names, network.positions.get(node.id)) for node in network.nodes)
        yield f'\n],\n"{self.edges}": ['
        yield from items(_edge(edge, edge_names) for edge in network.edges)
        yield "\n]}\n"


def _node(node: Node, names: dict[str, str], spot: tuple[float, float] | None) -> dict[str, Value]:
    head: dict[str, Value] = {"id": node.id, "label": node.label}
    drawn: dict[str, Value] = {"x": spot[0], "y": spot[1]} if spot else {}
    return head | drawn | {names[name]: value for name, value in node.values.items()}


def _edge(edge: Edge, names: dict[str, str]) -> dict[str, Value]:
    head: dict[str, Value] = {
        "source": edge.source, "target": edge.target, "key": edge.id, "id": edge.id, "label": edge.label,
    }  # fmt: skip
    return head | {names[name]: value for name, value in edge.values.items()}
