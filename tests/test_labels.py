"""Labels: that-clauses in the ontology's words, the same whatever came first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from kg.derive.facts import gather
from kg.derive.labels import Labels
from kg.errors import EngineError
from kg.schema import CT
from tests.claimed import CASES, Said, noted
from tests.notes import SCHEMA, Notes, Value


def worded(notes: Notes, proposition: str, phrase: str | None = None) -> str:
    """The label of a proposition, with another phrase for participations if one is given."""
    schema = SCHEMA
    if phrase is not None:
        term = replace(SCHEMA.classes[CT.Participation], phrase=phrase)
        schema = replace(SCHEMA, classes={**SCHEMA.classes, CT.Participation: term})
    return Labels(gather(notes.quads, schema), schema).of(proposition)


def participation(**roles: Value) -> tuple[Notes, str]:
    notes = Notes()
    notes.label("a", "агентка", "uk")
    notes.label("a", "the agency")
    notes.label("e", "l'événement", "fr")
    notes.label("e", "подія", "uk")
    return notes, notes.proposition("Participation", **roles)


def test_a_label_is_a_clause_of_english_labels_and_role_words() -> None:
    notes, name = participation(agent="a", role="ordered", event="e", date="2022-03")
    assert worded(notes, name) == "that the agency ordered l'événement (2022-03)"


def test_what_has_no_label_is_called_by_its_id() -> None:
    notes, name = participation(agent="nobody-known", role="ordered")
    assert worded(notes, name) == "that nobody-known ordered"


def test_segments_without_their_role_are_dropped() -> None:
    notes, name = participation(event="e")
    assert (
        worded(notes, name, "that [{agent} ][{role} ]something[ with {event}][ in {place}]")
        == "that something with l'événement"
    )


def test_a_role_that_is_needed_leaves_a_gap() -> None:
    notes, name = participation(agent="a")
    assert worded(notes, name, "that {agent} did {event}") == "that the agency did …"


def test_a_class_without_phrase_lists_its_roles() -> None:
    notes, name = participation(agent="a", role="ordered")
    assert worded(notes, name, "") == "participation: agent the agency, role ordered"


def test_a_phrase_with_an_unknown_key_is_refused() -> None:
    notes, name = participation(agent="a")
    with pytest.raises(EngineError, match="speaks of actor"):
        worded(notes, name, "that [{actor}]")


def test_several_values_are_listed_in_order_of_their_labels() -> None:
    notes, name = participation(agent=("zeta", "a", "beta"))
    assert worded(notes, name, "that {agent}") == "that beta, the agency and zeta"


def test_nested_propositions_are_worded_too() -> None:
    notes, inner = participation(agent="a", role="ordered")
    outer = notes.proposition("Conjunction", conjunct=(inner, notes.proposition("Participation", agent="b")))
    assert worded(notes, outer) == "that all of the following hold: that b and that the agency ordered"


@pytest.mark.parametrize(
    ("roles", "label"),
    [
        ({"statedCount": 2150}, "that children numbered 2,150"),
        ({"statedCount": 2150, "qualifier": "unqualified", "minCount": 2150}, "that children numbered 2,150"),
        ({"statedCount": 2400, "qualifier": "moreThan", "minCount": 2401}, "that children numbered more than 2,400"),
        (
            {"statedCount": 5, "qualifier": "exactly", "minCount": 5, "maxCount": 5},
            "that children numbered exactly 5",
        ),
        ({"statedCount": 350, "minCount": 300}, "that children numbered 350, at least 300"),
        ({"minCount": 300, "maxCount": 400}, "that children numbered, at least 300, at most 400"),
        ({"qualifier": "vague", "countWording": "dozens"}, "that children numbered (vague), “dozens”"),
    ],
)
def test_bounds_are_worded_only_where_the_source_gives_them(roles: dict[str, Value], label: str) -> None:
    notes = Notes()
    assert worded(notes, notes.proposition("Count", population="children", **roles)) == label


def test_of_alternatives_the_first_is_taken_whose_roles_are_there() -> None:
    notes, name = participation(agent="a", role="ordered")
    phrase = "that {agent}[ {role} {event}| {role} something| did something]"
    assert worded(notes, name, phrase) == "that the agency ordered something"
    assert worded(*participation(agent="a"), phrase) == "that the agency did something"
    assert worded(notes, name, "that {agent}[ in {place}| at {date}]") == "that the agency"


@pytest.mark.parametrize(
    ("roles", "label"),
    [
        ({"answered": False}, "that a put questions to b and got no answer"),
        ({"answered": True}, "that a put questions to b and got an answer"),
        ({}, "that a put questions to b"),
    ],
)
def test_a_yes_or_no_is_worded(roles: dict[str, Value], label: str) -> None:
    notes = Notes()
    assert worded(notes, notes.proposition("Enquiry", enquirer="a", addressee="b", **roles)) == label


@pytest.mark.parametrize(
    ("roles", "label"),
    [
        ({"demandedOf": "b", "demandsAbout": "journeys"}, "that a called on b to cease journeys"),
        ({"demandedOf": "b", "wording": "stop it"}, "that a called on b to cease, “stop it”"),
        ({}, "that a called to cease"),
    ],
)
def test_a_demand_says_that_it_was_made_and_no_more(roles: dict[str, Value], label: str) -> None:
    notes = Notes()
    assert worded(notes, notes.proposition("Demand", demander="a", demandedAct="cease", **roles)) == label


@pytest.mark.parametrize(
    ("roles", "label"),
    [
        ({"post": "p", "organisation": "o"}, "that a held the post of p in o"),
        ({"post": "p"}, "that a held the post of p"),
        ({"organisation": "o"}, "that a belonged to o"),
    ],
)
def test_a_post_is_held_and_no_post_is_membership(roles: dict[str, Value], label: str) -> None:
    notes = Notes()
    assert worded(notes, notes.proposition("Affiliation", agent="a", **roles)) == label


def test_a_movement_is_worded_alike_whether_asserted_denied_or_announced() -> None:
    notes = Notes()
    leg = notes.proposition("TransferLeg", origin="a", destination="b")
    assert worded(notes, leg) == "that there is a movement from a to b"


def test_terms_of_the_ontology_and_literals_have_labels_too() -> None:
    labels = Labels(gather([], SCHEMA), SCHEMA)
    assert labels.of(f"<{CT.noEvidence}>") == "no evidence"
    assert labels.of(f"<{CT.TransferLeg}>") == "transfer leg"
    assert labels.of('"2022-03"') == "2022-03"


def test_every_class_of_proposition_is_worded_as_a_clause() -> None:
    """Also one that fills no role at all: nothing is ever worded as a bare fact."""
    for cls in sorted(SCHEMA.subs(CT.Proposition) - {CT.Proposition}):
        notes = Notes()
        assert worded(notes, notes.proposition(SCHEMA.classes[cls].local)).split()[0] == "that"


@given(CASES)
def test_labels_are_the_same_in_any_order(case: list[Said]) -> None:
    notes = noted(case)
    derived = notes.derived()
    backwards = Labels(derived.facts, SCHEMA)
    before = {name: derived.labels.of(name) for name in derived.facts.propositions}
    assert {name: backwards.of(name) for name in reversed(derived.facts.propositions)} == before
