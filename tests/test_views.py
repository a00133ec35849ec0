"""Views: edges that keep their claims, and never look surer than those were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.derive import columns, edges
from kg.quads import text_of, write
from kg.query.header import read
from kg.schema import CT, PREFIXES
from kg.store import Store
from tests.claimed import CASES, Said, noted
from tests.notes import SCHEMA, Notes, ids

if TYPE_CHECKING:
    from random import Random

POLICIES = {path.stem: path for path in sorted((Path(kg.__file__).parent / "policies").glob("*.rq"))}
ASSERTING = {"asserted", "alleged"}
Drawn = dict[str, list[str]]


def drawn(notes: Notes, *propositions: str, policy: str = "everything") -> list[Drawn]:
    """The edges of the propositions (all of them if none is given), each by local name of the property, by label."""
    derived = notes.derived()
    found: dict[str, Drawn] = {}
    for subject, prop, value, graph in edges(policy, propositions or derived.support, derived, SCHEMA):
        assert text_of(graph).endswith(f"/graph/view/{policy}")
        if "/edge/" in subject:
            text = (
                text_of(value).removeprefix("https://w3id.org/child-transfer/").removeprefix("ns#").removeprefix("id/")
            )
            cells = found.setdefault(subject, {})
            cells.setdefault(text_of(prop).rpartition("#")[2], []).append(text.removeprefix("claim/"))
    return sorted(found.values(), key=lambda cells: cells["label"])


def ordered(notes: Notes) -> str:
    return notes.proposition("Participation", agent="x", role="ordered", event="e")


def test_an_edge_keeps_everything_that_it_comes_from() -> None:
    notes = Notes()
    name = ordered(notes)
    notes.claim("c1", "nam", name, stance="alleged", work="report")
    (edge,) = drawn(notes)
    assert edge == {
        "type": ["Edge"],
        "label": ["alleged: that x ordered e"],
        "from": ["x"],
        "to": ["e"],
        "relation": ["ordered"],
        "policy": ["policy/everything"],
        "ofProposition": [text_of(name).rpartition("/id/")[2]],
        "disputed": ["false"],
        "rootCount": ["1"],
        "stance": ["alleged"],
        "basedOn": ["c1"],
    }


def test_all_supporting_stances_make_one_edge() -> None:
    notes = Notes()
    name = ordered(notes)
    notes.claim("c1", "nam", name, stance="alleged")
    notes.claim("c2", "court", name, stance="asserted")
    notes.claim("c3", "nam", name, stance="alleged")
    (edge,) = drawn(notes)
    assert (edge["stance"], edge["basedOn"], edge["rootCount"]) == (["alleged", "asserted"], ["c1", "c2", "c3"], ["2"])


def test_more_support_does_not_rename_an_edge() -> None:
    notes = Notes()
    name = ordered(notes)
    notes.claim("c1", "nam", name, stance="alleged")
    before = {quad[0] for quad in edges("p", [name], notes.derived(), SCHEMA)}
    notes.claim("c2", "court", name)
    assert {quad[0] for quad in edges("p", [name], notes.derived(), SCHEMA)} == before


def test_support_through_something_more_specific_is_an_edge_too() -> None:
    notes = noted([])
    camp, country = (
        notes.proposition("TransferLeg", origin="town", destination=place) for place in ("camp", "country")
    )
    notes.claim("c1", "nam", camp)
    notes.claim("c2", "minister", country, stance="denied")
    assert [(edge["to"], edge["stance"], edge["basedOn"], edge["disputed"]) for edge in drawn(notes)] == [
        (["camp"], ["asserted"], ["c1"], ["true"]),
        (["country"], ["asserted"], ["c1"], ["true"]),
    ]


@pytest.mark.parametrize(
    "stance", ["tentative", "questioned", "announced", "noEvidence", "unableToVerify", "retracted"]
)
def test_every_other_stance_is_an_edge_of_its_own(stance: str) -> None:
    notes = Notes()
    name = ordered(notes)
    notes.claim("c1", "nam", name, stance="alleged")
    notes.claim("c2", "lawyer", name, stance=stance)
    notes.claim("c3", "other", name, stance=stance)
    by_stance = {tuple(edge["stance"]): (edge["basedOn"], edge["rootCount"]) for edge in drawn(notes)}
    assert by_stance == {("alleged",): (["c1"], ["1"]), (stance,): (["c2", "c3"], ["2"])}


def test_a_condition_is_drawn_as_one_whatever_the_stance() -> None:
    notes = Notes()
    name, condition = ordered(notes), notes.proposition("Circumstance", circumstance="forcible")
    for number, stance in enumerate(("asserted", "alleged", "conditional", "denied")):
        notes.claim(f"c{number}", "lawyer", name, stance=stance, condition=condition)
    assert {tuple(edge["stance"]): edge["basedOn"] for edge in drawn(notes)} == {
        ("conditional",): ["c0", "c1", "c2"],
        ("conditional", "denied"): ["c3"],
    }


def test_what_is_only_denied_stays_and_is_disputed() -> None:
    notes = Notes()
    notes.claim("c1", "minister", ordered(notes), stance="denied")
    (edge,) = drawn(notes)
    assert (edge["stance"], edge["disputed"], edge["basedOn"], edge["label"]) == (
        ["denied"], ["true"], ["c1"], ["denied: that x ordered e"],
    )  # fmt: skip


def test_a_denial_marks_what_it_denies_and_is_no_second_edge() -> None:
    notes = Notes()
    name = ordered(notes)
    notes.claim("c1", "nam", name, stance="alleged")
    notes.claim("c2", "minister", name, stance="denied")
    notes.claim("c3", "lawyer", name, stance="tentative")
    assert [(edge["stance"], edge["disputed"]) for edge in drawn(notes)] == [
        (["alleged"], ["true"]),
        (["tentative"], ["true"]),
    ]


def test_denying_the_general_draws_no_denial_of_the_specific() -> None:
    notes = noted([])
    camp, country = (
        notes.proposition("TransferLeg", origin="town", destination=place) for place in ("camp", "country")
    )
    notes.claim("c1", "minister", country, stance="denied")
    notes.claim("c2", "lawyer", camp, stance="questioned")
    assert {(edge["to"][0], edge["stance"][0], edge["disputed"][0]) for edge in drawn(notes)} == {
        ("camp", "questioned", "true"),
        ("country", "denied", "true"),
    }


def test_what_was_taken_back_shows_it() -> None:
    notes = Notes()
    name = ordered(notes)
    notes.claim("c1", "nam", name, stance="alleged")
    notes.claim("c2", "nam", name, stance="retracted", retracts="claim/c1")
    (edge,) = drawn(notes)
    assert (edge["stance"], edge["basedOn"]) == (["retracted"], ["c1", "c2"])


def test_no_claim_no_edge() -> None:
    notes = Notes()
    notes.claim(
        "c1",
        "lawyer",
        ordered(notes),
        stance="conditional",
        condition=notes.proposition("Control", controller="x", place="y"),
    )
    assert [edge["relation"] for edge in drawn(notes)] == [["ordered"]]


def test_several_values_give_several_edges() -> None:
    notes = Notes()
    name = notes.proposition("Participation", agent=("x", "y"), role=("ordered", "financed"), event="e")
    notes.claim("c1", "nam", name)
    found = {(edge["from"][0], edge["relation"][0], edge["to"][0]) for edge in drawn(notes)}
    assert found == {("x", "ordered", "e"), ("x", "financed", "e"), ("y", "ordered", "e"), ("y", "financed", "e")}


def test_without_a_relation_role_the_class_is_the_relation() -> None:
    notes = Notes()
    notes.claim("c1", "nam", notes.proposition("TransferLeg", origin="a", destination="b"))
    notes.claim("c2", "nam", notes.proposition("Affiliation", agent="a", organisation="b"))
    assert {edge["relation"][0] for edge in drawn(notes)} == {"TransferLeg", "Affiliation"}


def test_an_open_end_gives_no_edge() -> None:
    notes = Notes()
    notes.claim("c1", "nam", notes.proposition("TransferLeg", destination="b"))
    notes.claim("c2", "nam", notes.proposition("Count", population="b", statedCount=3))
    assert drawn(notes) == []


def test_each_policy_has_a_graph_and_edges_of_its_own() -> None:
    notes = Notes()
    name = ordered(notes)
    notes.claim("c1", "nam", name)
    one, other = (set(edges(policy, [text_of(name)], notes.derived(), SCHEMA)) for policy in ("one", "other"))
    assert {quad[0] for quad in one}.isdisjoint(quad[0] for quad in other)
    assert {quad[3] for quad in one}.isdisjoint(quad[3] for quad in other)


# -- the policies ----------------------------------------------------------------------------------------------------


def chosen(notes: Notes, policy: str) -> list[str]:
    """Ids of the events in the propositions that a policy lets through."""
    store = Store.memory()
    store.load(write([*notes.quads, *columns(notes.quads, SCHEMA)]))
    rows = store.select(POLICIES[policy].read_text("utf-8"), PREFIXES)
    propositions = notes.derived().facts.propositions
    return ids(propositions[row["proposition"]].roles[f"<{CT.event}>"][0] for row in rows)


def several() -> Notes:
    """Five events: spoken of by one, by two, by two shown independent, denied, and only thought possible."""
    notes = Notes()
    one, two, shown, denied, possible = (
        notes.proposition("Participation", agent="x", event=event)
        for event in ("one", "two", "shown", "denied", "possible")
    )
    notes.claim("c1", "a", one)
    notes.claim("c2", "a", two, work="w1")
    notes.claim("c3", "b", two, work="w2")
    notes.claim("c4", "c", shown)
    notes.claim("c5", "d", shown, stance="alleged")
    notes.judge("j1", "c", "d", "independenceShown")
    notes.claim("c6", "a", denied)
    notes.claim("c7", "x", denied, stance="denied")
    notes.claim("c8", "a", possible, stance="tentative")
    return notes


@pytest.mark.parametrize(
    ("policy", "events"),
    [
        ("reported", ["denied", "one", "shown", "two"]),
        ("several-roots", ["shown", "two"]),
        ("corroborated", ["shown"]),
        ("undisputed", ["one", "shown", "two"]),
        ("everything", ["denied", "one", "possible", "shown", "two"]),
    ],
)
def test_policies_let_through_what_they_say(policy: str, events: list[str]) -> None:
    assert chosen(several(), policy) == events


def test_roots_judged_to_be_one_are_not_several() -> None:
    notes = several()
    notes.judge("j2", "w1", "w2", "independenceShared")
    assert chosen(notes, "several-roots") == ["shown"]


def test_a_policy_is_not_misled_by_the_edges_of_views() -> None:
    """Edges carry counts and marks as well; only propositions are chosen."""
    notes = several()
    derived = notes.derived()
    store = Store.memory()
    store.load(
        write([*notes.quads, *columns(notes.quads, SCHEMA), *edges("everything", derived.support, derived, SCHEMA)])
    )
    for policy, path in POLICIES.items():
        rows = store.select(path.read_text("utf-8"), PREFIXES)
        assert {row["proposition"] for row in rows} <= derived.support.keys(), policy


def test_each_policy_has_a_summary() -> None:
    assert POLICIES.keys() == {"reported", "several-roots", "corroborated", "undisputed", "everything"}
    summaries = [read(path.read_text("utf-8"), name).summary for name, path in POLICIES.items()]
    assert all(summary.endswith(".") for summary in summaries)
    assert len(set(summaries)) == len(POLICIES)


# -- whatever is claimed -----------------------------------------------------------------------------------------------


@given(CASES)
def test_nothing_unasserted_looks_asserted(case: list[Said]) -> None:
    notes = noted(case)
    stances = {f"c{number}": "conditional" if said.conditional else said.stance for number, said in enumerate(case)}
    for edge in drawn(notes):
        shown = set(edge["stance"])
        assert shown <= ASSERTING or shown.isdisjoint(ASSERTING)
        assert edge["basedOn"]
        if shown <= ASSERTING:
            assert {stances[claim] for claim in edge["basedOn"]} == shown
        labels = sorted(SCHEMA.concepts[CT[stance]].label for stance in shown)
        assert edge["label"][0].startswith(f"{', '.join(labels)}: that ")


@given(CASES, st.randoms(use_true_random=False))
def test_a_view_is_the_same_in_any_order_and_shares_no_triple(case: list[Said], random: Random) -> None:
    notes = noted(case)
    derived = notes.derived()
    before = edges("everything", derived.support, derived, SCHEMA)
    stated = {quad[:3] for quad in [*notes.quads, *columns(notes.quads, SCHEMA)]}
    assert stated.isdisjoint({quad[:3] for quad in before})
    assert len(before) == len(set(before))
    random.shuffle(notes.quads)
    assert edges("everything", reversed(derived.support), notes.derived(), SCHEMA) == before


def test_a_plan_about_a_reported_thing_is_drawn_under_everything_alone() -> None:
    notes = Notes()
    name = ordered(notes)
    notes.claim("c1", "nam", name, stance="asserted", work="report")
    notes.claim("c2", "ministry", name, stance="announced", work="plan")
    derived = notes.derived()
    every = {quad[0] for quad in edges("p", [name], derived, SCHEMA)}
    supporting = {quad[0] for quad in edges("p", [name], derived, SCHEMA, every_stance=False)}
    assert len(every) == 3  # the policy itself, and two edges
    assert len(supporting) == 2
    assert supporting < every
