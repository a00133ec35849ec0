"""The layout: communities as islands that do not overlap, and the same picture for the same network."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.network.layout import MOST, communities, place
from kg.network.packing import GAP, packed

RADII = st.lists(st.integers(1, 60), min_size=1, max_size=30).map(
    lambda sizes: sorted((n**0.5 for n in sizes), reverse=True)
)
PAIRS = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=50)
PROGRAM = """
from kg.network.layout import place
nodes = [f"node {n}" for n in range(120)]
links = [(nodes[n], nodes[n * 7 % 120]) for n in range(120)] + [(nodes[n], nodes[n // 6 * 6]) for n in range(120)]
print(place(nodes, links))
"""


@settings(deadline=None)
@given(RADII, st.dictionaries(st.tuples(st.integers(0, 29), st.integers(0, 29)), st.integers(1, 9), max_size=20))
def test_circles_do_not_overlap(radii: list[float], links: dict[tuple[int, int], int]) -> None:
    known = {pair: weight for pair, weight in links.items() if max(pair) < len(radii)}
    spots = packed(radii, known)
    assert len(spots) == len(radii)
    for (one, r), (other, s) in combinations(zip(spots, radii, strict=True), 2):
        assert math.dist(one, other) >= r + s + GAP - 1e-9


@given(PAIRS)
def test_every_node_is_in_one_community(pairs: list[tuple[int, int]]) -> None:
    groups = communities(20, [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]])
    assert sorted(node for group in groups for node in group) == list(range(20))
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)


@settings(deadline=None)
@given(PAIRS)
def test_no_two_nodes_are_in_one_spot(pairs: list[tuple[int, int]]) -> None:
    nodes = [f"n{number}" for number in range(20)]
    spots = place(nodes, [(nodes[u], nodes[v]) for u, v in pairs])
    assert len(set(spots.values())) == len(nodes)
    assert all(math.isfinite(axis) for spot in spots.values() for axis in spot)


def test_two_communities_are_two_islands() -> None:
    """Nodes of one are nearer to each other than any is to the other's."""
    nodes = [f"{name}{number}" for name in "ab" for number in range(8)]
    links = [(u, v) for u, v in combinations(nodes, 2) if u[0] == v[0]] + [("a0", "b0")]
    spots = place(nodes, links)
    middle = {name: [sum(spots[n][axis] for n in nodes if n[0] == name) / 8 for axis in (0, 1)] for name in "ab"}
    for node in nodes:
        other = "b" if node[0] == "a" else "a"
        assert math.dist(spots[node], middle[node[0]]) < math.dist(spots[node], middle[other])


def test_hashes_do_not_matter() -> None:
    said = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        said.add(
            subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True).stdout
        )
    assert len(said) == 1


def test_above_a_size_it_is_a_plain_grid() -> None:
    spots = place([str(number) for number in range(MOST + 1)], [("0", "1")])
    assert len(set(spots.values())) == MOST + 1
