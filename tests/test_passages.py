"""A quotation is found verbatim at its one place, or it is said why not."""

from __future__ import annotations

import re
import string
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.resolve.folding import APOSTROPHES, QUOTES, SPACES, fold, fold_mapped
from kg.resolve.passages import Ambiguous, Found, Missing, Snapshot, locate

ARTICLE = (Path(__file__).parents[1] / "data" / "sources" / "seed-article.txt").read_bytes().decode("utf-8")
SEED = Snapshot(ARTICLE)

QUOTED = [
    "2,150 Ukrainian children, including orphans aged between six and fifteen, have been transferred",
    "President Alexander Lukashenko’s government",
    "Reuters did not receive responses to questions sent to Lukashenko's office",
    'it is "strongly likely" that Belarus is violating the Convention on the Rights of the Child',
    "in the form of 'forced population transfer' under the Rome Statute",
    "The report accused him of committing war crimes.",
]

UKRAINIAN = (
    "Президент О. Лукашенко заявив: «Ми нікого не вивозили».\r\n\r\n"
    "За словами омбудсмана, з 24 лютого 2022 р. вивезено 19\u00a0546 дітей. Це п’ята заява\u00a0міністерства."
)
ASTRAL = "👨‍👩‍👧 Діти 😀 «вдома»\u2009— сказав він. 𝔗he child\u00adren left.\r\n\tThey  were moved."

texts = st.text(
    st.sampled_from("ab Я1,.-'\"" + APOSTROPHES[:4] + QUOTES[:4] + SPACES[:6] + "\u00a0\u00ad😀"), max_size=60
)


def found(snapshot: Snapshot, quotation: str, prefix: str = "", suffix: str = "") -> Found:
    """The one place of the quotation."""
    place = locate(snapshot, quotation, prefix, suffix)
    assert isinstance(place, Found), place
    return place


def missing(snapshot: Snapshot, quotation: str, prefix: str = "", suffix: str = "") -> Missing:
    """What stands there instead of the quotation."""
    place = locate(snapshot, quotation, prefix, suffix)
    assert isinstance(place, Missing), place
    return place


def test_what_is_folded_is_all_white_space_and_no_letter_dash_or_digit() -> None:
    spaces = {char for char in map(chr, range(sys.maxunicode + 1)) if char.isspace()}
    assert set(SPACES) | {" "} == spaces
    untouched = string.ascii_letters + string.digits + "-–—‑'\"\u00ad\u200b\ufeff٣′″абвґєіїў"
    assert fold(untouched) == untouched


@settings(deadline=None)
@given(texts)
def test_every_folded_character_leads_back_to_its_own(text: str) -> None:
    folded = fold_mapped(text)
    assert folded.text == fold(text)
    places = [folded.original(at) for at in range(len(folded.text) + 1)]
    assert places == sorted(set(places))
    assert places[-1] == len(text)
    assert all(fold(text[place]) == char for place, char in zip(places, folded.text, strict=False))


@settings(deadline=None)
@given(texts, texts)
def test_folding_twice_changes_nothing_and_folding_is_length_true_for_marks(one: str, other: str) -> None:
    assert fold(fold(one)) == fold(one)
    assert fold(fold(one) + fold(other)) == fold(one + other)


@pytest.mark.parametrize("quotation", QUOTED)
def test_a_quotation_of_the_article_is_found_where_it_stands(quotation: str) -> None:
    place = found(SEED, quotation)
    assert ARTICLE[place.start : place.end] == place.exact == quotation
    assert ARTICLE[: place.start].endswith(place.prefix)
    assert ARTICLE[place.end :].startswith(place.suffix)
    assert ARTICLE[place.context_start :].startswith(place.context)
    assert place.exact in place.context
    assert not place.cut


@st.composite
def cuttings(draw: st.DrawFn) -> tuple[int, int]:
    """A span of the article of whole words, too many for it to have them twice."""
    words = [match.span() for match in re.finditer(r"\S+", ARTICLE)]
    first = draw(st.integers(0, len(words) - 15))
    return words[first][0], words[first + draw(st.integers(10, 14))][1]


