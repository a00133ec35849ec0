"""From a view in the store to a `networkx` graph whose edges keep their evidence.

A projection is a query that picks edges of a view; everything else (names, claims, roots, words) is read the same way
for all of them, so that no projection can forget it. Two lines in a notebook:

    from kg.build import open_store; from kg.network import project
    graph = project(open_store(Path(".")), "actors", policy="several-roots")

Absent attributes were not known; nothing is ever None. README.md in this folder lists them.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from kg.derive.memory import collector_paused
from kg.errors import UsageError
from kg.network.asked import picked, refuse, rows_of
from kg.network.drawn import NEEDED, drawn
from kg.network.evidence import Evidence
from kg.network.narrow import Wish, narrow
from kg.network.reader import Reader, tail
from kg.network.style import PUT_FORWARD
from kg.network.things import describe, fetch
from kg.quads import RDF_TYPE, iri, text_of
from kg.schema import CT, data, did_you_mean, one_of

if TYPE_CHECKING:
    from kg.network.asked import Ask
    from kg.network.drawn import Drawn
    from kg.store import Store

    Roots = dict[str, set[str]]

EVERYTHING = Wish()
SHIPPED = Path(__file__).resolve().parent / "projections"
VIEW = data("graph/view/")
ALL = "everything"
_HEADER = re.compile(r"^#: summary: (.+)$", re.MULTILINE)


def projections() -> dict[str, Path]:
    """Name → query file of every projection."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.rq"))}


def summaries() -> dict[str, str]:
    """Name → what the projection shows, in a sentence."""
    return {name: _about(path.read_text("utf-8"), "").get("summary", "") for name, path in projections().items()}


def policies(store: Store) -> list[str]:
    """The policies whose views the store holds."""
    return [graph.removeprefix(VIEW) for graph in store.graphs() if graph.startswith(VIEW)]


@collector_paused()
def project(
    store: Store,
    projection: str = "actors",
    *,
    policy: str = "reported",
    build: str = "",
    query: str = "",
    wish: Wish = EVERYTHING,
    exact: bool = False,
    ask: Ask | None = None,
) -> nx.MultiDiGraph[str]:
    """One view of the store as a directed multigraph, or as much of it as somebody wishes to see.

    Nodes are ids as in the data files, edges are keyed by their id. `graph.graph` says under which policy and
    projection it stands, from which `build` (a digest, if given), and what was left out and why. `query` is a
    projection of your own, which takes the place of the shipped one of that name. Coordinates of places are rounded to
    a tenth of a degree, unless `exact`. `ask` evaluates the projection's query, for instance with a time limit. Raises
    UsageError for an unknown projection, policy, stance or relation, and QueryError for a query that lacks a column.
    """
    query = query or _query(projection)
    _known(policy, policies(store), "policy")
    reader, view = Reader(store), iri(VIEW + policy)
    evidence, rows = Evidence(reader, view), rows_of(ask or store.evaluate, query, policy)
    edges = sorted({row["edge"] for row in rows if "edge" in row})
    refuse(edges, rows, view, reader)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(policy=policy, projection=projection)
    if any(name in row for row in rows for name in NEEDED):
        roots = _draw(graph, drawn(rows, reader, evidence.supports), evidence)
    else:
        roots = _fill(graph, edges, evidence)
    _describe(graph, roots, reader, exact=exact)
    left_out = [
        *_other_edges(edges, view, reader),
        *_other_propositions(store, ask or store.evaluate, query, policy, edges, reader),
    ]
    graph.graph.update(_about(query, build), left_out=left_out)
    return graph if wish == EVERYTHING else narrow(graph, wish)


def _query(projection: str) -> str:
    _known(projection, projections(), "projection")
    return projections()[projection].read_text("utf-8")


def _known(name: str, known: list[str] | dict[str, Path], kind: str) -> None:
    if name not in known:
        hint = did_you_mean(name, known) or (f"use {one_of(known)}" if known else "run `kg build`: it holds no views")
        raise UsageError(f"no {kind} is called `{name}`", remedy=hint)


def _about(query: str, build: str) -> dict[str, str]:
    summary = _HEADER.search(query)
    told = {"summary": summary[1] if summary else "", "build": build}
    return {name: text for name, text in told.items() if text}


def _fill(graph: nx.MultiDiGraph[str], edges: list[str], evidence: Evidence) -> Roots:
    """Add the edges; what comes back are the roots of each node."""
    evidence.fetch(edges)
    roots: Roots = {}
    for edge in edges:
        attributes = evidence.of(edge)
        source, target = evidence.ends(edge)
        graph.add_edge(tail(source), tail(target), key=str(attributes["id"]), **attributes)
        for end in (source, target):
            roots.setdefault(end, set()).update(evidence.roots(edge))
    return roots


def _draw(graph: nx.MultiDiGraph[str], edges: list[Drawn], evidence: Evidence) -> Roots:
    """Edges that the projection draws itself, in the place of those of the view."""
    roots: Roots = {}
    for edge in edges:
        attributes = evidence.of_drawn(edge)
        graph.add_edge(tail(edge.start), tail(edge.end), key=edge.id, **attributes, policy=graph.graph["policy"])
        behind = set(evidence.drawn_roots(edge)) if attributes["style"] == PUT_FORWARD else set()
        for end in (edge.start, edge.end):
            roots.setdefault(end, set()).update(behind)
    return roots


def _describe(graph: nx.MultiDiGraph[str], roots: Roots, reader: Reader, *, exact: bool) -> None:
    fetch(roots, reader)
    for term in sorted(roots):
        graph.add_node(tail(term), **describe(term, reader, exact=exact), roots=len(roots[term]))


def _other_edges(edges: list[str], view: str, reader: Reader) -> list[str]:
    """The edges of the view that the projection does not show, counted by what they say."""
    shown = set(edges)
    others = [proposition for edge, proposition in reader.column(CT.ofProposition, view) if edge not in shown]
    kinds = Counter(tail(reader.one(proposition, text_of(RDF_TYPE))) for proposition in others)
    return [
        f"{count} {kind} edge(s) of the view, which this projection does not show"
        for kind, count in sorted(kinds.items())
    ]


def _other_propositions(store: Store, ask: Ask, query: str, policy: str, edges: list[str], reader: Reader) -> list[str]:
    """How much of the projection the policy does not let through."""
    if policy == ALL or ALL not in policies(store):
        return []
    every = picked(ask, query, ALL)
    reader.fetch(every, CT.ofProposition, graph=iri(VIEW + ALL))
    missing = len({*reader.through(every, CT.ofProposition)} - {*reader.through(edges, CT.ofProposition)})
    return (
        [f"{missing} proposition(s) that the policy {policy} does not let through, but {ALL} does"] if missing else []
    )
