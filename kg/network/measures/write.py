"""Measures for people, spreadsheets and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.paper import sheet
from kg.paper.json import text as json_text
from kg.paper.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.network.measures.gather import Graph, Measured

HEAD = ("node", "label", "type")
ABOUT = ("projection", "policy", "build", "left_out", "narrowed")


def write(graph: Graph, found: Measured, form: str, *, most: int, width: int) -> Iterator[str]:
    """The measures of a network as `table`, `csv` or `json`; a table shows at most so many rows, the others all."""
    if form == "json":
        yield f"{json_text(_document(graph, found))}\n"
    elif form == "csv":
        yield from _sheets(graph, found)
    else:
        yield from _tables(graph, found, most, width)


def _tables(graph: Graph, found: Measured, most: int, width: int) -> Iterator[str]:
    for number, (name, header, rows) in enumerate(_blocks(graph, found)):
        yield ("\n" if number else "") + (f"{name}\n" if found.tables else "")
        shown = [[_cell(cell) for cell in row] for row in rows[:most]]
        whose = header[: len(HEAD)] == HEAD
        if whose:  # a name says more than an id, and tables are narrow
            shown = [row[1:] for row in shown]
        yield table(("node", *header[2:]) if whose else header, shown, width)
        if len(rows) > most:
            yield f"and {len(rows) - most} more: --top {len(rows)}\n"


def _sheets(graph: Graph, found: Measured) -> Iterator[str]:
    for number, (_, header, rows) in enumerate(_blocks(graph, found)):
        yield "\r\n" if number else ""
        yield from sheet.table(header, ([_cell(cell) for cell in row] for row in rows))


def _blocks(graph: Graph, found: Measured) -> Iterator[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]:
    """Name, header and rows of each table: the nodes first."""
    if found.nodes:
        columns = next(iter(found.nodes.values()))
        rows = [(*_named(graph, node), *values.values()) for node, values in found.nodes.items()]
        yield "nodes", (*HEAD, *columns), rows
    for name, each in found.tables.items():
        yield name, each.header, list(each.rows)


def _named(graph: Graph, node: str) -> tuple[str, str, str]:
    values: Mapping[str, Any] = graph.nodes[node]
    return node, str(values.get("label", node)), str(values.get("type", ""))


def _cell(value: object) -> str:
    """A cell as people read it: yes for true, numbers without a tail of zeros."""
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _document(graph: Graph, found: Measured) -> dict[str, object]:
    about = {name: graph.graph[name] for name in ABOUT if name in graph.graph}
    nodes = [{**dict(zip(HEAD, _named(graph, node), strict=True)), **values} for node, values in found.nodes.items()]
    tables = {
        name: [dict(zip(each.header, row, strict=True)) for row in each.rows] for name, each in found.tables.items()
    }
    return about | {"remarks": found.remarks, "nodes": nodes} | tables
