"""Nothing of the collection was dropped, and nobody is made to say more than was read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from kg.resolve.records import Record
from kg.schema import CT, OA, PROV
from tests.material import BEGIN, FACTS, PAGE, claims, entered, ident, page, records, text

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 40  # words of a quotation
MEND = "run: python -m tests.material"
# The collection's grades other than A.
GRADED_B = (
    "A01 A02 A04 A05 A06 A07 A08 A09 A10 B09 B17 B22 C06 C07 C08 C09 C13 C17 C19 C22 C24 D05 D06 D07 D15 "
    "E01 E02 E03 E04 E05 E08 F02"
)
GRADED_C = "C05"
# Who speaks, where the row or the page sets a trap for whoever enters it.
SPEAKERS = {
    "A09": {"nam"},  # one paper gives it to the Office of the Prosecutor General
    "A10": {"venediktova", "i24news"},  # and not the unnamed former prosecutor general
    "B02": {"prosecutor-generals-office-ua"},
    "B12": {"rchr"},  # who adds up what officials said; no official said the sum
    "C05": {"readovka"},  # who published an order; it is not Lukashenko's own word
    "C11": {"nam"},  # which says what he acknowledged
    "C20": {"ifrc"},  # which the page calls ICRC
    "G11": {"ep-committee-on-foreign-affairs", "ep-members"},  # and not the Parliament, which voted later
    "H03": {"euobserver", "eu-draft-authors"},  # a draft is no act of the Council
    "I08": {"zelenska", "kyiv-independent"},  # two figures in one article
    "J05": {"lvova-belova", "ukraine"},  # what Kyiv stated, as its opponent gives it, is Ukraine's
}
# What each position of a row is, by stance and speech act, where a careless entry would flatten it.
POSITIONS = {
    "A09": {("alleged", "accusation")},
    "B05": {("alleged", "accusation")},
    "C06": {("denied", "denial")},
    "C07": {("asserted", "admission")},
    "C08": {("asserted", "statement")},  # called a denial in the collection; its words deny nothing
    "C13": {("asserted", "admission")},
    "C14": {("asserted", "admission")},
    "C15": {("denied", "denial")},
    "C20": {("denied", "denial"), ("asserted", "announcement")},
    "C22": {("asserted", "finding"), ("denied", "finding"), ("asserted", "demand")},
    "G04": {("asserted", "finding"), ("tentative", "finding")},  # "constitutes" and "may amount to" in one sentence
    "G06": {("conditional", "resolution"), ("asserted", "resolution")},  # the second is kept without a proposition
    "G10": {("alleged", "accusation"), ("asserted", "demand"), ("asserted", "condemnation")},
    "H08": {("asserted", "statement")},  # rejects measures and denies no movement
    "J01": {("asserted", "decision"), ("tentative", "decision")},  # a procedure opened, nobody made a citizen by it
    "J02": {("asserted", "admission"), ("asserted", "statement")},  # the reason given is no part of what is admitted
    "J03": {("announced", "announcement")},  # families are still to come
    "J05": {("asserted", "statement"), ("questioned", "statement"), ("alleged", "accusation"), ("denied", "denial")},
}


def kinds(claim: Record) -> set[str]:
    """The classes of what a claim states."""
    return {each.cls.rpartition("#")[2] for each in stated(claim)}


def stated(claim: Record) -> Iterator[Record]:
    """What a claim states, without what stands inside it."""
    return (each.value for each in claim.all(CT.states) if isinstance(each.value, Record))


def passages(claim: Record) -> Iterator[Record]:
    """The passages of a claim."""
    return (each.value for each in claim.all(CT.passage) if isinstance(each.value, Record))


def words(passage: Record) -> str:
    """The quoted words of a passage, or nothing."""
    selectors = [each.value for each in passage.all(OA.hasSelector) if isinstance(each.value, Record)]
    return next((made.text(OA.exact) for made in selectors if made.text(OA.exact)), "")


def code(claim: Record, prop: str) -> str:
    """The end of the first value's IRI: a code as the ontology names it."""
    return claim.text(prop).rpartition("#")[2]


def position(claim: Record) -> tuple[str, str]:
    """Stance and speech act."""
    return code(claim, CT.stance), code(claim, CT.speechAct).removesuffix("Act")


@cache
def sources() -> dict[str, Record]:
    """Every source by its IRI."""
    return {record.iri: record for record in records() if record.cls == CT.Source}


def grade(claim: Record) -> str:
    """The certainty of a claim, its source's where it has none of its own."""
    own = code(claim, CT.certainty) or code(sources()[claim.text(CT.source)], CT.certainty)
    return own.removeprefix("certainty")


ENTERED = [(number, claim) for number, found in entered().items() for claim in found]
EACH = pytest.mark.parametrize(("number", "claim"), ENTERED, ids=[f"{n}-{ident(c)}" for n, c in ENTERED])


def test_the_collection_has_140_facts() -> None:
    assert len(FACTS) == len(set(FACTS)) == 140
    assert {FACTS[0], FACTS[-1]} == {"A01", "J07"}


