"""Sweeps over intervals and graphs give what comparing all pairs would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.derive.above import Above
from kg.derive.components import Groups, components, landmarks, reached
from kg.derive.intervals import Interval, containing, narrowest

PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9))
INTERVALS = st.lists(PAIRS.map(lambda pair: (min(pair), max(pair))), max_size=12)
GRAPHS = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefgh"), max_size=3), max_size=6)


DIMENSIONS = st.lists(st.booleans(), max_size=4)
MEMORY = st.sampled_from([1, 5, 1 << 28])


def within(inner: Interval, outer: Interval) -> bool:
    return bool(outer[0] <= inner[0] and inner[1] <= outer[1])


@given(INTERVALS, INTERVALS)
def test_containing_is_what_all_pairs_give(around: list[Interval], inside: list[Interval]) -> None:
    assert containing(around, inside) == {one: {other for other in around if within(one, other)} for one in inside}


@given(INTERVALS, INTERVALS)
def test_narrowest_are_the_containing_ones_that_contain_no_other(
    around: list[Interval], inside: list[Interval]
) -> None:
    found = narrowest(around, inside)
    assert found.keys() == set(inside)
    for one, steps in found.items():
        wider = {other for other in around if within(one, other) and other != one}
        assert set(steps) == {w for w in wider if not any(within(other, w) and other != w for other in wider)}
        assert len(steps) == len(set(steps))


@given(GRAPHS)
def test_components_are_mutual_reach_and_come_after_what_they_point_to(arcs: dict[str, list[str]]) -> None:
    found = components(arcs)
    order = {node: number for number, members in enumerate(found) for node in members}
    assert order.keys() == {*arcs, *(target for targets in arcs.values() for target in targets)}
    reach = {node: set(reached(arcs, node)) for node in order}
    for one, place in order.items():
        assert all(order[target] <= place for target in arcs.get(one, ()))
        assert {other for other in order if order[other] == place} == {o for o in reach[one] if one in reach[o]}


@given(GRAPHS)
def test_nodes_share_an_end_exactly_where_their_paths_meet(arcs: dict[str, list[str]]) -> None:
    ends = landmarks(arcs)
    for one in ends:
        for other in ends:
            meet = set(reached(arcs, one)) & set(reached(arcs, other))
            assert bool(ends[one] & ends[other]) == bool(meet)


def test_groups_only_grow_together() -> None:
    groups = Groups(4)
    groups.join(0, 1)
    groups.join(2, 1)
    assert groups.find(0) == groups.find(2) != groups.find(3)


@given(st.data(), DIMENSIONS, MEMORY)
def test_nearest_above_are_what_all_pairs_give(data: st.DataObject, falling: list[bool], most: int) -> None:
    point = st.tuples(*[st.integers(0, 4) for _ in falling])
    points, start = data.draw(st.lists(point, max_size=12)), data.draw(point)

    def above(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        return all(b <= a if falls else b >= a for a, b, falls in zip(one, other, falling, strict=True))

    reach = {other for other in points if above(start, other)}
    found = list(Above(points, falling, most).nearest(start))
    assert len(found) == len(set(found))
    assert set(found) == {each for each in reach if not any(o != each and above(o, each) for o in reach)}
    beside = set(Above(points, falling, most).nearest(start, own=True)) - {start}
    rest = reach - {start}
    assert beside == {each for each in rest if not any(o != each and above(o, each) for o in rest)}
