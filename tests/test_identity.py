"""Identity: judgements join ids in a layer above, in any order, and undoing one leaves no trace."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.derive import tabulate
from kg.derive.components import on_the_way
from kg.derive.facts import gather
from kg.derive.identity import Identity, series
from kg.derive.standing import overruled
from kg.derive.views import edges
from kg.quads import XSD, iri, text_of
from kg.schema import CT, data
from tests.claimed import CASES, Said, noted
from tests.notes import SCHEMA, Notes, ids

if TYPE_CHECKING:
    from random import Random

Judged = tuple[str, str, str]  # left, right, outcome


def judged(*judgements: Judged) -> Notes:
    notes = Notes()
    for number, (left, right, outcome) in enumerate(judgements):
        notes.identify(f"j{number}", left, right, outcome)
    return notes


def identity(notes: Notes) -> Identity:
    return Identity(gather(notes.quads, SCHEMA))


def clusters(notes: Notes) -> list[list[str]]:
    return sorted(ids(members) for members in identity(notes).clusters.values())


def same(*pairs: str) -> list[Judged]:
    return [(*pair.split("-"), "same") for pair in pairs]  # type: ignore[misc]


def test_same_joins_through_others_and_the_shortest_id_stands_for_all() -> None:
    found = identity(judged(*same("eu1-a", "eu1-uk22"), ("a", "b", "different")))
    assert ids([found.canonical(iri(data("uk22")))]) == ["a"]
    assert [each[1:-1].removeprefix(data("")) for each in found.members(iri(data("eu1")))] == ["a", "eu1", "uk22"]
    assert found.members(iri(data("b"))) == (iri(data("b")),)
    assert found.contests == ()


@pytest.mark.parametrize("outcome", ["different", "unsure"])
def test_what_is_held_apart_is_not_joined(outcome: str) -> None:
    assert clusters(judged(("a", "b", outcome))) == []
    notes = judged(*same("a-b"), ("b", "a", outcome))
    assert clusters(notes) == []
    (contest,) = identity(notes).contests
    assert ids([contest.against.judgement, *(link.judgement for link in contest.links)]) == [
        "judgement/j0",
        "judgement/j1",
    ]


def test_a_contradiction_through_others_blocks_the_way_between_and_nothing_else() -> None:
    notes = judged(*same("a-b", "b-c", "c-d", "b-e", "x-y"), ("a", "c", "different"))
    assert clusters(notes) == [["b", "e"], ["c", "d"], ["x", "y"]]
    (contest,) = identity(notes).contests
    assert ids(link.judgement for link in contest.links) == ["judgement/j0", "judgement/j1"]


def test_a_long_chain_of_undoing_is_walked_once() -> None:
    """1,500 judgements that undo one another took seven seconds: each round looked at all of them."""
    chain = {f"j{number}": [f"j{number - 1}"] for number in range(1, 20_000)}
    assert overruled(chain) == {f"j{number}" for number in range(0, 19_999, 2)}


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_what_is_overruled_is_what_the_rounds_give(against: dict[str, list[str]]) -> None:
    """The definition, round by round: who has no attacker left that could stand overrules for good."""
    firm: set[str] = set()
    out: set[str] = set()
    while True:
        new = {k for k in against if k not in firm and {a for a, values in against.items() if k in values} <= out}
        if not new:
            break
        firm |= new
        out.update(value for key in new for value in against[key])
    assert overruled(against) == {value for key, values in against.items() if key not in out for value in values}


def test_of_thousands_that_would_join_two_the_first_are_named_and_the_rest_counted() -> None:
    """10,000 `same` and 5,000 `different` in one chain ran out of memory."""
    chain = same(*(f"n{number}-n{number + 1}" for number in range(150)))
    found = identity(judged(*chain, ("n0", "n150", "different"), ("n1", "n150", "unsure")))
    assert [(len(contest.links), contest.more) for contest in found.contests] == [(100, 50), (100, 49)]
    assert len(found.blocked) == 150
    assert not found.clusters


def test_an_undone_judgement_joins_nothing_and_one_that_is_undone_again_does() -> None:
    notes = judged(*same("a-b"))
    notes.thing("Judgement", "judgement/u1", "judgements", undoes="judgement/j0")
    assert clusters(notes) == []
    notes.thing("Judgement", "judgement/u2", "judgements", undoes="judgement/u1")
    assert clusters(notes) == [["a", "b"]]


def test_an_id_compared_with_itself_says_nothing() -> None:
    assert clusters(judged(("a", "a", "same"), ("a", "a", "different"))) == []


def test_claims_are_in_the_series_that_standing_judgements_put_them_into() -> None:
    notes = Notes()
    for number, claims in enumerate([("c1", "c2"), ("c2", "c3")]):
        members = tuple(f"claim/{claim}" for claim in claims)
        notes.thing("SeriesJudgement", f"judgement/s{number}", "judgements", series=f"row-{number}", member=members)
    notes.thing("SeriesJudgement", "judgement/gone", "judgements", series="row-9", member="claim/c1")
    notes.thing("Judgement", "judgement/u", "judgements", undoes="judgement/gone")
    found = {ids([claim])[0]: ids(rows) for claim, rows in series(gather(notes.quads, SCHEMA)).items()}
    assert found == {"c1": ["row-0"], "c2": ["row-0", "row-1"], "c3": ["row-1"]}


PAIRS = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(["same", "same", "different"]))
JUDGEMENTS = st.lists(PAIRS, max_size=9)


def ways(same: list[Judged], start: str, end: str) -> set[str]:
    """All nodes on ways that pass nothing twice, by walking all of them."""
    found, ahead = set[str](), [[start]]
    while ahead:
        way = ahead.pop()
        if way[-1] == end:
            found.update(way)
            continue
        near = {b for a, b, _ in same if a == way[-1]} | {a for a, b, _ in same if b == way[-1]}
        ahead += [[*way, node] for node in near - set(way)]
    return found


@given(JUDGEMENTS)
def test_on_the_way_is_what_walking_all_ways_gives(judgements: list[Judged]) -> None:
    arcs: dict[str, set[str]] = {}
    for left, right, _ in judgements:
        arcs.setdefault(left, set()).add(right)
        arcs.setdefault(right, set()).add(left)
    for start in arcs:
        for end in arcs:
            if start != end and (expected := ways(judgements, start, end)):
                assert on_the_way(arcs, start, end) == expected


@given(JUDGEMENTS)
def test_nothing_that_is_held_apart_is_one_and_all_that_is_undisputed_is(judgements: list[Judged]) -> None:
    found = identity(judged(*judgements))
    for left, right, outcome in judgements:
        one = found.canonical(iri(data(left))) == found.canonical(iri(data(right)))
        assert outcome == "same" or left == right or not one
        if all(kind == "same" for _, _, kind in judgements):
            assert one


@given(JUDGEMENTS, st.randoms(use_true_random=False))
def test_the_order_of_judgements_changes_nothing(judgements: list[Judged], random: Random) -> None:
    notes = judged(*judgements)
    before = identity(notes)
    random.shuffle(notes.quads)
    after = identity(notes)
    assert (before.clusters, before.contests, before.holding) == (after.clusters, after.contests, after.holding)


def everything(notes: Notes) -> list[tuple[str, ...]]:
    """All that is derived, save which judgements hold."""
    derived = notes.derived()
    quads = [*tabulate(derived), *edges("everything", derived.support, derived, SCHEMA)]
    return sorted(quad for quad in quads if quad[1] != iri(CT.holds))


def test_what_holds_is_written_down_in_a_graph_of_its_own() -> None:
    notes = judged(*same("a-b2", "b2-c"), ("x", "y", "different"), *same("x-y"))
    notes.thing("Judgement", "judgement/u", "judgements", undoes="judgement/j1")
    graph = iri(data("graph/identity"))
    rows = sorted(
        (ids([s])[0], text_of(p).rpartition("#")[2], o) for s, p, o, g in tabulate(notes.derived()) if g == graph
    )
    true, false = (f'"{word}"^^<{XSD}boolean>' for word in ("true", "false"))
    assert rows == [
        ("a", "identity", iri(data("a"))),
        ("a", "judgedSameAs", iri(data("b2"))),
        ("b2", "identity", iri(data("a"))),
        ("b2", "judgedSameAs", iri(data("a"))),
        ("judgement/j0", "holds", true),
        ("judgement/j1", "holds", false),
        ("judgement/j2", "holds", true),
        ("judgement/j3", "holds", false),
        ("judgement/u", "holds", true),
    ]


NAMES = st.sampled_from(["camp", "town", "region", "a", "b", "transfer", "bus-ride", "children", "infants", "orphans"])
JOINS = st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), max_size=3)


@given(CASES, JOINS)
def test_what_is_undone_leaves_no_trace_and_no_proposition_is_renamed(
    case: list[Said], joins: list[tuple[str, str]]
) -> None:
    notes = noted(case)
    before = everything(notes)
    names = notes.derived().facts.propositions.keys()
    for number, (left, right) in enumerate(joins):
        notes.identify(f"j{number}", left, right)
    assert notes.derived().support.keys() == names
    assert notes.derived().facts.propositions.keys() == names
    for number in range(len(joins)):
        notes.thing("Judgement", f"judgement/u{number}", "judgements", undoes=f"judgement/j{number}")
    assert everything(notes) == before


@given(CASES, JOINS)
def test_joined_ids_are_as_if_one_id_had_been_written(case: list[Said], joins: list[tuple[str, str]]) -> None:
    """Support, denial and roots are those of the case in which every id is replaced by the one that stands for it."""
    notes = noted(case)
    for number, (left, right) in enumerate(joins):
        notes.identify(f"j{number}", left, right)
    joined, names = notes.derived(), notes.derived().identity.stands_for
    renamed = Notes()
    renamed.quads = [(names.get(s, s), p, names.get(o, o), g) for s, p, o, g in notes.quads if "judgement" not in g]
    assert joined.support == renamed.derived().support


def test_a_denial_of_the_event_under_another_mention_is_one_of_this() -> None:
    notes = Notes()
    one = notes.proposition("Participation", agent="governor", role="ordered", event="journey")
    other = notes.proposition("Participation", agent="governor", role="ordered", event="paper/journey")
    notes.claim("c1", "committee", one)
    notes.claim("c2", "governor", other, stance="denied")
    assert ids(notes.derived().support[one].denying) == []
    notes.identify("j", "journey", "paper/journey")
    derived = notes.derived()
    assert ids(derived.support[one].denying) == ids(derived.support[other].denying) == ["c2"]
    assert ids(derived.support[other].supporting) == ["c1"]
    made = [quad for quad in edges("everything", [one, other], derived, SCHEMA) if quad[1] == iri(CT.ofProposition)]
    assert len(made) == 1


def test_a_hierarchy_is_climbed_through_another_id() -> None:
    notes = Notes()
    notes.say("infants", "partOf", "paper/orphans")
    notes.say("orphans", "partOf", "children")
    narrow = notes.proposition("StatusChange", population="infants", change="adopted")
    broad = notes.proposition("StatusChange", population="children", change="adopted")
    notes.claim("c1", "committee", narrow)
    assert notes.derived().support[broad].supporting == ()
    notes.identify("j", "orphans", "paper/orphans")
    assert ids(notes.derived().support[broad].supporting) == ["c1"]


def test_a_proposition_within_another_is_seen_through_too() -> None:
    notes = Notes()
    names = []
    for event in ("journey", "paper/journey"):
        leg = notes.proposition("TransferLeg", event=event, destination="camp")
        whole = notes.proposition("Conjunction", conjunct=(leg, iri(data("p"))))
        names.append(notes.proposition("Conjunction", conjunct=(whole, iri(data("q")))))
        notes.claim(f"c-{event[0]}", event[:5], names[-1])
    notes.identify("j", "journey", "paper/journey")
    assert [ids(notes.derived().support[name].supporting) for name in names] == [["c-j", "c-p"]] * 2


def test_works_under_two_ids_are_one_root() -> None:
    notes = Notes()
    leg = notes.proposition("TransferLeg", origin="x", destination="y")
    for ident in "ab":
        notes.thing("Work", f"work-{ident}")
        notes.claim(f"c{ident}", f"agency-{ident}", leg, work=f"work-{ident}")
    assert ids(notes.derived().support[leg].roots) == ["work-a", "work-b"]
    notes.identify("j", "work-a", "work-b")
    assert ids(notes.derived().support[leg].roots) == ["work-a"]
    assert ids(value for _, p, value, _ in tabulate(notes.derived()) if p == iri(CT.root)) == ["work-a"] * 3


def test_a_long_row_of_judgements_is_joined_without_recursion() -> None:
    names = [f"n{number:05}" for number in range(5000)]
    notes = judged(*((one, other, "same") for one, other in pairwise(names)), (names[0], names[-1], "different"))
    assert clusters(notes) == []