@st.composite
def retypings(draw: st.DrawFn) -> tuple[int, int, str]:
    """Such a span and the same words as another keyboard or a word processor would have them."""
    start, end = draw(cuttings())
    marks = {"'": APOSTROPHES, "’": APOSTROPHES + "'", '"': QUOTES, " ": SPACES}
    retyped = "".join(draw(st.sampled_from(marks[char])) if char in marks else char for char in ARTICLE[start:end])
    return start, end, draw(st.text(SPACES, max_size=2)) + retyped.replace(" ", draw(st.sampled_from([" ", " \r\n "])))


@settings(deadline=None)
@given(retypings())
def test_a_retyped_quotation_is_found_at_its_place_in_the_sources_own_characters(case: tuple[int, int, str]) -> None:
    start, end, retyped = case
    place = found(SEED, retyped)
    assert (place.start, place.end, place.exact) == (start, end, ARTICLE[start:end])


@settings(deadline=None)
@given(cuttings(), st.data())
def test_a_quotation_with_one_letter_or_digit_changed_is_never_found(
    span: tuple[int, int], data: st.DataObject
) -> None:
    quotation = ARTICLE[slice(*span)]
    at = data.draw(st.sampled_from([n for n, char in enumerate(quotation) if char.isalnum()]))
    changed = quotation[:at] + data.draw(st.sampled_from("07qЖ")) + quotation[at + 1 :]
    assume(changed != quotation)
    place = missing(SEED, changed)
    assert ARTICLE[place.start :].startswith(place.nearest)
    assert place.found in ARTICLE
    assert place.wanted in changed
    assert place.found != place.wanted


@settings(deadline=None)
@given(texts, texts.filter(bool))
def test_any_text_and_any_quotation_give_an_answer_that_is_true_of_the_text(text: str, quotation: str) -> None:
    try:
        place = locate(Snapshot(text), quotation)
    except InputError:
        return
    if isinstance(place, Found):
        assert fold(text[place.start : place.end]) == fold(quotation).strip(" ")
        assert place.exact in place.context
    elif isinstance(place, Missing):
        assert place.difference
        assert place.start < 0 or text[place.start :].startswith(place.nearest)
    else:
        assert all(fold(text[start:]).startswith(fold(quotation).strip(" ")) for start in place.starts)


def test_one_digit_is_named() -> None:
    place = missing(SEED, "2,151 Ukrainian children")
    assert place == Missing("2,150 Ukrainian children", 343, "2,150", "2,151")
    assert place.difference == "the source has «2,150», not «2,151»"


@pytest.mark.parametrize(
    ("quotation", "difference"),
    [
        ("children have been lawfully transferred to Russia", "the source has «unlawfully», not «lawfully»"),
        ("Reuters did receive responses to questions", "the source also has «not»"),
        ("Belarus can never be considered a neutral state", "the source has «cannot», not «can never»"),
        ("the report accused him of committing war crimes", "the source has «The», not «the»"),
        ("accused him of committing many war crimes", "the source does not have «many»"),
        ("so - called rehabilitation and health care", "the source has «so-», not «so -»"),
        ("2 150 Ukrainian children", "the source has «2,150», not «2 150»"),
        ("The bananas of Peru were ripe by Wednesday", "nothing in the source is like it"),
    ],
)
def test_what_differs_is_said_in_words(quotation: str, difference: str) -> None:
    assert missing(SEED, quotation).difference == difference


def test_an_ellipsis_is_answered_with_what_to_do() -> None:
    place = missing(SEED, "stated that if proven … that Belarus is violating")
    assert place.found == ', it is "strongly likely"'
    assert place.difference.endswith("quote the parts around an ellipsis as passages of their own")


def test_a_letter_of_another_alphabet_is_named() -> None:
    place = missing(SEED, "2,150 Ukr\N{CYRILLIC SMALL LETTER A}inian children")
    assert place.difference.endswith(" (U+0061 LATIN SMALL LETTER A, not U+0430 CYRILLIC SMALL LETTER A)")


def test_a_difference_far_into_a_long_quotation_is_found_too() -> None:
    place = missing(SEED, ARTICLE.replace("personally ordered", "ordered"))
    assert (place.start, place.found, place.wanted) == (0, "personally", "")
    early = missing(
        SEED, ARTICLE.replace("Opposition leaders", "Position leaders").replace("personally ordered", "ordered")
    )
    assert (early.found, early.wanted) == ("Opposition", "Position")


