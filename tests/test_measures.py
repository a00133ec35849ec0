"""Measures: results are those of networkx, only what is put forward counts, and every number says how it misleads."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python  # type: ignore[attr-defined]

from kg.errors import UsageError
from kg.network.measures import MEASURES, annotated, between, measured
from tests import seedcase
from tests.console import kg

if TYPE_CHECKING:
    from pathlib import Path

    Graph = nx.MultiDiGraph[str]

THINGS = st.sampled_from("abcdefgh")
EDGES = st.lists(
    st.tuples(
        THINGS, THINGS, st.sampled_from(["putForward", "putForward", "denied"]), st.sampled_from("rst"), st.booleans()
    ),
    max_size=20,
)


def graph_of(edges: list[tuple[str, str, str, str, bool]]) -> Graph:
    graph: Graph = nx.MultiDiGraph(policy="reported")
    for number, (u, v, style, root, disputed) in enumerate(edges):
        graph.add_edge(u, v, key=str(number), style=style, root_ids=[root], disputed=disputed, relation="r")
    return graph


def simple(graph: Graph) -> nx.DiGraph[str]:
    """What counts, as networkx measures it: no parallel edges, no loops."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(sorted(graph))
    found.add_edges_from((u, v) for u, v, data in graph.edges(data=True) if data["style"] == "putForward" and u != v)
    return found


def column(graph: Graph, name: str) -> dict[str, Any]:
    rows = measured(graph).nodes
    return {node: values[name] for node, values in rows.items()}


@settings(deadline=None, max_examples=150)
@given(EDGES)
def test_results_are_those_of_networkx(edges: list[tuple[str, str, str, str, bool]]) -> None:
    graph = graph_of(edges)
    arcs = simple(graph)
    links = arcs.to_undirected()
    assert column(graph, "betweenness") == pytest.approx(nx.betweenness_centrality(links), abs=1e-6)
    assert column(graph, "neighbours") == dict(links.degree())
    cuts = set(nx.articulation_points(links))
    assert column(graph, "articulation") == {node: node in cuts for node in graph}
    if arcs:
        ranks = _pagerank_python(arcs, tol=1e-10, max_iter=500)
        assert column(graph, "pagerank") == pytest.approx(ranks, abs=2e-6)
    parts = column(graph, "component")
    for u in graph:
        assert {v for v in graph if parts[v] == parts[u]} == nx.node_connected_component(links, u)
    bridges = measured(graph, ["bridges"]).tables["bridges"]
    assert {frozenset(row[:2]) for row in bridges.rows} == {frozenset(pair) for pair in nx.bridges(links)}


@settings(deadline=None, max_examples=80)
@given(EDGES)
def test_degree_counts_roots_and_not_repetitions_and_says_what_it_leaves_out(
    edges: list[tuple[str, str, str, str, bool]],
) -> None:
    graph = graph_of(edges)
    found = measured(graph, ["degree"])
    for node, values in found.nodes.items():
        there = [data for u, v, data in graph.edges(data=True) if node in (u, v) and data["style"] == "putForward"]
        assert values["roots"] == len({root for data in there for root in data["root_ids"]})
        assert values["disputed"] == sum(data["disputed"] for data in there)
        assert values["in"] + values["out"] >= values["neighbours"]
    left = sum(style != "putForward" for _, _, style, _, _ in edges)
    assert [remark for remark in found.remarks if remark.startswith(f"{left} line(s)")] or not left


