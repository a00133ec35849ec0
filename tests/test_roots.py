"""Roots: repetitions never count, judgements do, and unknown is not independent."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.derive import columns
from kg.derive.components import reached
from kg.schema import CT
from tests.notes import SCHEMA, Notes, ids

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

SHOWN, SHARED, UNKNOWN = "independenceShown", "independenceShared", "independenceUnknown"


Spoken = tuple[str, str, dict[str, str]]  # id, claimant, further keys of a claim


def note(*claims: Spoken, draws: Mapping[str, str | tuple[str, ...]] | None = None) -> Notes:
    """Claims on one proposition, over works that draw on one another, or on what is called a dataset."""
    notes = Notes()
    leg = notes.proposition("TransferLeg", origin="x", destination="y")
    for work, origins in (draws or {}).items():
        notes.thing("Work", work, drawsOn=origins)
        for origin in (origins,) if isinstance(origins, str) else origins:
            notes.thing("EvidenceItem" if "dataset" in origin else "Work", origin)
    for ident, claimant, more in claims:
        notes.claim(ident, claimant, leg, **more)
        if "work" in more:
            notes.thing("Work", more["work"])
    return notes


def roots(notes: Notes) -> list[str]:
    (support,) = notes.derived().support.values()
    return ids(support.roots)


def independence(notes: Notes) -> str:
    (support,) = notes.derived().support.values()
    return support.independence[1:-1].rpartition("#")[2]


def test_five_newspapers_on_one_report_are_one_root() -> None:
    notes = note(
        *[(f"c{n}", "agency", {"work": "report", "source": f"paper-{n}", "relayedBy": f"paper-{n}"}) for n in range(5)]
    )
    assert roots(notes) == ["report"]
    (support,) = notes.derived().support.values()
    assert (support.sources, support.relays, len(support.supporting)) == (5, 5, 5)
    assert independence(notes) == SHARED


def test_a_lone_claim_has_a_root_and_no_independence() -> None:
    notes = note(("c1", "agency", {"work": "report"}))
    assert (roots(notes), independence(notes)) == (["report"], "")


def test_no_claim_no_root() -> None:
    assert (roots(note()), independence(note())) == ([], "")


def test_without_a_work_the_claimant_is_the_root() -> None:
    assert roots(note(("c1", "agency", {}), ("c2", "ministry", {}))) == ["agency", "ministry"]


def test_one_claimant_in_two_works_is_one_root() -> None:
    assert roots(note(("c1", "agency", {"work": "report"}), ("c2", "agency", {"work": "interview"}))) == ["interview"]


def test_two_claimants_in_one_work_are_one_root() -> None:
    assert roots(note(("c1", "a", {"work": "report"}), ("c2", "b", {"work": "report"}))) == ["report"]


def test_a_resolution_that_repeats_a_study_adds_no_root_and_the_study_names_it() -> None:
    notes = note(
        ("c1", "parliament", {"work": "a-resolution"}),
        ("c2", "lab", {"work": "study"}),
        draws={"a-resolution": "study"},
    )
    assert roots(notes) == ["study"]


def test_two_works_that_draw_on_one_dataset_are_one_root_named_by_a_work() -> None:
    notes = note(
        ("c1", "a", {"work": "w1"}),
        ("c2", "b", {"work": "w2"}),
        draws={"w1": "a-dataset", "w2": ("mid",), "mid": "a-dataset"},
    )
    notes.thing("EvidenceItem", "a-dataset")
    assert roots(notes) == ["mid"]


def test_claims_that_rest_on_one_evidence_item_are_one_root() -> None:
    notes = note(("c1", "a", {"evidence": "testimony"}), ("c2", "b", {"evidence": "testimony"}))
    assert roots(notes) == ["a"]


def test_a_common_source_does_not_make_one_root() -> None:
    assert roots(note(("c1", "a", {"source": "paper"}), ("c2", "b", {"source": "paper"}))) == ["a", "b"]


def test_a_common_relay_does_not_make_one_root() -> None:
    assert roots(note(("c1", "a", {"relayedBy": "agency"}), ("c2", "b", {"relayedBy": "agency"}))) == ["a", "b"]


def test_works_are_joined_only_where_what_joins_them_speaks_too() -> None:
    """A survey draws on both reports; only where the survey itself supports the proposition are they one root."""
    draws = {"survey": ("report-1", "report-2")}
    reports: list[Spoken] = [
        ("c1", "a", {"work": "report-1"}),
        ("c2", "b", {"work": "report-2"}),
    ]
    assert roots(note(*reports, draws=draws)) == ["report-1", "report-2"]
    assert roots(note(*reports, ("c3", "s", {"work": "survey"}), draws=draws)) == ["report-1"]


def test_a_claimant_joins_only_claims_on_the_same_matter() -> None:
    notes = note(("c1", "a", {"work": "w1"}), ("c2", "b", {"work": "w2"}))
    other = notes.proposition("TransferLeg", origin="elsewhere", destination="y")
    notes.claim("c3", "a", other, work="w2")
    assert ids(notes.derived().support[other].roots) == ["w2"]
    leg = next(name for name in notes.derived().support if name != other)
    assert ids(notes.derived().support[leg].roots) == ["w1", "w2"]


def test_works_in_a_circle_are_one_root() -> None:
    draws = {"w1": "w2", "w2": "w3", "w3": "w1", "w4": "w3"}
    assert roots(note(("c1", "a", {"work": "w4"}), ("c2", "b", {"work": "w2"}), draws=draws)) == ["w1"]


def test_a_long_chain_of_works_is_no_problem() -> None:
    draws = {f"w{n}": f"w{n + 1}" for n in range(5000)}
    assert roots(note(("c1", "a", {"work": "w0"}), ("c2", "b", {"work": "w2500"}), draws=draws)) == ["w5000"]


def test_a_claim_without_claimant_and_work_has_no_root() -> None:
    """The shapes refuse such a claim; a source in the claimant's stead would be refused once more, as a root."""
    notes = note(("c1", "", {"source": "leaflet"}), ("c2", "", {"source": "leaflet"}))
    assert roots(notes) == []
    assert independence(notes) == ""
    assert roots(note(("c1", "", {"source": "leaflet"}), ("c2", "b", {}))) == ["b"]