def test_every_fact_was_entered() -> None:
    assert [number for number, found in entered().items() if not found] == []


def test_the_page_lists_how() -> None:
    shown = PAGE.read_text("utf-8")
    assert BEGIN in shown
    assert shown == page(shown, entered()), MEND


def row_grade(number: str) -> str:
    """The grade that the collection gives to a row."""
    return "C" if number in GRADED_C else "B" if number in GRADED_B else "A"


@EACH
def test_a_claim_says_how_certain_its_words_are(number: str, claim: Record) -> None:
    assert grade(claim) in {row_grade(number), "C"}, f"{number} has the grade {row_grade(number)}"
    if not any(words(passage) for passage in passages(claim)):
        assert grade(claim) == "C", "no words were seen: write `certainty: C`"


@EACH
def test_a_claim_has_a_source_and_words_that_are_there_or_not_held(number: str, claim: Record) -> None:
    assert claim.text(CT.source) in sources(), number
    states = {code(passage, CT.passageState) for passage in passages(claim)}
    assert states <= {"passageFound", "passageNotHeld", "passageParaphrased"}
    assert states


@pytest.mark.parametrize("number", FACTS)
def test_a_fact_keeps_the_words_of_its_row_and_their_grade(number: str) -> None:
    quoting = [claim for claim in entered()[number] if any(words(passage) for passage in passages(claim))]
    assert row_grade(number) in {grade(claim) for claim in quoting}, "quote what was seen"


def test_no_quotation_is_long() -> None:
    long = {ident(c): n for c in claims() for p in passages(c) if (n := len(words(p).split())) > LONGEST}
    assert long == {}, f"quote {LONGEST} words at most"


def test_nobody_named_is_a_minor() -> None:
    minors = [ident(record) for record in records() if record.text(CT.minor) == "true"]
    assert minors == []
    born = [each for claim in claims() for each in stated(claim) if each.cls == CT.Birth]
    assert [ident(each) for each in born if each.text(CT.latest)[:4] > "2004"] == []


def test_a_population_has_no_name() -> None:
    people = {record.iri for record in records() if record.cls == CT.Population}
    assert [ident(c) for c in claims() for each in stated(c) if each.text(CT.named) in people] == []


@pytest.mark.parametrize("number", SPEAKERS)
def test_the_right_one_speaks(number: str) -> None:
    assert {text(claim.first(PROV.wasAttributedTo)) for claim in entered()[number]} == SPEAKERS[number]


@pytest.mark.parametrize("number", POSITIONS)
def test_stance_and_speech_act_are_kept_apart(number: str) -> None:
    held = {position(claim) for claim in entered()[number] if "Affiliation" not in kinds(claim)}
    assert {(stance, act.lower()) for stance, act in held} == POSITIONS[number]


@EACH
def test_no_denial_is_of_a_movement_or_a_number(number: str, claim: Record) -> None:
    if number[0] in "ABCGHIJ" and code(claim, CT.stance) == "denied":
        assert kinds(claim) <= {"Qualification", "Participation"}


def test_what_was_announced_is_nowhere_said_to_have_been() -> None:
    planned = [claim for claim in entered()["B21"] if code(claim, CT.stance) == "announced"]
    events = {each.text(CT.event) for claim in planned for each in stated(claim)}
    said = {code(c, CT.stance) for c in claims() for each in stated(c) if each.text(CT.event) in events}
    assert said == {"announced"}


def test_a_decision_keeps_both_its_days() -> None:
    statuses = [each for claim in entered()["C23"] for each in stated(claim) if each.cls == CT.MeasureStatus]
    assert ("2023-10-03", "2023-12-01") in {(s.text(CT.decidedOn), s.text(CT.effectiveOn)) for s in statuses}


def test_figures_of_different_rules_are_of_different_populations() -> None:
    counted: dict[str, set[str]] = {}
    for number in ("A02", "B01", "B05", "B11", "B12", "B13", "B14", "B22", "C01"):
        for claim in entered()[number]:
            for each in stated(claim):
                if each.text(CT.statedCount):
                    counted.setdefault(each.text(CT.population), set()).add(each.text(CT.statedCount))
    assert sorted(counted.values(), key=min) == [
        {"1050"}, {"131"}, {"2000"}, {"2100"}, {"2150"}, {"2200", "2219"}, {"3000"}, {"48"}, {"8"}, {"9000"},
    ]  # fmt: skip


def test_where_dubrava_lies_is_claimed_both_ways() -> None:
    lies = {
        (text(claim.first(PROV.wasAttributedTo)), each.text(CT.object).rpartition("/")[2])
        for claim in claims()
        for each in stated(claim)
        if each.cls == CT.Relation
        and each.text(CT.subject).endswith("/dubrava")
        and code(each, CT.relation) == "locatedIn"
    }
    assert {("nam", "minsk-region"), ("rchr", "gomel-region")} <= lies
