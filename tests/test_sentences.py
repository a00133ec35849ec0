"""Whole sentences around a quotation, in the four languages of the case."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.sentences import LONGEST, around, sentences

ARTICLE = (Path(__file__).parents[1] / "data" / "sources" / "seed-article.txt").read_bytes().decode("utf-8")

CUT = {
    "en": [
        ["He said “It is so.”", "Then he left.", "“No!” she said.", "“Go.”", "“Why?” he asked."],
        ['He said: "We did it. We are proud."', "She left."],
        ["Mr. A. G. Lukashenko spoke to J. Smith on Feb. 24, 2022.", "Art. 7(1)(d) applies.", "See para. 12 and p. 5."],
        ["They said so.”", "He came (by bus).", "He was there.)", "Next."],
        ["Wait… what?", "About 3.5 million, i.e. many, etc.", "Another one."],
        ["First line\r\nsecond line goes on.", "Third."],
        ["The child — he is 7 — was moved.", "“Where to?” — that is the question."],
    ],
    "uk": [
        ["Президент О. Лукашенко заявив: «Ми вивезли дітей.»", "Потім він пішов."],
        [
            "У 2022 р. було 2 тис. дітей.",
            "Це ст. 7 Статуту.",
            "«Чому?» — запитав він.",
            "З 24 лютого 2022 р. Росія вивозить.",
        ],
    ],
    "ru": [
        ["Президент А. Г. Лукашенко заявил: «Мы вывезли детей».", "Затем он ушёл.", "Это ст. 7 Устава."],
        ["«Почему?» — спросил он.", "«Да!»", "Он ушёл.", "В 2022 г. было 2 тыс. детей."],
    ],
    "be": [
        ["Прэзідэнт А. Лукашэнка заявіў: «Мы вывезлі дзяцей».", "Потым ён пайшоў.", "У 2022 г. было 2 тыс. дзяцей."],
        ["Гэта арт. 7 Статута.", "„Чаму?“ — спытаў ён."],
    ],
}


def cut(text: str, language: str = "en") -> list[str]:
    """The texts of the sentences."""
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(("language", "parts"), [(tag, parts) for tag, cases in CUT.items() for parts in cases])
def test_sentences_end_where_a_reader_ends_them(language: str, parts: list[str]) -> None:
    assert cut(" ".join(parts), language) == parts


def test_the_article_has_thirteen_sentences_and_quotations_stay_inside_theirs() -> None:
    parts = cut(ARTICLE)
    assert len(parts) == 13
    assert parts[7].startswith("She added, \"Belarus's actions could")
    assert parts[7].endswith('systematic."')
    assert parts[11].endswith('organizational support."')


def test_a_paragraph_ends_a_sentence_even_without_a_stop() -> None:
    assert cut("A heading without a stop\r\n\r\nthe text below. – a list") == [
        "A heading without a stop",
        "the text below. – a list",
    ]
    assert cut("Heading\n\n— Item one\n— item two.") == ["Heading", "— Item one\n— item two."]


def test_a_language_tag_may_name_a_region_and_an_unknown_one_does_no_harm() -> None:
    assert cut("Це ст. 7 Статуту. Так.", "uk-UA") == ["Це ст. 7 Статуту.", "Так."]
    assert cut("One. Two.", "tlh") == ["One.", "Two."]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest() -> None:
    parts = cut('He said "' + "We were moved by bus. " * 200 + 'They left."')
    assert len(parts) > 100
    assert parts[-1] == 'They left."'


def test_a_wall_of_words_is_cut_at_a_bearable_length() -> None:
    parts = cut("word " * 2000)
    assert max(map(len, parts)) <= LONGEST
    assert " ".join(parts).split() == ["word"] * 2000


def test_a_long_text_is_cut_alike_wherever_its_portions_end() -> None:
    parts = ["It was so.", "“Then,” he said, “it was not.”", "Mr. A. Smith left."]
    assert cut(" ".join(parts * 2000)) == parts * 2000
    assert cut("\n\n".join(parts * 2000)) == parts * 2000


def test_around_takes_every_sentence_that_is_touched() -> None:
    text = "One is here. Two is there. Three."
    spans = sentences(text)
    assert text[slice(*around(spans, 4, 6))] == "One is here."
    assert text[slice(*around(spans, 8, 16))] == "One is here. Two is there."
    assert text[slice(*around(spans, 13, 14))] == "Two is there."
    assert around((), 2, 5) == (2, 5)


@settings(deadline=None)
@given(st.text(st.sampled_from("aБ .!?\"'“”«»()—-\n\r\u00a0😀1"), max_size=80))
def test_every_character_but_white_space_is_in_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for at, char in enumerate(text):
        if not char.isspace():
            start, end = around(spans, at, at + 1)
            assert start <= at < end
