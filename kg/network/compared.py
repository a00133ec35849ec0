"""A comparison of networks for people, spreadsheets and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.network.compare import APPEARS, CHANGES, VANISHES
from kg.paper import sheet
from kg.paper.json import text as json_text
from kg.paper.page import Page, plain
from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.network.compare import Comparison, Edge, Node

SIGNS = {APPEARS: "+", VANISHES: "-", CHANGES: "~"}
HEADER = ("what", "kind", "from", "to", "relation", "said", "before", "after")


def write(found: Comparison, names: tuple[str, str], form: str, *, most: int, width: int) -> Iterator[str]:
    """The comparison as `table`, `csv` or `json`; for people at most so many lines of each kind."""
    if form == "json":
        yield f"{json_text(_document(found, names))}\n"
    elif form == "csv":
        yield from sheet.table(HEADER, _rows(found))
    else:
        yield from (f"{line}\n" for line in _lines(found, names, most, Page(plain, width)))


def _document(found: Comparison, names: tuple[str, str]) -> dict[str, Any]:
    return {
        "old": names[0],
        "new": names[1],
        "nodes": [node._asdict() for node in found.nodes],
        "edges": [edge._asdict() for edge in found.edges],
        "same": {"nodes": found.same[0], "edges": found.same[1]},
    }


def _rows(found: Comparison) -> Iterator[list[str]]:
    for node in found.nodes:
        yield [node.what, "node", node.id, "", "", node.label, "", ""]
    for edge in found.edges:
        before, after = _told(edge.before), _told(edge.after)
        yield [edge.what, "edge", edge.source, edge.target, edge.relation, edge.label, before, after]


def _told(values: dict[str, Any]) -> str:
    return "; ".join(f"{name}: {_plain(value)}" for name, value in values.items())


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _lines(found: Comparison, names: tuple[str, str], most: int, page: Page) -> Iterator[str]:
    yield from page.wrap(f"From {names[0]} to {names[1]}", "", "  ")
    for what, sign in SIGNS.items():
        nodes = [node for node in found.nodes if node.what == what]
        edges = [edge for edge in found.edges if edge.what == what]
        if nodes or edges:
            yield from _block(what, sign, nodes, edges, most, page)
    yield ""
    yield f"the same: {_number(found.same[0], 'node')}, {_number(found.same[1], 'edge')}"


def _block(what: str, sign: str, nodes: list[Node], edges: list[Edge], most: int, page: Page) -> Iterator[str]:
    yield ""
    yield f"{what}: {_number(len(nodes), 'node')}, {_number(len(edges), 'edge')}"
    for node in nodes[:most]:
        yield from page.wrap(f"{sign} {visible(node.label)} ({node.id})", "  ", "    ")
    for edge in edges[:most]:
        yield from _edge(edge, page)
    if (more := max(len(nodes) - most, 0) + max(len(edges) - most, 0)) > 0:
        yield f"  and {more} more: --top {max(len(nodes), len(edges))}"


def _edge(edge: Edge, page: Page) -> Iterator[str]:
    yield from page.wrap(f"{SIGNS[edge.what]} {edge.source} → {edge.target}: {visible(edge.label)}", "  ", "    ")
    if edge.what == CHANGES:
        changes = (f"{name}: {_plain(edge.before[name])} → {_plain(edge.after[name])}" for name in edge.after)
        yield from page.wrap("; ".join(changes), "    ")


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