@settings(deadline=None, max_examples=80)
@given(EDGES, st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_edges_does_not_matter(
    edges: list[tuple[str, str, str, str, bool]], chance: Any
) -> None:
    graph = graph_of(edges)
    other: Graph = nx.MultiDiGraph(policy="reported")
    shuffled = list(graph.edges(keys=True, data=True))
    chance.shuffle(shuffled)
    for u, v, key, data in shuffled:
        other.add_edge(u, v, key=key, **data)
    names = list(MEASURES)
    assert measured(graph, names) == measured(other, names)


def test_brokers_stand_between_communities() -> None:
    graph: Graph = nx.MultiDiGraph(policy="reported")
    for group in ("abcd", "wxyz"):
        for u in group:
            for v in group:
                if u < v:
                    graph.add_edge(u, v, key=u + v)
    graph.add_edge("d", "w", key="dw")
    found = measured(graph, ["community", "brokers"]).nodes
    assert {node: values["touched"] for node, values in found.items()} == {
        node: 2 if node in "dw" else 1 for node in "abcdwxyz"
    }
    assert found["d"]["participation"] == pytest.approx(1 - (3 / 4) ** 2 - (1 / 4) ** 2)
    assert len({found[node]["community"] for node in "abcd"}) == 1
    assert found["a"]["community"] != found["x"]["community"]


def test_what_is_too_large_is_sampled_and_says_how_far_it_may_err(monkeypatch: pytest.MonkeyPatch) -> None:
    made = nx.gnm_random_graph(400, 1200, seed=1)
    graph: Graph = nx.MultiDiGraph(policy="reported")
    for u, v in made.edges:
        graph.add_edge(f"n{u}", f"n{v}", key=f"{u}-{v}")
    exact = measured(graph, ["betweenness"])
    assert not exact.remarks
    monkeypatch.setattr(between, "AFFORDABLE", 0)
    rough = measured(graph, ["betweenness"])
    (remark,) = rough.remarks
    assert "256 of 400 nodes" in remark
    stated = float(remark.partition("±")[2].split(" ")[0])
    apart = max(abs(rough.nodes[node]["betweenness"] - exact.nodes[node]["betweenness"]) for node in graph)
    assert 0 < apart < 3 * stated


def test_activity_counts_a_span_in_each_of_its_years_and_what_has_no_date_below() -> None:
    graph: Graph = nx.MultiDiGraph(policy="reported")
    for key, dates in {
        "1": {"earliest": "2021-05-01", "latest": "2022-01-31"},
        "2": {"earliest": "2022-03-01", "latest": "2022-03-31"},
        "3": {"earliest": "2022-01-01"},
        "4": {},
    }.items():
        graph.add_edge("a", key, key=key, root_ids=["r"], **dates)
    found = measured(graph, ["activity"])
    assert found.tables["activity"].rows == ((2021, 1, 0, 2, 1), (2022, 3, 2, 4, 1))
    assert found.remarks == ["1 line(s) carry no date"]


def test_measures_become_attributes_of_a_copy() -> None:
    graph = graph_of([("a", "b", "putForward", "r", False)])
    other = annotated(graph, ["degree", "betweenness"])
    assert other.nodes["a"]["neighbours"] == 1
    assert "betweenness" in other.nodes["b"]
    assert other.graph["measured"][:2] == ["degree", "betweenness"]
    assert not graph.nodes["a"]


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_says_what_it_means_here_and_how_it_misleads(name: str) -> None:
    page = MEASURES[name].page
    assert "\nHere " in page
    assert "\nHow it misleads: " in page
    graph = graph_of([("a", "b", "putForward", "r", False)])
    found = measured(graph, [name])
    columns = {*next(iter(found.nodes.values()), {}), *(name for each in found.tables.values() for name in each.header)}
    explained = {word.strip(",") for line in page.splitlines() for word in line.partition("   ")[0].split()}
    assert columns <= explained
    shown = kg("measures", "--explain", name)
    assert (shown.returncode, shown.stdout) == (0, f"{name}: {page}\n")


@pytest.fixture(scope="module")
def root() -> Path:
    return seedcase.built()


def test_an_unknown_measure_has_a_hint(root: Path) -> None:
    for words in (["betweeness"], ["--explain", "betweeness"]):
        done = kg("-C", str(root), "measures", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "`betweenness`" in done.stderr
    with pytest.raises(UsageError, match="no measure is called"):
        measured(graph_of([]), ["x"])


def test_tables_sheets_and_documents_hold_the_same(root: Path) -> None:
    names = ["degree", "community", "bridges"]
    document = json.loads(kg("-C", str(root), "measures", *names, "-f", "json").stdout)
    sheet = kg("-C", str(root), "measures", *names, "-f", "csv").stdout
    nodes, bridges = (list(csv.DictReader(io.StringIO(part))) for part in sheet.split("\r\n\r\n"))
    assert [row["node"] for row in nodes] == [node["node"] for node in document["nodes"]]
    assert [row["from"] for row in bridges] == [row["from"] for row in document["bridges"]]
    assert document["policy"] == "reported"
    table = kg("-C", str(root), "measures", "--top", "1").stdout
    assert "and " in table.splitlines()[-1]


def test_an_export_carries_measures(root: Path) -> None:
    done = kg("-C", str(root), "network", "--measure", "betweenness", "--measure", "degree", "-f", "json")
    document = json.loads(done.stdout)
    assert all({"betweenness", "neighbours"} <= node.keys() for node in document["nodes"])
    assert document["graph"]["measured"][:2] == ["betweenness", "degree"]


def test_an_empty_network_has_no_measures(root: Path) -> None:
    done = kg("-C", str(root), "measures", *MEASURES, "--exclude", "lukashenko", "--min-roots", "99")
    assert done.returncode == 0, done.stderr
    assert "0 node(s)" in done.stderr