def test_evidence_ties_claims_and_is_no_root_itself() -> None:
    assert roots(note(("c1", "b", {"evidence": "a-photo"}), ("c2", "c", {"evidence": "a-photo"}))) == ["b"]


TWO: list[Spoken] = [
    ("c1", "a", {"work": "w1"}),
    ("c2", "b", {"work": "w2"}),
]


@pytest.mark.parametrize(
    ("judgements", "names", "outcome"),
    [
        ([], ["w1", "w2"], UNKNOWN),
        ([("w1", "w2", SHOWN)], ["w1", "w2"], SHOWN),
        ([("a", "b", SHOWN)], ["w1", "w2"], SHOWN),
        ([("w2", "a", SHOWN)], ["w1", "w2"], SHOWN),
        ([("w1", "w2", SHARED)], ["w1"], SHARED),
        ([("b", "a", SHARED)], ["w1"], SHARED),
        ([("w1", "w2", UNKNOWN)], ["w1", "w2"], UNKNOWN),
        ([("w1", "w2", SHOWN), ("w2", "w1", UNKNOWN)], ["w1", "w2"], UNKNOWN),
        ([("w1", "w2", SHOWN), ("w1", "w2", SHARED)], ["w1"], SHARED),
        ([("w1", "w3", SHOWN)], ["w1", "w2"], UNKNOWN),
        ([("w1", "w3", SHARED), ("w3", "w2", SHARED)], ["w1", "w2"], UNKNOWN),
    ],
)
def test_judgements(judgements: list[tuple[str, str, str]], names: list[str], outcome: str) -> None:
    notes = note(*TWO)
    for number, judgement in enumerate(judgements):
        notes.judge(f"j{number}", *judgement)
    assert (roots(notes), independence(notes)) == (names, outcome)


def test_an_undone_judgement_has_no_effect() -> None:
    notes = note(*TWO)
    notes.judge("j1", "w1", "w2", SHOWN)
    notes.judge("j2", "x", "y", UNKNOWN, undoes="judgement/j1")
    assert independence(notes) == UNKNOWN
    notes.judge("j3", "x", "y", UNKNOWN, undoes="judgement/j2")
    assert independence(notes) == SHOWN


def test_shared_is_inherited_from_upstream() -> None:
    notes = note(*TWO, draws={"w1": "study-1", "w2": ("study-2", "survey")})
    notes.judge("j1", "study-1", "study-2", SHARED)
    assert roots(notes) == ["study-1"]


def test_shown_is_inherited_only_by_what_rests_on_nothing_else() -> None:
    notes = note(*TWO, draws={"w1": "study-1", "w2": "study-2"})
    notes.judge("j1", "study-1", "study-2", SHOWN)
    assert independence(notes) == SHOWN
    notes.thing("Work", "w2", drawsOn="survey")
    assert independence(notes) == UNKNOWN, "of the survey nothing was shown"


