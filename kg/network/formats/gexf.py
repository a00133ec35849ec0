"""GEXF 1.3 for Gephi, Gephi Lite, Retina and sigma, valid against the official schema.

networkx's own GEXF is invalid against it, loses parallel relations in Gephi (no `kind`) and paints edges grey. Dates
become spells of whole days (an open side is left out; the EDTF stays an attribute), and since some readers drop
spells a static twin stands beside the dynamic file.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.network import style
from kg.network.formats.base import Format
from kg.network.formats.spelling import Cells, row, types
from kg.network.values import Kind, as_text
from kg.paper.xml import HEADER, attributes, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.network.flatten import Edge, Network, Node, Values

TYPES = types("liststring")
OPEN = '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
# Readers set these themselves, and sigma draws nothing where `type` is none of its own kinds of nodes and edges.
DRAWN = {"start", "end", "timeset", "interval", "viz", "color", "size", "shape", "type"}
DYNAMIC = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}


class Gexf(Format):
    """GEXF 1.3: `NAME.gexf` with dates as spells, `NAME.static.gexf` without."""

    name = "gexf"
    suffix = ".gexf"
    summary = "GEXF 1.3 for Gephi, Gephi Lite and Retina, with a static twin beside it"
    own_node = Format.own_node | DRAWN | {"pid", "x", "y", "z"}
    own_edge = Format.own_edge | DRAWN | {"kind", "weight", "thickness"}

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {
            f"{stem}.gexf": self._write(network, DYNAMIC),
            f"{stem}.static.gexf": self._write(network, {"mode": "static"}),
        }

    def _write(self, network: Network, mode: dict[str, str]) -> Iterator[str]:
        direction = "directed" if network.directed else "undirected"
        yield HEADER + OPEN + self._meta(network)
        yield f"<graph{attributes(defaultedgetype=direction, idtype='string', **mode)}>\n"
        node_ids, edge_ids = _ids(network.node_columns), _ids(network.edge_columns)
        yield _declare("node", network.node_columns, self.node_names(network), node_ids)
        yield _declare("edge", network.edge_columns, self.edge_names(network), edge_ids)
        yield f'<nodes count="{len(network.nodes)}">\n'
        cells = _cells(node_ids)
        for node in network.nodes:
            yield _node(node, cells, network.positions.get(node.id))
        yield f'</nodes>\n<edges count="{len(network.edges)}">\n'
        cells = _cells(edge_ids)
        for edge, kind in zip(network.edges, self.kinds(network), strict=True):
            yield _edge(edge, kind, cells, dated=mode is DYNAMIC)
        yield "</edges>\n</graph>\n</gexf>\n"

    def _meta(self, network: Network) -> str:
        lines = "\n".join(f"{name}: {as_text(value)}" for name, value in self.about(network).items())
        return f"<meta>\n<creator>kg</creator>\n<description>{escape(lines)}</description>\n</meta>\n"


def _ids(columns: dict[str, Kind]) -> dict[str, str]:
    """Column → its id in the file: a number, since Gephi Lite shows any other id in the place of its title."""
    return {column: str(number) for number, column in enumerate(columns)}


def _declare(scope: str, columns: dict[str, Kind], names: dict[str, str], ids: dict[str, str]) -> str:
    lines = [
        f"<attribute{attributes(id=ids[column], title=names[column], type=TYPES[kind])}/>\n"
        for column, kind in columns.items()
    ]
    return f'<attributes class="{scope}">\n{"".join(lines)}</attributes>\n'


def _cells(ids: dict[str, str]) -> dict[str, Cells]:
    return {column: Cells(f'<attvalue for="{name}" value="', '"/>') for column, name in ids.items()}


def _node(node: Node, cells: dict[str, Cells], spot: tuple[float, float] | None) -> str:
    r, g, b = style.colour(node)
    position = f'<viz:position x="{spot[0]}" y="{spot[1]}" z="0.0"/>' if spot else ""
    return (
        f"<node{attributes(id=node.id, label=node.label)}>{_values(node.values, cells)}"
        f'<viz:color r="{r}" g="{g}" b="{b}"/>{position}<viz:size value="{style.size(node)}"/></node>\n'
    )


def _edge(edge: Edge, kind: str, cells: dict[str, Cells], *, dated: bool) -> str:
    named = f' kind="{escape(kind)}"' if kind else ""
    head = f' id="{escape(edge.id)}" source="{escape(edge.source)}" target="{escape(edge.target)}"'
    head += f' label="{escape(edge.label)}"{named}'
    return (
        f'<edge{head} weight="{style.weight(edge)}">{_spells(edge) if dated else ""}{_values(edge.values, cells)}'
        f"{_look(style.line(edge))}</edge>\n"
    )


@lru_cache(maxsize=1024)
def _look(line: style.Line) -> str:
    (r, g, b), width, shape = line
    return f'<viz:color r="{r}" g="{g}" b="{b}"/><viz:thickness value="{width}"/><viz:shape value="{shape}"/>'


def _spells(edge: Edge) -> str:
    first, last = style.span(edge)
    sides = (f' start="{first}"' if first else "") + (f' end="{last}"' if last else "")
    return f"<spells><spell{sides}/></spells>" if sides else ""


def _values(values: Values, cells: dict[str, Cells]) -> str:
    return f"<attvalues>{row(values, cells)}</attvalues>" if values else ""
