"""CSV tables of nodes and edges with the headings that Gephi expects; also for Kumu, Linkurious, i2 and Excel.

UTF-8 with a byte order mark, without which Excel garbles Cyrillic. Text that a spreadsheet would run as a formula gets
an apostrophe in front, in ids as well, so that tables still join. Lists are JSON text, which Gephi reads as lists; an
empty text is quoted, so that it differs from no value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.network import style
from kg.network.formats.base import Format
from kg.network.values import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.network.flatten import Edge, Network, Node
    from kg.network.values import Value

BOM = "\ufeff"
NODE_HEAD = ("Id", "Label")
EDGE_HEAD = ("Source", "Target", "Type", "Id", "Label", "Kind", "Weight", "timeset")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile('[",\r\n]|^ | $|^$')


class Csv(Format):
    """`nodes.csv`, `edges.csv` and `about.csv` in a folder; on stdout the edges alone."""

    name = "csv"
    suffix = ""
    summary = "CSV tables for Gephi, Kumu and spreadsheets: a folder with -o, the edges alone on stdout"
    own_node = frozenset({"id", "label", "timeset"})
    own_edge = frozenset(name.casefold() for name in (*EDGE_HEAD, "interval"))
    in_folder = True

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        about: list[list[Value | None]] = [[name, value] for name, value in self.about(network).items()]
        return {
            "edges.csv": self._edges(network),
            "nodes.csv": self._nodes(network),
            "about.csv": table(["name", "value"], about),
        }

    def notes(self, network: Network) -> list[str]:
        guarded = sum(_guarded(value) for value in _every_text(network))
        told = [f"{guarded} values that a spreadsheet would run, with an apostrophe in front"] if guarded else []
        return super().notes(network) + told

    def _nodes(self, network: Network) -> Iterator[str]:
        names = self.node_names(network)
        rows = (_node(node, names) for node in network.nodes)
        return table([*NODE_HEAD, *names.values()], rows)

    def _edges(self, network: Network) -> Iterator[str]:
        names = self.edge_names(network)
        way = "Directed" if network.directed else "Undirected"
        rows = (_edge(edge, kind, way, names) for edge, kind in zip(network.edges, self.kinds(network), strict=True))
        return table([*EDGE_HEAD, *names.values()], rows)


def _node(node: Node, names: Iterable[str]) -> list[Value | None]:
    return [node.id, node.label, *(node.values.get(name) for name in names)]


def _edge(edge: Edge, kind: str, way: str, names: Iterable[str]) -> list[Value | None]:
    ends: list[Value | None] = [edge.source, edge.target, way, edge.id, edge.label, kind]
    return [*ends, style.weight(edge), _timeset(edge), *(edge.values.get(name) for name in names)]


def _timeset(edge: Edge) -> str | None:
    """The days as Gephi's interval; an open side is infinite."""
    first, last = style.span(edge)
    return f"<[{first or '-Infinity'}, {last or 'Infinity'}]>" if first or last else None


def table(head: list[str], rows: Iterable[list[Value | None]]) -> Iterator[str]:
    """The lines of a table, a byte order mark first."""
    yield BOM + row(head)
    for cells in rows:
        yield row(cells)


def row(cells: Iterable[Value | None]) -> str:
    """A line of CSV."""
    return ",".join(_cell(cell) for cell in cells) + "\r\n"


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    text = as_text(value)
    if isinstance(value, str) and _guarded(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _guarded(value: Value) -> bool:
    """Whether a spreadsheet would run it, apostrophes in front aside: taking one away always gives the text back."""
    return isinstance(value, str) and _FORMULA.match(value) is not None


def _every_text(network: Network) -> Iterator[Value]:
    for node in network.nodes:
        yield from (node.id, node.label, *node.values.values())
    for edge in network.edges:
        yield from (edge.source, edge.target, edge.id, edge.label, edge.kind, *edge.values.values())
