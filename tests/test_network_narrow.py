"""Narrowing a network: what is left is what was asked for, and what is not there is counted."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, UsageError
from kg.network import FORMATS, Wish, narrow, project, projections, summaries
from kg.schema import CT
from kg.store import Store
from tests import seedcase
from tests.console import kg
from tests.test_network_project import NQUADS

THINGS = st.sampled_from("abcdef")
DATES = st.sampled_from(
    [
        {},
        {"date": "2022", "earliest": "2022-01-01", "latest": "2022-12-31"},
        {"date": "2023/..", "earliest": "2023-01-01"},
        {"date": "../2021", "latest": "2021-12-31"},
    ]
)
EDGES = st.lists(
    st.tuples(THINGS, THINGS, st.sampled_from(["ordered", "financed"]), st.sampled_from(["asserted", "denied"]),
              st.integers(0, 3), DATES),
    max_size=12,
)  # fmt: skip
WISHES = st.builds(
    Wish,
    at=st.sampled_from([None, ("2022-05-01", "2022-05-31"), ("2021-01-01", "2021-01-01")]),
    between=st.one_of(st.none(), st.tuples(THINGS, THINGS)),
    ego=st.one_of(st.just(""), THINGS),
    hops=st.integers(1, 3),
    min_roots=st.integers(0, 3),
    exclude=st.lists(THINGS, max_size=2).map(tuple),
)


def graph_of(edges: list[tuple[str, str, str, str, int, dict[str, str]]]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(left_out=["7 of before"])
    for number, (u, v, relation, stance, roots, dates) in enumerate(edges):
        graph.add_edge(
            u, v, key=f"e{number}", relation=relation, stances=[stance], roots=roots,
            style="putForward" if stance == "asserted" else "denied",
            root_ids=[f"r{each}" for each in range(roots)], **dates,
        )  # fmt: skip
    return graph


def counted(lines: list[str]) -> int:
    return sum(int(line.split()[0]) for line in lines if " edge(s) " in line)


@settings(max_examples=300, deadline=None)
@given(EDGES, WISHES)
def test_what_is_left_and_what_is_counted_is_all(edges: list[Any], wish: Wish) -> None:
    graph = graph_of(edges)
    before = nx.utils.graphs_equal(graph, graph_of(edges))
    part = narrow(graph, wish)
    assert before
    assert nx.utils.graphs_equal(graph, graph_of(edges))
    assert part.number_of_edges() + counted(part.graph["left_out"]) == len(edges)
    assert part.graph["left_out"][0] == "7 of before"
    assert set(part.edges(keys=True)) <= set(graph.edges(keys=True))
    assert not list(nx.isolates(part))
    assert set(wish.exclude).isdisjoint(part)
    for u, v, data in part.edges(data=True):
        assert data["roots"] >= wish.min_roots
        if wish.at:
            assert str(data.get("earliest", "0")) <= wish.at[1]
            assert wish.at[0] <= str(data.get("latest", "9"))
            assert data["date"]
        if wish.between:
            assert {u, v} & set(wish.between)
    for _, data in part.nodes(data=True):
        assert data["roots"] <= 3


@settings(max_examples=100, deadline=None)
@given(EDGES, THINGS, st.integers(1, 3))
def test_the_part_around_a_thing_is_all_that_is_so_near(edges: list[Any], ego: str, hops: int) -> None:
    graph = graph_of([edge for edge in edges if edge[0] != edge[1]])
    part = narrow(graph, Wish(ego=ego, hops=hops))
    near = nx.single_source_shortest_path_length(graph.to_undirected(), ego, hops) if ego in graph else {}
    assert set(part.edges(keys=True)) == {edge for edge in graph.edges(keys=True) if {edge[0], edge[1]} <= set(near)}


@given(EDGES.filter(bool))
def test_stances_and_relations_are_those_that_there_are(edges: list[Any]) -> None:
    graph = graph_of(edges)
    relation, stance = edges[0][2:4]
    part = narrow(graph, Wish(relations=(relation,), stances=(stance,)))
    assert {data["relation"] for *_, data in part.edges(data=True)} == {relation}
    assert all(stance in data["stances"] for *_, data in part.edges(data=True))
    with pytest.raises(UsageError, match="no edge of this network has the relation `orderd`"):
        narrow(graph, Wish(relations=("orderd",)))
    with pytest.raises(UsageError, match="no edge of this network has the stance `nix`"):
        narrow(graph, Wish(stances=("nix",)))


# Projections.

NAMES = ("actors", "attribution", "command", "connections", "law", "measures", "participation", "routes")


@pytest.fixture
def store() -> Store:
    held = Store.memory()
    held.load(NQUADS)
    return held


def test_every_projection_says_what_a_node_and_an_edge_mean() -> None:
    assert tuple(projections()) == NAMES
    assert all(summaries().values())
    for path in projections().values():
        for key in ("summary", "node", "edge", "direction"):
            assert re.search(rf"^#: {key}: \S", path.read_text("utf-8"), re.MULTILINE), (path.name, key)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("policy", ["reported", "everything", "undisputed"])
def test_every_projection_keeps_claims_sources_and_roots(name: str, policy: str, store: Store) -> None:
    graph = project(store, name, policy=policy)
    for *_, data in graph.edges(data=True):
        assert data["claims"]
        assert data["sources"]
        assert data["stances"]
        assert data["policy"] == policy
        assert isinstance(data["roots"], int)
    assert all(values["label"] for _, values in graph.nodes(data=True))


def test_who_says_what_of_whom_is_an_edge_for_each_claimant(store: Store) -> None:
    graph = project(store, "attribution", policy="everything")
    found = {(u, v, data["relation"], data["style"], data["roots"]) for u, v, data in graph.edges(data=True)}
    assert ("press", "ruler", "alleged", "putForward", 1) in found
    assert ("press", "ruler", "conditional", "conditional", 1) in found
    assert ("press", "fund", "relayedBy", "denied", 1) in found  # the press relays what the fund denies


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x { ?x ?policy ?y }", "no column \\?edge"),
        (f"SELECT ?edge ?from {{ ?edge <{CT.policy}> ?policy ; <{CT['from']}> ?from }}",
         "gives no \\?to, \\?claim"),
    ],
)  # fmt: skip
def test_a_query_that_lacks_a_column_is_refused(query: str, said: str, store: Store) -> None:
    with pytest.raises(QueryError, match=said):
        project(store, "mine", query=query)


@pytest.fixture(scope="module")
def seed() -> Path:
    return seedcase.built()


def network(root: Path, *words: str) -> dict[str, Any]:
    done = kg("-C", str(root), "network", *words, "-f", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_things_are_named_as_in_other_commands(seed: Path) -> None:
    one = network(seed, "--ego", "Alexander Lukashenko", "--hops", "1")
    two = network(seed, "--ego", "lukashenko")
    assert one["nodes"] == two["nodes"] != []
    assert "lukashenko" not in {node["id"] for node in network(seed, "--exclude", "lukashenko")["nodes"]}


def test_a_projection_of_ones_own_is_a_file(seed: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.rq"
    mine.write_text(projections()["participation"].read_text("utf-8"), "utf-8")
    own, shipped = network(seed, str(mine)), network(seed, "participation")
    assert own["graph"].pop("projection") == "mine"
    assert shipped["graph"].pop("projection") == "participation"
    assert own == shipped
    mine.write_text("SELECT ?edge { SERVICE <http://example.org/> { ?edge ?p ?policy } }", "utf-8")
    done = kg("-C", str(seed), "network", str(mine))
    assert done.returncode == 2
    assert "SERVICE" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at", "nix"), "no date"),
        (("--ego", "lukashenka"), "did you mean"),
        (("--relation", "orderd"), "did you mean `ordered`"),
        (("--between", "lukashenko"), "--between"),
        (("--hops", "0"), "--hops"),
        (("absent.rq",), "absent.rq"),
    ],
)
def test_what_is_not_understood_is_told_of(words: tuple[str, ...], said: str, seed: Path) -> None:
    done = kg("-C", str(seed), "network", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_an_empty_network_is_a_file_and_a_message(seed: Path) -> None:
    done = kg("-C", str(seed), "network", "--min-roots", "99", "-f", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["nodes"] == []
    assert "the network is empty" in done.stderr


def test_the_projections_are_listed() -> None:
    done = kg("network", "--list")
    assert done.returncode == 0
    projections, formats = done.stdout.split("\n\n")
    assert [line.split()[0] for line in projections.splitlines()[1:]] == list(NAMES)
    assert [line.split()[0] for line in formats.splitlines()[1:]] == list(FORMATS)


def test_several_formats_stand_beside_each_other_with_one_layout(seed: Path, tmp_path: Path) -> None:
    done = kg("-C", str(seed), "network", "-f", "json", "-f", "cyjs,csv", "-o", str(tmp_path / "net"))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["net-csv", "net.cyjs", "net.json"]
    node = json.loads((tmp_path / "net.json").read_text("utf-8"))["nodes"][0]
    other = json.loads((tmp_path / "net.cyjs").read_text("utf-8"))["elements"]["nodes"][0]
    assert (node["x"], node["y"]) == (other["position"]["x"], other["position"]["y"])


def test_several_formats_do_not_fit_on_stdout(seed: Path) -> None:
    done = kg("-C", str(seed), "network", "-f", "json,dot")
    assert (done.returncode, done.stdout) == (2, "")
    assert "several formats do not fit on stdout" in done.stderr


def test_coordinates_are_rounded_unless_somebody_asks_for_them(seed: Path) -> None:
    rounded, exact = (
        {node["id"]: node for node in network(seed, "connections", *words)["nodes"]}
        for words in ([], ["--exact-places"])
    )
    assert {name: node for name, node in exact.items() if "latitude" in node}
    for name, node in exact.items():
        if "latitude" in node:
            assert rounded[name]["latitude"] == round(node["latitude"], 1)
            assert rounded[name]["longitude"] == round(node["longitude"], 1)
            assert rounded[name]["precision"] == node["precision"]


SLOW = """PREFIX ct: <https://w3id.org/child-transfer/ns#>
SELECT ?edge WHERE {
  ?edge ct:policy ?policy . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (CONCAT(STR(?c), STR(?f), STR(?i)) = "never")
}"""


def test_a_query_of_ones_own_that_takes_too_long_is_stopped_and_nothing_is_written(seed: Path, tmp_path: Path) -> None:
    query, out = tmp_path / "slow.rq", tmp_path / "out.json"
    query.write_text(SLOW, "utf-8")
    words = ["-C", str(seed), "network", str(query), "--timeout", "0.5", "-o", str(out)]
    done = subprocess.run([Path(sys.executable).with_name("kg"), *words], capture_output=True, check=False, timeout=60)
    assert done.returncode == 3
    assert "stopped after 0.5 seconds" in done.stderr.decode()
    assert not out.exists()


def test_a_picture_of_too_many_lines_is_refused_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, seed: Path
) -> None:
    monkeypatch.setattr("kg.network.formats.picture.MOST", 1)
    done = kg("-C", str(seed), "network", "-f", "svg")
    assert (done.returncode, done.stdout) == (2, "")
    assert "narrow it" in done.stderr


POLICY = "PREFIX ct: <https://w3id.org/child-transfer/ns#> "
ODD = [
    ('SELECT ("x" AS ?edge) WHERE { ?policy a ct:Policy }', 'gives "x" as ?edge, which is no edge'),
    ("SELECT ?edge WHERE { ?edge a ct:Person . ?policy a ct:Policy }", "which is no edge of the view"),
    ("SELECT ?edge ?from ?to WHERE { ?edge ct:policy ?policy ; ct:from ?from ; ct:to ?to }", "no ?claim"),
    ('SELECT ?edge ?from WHERE { ?edge ct:policy ?policy BIND ("a" AS ?from) }', 'gives "a" as ?from'),
    ("SELECT ?edge WHERE { ?edge ct:polcy ?policy }", "ct:polcy"),
    ("SELECT ?edge WHERE { ?edge ct:policy ?policy", "odd.rq:1:"),
    ("SELECT ?edge WHERE { ?edge ct:policy ?policy } VALUES ?x { 1 }", "without VALUES at its end"),
    ("ASK { ?policy a ct:Policy }", "gives no column ?edge"),
    ("", "odd.rq:1:1"),
]


@pytest.mark.parametrize(("query", "said"), ODD)
def test_an_odd_query_of_ones_own_is_told_what_is_wrong_with_it(
    query: str, said: str, seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd.rq").write_text(f"{POLICY}{query}" if query else "", "utf-8")
    done = kg("-C", str(seed), "network", "odd.rq", "-f", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_file_says_how_its_network_was_narrowed(seed: Path) -> None:
    found = network(seed, "--ego", "Alexander Lukashenko", "--at", "2022", "--min-roots", "1")
    assert found["graph"]["narrowed"] == [
        "at 2022-01-01/2022-12-31",
        "within 1 hop(s) of lukashenko",
        "on 1 root(s) or more",
    ]
    assert "narrowed" not in network(seed)["graph"]
