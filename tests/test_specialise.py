"""Specialisation: narrower in every role, found without comparing all pairs, and the same as if one had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.derive import keys
from kg.derive.components import reached
from kg.derive.facts import gather
from kg.derive.specialise import specialise
from kg.schema import CT
from tests.claimed import CASES, Said, noted, relation
from tests.notes import SCHEMA, Notes, Value
from tests.synthetic import CHAINS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Roles = dict[str, Value]


def steps(notes: Notes) -> dict[str, tuple[str, ...]]:
    return specialise(gather(notes.quads, SCHEMA), SCHEMA)


def specialises(cls: str, narrow: Roles, broad: Roles) -> bool:
    """Whether the first proposition specialises the second, in a small world of places, events and populations."""
    notes = noted([])
    one, other = notes.proposition(cls, **narrow), notes.proposition(cls, **broad)
    return other in steps(notes).get(one, ())


@pytest.mark.parametrize(
    ("cls", "narrow", "broad"),
    [
        ("TransferLeg", {"destination": "camp"}, {"destination": "country"}),
        ("TransferLeg", {"destination": "camp", "event": "bus-ride"}, {"destination": "region"}),
        ("TransferLeg", {"event": "bus-ride", "date": "2022-03-05"}, {"event": "transfer", "date": "2022"}),
        ("TransferLeg", {"date": "2022-03/2022-05"}, {"date": "2022-02-24/.."}),
        ("TransferLeg", {"via": ("camp", "town")}, {"via": "region"}),
        ("TransferLeg", {"via": ("camp", "town")}, {"via": ("town", "country")}),
        ("TransferLeg", {"via": "camp"}, {"via": ("district", "region")}),
        ("TransferLeg", {"date": "2022-03"}, {"date": "2022-03/2022-05"}),
        ("Participation", {"agent": "a", "role": "ordered", "event": "bus-ride"}, {"agent": "a", "role": "ordered"}),
        ("Conjunction", {"conjunct": ("p", "q", "r")}, {"conjunct": ("p", "r")}),
        (
            "Affiliation",
            {"agent": "a", "date": "2022-03", "asOf": "2022-03-05"},
            {"agent": "a", "date": "2022", "asOf": "2022"},
        ),
    ],
)
def test_narrower_specialises_broader_and_never_the_reverse(cls: str, narrow: Roles, broad: Roles) -> None:
    assert specialises(cls, narrow, broad)
    assert not specialises(cls, broad, narrow)


def test_one_span_in_two_ways_of_writing_is_specialised_both_ways() -> None:
    assert specialises("TransferLeg", {"date": "2022-03~"}, {"date": "2022-03-01/2022-03-31"})
    assert specialises("TransferLeg", {"date": "2022-03-01/2022-03-31"}, {"date": "2022-03~"})


@pytest.mark.parametrize(
    ("cls", "one", "other"),
    [
        ("TransferLeg", {"destination": "camp"}, {"destination": "town"}),
        ("TransferLeg", {"origin": "camp"}, {"destination": "country"}),
        ("TransferLeg", {"destination": "camp"}, {"destination": "country", "event": "transfer"}),
        ("TransferLeg", {"date": "2022-03/2022-05"}, {"date": "2022-02-24/2022-03"}),
        ("TransferLeg", {"destination": "camp", "date": "2023"}, {"destination": "country", "date": "2022"}),
        ("TransferLeg", {"via": ("camp", "abroad")}, {"via": ("camp", "town")}),
        ("Participation", {"agent": "a", "role": "ordered"}, {"agent": "a", "role": "financed"}),
    ],
)
def test_neither_specialises_the_other(cls: str, one: Roles, other: Roles) -> None:
    assert not specialises(cls, one, other)
    assert not specialises(cls, other, one)


@pytest.mark.parametrize(
    ("cls", "role", "narrow", "broad"),
    [
        ("Control", "place", "camp", "country"),
        ("Consent", "event", "bus-ride", "transfer"),
        ("Consent", "population", "orphans", "children"),
        ("Purpose", "event", "bus-ride", "transfer"),
        ("MentalIndicator", "event", "bus-ride", "transfer"),
        ("Share", "population", "orphans", "children"),
    ],
)
def test_exact_roles_are_never_broadened(cls: str, role: str, narrow: str, broad: str) -> None:
    """Control of a town is not control of the country; consent to one ride is not consent to all."""
    assert not specialises(cls, {role: narrow}, {role: broad})


def test_classes_never_mix() -> None:
    notes = Notes()
    notes.proposition("Circumstance", event="transfer", place="camp")
    notes.proposition("Participation", event="transfer")
    assert steps(notes) == {}


def count(number: int, qualifier: str = "", **more: Value) -> Roles:
    return {"population": "orphans", "statedCount": number, **({"qualifier": qualifier} if qualifier else {}), **more}


@pytest.mark.parametrize(
    ("narrow", "broad", "holds"),
    [
        # at least n, from a larger figure
        (count(2442), count(2000, "atLeast"), True),
        (count(2442, "exactly"), count(2000, "atLeast"), True),
        (count(2442), count(2400, "moreThan"), True),
        (count(2400), count(2400, "moreThan"), False),
        (count(2400, "moreThan"), count(2401, "atLeast"), True),
        (count(2401, "atLeast"), count(2400, "moreThan"), True),
        (count(1999), count(2000, "atLeast"), False),
        # an unqualified figure is borne out only by itself
        (count(2442, "exactly"), count(2442), True),
        (count(2442), count(2442, "unqualified"), True),
        (count(2442), count(2442, "exactly"), False),
        (count(19514), count(16226), False),
        (count(2442, "atLeast"), count(2442), False),
        # upper bounds
        (count(40, "exactly"), count(50, "upTo"), True),
        (count(40, "upTo"), count(50, "fewerThan"), True),
        (count(40), count(50, "upTo"), False),
        (count(50, "exactly"), count(50, "fewerThan"), False),
        # words without bounds
        (count(20000), count(20000, "about"), False),
        (count(20000, "about"), count(20000, "atLeast"), False),
        (count(20000, "about"), count(20000, "about", asOf="2022"), False),
        (count(20000, "about", asOf="2022"), count(20000, "about"), True),
        # bounds that the words set
        (
            {"population": "orphans", "minCount": 320, "maxCount": 380},
            {"population": "orphans", "minCount": 300, "maxCount": 400},
            True,
        ),
        (count(350, "exactly"), {"population": "orphans", "minCount": 300, "maxCount": 400}, True),
        (count(350), {"population": "orphans", "minCount": 300, "maxCount": 400}, False),
        (count(350), {"population": "orphans", "minCount": 300}, True),
        # no figure at all
        (count(350), {"population": "orphans"}, True),
        ({"population": "orphans"}, count(350), False),
        # coarsening anything else turns exact into at least
        (count(40, "exactly"), {"population": "children", "statedCount": 40, "qualifier": "atLeast"}, True),
        (count(40, "exactly"), {"population": "children", "statedCount": 40, "qualifier": "exactly"}, False),
        (count(40, "exactly", place="camp"), count(40, "atLeast", place="country"), True),
        (count(40, "exactly", place="camp"), count(40, "exactly", place="country"), False),
        (count(40, "exactly", place="camp"), count(40, "exactly"), False),
        (count(40, "upTo", asOf="2022-03-05"), count(40, "upTo", asOf="2022"), False),
        (count(40, "exactly", asOf="2022-03"), count(40, "exactly", asOf="2022-03-01/2022-03-31"), True),
        (count(40, asOf="2022-03-05"), count(30, "atLeast", asOf="2022"), True),
    ],
)
def test_figures(narrow: Roles, broad: Roles, holds: bool) -> None:
    assert specialises("Count", narrow, broad) == holds


def share(value: str, qualifier: str) -> Roles:
    return {"population": "orphans", "share": value, "qualifier": qualifier}


def test_shares_are_not_whole() -> None:
    assert specialises("Share", share("85.1", "exactly"), share("85", "moreThan"))
    assert specialises("Share", share("85", "moreThan"), share("85", "atLeast"))
    assert not specialises("Share", share("85", "atLeast"), share("85", "moreThan"))
    assert not specialises("Share", share("86", "atLeast"), share("87", "fewerThan"))


def test_computed_bounds_change_nothing() -> None:
    """Compiling writes the bounds that a qualifier sets beside the figure; they are not a second statement."""
    notes = noted([])
    one = notes.proposition("Count", population="orphans", statedCount=2442)
    other = notes.proposition("Count", population="orphans", statedCount=2000, qualifier="atLeast")
    before = steps(notes)
    notes.say(one, "minCount", 2442, graph="propositions")
    notes.say(other, "minCount", 2000, graph="propositions")
    assert steps(notes) == before == {one: (other,)}


def test_only_the_nearest_steps_are_there() -> None:
    notes = noted([])
    camp, district, country = (
        notes.proposition("TransferLeg", destination=place) for place in ("camp", "district", "country")
    )
    thirty, twenty, ten = (
        notes.proposition("Count", population="orphans", statedCount=n, qualifier="atLeast") for n in (30, 20, 10)
    )
    day, month, year = (notes.proposition("Naming", named="a", date=date) for date in ("2022-03-05", "2022-03", "2022"))
    assert steps(notes) == {
        camp: (district,), district: (country,), thirty: (twenty,), twenty: (ten,), day: (month,), month: (year,),
    }  # fmt: skip


def test_a_chain_of_bounds_has_as_many_steps_as_links() -> None:
    notes = Notes()
    for number in range(2000):
        notes.proposition("Count", population="orphans", statedCount=number, qualifier="atLeast")
    assert sum(map(len, steps(notes).values())) == 1999


def test_many_values_are_compared_without_trying_all_combinations() -> None:
    notes = Notes()
    some = tuple(f"p{number}" for number in range(0, 60, 2))
    narrow = notes.proposition("Conjunction", conjunct=tuple(f"p{number}" for number in range(60)))
    broad = notes.proposition("Conjunction", conjunct=some)
    notes.proposition("Conjunction", conjunct=(*some, "elsewhere"))
    assert steps(notes)[narrow] == (broad,)


def test_subproperties_of_a_hierarchy_are_steps_on_it() -> None:
    """`ct:coarsensAlong` says so; none is declared yet, so one is made up here."""
    from dataclasses import replace

    within = SCHEMA.properties[CT.within]
    made_up = replace(within, iri=CT.within + "Walls", local="withinWalls", key="withinWalls", supers=(CT.within,))
    schema = replace(SCHEMA, properties={**SCHEMA.properties, made_up.iri: made_up})
    notes = noted([])
    cell, country = (
        notes.proposition("TransferLeg", destination="cell"),
        notes.proposition("TransferLeg", destination="country"),
    )
    subject, _, value, graph = next(quad for quad in notes.quads if quad[1] == f"<{CT.within}>" and "camp" in quad[0])
    notes.quads.append((subject.replace("camp", "cell"), f"<{made_up.iri}>", value, graph))
    assert specialise(gather(notes.quads, schema), schema) == {cell: (country,)}


# -- against the definition, pair by pair --------------------------------------------------------------------------


def closure(nearest: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    return {(one, other) for one in nearest for other in reached(nearest, one) if one != other}


@settings(max_examples=300)
@given(CASES)
def test_the_closure_of_the_steps_is_the_whole_relation(case: list[Said]) -> None:
    notes = noted(case)
    assert closure(steps(notes)) == relation(notes)


@given(CASES)
def test_the_relation_is_transitive_and_circles_are_only_of_equal_meaning(case: list[Said]) -> None:
    notes = noted(
        [said for said in case if "abroad" not in str(said.roles)]
    )  # two places within each other mean one place
    pairs, known = relation(notes), gather(notes.quads, SCHEMA).propositions
    assert all((one, far) in pairs for one, mid in pairs for start, far in pairs if mid == start and one != far)
    for one, other in pairs:
        if (other, one) in pairs:
            figures = {f"<{each}>" for each in (CT.statedCount, CT.qualifier, CT.share, CT.date, CT.asOf)}
            left, right = ({r: v for r, v in known[name].roles.items() if r not in figures} for name in (one, other))
            assert left == right, "equal but for the words of a date or a figure"


@given(CASES)
def test_no_step_is_bridged_by_another_proposition(case: list[Said]) -> None:
    nearest = steps(noted(case))
    for one, others in nearest.items():
        for middle in others:
            if one not in nearest.get(middle, ()):
                strict = {far for far in nearest.get(middle, ()) if middle not in nearest.get(far, ())}
                assert strict.isdisjoint(others)


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_quads_changes_nothing(case: list[Said], random: Random) -> None:
    notes = noted(case)
    before = steps(notes)
    random.shuffle(notes.quads)
    assert steps(notes) == before


@given(CASES)
def test_looking_values_up_by_hash_gives_the_same(case: list[Said]) -> None:
    """Beyond some ten thousand values of one frame they are no longer kept as bits."""
    notes = noted(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "MOST", 0)
        by_hash = steps(notes)
    by_bits = steps(notes)
    for one in {*by_hash, *by_bits}:
        assert reached(by_hash, one) == reached(by_bits, one)


@pytest.mark.parametrize("chain", CHAINS)
def test_of_a_long_chain_only_the_next_link_is_kept(chain: Callable[[int], Notes]) -> None:
    found = steps(chain(1500))
    assert len(found) == 1499
    assert {len(each) for each in found.values()} == {1}


def test_above_a_circle_of_places_everything_is_found() -> None:
    """Places that lie within each other in a circle mean the same; what they lie within is not lost."""
    notes = Notes()
    for narrow, broad in (("a", "b"), ("b", "c"), ("c", "a"), ("b", "d"), ("d", "e")):
        notes.say(narrow, "within", broad)
    names = {place: notes.proposition("TransferLeg", destination=place) for place in "abcde"}
    found = steps(notes)
    for place in "abc":
        assert set(reached(found, names[place])) == set(names.values())
    assert reached(found, names["d"]) == tuple(sorted([names["d"], names["e"]]))
