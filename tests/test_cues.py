"""Hedges and negations that a quotation leaves out of its own sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.cues import Cue, compiled, left_out

CONDITION = Cue(("if proven", "provided that", "provided", "if"), "condition", "condition")
DOUBT = Cue(("could", "may", "allegedly", "strongly likely", "likely", "so-called", "no evidence"), "hedge", "doubt")
NEGATION = Cue(("not", "cannot", "n't", "no", "never"), "hedge", "negation")
ENGLISH = compiled([CONDITION, DOUBT, NEGATION])
SLAVIC = compiled(
    [
        Cue(("не", "ні", "нет"), "hedge", "negation"),
        Cue(("нібито", "начебто", "якобы", "за умови, що", "нібы", "м’яко кажучи"), "hedge", "doubt"),
    ]
)

IOFFE = (
    'Julia Ioffe stated that if proven, it is "strongly likely" that Belarus is violating the Convention on the Rights '
    "of the Child."
)


def words(sentence: str, quotation: str) -> list[str]:
    """The words left out when the sentence is quoted so far."""
    start = sentence.index(quotation)
    cues = SLAVIC if any("а" <= char <= "я" for char in sentence) else ENGLISH
    return [word for word, _ in left_out(sentence, start, start + len(quotation), cues)]


@pytest.mark.parametrize(
    ("sentence", "quotation", "expected"),
    [
        (IOFFE, "Belarus is violating the Convention", ["if proven", "strongly likely"]),
        (IOFFE, 'it is "strongly likely" that Belarus is violating', ["if proven"]),
        (IOFFE, 'if proven, it is "strongly likely"', []),
        (IOFFE, 'likely" that Belarus is violating', ["if proven", "strongly likely"]),
        ("They didn’t take children.", "take children", ["didn’t"]),
        ("They didn't take children.", "They did", ["didn't"]),
        ("It can't and cannot be so.", "be so", ["can't", "cannot"]),
        ("They went to so-called camps.", "camps", ["so-called"]),
        ("They went to so‑called camps.", "called camps", ["so‑called"]),
        ("There is no  evidence\nof consent.", "of consent", ["no  evidence"]),
        ("COULD it be? If proven, yes.", "yes", ["COULD", "If proven"]),
        ("He is alle\u00adgedly involved.", "involved", ["alle\u00adgedly"]),
        ("The knot in the notice of noon.", "the notice", []),
        ("A no-fly zone and a not-for-profit camp.", "zone", []),
        ("They left on May 23, in May and on 23 May 2022.", "They left", []),
        ("“May I go?” May we? They may.", "go", ["May", "May", "may"]),
        ("Дітей не вивозили.", "вивозили", ["не"]),
        ("Небо немає нічого; неправда, не-правда.", "неправда", []),
        ("Детей якобы вывезли.", "вывезли", ["якобы"]),
        ("НЕ вивезли їх, за умови,\u00a0що згода є.", "вивезли їх", ["НЕ", "за умови,\u00a0що"]),
        ("М'яко кажучи, дзяцей нібы\nвывезлі.", "дзяцей", ["М'яко кажучи", "нібы"]),
    ],
)
def test_words_left_out(sentence: str, quotation: str, expected: list[str]) -> None:
    assert words(sentence, quotation) == expected


def test_each_word_comes_with_the_cue_that_says_what_covers_it() -> None:
    found = left_out(IOFFE, 0, 4, ENGLISH)
    assert [(word, cue.covered_by) for word, cue in found] == [("if proven", "condition"), ("strongly likely", "hedge")]


def test_a_word_that_two_cues_claim_belongs_to_the_first() -> None:
    first, second = Cue(("unless",), "condition", "first"), Cue(("Unless ",), "hedge", "second")
    assert left_out("Unless so.", 7, 9, compiled([first, second])) == [("Unless", first)]


def test_no_cues_no_words() -> None:
    assert left_out(IOFFE, 0, 4, compiled([])) == []
    assert left_out(IOFFE, 0, 4, compiled([Cue(("", " "), "hedge", "empty")])) == []


def test_signs_in_a_cue_are_themselves_and_not_a_pattern() -> None:
    assert left_out("Is it (?) so.*", 0, 2, compiled([Cue(("(?)", ".*"), "hedge", "sign")]))[0][0] == "(?)"


@settings(deadline=None)
@given(st.lists(st.sampled_from(["not", "children", "could", "if proven", "taken", "😀", "so-called"]), max_size=12))
def test_all_cues_of_a_sentence_are_found_when_nothing_is_quoted_and_none_when_all_is(parts: list[str]) -> None:
    sentence = " ".join(parts)
    assert [word for word, _ in left_out(sentence, 0, 0, ENGLISH)] == [
        part for part in parts if part not in {"children", "taken", "😀"}
    ]
    assert left_out(sentence, 0, len(sentence), ENGLISH) == []
