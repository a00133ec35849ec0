"""Support goes up, denial comes down, and nothing else counts for or against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.derive import columns, tabulate
from kg.derive.standing import overruled
from kg.quads import iri, text_of
from kg.schema import CT
from tests.claimed import CASES, Said, noted, relation
from tests.notes import SCHEMA, Notes, ids

if TYPE_CHECKING:
    from random import Random

SUPPORTING, OPPOSING = {"asserted", "alleged"}, {"denied"}
OTHER = sorted({concept.local for concept in SCHEMA.codes(CT.Stance).values()} - SUPPORTING - OPPOSING)


class World:
    """A leg to a camp, the same to its country, and an unrelated one."""

    def __init__(self) -> None:
        self.notes = noted([])
        self.camp, self.country, self.abroad = (
            self.notes.proposition("TransferLeg", destination=place) for place in ("camp", "country", "abroad")
        )

    def sides(self, name: str) -> tuple[list[str], list[str]]:
        """Ids of the claims for and against a proposition."""
        found = self.notes.derived().support[name]
        return ids(found.supporting), ids(found.denying)


def test_support_goes_from_the_specific_to_the_general_only() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp)
    world.notes.claim("c2", "b", world.country)
    assert world.sides(world.camp) == (["c1"], [])
    assert world.sides(world.country) == (["c1", "c2"], [])
    assert world.sides(world.abroad) == ([], [])


def test_denial_goes_from_the_general_to_the_specific_only() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp, stance="denied")
    world.notes.claim("c2", "b", world.country, stance="denied")
    assert world.sides(world.camp) == ([], ["c1", "c2"])
    assert world.sides(world.country) == ([], ["c2"])


def test_what_is_put_forward_together_is_put_forward_each() -> None:
    """Even in a conjunction inside another; what is denied together is not denied each."""
    world = World()
    inner = world.notes.proposition("Conjunction", conjunct=(world.camp, world.abroad))
    outer = world.notes.proposition("Conjunction", conjunct=inner)
    world.notes.claim("c1", "a", outer)
    world.notes.claim("c2", "b", inner, stance="denied")
    assert world.sides(outer) == (["c1"], [])
    assert world.sides(inner) == (["c1"], ["c2"])
    assert world.sides(world.abroad) == (["c1"], [])
    assert world.sides(world.country) == (["c1"], [])


def test_a_condition_holds_for_all_that_is_put_forward_together() -> None:
    world = World()
    both = world.notes.proposition("Conjunction", conjunct=(world.camp, world.abroad))
    world.notes.claim("c1", "a", both, stance="conditional", condition=world.country)
    assert world.sides(world.camp) == ([], [])


def test_a_denial_is_no_veto() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp)
    world.notes.claim("c2", "b", world.country, stance="denied")
    found = world.notes.derived().support[world.camp]
    assert (ids(found.supporting), ids(found.denying), ids(found.roots), found.disputed) == (
        ["c1"],
        ["c2"],
        ["a"],
        True,
    )


def test_two_general_roots_from_two_specific_claims() -> None:
    world = World()
    town = world.notes.proposition("TransferLeg", destination="town")
    world.notes.claim("c1", "a", world.camp)
    world.notes.claim("c2", "b", town)
    support = world.notes.derived().support
    assert [ids(support[name].roots) for name in (world.camp, town, world.country)] == [["a"], ["b"], ["a", "b"]]


@pytest.mark.parametrize("stance", OTHER)
def test_every_other_stance_counts_neither_way(stance: str) -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp, stance=stance)
    assert world.sides(world.camp) == world.sides(world.country) == ([], [])


def test_the_list_of_other_stances_is_that_of_the_design() -> None:
    assert OTHER == ["announced", "conditional", "noEvidence", "questioned", "retracted", "tentative", "unableToVerify"]


@pytest.mark.parametrize("stance", ["asserted", "denied"])
def test_under_a_condition_nothing_is_claimed_or_denied(stance: str) -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp, stance=stance, condition=world.abroad)
    assert world.sides(world.camp) == ([], [])
    assert world.sides(world.abroad) == ([], [])


def test_what_means_the_same_is_supported_and_denied_together() -> None:
    notes = Notes()
    one, other = (notes.proposition("TransferLeg", date=date) for date in ("2022-03", "2022-03-01/2022-03-31"))
    notes.claim("c1", "a", one)
    notes.claim("c2", "b", other, stance="denied")
    support = notes.derived().support
    assert support[one] == support[other]
    assert (ids(support[one].supporting), ids(support[one].denying)) == (["c1"], ["c2"])


# -- what was taken back, corrected or retracted -------------------------------------------------------------------


def test_a_withdrawal_takes_back_the_claims_it_names() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp)
    world.notes.claim("c2", "a", world.country)
    world.notes.claim("c3", "a", world.camp, stance="retracted", retracts="claim/c1")
    assert world.sides(world.country) == (["c2"], [])


def test_a_withdrawal_that_names_none_takes_back_what_the_claimant_said_of_the_same() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp)
    world.notes.claim("c2", "a", world.camp, stance="denied")
    world.notes.claim("c3", "b", world.camp)
    world.notes.claim("c4", "a", world.country)
    world.notes.claim("c5", "a", world.camp, stance="retracted")
    assert world.sides(world.camp) == (["c3"], [])
    assert world.sides(world.country) == (["c3", "c4"], [])


@pytest.mark.parametrize(("said", "left"), [("2023-05", []), ("2023-06-02", ["c1"]), ("2023-06", []), ("", [])])
def test_only_what_was_certainly_said_later_outlives_a_withdrawal(said: str, left: list[str]) -> None:
    world = World()
    world.notes.say(world.notes.claim("c1", "a", world.camp), "date", *([said] if said else []))
    world.notes.claim("c2", "a", world.camp, stance="retracted", date="2023-06-01")
    assert world.sides(world.camp) == (left, [])


def test_a_withdrawal_can_be_withdrawn() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp)
    world.notes.claim("c2", "a", world.camp, stance="retracted", retracts="claim/c1")
    world.notes.claim("c3", "a", world.camp, stance="retracted", retracts="claim/c2")
    assert world.sides(world.camp) == (["c1"], [])


def test_a_withdrawal_recorded_as_a_judgement() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp)
    world.notes.thing("ClaimantWithdrawal", "judgement/w", "judgements", withdrawnClaim="claim/c1")
    assert world.sides(world.camp) == ([], [])
    world.notes.thing("ClaimantWithdrawal", "judgement/x", "judgements", undoes="judgement/w")
    assert world.sides(world.camp) == (["c1"], [])


def test_claims_read_in_a_retracted_source_do_not_count() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp, source="paper")
    world.notes.claim("c2", "a", world.camp, source="report")
    world.notes.thing("SourceRetraction", "judgement/r", "judgements", retractedSource="paper")
    assert world.sides(world.camp) == (["c2"], [])


def test_a_corrected_record_gives_way_to_the_newer_one() -> None:
    world = World()
    world.notes.claim("c1", "a", world.abroad)
    newer = world.notes.claim("c2", "a", world.camp)
    world.notes.say(newer, "prov:wasRevisionOf", "claim/c1")
    world.notes.claim("c3", "a", world.abroad, stance="denied")
    world.notes.thing("Correction", "judgement/k", "judgements", correctedClaim="claim/c3")
    assert (world.sides(world.abroad), world.sides(world.camp)) == (([], []), (["c2"], []))


def test_a_withdrawal_that_was_misread_takes_nothing_back() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp)
    world.notes.claim("c2", "a", world.camp, stance="retracted", retracts="claim/c1")
    newer = world.notes.claim("c3", "a", world.camp, stance="questioned")
    world.notes.say(newer, "prov:wasRevisionOf", "claim/c2")
    assert world.sides(world.camp) == (["c1"], [])


def test_a_chain_of_withdrawals_is_read_from_its_end() -> None:
    chain = {f"w{n}": [f"w{n + 1}"] for n in range(7)}
    assert overruled(chain) == {"w1", "w3", "w5", "w7"}


# -- columns -------------------------------------------------------------------------------------------------------


def cells(notes: Notes, name: str) -> dict[str, list[str]]:
    """Local name of the property → texts, for one subject in the columns."""
    found: dict[str, list[str]] = {}
    for subject, prop, value, graph in columns(notes.quads, SCHEMA):
        assert text_of(graph).endswith("graph/columns")
        if subject == name:
            found.setdefault(text_of(prop).rpartition("#")[2], []).append(text_of(value).rpartition("/id/")[2])
    return found


def test_columns_of_a_disputed_proposition() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp, work="w1", source=("p1", "p2"), relayedBy=("r1", "r2", "r3"))
    world.notes.claim("c2", "b", world.country, stance="denied")
    assert cells(world.notes, world.camp) == {
        "label": ["that there is a movement to camp"],
        "specialises": [text_of(world.country).rpartition("/id/")[2]],
        "supportedBy": ["claim/c1"],
        "deniedBy": ["claim/c2"],
        "root": ["w1"],
        "supportCount": ["1"],
        "denialCount": ["1"],
        "rootCount": ["1"],
        "sourceCount": ["2"],
        "relayCount": ["3"],
        "disputed": ["true"],
    }


def test_every_proposition_has_its_counts_even_if_they_are_nought() -> None:
    world = World()
    counts = ("supportCount", "denialCount", "rootCount", "sourceCount", "relayCount")
    found = cells(world.notes, world.abroad)
    assert [found[count] for count in counts] == [["0"]] * 5
    assert found["disputed"] == ["false"]
    assert "independence" not in found


def test_columns_have_the_types_of_the_ontology() -> None:
    world = World()
    world.notes.claim("c1", "a", world.camp)
    world.notes.claim("c2", "b", world.country)
    for _, prop, value, _ in columns(world.notes.quads, SCHEMA):
        declared = SCHEMA.properties[text_of(prop)]
        datatype = value.rpartition("^^")[2] if "^^" in value else ""
        assert declared.object == value.startswith("<")
        assert not datatype or (iri(declared.ranges[0]) == datatype and declared.computed)


# -- against the definition ----------------------------------------------------------------------------------------


@given(CASES)
def test_claims_reach_exactly_where_the_definition_says(case: list[Said]) -> None:
    notes = noted(case)
    derived, pairs = notes.derived(), relation(notes)
    withdrawn = {
        (said.claimant, said.cls, str(sorted(said.roles.items()))) for said in case if said.stance == "retracted"
    }
    own = {"for": dict[str, set[str]](), "against": dict[str, set[str]]()}
    for number, said in enumerate(case):
        claim = derived.facts.claims[notes.say(f"claim/c{number}", "states")]
        if not said.conditional and (said.claimant, said.cls, str(sorted(said.roles.items()))) not in withdrawn:
            side = "for" if said.stance in SUPPORTING else "against" if said.stance in OPPOSING else ""
            if side:
                own[side].setdefault(claim.states[0], set()).add(claim.iri)
    for name, found in derived.support.items():
        below = {one for one, other in pairs if other == name} | {name}
        above = {other for one, other in pairs if one == name} | {name}
        assert set(found.supporting) == {claim for each in below for claim in own["for"].get(each, ())}
        assert set(found.denying) == {claim for each in above for claim in own["against"].get(each, ())}


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_and_repetition_of_quads_change_nothing(case: list[Said], random: Random) -> None:
    notes = noted(case)
    before = tabulate(notes.derived())
    random.shuffle(notes.quads)
    notes.quads += notes.quads[: len(notes.quads) // 2]
    assert tabulate(notes.derived()) == before


@given(CASES)
def test_what_was_computed_before_changes_nothing(case: list[Said]) -> None:
    notes = noted(case)
    before = columns(notes.quads, SCHEMA)
    assert columns([*notes.quads, *before], SCHEMA) == before