def test_a_soft_hyphen_is_no_white_space_and_is_named() -> None:
    place = missing(Snapshot(ASTRAL), "children left")
    assert "SOFT HYPHEN" in place.difference
    assert place.nearest == "child\u00adren left"


def test_one_letter_put_together_otherwise_is_explained() -> None:
    place = missing(Snapshot("Діти йдуть додому."), "Діти и\u0306дуть додому")
    assert "copy them from the source" in place.difference


def test_offsets_are_code_points_of_the_text_as_held() -> None:
    place = found(Snapshot(ASTRAL), 'Діти 😀 "вдома" — сказав')
    assert (place.start, place.exact) == (ASTRAL.index("Діти"), "Діти 😀 «вдома»\u2009— сказав")
    moved = found(Snapshot(ASTRAL), "They were moved")
    assert (moved.exact, moved.start) == ("They  were moved", ASTRAL.index("They"))


def test_ukrainian_with_carriage_returns_and_narrow_spaces() -> None:
    snapshot = Snapshot(UKRAINIAN, "uk")
    place = found(snapshot, "вивезено 19 546 дітей")
    assert place.exact == "вивезено 19\u00a0546 дітей"
    assert place.context == "За словами омбудсмана, з 24 лютого 2022 р. вивезено 19\u00a0546 дітей."
    assert found(snapshot, "п'ята заява міністерства").exact == "п’ята заява\u00a0міністерства"
    assert missing(snapshot, "вивезено 19 456 дітей").found == "19\u00a0546"


def test_several_places_are_not_settled_by_the_first() -> None:
    place = locate(SEED, "the Rome Statute")
    assert isinstance(place, Ambiguous)
    assert len(place.starts) == 2
    assert all(ARTICLE.startswith("the Rome Statute", start) for start in place.starts)
    assert all("the Rome Statute" in context for context in place.contexts)


def test_what_stands_beside_chooses_among_places() -> None:
    assert found(SEED, "Belarus", suffix=" in exile").start == 24
    assert found(SEED, "Belarus", suffix="in   exile").start == 24
    assert found(SEED, "the Rome Statute", prefix="Geneva Conventions and").start == ARTICLE.rindex("the Rome Statute")


def test_what_should_stand_beside_and_does_not_is_shown() -> None:
    assert (
        missing(SEED, "exile", prefix="Belarus out of").difference
        == "the source has «from Belarus in», not «Belarus out of»"
    )
    assert (
        missing(SEED, "exile", suffix="denounced in").difference == "the source has «announced in», not «denounced in»"
    )


def test_a_number_cut_in_two_is_told() -> None:
    assert found(SEED, "150 Ukrainian children").cut == "2,150"
    assert found(Snapshot(UKRAINIAN, "uk"), "546 дітей").cut == "19\u00a0546"
    assert found(SEED, "lawfully transferred to Russia").cut == "unlawfully"


def test_whole_words_are_preferred_to_parts_of_words() -> None:
    place = found(Snapshot("The camps were full. A camp is no home."), "camp")
    assert (place.start, place.cut) == (23, "")


@pytest.mark.parametrize("quotation", ["", "  \u00a0\n", "“”", "…", "—"])
def test_a_quotation_without_words_is_refused(quotation: str) -> None:
    with pytest.raises(InputError, match="without words") as caught:
        locate(SEED, quotation)
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["", " ", "\ufeff", "…", "x"])
def test_a_source_with_next_to_nothing_in_it_has_nothing_like_the_quotation(text: str) -> None:
    assert missing(Snapshot(text), "2,150 Ukrainian children").start == -1


def test_a_large_text_is_folded_once_and_its_last_sentence_found() -> None:
    snapshot = Snapshot((ARTICLE + "\n\n") * 400 + "The  very last “sentence” here.")
    place = found(snapshot, 'very last "sentence"')
    assert place.context == "The  very last “sentence” here."
    assert missing(snapshot, "The very last “word” here").found == "sentence"
    assert snapshot.folded is snapshot.folded
    crowd = locate(snapshot, "2,150 Ukrainian children")
    assert isinstance(crowd, Ambiguous)
    assert (len(crowd.starts), len(crowd.contexts)) == (400, 10)
