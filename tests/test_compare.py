"""Networks side by side: what appears, vanishes, or is said otherwise."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.network.compare import APPEARS, CHANGES, VANISHES, compare
from tests import seedcase
from tests.console import kg

if TYPE_CHECKING:
    from pathlib import Path

    Graph = nx.MultiDiGraph[str]

THINGS = st.sampled_from("abcd")
EDGES = st.dictionaries(
    st.tuples(THINGS, THINGS, st.sampled_from("rs"), st.sampled_from("pq")),
    st.tuples(st.sampled_from(["asserted", "denied", "conditional"]), st.integers(0, 2), st.booleans()),
    max_size=8,
)
Edges = dict[tuple[str, str, str, str], tuple[str, int, bool]]


def graph_of(edges: Edges) -> Graph:
    graph: Graph = nx.MultiDiGraph()
    for (u, v, relation, said), (stance, roots, disputed) in edges.items():
        graph.add_edge(
            u, v, key=f"{relation}{said}{stance}", relation=relation, proposition=said, stances=[stance], roots=roots,
            disputed=disputed, claims=["c"],
        )  # fmt: skip
    return graph


@settings(max_examples=200, deadline=None)
@given(EDGES, EDGES)
def test_every_edge_is_the_same_appears_vanishes_or_changes(old: Edges, new: Edges) -> None:
    found = compare(graph_of(old), graph_of(new))
    kinds = {
        what: {(e.source, e.target, e.relation) for e in found.edges if e.what == what} for what in (APPEARS, VANISHES)
    }
    assert {key[:3] for key in new.keys() - old.keys()} == kinds[APPEARS]
    assert {key[:3] for key in old.keys() - new.keys()} == kinds[VANISHES]
    changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
    assert sum(edge.what == CHANGES for edge in found.edges) == changed
    assert found.same[1] == len(old.keys() & new.keys()) - changed
    ends = [{end for key in edges for end in key[:2]} for edges in (old, new)]
    assert {node.id for node in found.nodes} == ends[0] ^ ends[1]


@settings(max_examples=50, deadline=None)
@given(EDGES, EDGES)
def test_turned_round_what_appeared_vanishes(old: Edges, new: Edges) -> None:
    there, back = compare(graph_of(old), graph_of(new)), compare(graph_of(new), graph_of(old))
    turned = {APPEARS: VANISHES, VANISHES: APPEARS, CHANGES: CHANGES}
    assert [(turned[e.what], e.source, e.target, e.after, e.before) for e in there.edges] == [
        (e.what, e.source, e.target, e.before, e.after) for e in back.edges
    ]


def test_a_stance_that_changes_is_told_with_what_was_and_what_is() -> None:
    old = {("a", "b", "r", "p"): ("conditional", 0, False)}
    new = {("a", "b", "r", "p"): ("asserted", 1, True)}
    (edge,) = compare(graph_of(old), graph_of(new)).edges
    assert (edge.what, edge.before["stances"], edge.after["stances"]) == (CHANGES, ["conditional"], ["asserted"])
    assert "claims" not in edge.after


@pytest.fixture(scope="module")
def root() -> Path:
    return seedcase.built()


def document(root: Path, *words: str) -> dict[str, Any]:
    done = kg("-C", str(root), "compare", *words, "-f", "json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_policies_dates_and_builds_can_be_compared(root: Path, tmp_path: Path) -> None:
    stricter = document(root, "reported", "several-roots")
    assert {edge["what"] for edge in stricter["edges"]} == {"vanishes"}
    assert document(root, "several-roots", "reported")["same"] == stricter["same"]
    assert document(root, "reported", ".")["edges"] == []
    assert document(root, "2022", "2022")["edges"] == []
    other = tmp_path / "other"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("build"))
    claims = other / "data/claims/seed.yaml"
    claims.write_text(claims.read_text("utf-8").replace("stance: alleged", "stance: denied", 1), "utf-8")
    build(other)
    changed = document(root, ".", str(other))
    assert changed["edges"]
    assert all(edge["what"] in (APPEARS, VANISHES, CHANGES) for edge in changed["edges"])


def test_people_spreadsheets_and_scripts_are_told_the_same(root: Path) -> None:
    whole = document(root, "reported", "several-roots")
    rows = list(
        csv.DictReader(io.StringIO(kg("-C", str(root), "compare", "reported", "several-roots", "-f", "csv").stdout))
    )
    assert len(rows) == len(whole["nodes"]) + len(whole["edges"])
    table = kg("-C", str(root), "compare", "reported", "several-roots", "--top", "1").stdout
    assert f"vanishes: {len(whole['nodes'])} nodes, {len(whole['edges'])} edges" in table
    assert "--top" in table


def test_a_word_that_is_none_of_them_is_refused(root: Path) -> None:
    done = kg("-C", str(root), "compare", "reported", "nowhere-at-all")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere-at-all" in done.stderr
    done = kg("-C", str(root), "compare", "reportd", "reported")
    assert "did you mean `reported`?" in done.stderr