def test_a_root_judged_independent_of_itself_stays_one() -> None:
    notes = note(("c1", "a", {"work": "w1"}), ("c2", "a", {"work": "w2"}))
    notes.judge("j1", "w1", "w2", SHOWN)
    assert (roots(notes), independence(notes)) == (["w1"], SHARED)


def test_one_shown_pair_among_several_roots_is_enough() -> None:
    notes = note(*TWO, ("c3", "c", {"work": "w3"}))
    notes.judge("j1", "w1", "w3", SHOWN)
    assert (roots(notes), independence(notes)) == (["w1", "w2", "w3"], SHOWN)


def test_the_root_of_a_claim_is_its_work_or_else_its_claimant() -> None:
    notes = note(("c1", "a", {"work": "w1"}), ("c2", "b", {}), draws={"w1": "study"})
    found = {
        (ids([s])[0], ids([o])[0])
        for s, p, o, _ in columns(notes.quads, SCHEMA)
        if p == f"<{CT.root}>" and "/claim/" in s
    }
    assert found == {("c1", "w1"), ("c2", "b")}


# -- against the definition, pair by pair --------------------------------------------------------------------------

WORKS = [f"w{n}" for n in range(5)]
CLAIMS = st.lists(
    st.tuples(
        st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True),
        st.lists(st.sampled_from(WORKS), max_size=2, unique=True),
        st.lists(st.sampled_from(["e1", "e2"]), max_size=1),
    ),
    min_size=1,
    max_size=6,
)
DRAWS = st.lists(st.tuples(st.sampled_from(WORKS), st.sampled_from([*WORKS, "e1", "e2"])), max_size=5)
JUDGED = st.lists(
    st.tuples(
        st.sampled_from([*WORKS, "a", "b"]),
        st.sampled_from([*WORKS, "a", "b"]),
        st.sampled_from([SHOWN, SHARED, UNKNOWN]),
    ),
    max_size=2,
)
Spec = list[tuple[list[str], list[str], list[str]]]


def made(claims: Spec, draws: list[tuple[str, str]], judged: list[tuple[str, str, str]], relays: int = 0) -> Notes:
    notes = Notes()
    leg = notes.proposition("TransferLeg", origin="x", destination="y")
    for work in WORKS:
        notes.thing("Work", work, drawsOn=tuple(source for one, source in draws if one == work))
    for number, (claimants, works, evidence) in enumerate(claims):
        claim = notes.claim(f"c{number}", "", leg, work=tuple(works), evidence=tuple(evidence))
        notes.say(claim, "prov:wasAttributedTo", *claimants)
        notes.say(claim, "relayedBy", *[f"relay-{each}" for each in range(relays)], *(["a", "w0"] if relays else []))
    for number, judgement in enumerate(judged):
        notes.judge(f"j{number}", *judgement)
    return notes


def by_definition(claims: Spec, draws: list[tuple[str, str]], judged: list[tuple[str, str, str]]) -> int:
    """Connected components, comparing each claim with each."""
    arcs = {work: [source for one, source in draws if one == work] for work in WORKS}
    reach = [
        {*claimants, *(each for item in (*works, *evidence) for each in reached(arcs, item))}
        for claimants, works, evidence in claims
    ]
    shared = [{one, other} for one, other, outcome in judged if outcome == SHARED]
    groups = [{number} for number in range(len(claims))]
    for one, other in combinations(range(len(claims)), 2):
        pairs = [{a, b} for a in reach[one] for b in reach[other]]
        if reach[one] & reach[other] or any(pair in shared for pair in pairs):
            joined = [group for group in groups if one in group or other in group]
            groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return len(groups)


@given(CLAIMS, DRAWS, JUDGED)
def test_roots_are_the_components_of_the_definition(
    claims: Spec, draws: list[tuple[str, str]], judged: list[tuple[str, str, str]]
) -> None:
    assert len(roots(made(claims, draws, judged))) == by_definition(claims, draws, judged)


@given(CLAIMS, DRAWS, JUDGED)
def test_a_relay_never_changes_roots(
    claims: Spec, draws: list[tuple[str, str]], judged: list[tuple[str, str, str]]
) -> None:
    plain, relayed = made(claims, draws, judged), made(claims, draws, judged, relays=3)
    assert (roots(plain), independence(plain)) == (roots(relayed), independence(relayed))


@given(CLAIMS, DRAWS, JUDGED, st.randoms(use_true_random=False))
def test_the_order_of_quads_never_changes_roots(
    claims: Spec, draws: list[tuple[str, str]], judged: list[tuple[str, str, str]], random: Random
) -> None:
    notes = made(claims, draws, judged)
    before = notes.derived().support
    random.shuffle(notes.quads)
    assert notes.derived().support == before
