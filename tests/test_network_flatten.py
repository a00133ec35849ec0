"""The flattening step: one type for each column, unique ids, changes counted; and the layout that goes with it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.network import style
from kg.network.flatten import GRID, SAME_ID, Edge, Node, flatten
from kg.network.layout import MOST, place
from kg.network.values import LARGEST, NOT_FINITE, STRIPPED, TO_TEXT, Kind, Value, as_text, coerce, common, simplify


@pytest.mark.parametrize(
    ("value", "simple"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (2.5, 2.5),
        (float("nan"), None),
        (Decimal("Infinity"), None),
        (Decimal("0.25"), 0.25),
        (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (Decimal("1e999"), "1E+999"),
        (Fraction(1, 4), 0.25),
        (LARGEST, LARGEST),
        (LARGEST + 1, str(LARGEST + 1)),
        (date(2022, 2, 24), "2022-02-24"),
        (datetime(2022, 2, 24, 5, tzinfo=UTC), "2022-02-24T05:00:00+00:00"),
        (["a", None, 1, True, date(2022, 1, 1)], ["a", "1", "true", "2022-01-01"]),
        (("a",), ["a"]),
        ({"b", "a"}, ["a", "b"]),
        ([["a"], ["b", "c"]], ['["a"]', '["b", "c"]']),
        ({"b": 1, "a": [None]}, '{"a": [], "b": 1}'),
        ("a\x00b", "ab"),
    ],
)
def test_a_value_becomes_one_of_five_kinds(value: object, simple: Value | None) -> None:
    assert simplify(value, Counter()) == simple


def test_what_is_left_out_or_altered_is_counted() -> None:
    counts: Counter[str] = Counter()
    for value in (float("inf"), ["\x00\x01", "b"], 2**60, {"a": "\ufffe"}):
        simplify(value, counts)
    assert counts == {NOT_FINITE: 1, STRIPPED: 3, TO_TEXT: 2}


def test_an_object_without_a_plain_form_is_refused() -> None:
    with pytest.raises(InputError, match="of type object has no plain form"):
        simplify(object(), Counter())


@pytest.mark.parametrize(
    ("values", "kind", "typed"),
    [
        ([1, 2], Kind.WHOLE, [1, 2]),
        ([1, 2.5], Kind.NUMBER, [1.0, 2.5]),
        ([True, 1], Kind.TEXT, ["true", "1"]),
        ([True, False], Kind.TRUTH, [True, False]),
        (["a", 2.5], Kind.TEXT, ["a", "2.5"]),
        (["a", ["b", "c"]], Kind.TEXTS, [["a"], ["b", "c"]]),
    ],
)
def test_one_type_for_each_column_over_all_rows(values: list[Value], kind: Kind, typed: list[Value]) -> None:
    graph: nx.Graph[Any] = nx.Graph()
    for number, value in enumerate(values):
        graph.add_node(number, it=value)
    network = flatten(graph)
    assert network.node_columns == {"it": kind}
    assert [node.values["it"] for node in network.nodes] == typed


@given(st.lists(st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.text() | st.lists(st.text()), min_size=1))
def test_the_common_kind_keeps_every_value_readable(values: list[Value]) -> None:
    kind = common({next(kind for kind, types in KINDS.items() if type(value) is types) for value in values})
    for value in values:
        typed = coerce(value, kind)
        assert typed in (value, as_text(value), [as_text(value)])


KINDS = {Kind.TEXT: str, Kind.TRUTH: bool, Kind.WHOLE: int, Kind.NUMBER: float, Kind.TEXTS: list}


def test_ids_are_unique_and_the_later_of_two_alike_gets_a_free_number() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_nodes_from([1, "1", "1-2", ""])
    for start in ("a", "b", "c"):
        graph.add_edge(start, start, id="same")
    network = flatten(graph)
    assert [node.id for node in network.nodes] == ["1", "1-2", "1-3", "_", "a", "b", "c"]
    assert [edge.id for edge in network.edges] == ["same", "same-2", "same-3"]
    assert network.changes[SAME_ID] == 3


def test_an_edge_takes_its_id_from_its_id_its_key_or_its_ends() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="k", id="own")
    graph.add_edge("a", "c", key="k2")
    graph.add_edge("a", "d")
    assert [edge.id for edge in flatten(graph).edges] == ["own", "k2", "a→d"]


def test_labels_fall_back_to_the_id_and_to_the_relation() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_edge("a", "b", relation="financed", relation_label="financed (said)")
    graph.add_edge("b", "a", relation="ordered")
    network = flatten(graph)
    assert [node.label for node in network.nodes] == ["a", "b"]
    assert [(edge.kind, edge.label) for edge in network.edges] == [
        ("financed", "financed (said)"),
        ("ordered", "ordered"),
    ]


def test_undirected_and_simple_graphs_are_taken_too() -> None:
    network = flatten(nx.path_graph(3))
    assert not network.directed
    assert len(network.edges) == 2


def test_the_layout_is_the_same_every_time_and_tells_nodes_apart() -> None:
    nodes = [str(number) for number in range(40)]
    links = [(str(a), str(b)) for a, b in nx.caveman_graph(4, 10).edges]
    first = place(nodes, links)
    assert first == place(nodes, links)
    assert len(set(first.values())) == 40


def test_the_layout_is_the_same_on_every_machine() -> None:
    """Other figures here mean another picture for everybody."""
    assert place(["a", "b"], [("a", "b")]) == {"a": (91.01, 78.53), "b": (-91.01, -78.53)}


def test_neighbours_lie_closer_than_strangers() -> None:
    links = [(str(a), str(b)) for a, b in nx.caveman_graph(3, 8).edges]
    spots = place([str(number) for number in range(24)], links)

    def apart(a: int, b: int) -> float:
        (ax, ay), (bx, by) = spots[str(a)], spots[str(b)]
        return float(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5)

    within = [apart(a, b) for a in range(8) for b in range(8) if a != b]
    between = [apart(a, b) for a in range(8) for b in range(8, 24)]
    assert sum(within) / len(within) < sum(between) / len(between) / 2


def test_more_nodes_than_springs_can_place_lie_on_a_grid() -> None:
    spots = place([f"{number:05}" for number in range(MOST + 1)], [])
    assert len(set(spots.values())) == MOST + 1


def test_no_layout_on_request() -> None:
    assert flatten(nx.path_graph(2), layout=False).positions == {}


def test_drawing_follows_roots_and_stays_within_bounds() -> None:
    edge = Edge("a", "b", "e", "", "", {})
    assert style.weight(edge) == 1.0
    assert style.weight(edge._replace(values={"roots": 3, "weight": 9})) == 3.0
    assert style.weight(edge._replace(values={"weight": -2.5})) == 1.0
    assert style.line(edge._replace(values={"roots": 99})).width == style.THICKEST
    assert style.size(Node("a", "a", {"roots": 99})) == style.LARGEST
    assert style.colour(Node("a", "a", {"type": "Person"})) != style.colour(Node("a", "a", {}))


def test_a_side_of_the_span_that_is_no_day_is_open() -> None:
    edge = Edge("a", "b", "e", "", "", {"earliest": "2022-03", "latest": "2022-03-31"})
    assert style.span(edge) == ("", "2022-03-31")


@given(st.lists(st.text(max_size=6), max_size=3))
def test_a_list_as_text_is_json_however_it_is_made(texts: list[str]) -> None:
    assert as_text([*texts]) == json.dumps(texts, ensure_ascii=False)


def test_more_nodes_than_islands_can_hold_are_a_grid_and_that_is_said() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_nodes_from(range(MOST + 1))
    network = flatten(graph)
    assert len(set(network.positions.values())) == MOST + 1
    assert network.changes == {GRID: MOST + 1}
    assert not flatten(graph, layout=False).changes
