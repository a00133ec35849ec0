"""Conflicts, whatever the case: what must hold of figures, times, rounding and rules for any claims at all."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.contradictions import Conflict, compare, contradictions
from kg.contradictions.grounds import Grounds
from kg.contradictions.rounding import Direction, agrees, unit
from kg.contradictions.rules.counts import clashes
from kg.contradictions.times import one_time, overlap
from kg.derive import derive
from tests.claimed import CASES, PLACES, POPULATIONS, Said
from tests.notes import SCHEMA, Notes, Value

if TYPE_CHECKING:
    from random import Random

    from kg.contradictions.figures import Figure

DAYS = st.dates().map(lambda day: day.isoformat())
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))
NUMBERS = st.integers(0, 10**6).map(Decimal) | st.decimals(0, 100, places=1)
WORDS = ("unqualified", "exactly", "atLeast", "moreThan", "about", "upTo", "fewerThan")
WIDER = {"exactly": ("atLeast", "upTo", "unqualified", "about"), "atLeast": ("about",), "unqualified": ("about",),
         "moreThan": ("atLeast", "about"), "upTo": ("about",), "fewerThan": ("upTo", "about"), "about": ()}  # fmt: skip


class Count(NamedTuple):
    """A figure to be claimed: of which population, how many, in which words, of which work and day."""

    population: str
    number: int
    words: str
    work: str
    day: str
    claimant: str


COUNTS = st.builds(
    Count,
    st.sampled_from(["children", "orphans"]),
    st.integers(0, 30),
    st.sampled_from(WORDS),
    st.sampled_from(["report", "letter", ""]),
    st.sampled_from(["2023-03-28", "2023-03", "2023", ""]),
    st.sampled_from("abc"),
).filter(
    lambda each: (
        (each.number, each.words) != (0, "fewerThan")
    )  # nothing is that few: what is impossible has no wider words
)


def counted(counts: list[Count]) -> Notes:
    """A case of figures."""
    notes = Notes()
    notes.say("orphans", "partOf", "children")
    for work in ("report", "letter"):
        notes.thing("Work", work)
    for at, each in enumerate(counts):
        said: dict[str, Value] = {"population": each.population, "statedCount": each.number, "qualifier": each.words}
        more: dict[str, str] = {key: value for key, value in (("work", each.work), ("date", each.day)) if value}
        notes.claim(f"c{at}", each.claimant, notes.proposition("Count", **said), **more)
    return notes


def mixed(case: list[Said], counts: list[Count]) -> Notes:
    """A case of everything that can be said, denied or doubted."""
    notes = counted(counts)
    for known, along in ((PLACES, "within"), (POPULATIONS, "partOf")):
        for narrow, broad in known.items():
            notes.say(narrow, along, broad)
    for number, (claimant, cls, roles, stance, _) in enumerate(case):
        notes.claim(f"d{number}", claimant, notes.proposition(cls, **roles), stance=stance)
    return notes


def found(notes: Notes) -> list[Conflict]:
    return compare(derive(notes.quads, SCHEMA), SCHEMA)


# Times and rounding


@given(SPANS, SPANS)
def test_one_time_is_symmetric_and_has_a_day_in_common(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert one_time(one, other) == one_time(other, one)
    assert one_time(one, one)
    assert overlap(one, other) or not one_time(one, other)


@given(NUMBERS, st.sampled_from(Direction))
def test_a_figure_agrees_with_itself(number: Decimal, way: Direction) -> None:
    assert agrees(number, way, number)


@given(NUMBERS, NUMBERS, st.sampled_from(Direction))
def test_what_agrees_is_less_than_one_place_away_and_on_the_side_of_its_words(
    relay: Decimal, root: Decimal, way: Direction
) -> None:
    if relay != root and agrees(relay, way, root):
        assert abs(relay - root) < unit(relay)
        assert way is not Direction.NOWHERE
        assert way is not Direction.DOWN or relay < root
        assert way is not Direction.UP or relay > root


@given(NUMBERS, NUMBERS, st.sampled_from(Direction), st.sampled_from(Direction))
def test_two_different_figures_are_never_each_other_rounded(
    one: Decimal, other: Decimal, way: Direction, another: Direction
) -> None:
    assert one == other or not (agrees(one, way, other) and agrees(other, another, one))


# Bounds


def figures(counts: list[Count]) -> list[Figure]:
    grounds = Grounds(derive(counted(counts).quads, SCHEMA), SCHEMA)
    return [figure for each in grounds.figures.values() for figure in each if figure.matter.population.endswith("n>")]


def apart(pairs: list[tuple[Figure, Figure]]) -> set[tuple[str, str]]:
    return {(low.proposition, high.proposition) for low, high in pairs}


@given(st.lists(COUNTS, max_size=8))
def test_figures_exclude_one_another_whichever_comes_first(counts: list[Count]) -> None:
    every = figures([each._replace(population="children") for each in counts])
    ahead, back = apart(list(clashes(every, []))), apart(list(clashes(every[::-1], [])))
    assert (
        ahead
        == back
        == {
            (a.proposition, b.proposition)
            for a in every
            for b in every
            if a is not b and a.quantity.high < b.quantity.low
        }
    )


@given(st.lists(COUNTS, min_size=1, max_size=6), st.data())
def test_wider_words_never_make_a_conflict(counts: list[Count], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(counts) - 1))
    wider = WIDER[counts[at].words]
    if wider:
        widened = [*counts[:at], counts[at]._replace(words=data.draw(st.sampled_from(wider))), *counts[at + 1 :]]
        before = {each.id for each in found(counted(counts)) if each.rule in ("counts", "partition")}
        after = {each.id for each in found(counted(widened)) if each.rule in ("counts", "partition")}
        assert after <= before


# Rules


@given(CASES, st.lists(COUNTS, max_size=6), st.randoms())
@settings(max_examples=60)
def test_the_order_of_quads_changes_nothing(case: list[Said], counts: list[Count], random: Random) -> None:
    notes = mixed(case, counts)
    shuffled = list(notes.quads)
    random.shuffle(shuffled)
    assert sorted(contradictions(derive(shuffled, SCHEMA), SCHEMA)) == sorted(
        contradictions(derive(notes.quads, SCHEMA), SCHEMA)
    )


@given(CASES, st.lists(COUNTS, min_size=1, max_size=6), st.data())
@settings(max_examples=60)
def test_one_more_relay_changes_no_conflict(case: list[Said], counts: list[Count], data: st.DataObject) -> None:
    """The same words of the same claimant in the same work, read in another paper: ids and digests stay."""
    notes, again = mixed(case, counts), data.draw(st.integers(0, len(counts) - 1))
    before = {(each.id, each.digest) for each in found(notes)}
    each = counts[again]
    said: dict[str, Value] = {"population": each.population, "statedCount": each.number, "qualifier": each.words}
    more: dict[str, str] = {key: value for key, value in (("work", each.work), ("date", each.day)) if value}
    name = notes.proposition("Count", **said)
    notes.claim("relay", each.claimant, name, source="another-paper", relayedBy=("agency", "paper"), **more)
    assert {(each.id, each.digest) for each in found(notes)} == before


@given(CASES, st.lists(COUNTS, max_size=6))
@example([], [Count("children", 0, "fewerThan", "", "2023-03", "a")])
@settings(max_examples=60)
def test_a_conflict_has_an_id_of_its_own_and_claims_that_contradict(case: list[Said], counts: list[Count]) -> None:
    every = found(mixed(case, counts))
    assert len({each.id for each in every}) == len(every)
    for each in every:
        assert len(each.claims) > 1 or each.judgements
        assert all(side.claims and side.propositions for side in each.sides)
        assert each.because.endswith(".")


@given(CASES)
@settings(max_examples=60)
def test_only_what_is_put_forward_or_denied_contradicts(case: list[Said]) -> None:
    firm = {"asserted", "alleged", "denied"}
    doubtful = [each._replace(stance="tentative") if each.stance not in firm else each for each in case]
    kept = [each for each in case if each.stance in firm]
    assert {each.id for each in found(mixed(doubtful, []))} == {each.id for each in found(mixed(kept, []))}
