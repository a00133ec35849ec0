"""Ways between two things: the shortest, the best evidenced, and what stands behind each step."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import build, open_store
from kg.build.places import table
from kg.errors import UsageError
from kg.network.joined import FEW, STEP, joined
from kg.network.paths import find
from kg.path import gather
from kg.path.gather import Asked
from kg.tell import Reader
from tests import cases, seedcase
from tests.console import kg

if TYPE_CHECKING:
    from pathlib import Path

THINGS = st.integers(0, 7).map(str)
LINKS = st.dictionaries(
    st.tuples(THINGS, THINGS).filter(lambda pair: pair[0] < pair[1]), st.integers(1, 4), max_size=14
)
HOPS = 5


def graph_of(links: dict[tuple[str, str], int]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for (a, b), roots in links.items():
        graph.add_edge(a, b, joins=[(-roots, False, f"{a}-{b}")], roots=roots, cost=STEP + FEW // (1 + roots))
    return graph


def every_way(graph: nx.Graph[str], start: str, end: str) -> list[list[str]]:
    return list(nx.all_simple_paths(graph, start, end, cutoff=HOPS)) if {start, end} <= set(graph) else []


@settings(max_examples=300, deadline=None)
@given(LINKS, THINGS, THINGS, st.integers(1, 4))
def test_the_shortest_are_short_and_the_best_have_the_strongest_weakest_step(
    links: dict[tuple[str, str], int], start: str, end: str, most: int
) -> None:
    graph = graph_of(links)
    found = find(graph, start, end, most=most, hops=HOPS)
    every = every_way(graph, start, end) if start != end else []
    lengths = sorted(map(len, every))
    assert [len(way) + 1 for way in found.shortest] == lengths[:most]
    weakest = sorted((min(graph.edges[pair]["roots"] for pair in pairwise(way)) for way in every), reverse=True)
    assert [min(step.roots for step in way) for way in found.best] == weakest[:most]
    for way in (*found.shortest, *found.best):
        assert (way[0].start, way[-1].end) == (start, end)
        assert all(one.end == two.start for one, two in pairwise(way))
    assert len(set(found.best)) == len(found.best)


@settings(max_examples=100, deadline=None)
@given(LINKS, st.randoms(use_true_random=False))
def test_the_order_of_links_does_not_matter(links: dict[tuple[str, str], int], chance: object) -> None:
    items = sorted(links.items())
    chance.shuffle(items)  # type: ignore[attr-defined]
    one, two = (find(graph_of(each), "0", "7", most=3) for each in (links, dict(items)))
    assert [len(way) for way in one.shortest] == [len(way) for way in two.shortest]
    assert [min(s.roots for s in way) for way in one.best] == [min(s.roots for s in way) for way in two.best]


@pytest.fixture(scope="module")
def seed() -> Path:
    return seedcase.built()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = cases.make(tmp_path_factory.mktemp("small"))
    build(root)
    return root


def found(root: Path, *words: str) -> dict[str, object]:
    done = kg("-C", str(root), "path", *words, "--format", "json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_each_step_has_words_source_file_and_line(seed: Path) -> None:
    reader = Reader(open_store(seed), table(seed))
    answer = gather(
        reader,
        Asked(
            "<https://w3id.org/child-transfer/id/lukashenko>",
            "<https://w3id.org/child-transfer/id/territory-of-belarus>",
        ),
    )
    assert answer.ways
    for step in (step for way in answer.ways for step in way.steps):
        assert step.roots >= 1
        assert step.claims
        assert all(claim.entered and claim.source and claim.quotations for claim in step.claims)
    assert all(way.weakest == min(step.roots for step in way.steps) for way in answer.ways)


def joins(graph: nx.Graph[str]) -> set[tuple[int, bool, str]]:
    """What links things, each once."""
    return {join for *_, data in graph.edges(data=True) for join in data["joins"]}


def test_what_is_denied_can_be_avoided(small: Path, seed: Path) -> None:
    denied, not_denied = (
        [joins(joined(open_store(root), "everything", undisputed=asked)) for asked in (False, True)]
        for root in (small, seed)
    )
    assert {disputed for _, disputed, _ in denied[0]} == {True}
    assert denied[1] == set()
    assert not_denied[0] == not_denied[1] != set()


def test_what_nobody_puts_forward_joins_nothing(small: Path) -> None:
    """What is only denied, doubted or planned is no step under any policy."""
    store = open_store(small)
    for _, _, name in joins(joined(store, "everything")):
        asked = f"SELECT ?claim WHERE {{ <{name}> ct:supportedBy ?claim . ?claim ct:states <{name}> }}"
        assert list(store.select(asked, {"ct": "https://w3id.org/child-transfer/ns#"}))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lukashenko", "lukashenko"), "is one thing: name two"),
        (("lukashenko", "orphans-to-belarus", "--policy", "corroborated"), "under the policy corroborated"),
    ],
)
def test_no_way_is_an_answer_that_says_why(words: tuple[str, ...], said: str, seed: Path) -> None:
    answer = found(seed, *words)
    assert answer["ways"] == []
    assert said in str(answer["silence"])
    done = kg("-C", str(seed), "path", *words)
    assert done.returncode == 0
    assert said in done.stdout.replace("\n  ", " ")
    assert "no way" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lukashenka", "belarus"), "did you mean"),
        (("lukashenko", "belarus", "--policy", "reportd"), "did you mean `reported`"),
        (("lukashenko", "belarus", "--k", "0"), "--k"),
        (("lukashenko", "belarus", "--max-hops", "99"), "--max-hops"),
        (("lukashenko",), "END"),
    ],
)
def test_what_is_not_understood_is_told_of(words: tuple[str, ...], said: str, seed: Path) -> None:
    done = kg("-C", str(seed), "path", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_the_library_refuses_an_unknown_policy(seed: Path) -> None:
    with pytest.raises(UsageError, match="no policy"):
        joined(open_store(seed), "nix")
