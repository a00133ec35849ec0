"""What a claim says its claimant said is compared with the quoted words: wordings, stances and figures."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.findings import Severity
from kg.resolve.figures import counting, read
from kg.resolve.words import absent, stand_in, words_of
from kg.schema import CT, load
from tests.cases import CLAIMS, SOURCES, TEXT, TOGETHER, findings, make, only, swap

if TYPE_CHECKING:
    from pathlib import Path

    from kg.findings import Finding

RULES = {"words-not-there", "stance-and-words", "figure-not-there"}
LEG = "TransferLeg: {event: transfer, destination: dubrava}"
words = st.lists(st.text("абвґєіїўёabcЯ1", min_size=1, max_size=6), max_size=8)


def told(root: Path, text: str, claim: str, language: str = "en") -> list[Finding]:
    """The findings of the three rules on a case of one text and one claim, given by its own lines."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    sources = swap(SOURCES, hashlib.sha256(TEXT.encode()).hexdigest(), sha)
    sources = swap(sources, "    date: 2023-05-23\n", f"    date: 2023-05-23\n    language: {language}\n")
    head = CLAIMS[: CLAIMS.index("- id: ca1")]
    claims = f"{head}- id: ca1\n  claimant: agency\n{claim}"
    found = findings(make(root, text=text, sources=sources, claims=claims))
    assert not [finding for finding in found if finding.severity is Severity.VIOLATION], "\n".join(map(str, found))
    return [finding for finding in found if finding.rule in RULES]


class Pair(NamedTuple):
    """A sentence, what makes a claim about it bad, and what makes it good."""

    language: str
    sentence: str
    bad: str
    good: str
    named: str


STANCES = [
    Pair("en", "The children may be in the camp.", "alleged", "tentative\n  hedge: may", "“may” (possibility)"),
    Pair("en", "They plan to take the children to the camp.", "asserted", "announced", "`announced`"),
    Pair("en", "There is no evidence of a transfer.", "asserted", "noEvidence", "“no evidence”"),
    Pair("en", "The ministry denied the transfer.", "asserted", "denied", "“denied”"),
    Pair("en", "It is unclear and doubtful.", "asserted", "questioned", "“unclear”"),
    Pair("uk", "Дітей, можливо, вивезли до табору.", "asserted", "tentative\n  hedge: можливо", "“можливо”"),
    Pair("uk", "Міністерство спростувало: це неправда.", "asserted", "denied", "“неправда”"),
    Pair("ru", "Министр отрицает вывоз детей.", "alleged", "denied", "“отрицает”"),
    Pair("ru", "Детей планируют вывезти в лагерь.", "asserted", "announced", "“планируют”"),
    Pair("be", "Няма доказаў, што дзяцей вывезлі.", "asserted", "noEvidence", "“Няма доказаў”"),
    Pair("be", "Дзяцей плануюць вывезці ў лагер.", "asserted", "announced", "“плануюць”"),
]
"""Stances that the quoted words do not bear, and those that they do."""


@pytest.mark.parametrize("pair", STANCES, ids=lambda pair: pair.sentence)
def test_a_stance_is_borne_by_the_quoted_words(pair: Pair, tmp_path: Path) -> None:
    claim = f"  quote: '{pair.sentence}'\n  states: {{{LEG}}}\n  stance: "
    (finding,) = told(tmp_path / "bad", pair.sentence, f"{claim}{pair.bad}\n", pair.language)
    assert (finding.rule, finding.severity) == ("stance-and-words", Severity.WARNING)
    assert (finding.position.line, finding.position.column) == (12, 11)
    assert pair.named in finding.message + finding.remedy
    assert finding.text == pair.sentence
    assert told(tmp_path / "good", pair.sentence, f"{claim}{pair.good}\n", pair.language) == []


@pytest.mark.parametrize(
    ("sentence", "more"),
    [
        ("The children may be in the camp.", "  hedge: may be\n  stance: asserted\n"),
        ("They did not answer, the agency said.", "  stance: asserted\n"),
        ("They were reportedly taken, it was said.", "  stance: alleged\n"),
        ("On May 23 they were taken in May.", "  stance: asserted\n"),
    ],
)
def test_words_accounted_for_negation_and_report_say_nothing(sentence: str, more: str, tmp_path: Path) -> None:
    assert told(tmp_path, sentence, f"  quote: '{sentence}'\n  states: {{{LEG}}}\n{more}") == []


def test_a_word_left_to_something_else_is_accounted_for(tmp_path: Path) -> None:
    sentence = "The children were taken, and may return."
    claim = f"  quote: {{exact: '{sentence}', leavesOut: may}}\n  stance: asserted\n  states: {{{LEG}}}\n"
    assert told(tmp_path, sentence, claim) == []


def test_a_speech_act_of_denial_with_a_stance_that_does_not_oppose(tmp_path: Path) -> None:
    finding = only(
        make(tmp_path, claims=swap(CLAIMS, "speechAct: statement\n  date", "speechAct: denial\n  date")),
        "stance-and-words",
    )
    assert "`denial`" in finding.message
    assert "`stance: denied`" in finding.remedy


def test_which_words_speak_against_a_stance_is_said_by_the_ontology() -> None:
    schema = load()
    cues = {c.key: c.marks.get("suggestsStance", "") for c in schema.codes(CT.HedgeCue).values()}
    silent = {key for key, stance in cues.items() if not stance}
    assert silent == {"negation", "report", "estimate"}
    bearings = {schema.concepts[stance].marks["bearing"] for stance in cues.values() if stance}
    assert CT.supports not in bearings


WORDINGS = [
    Pair("en", "It violates the Geneva Conventions and the Rome Statute.", "violates the Hague Rules",
         "Violates the  Rome Statute", "“hague”, “rules”"),
    Pair("en", "They were taken to “so‑called” camps.", "camps so-called", "so-called camps", "another order"),
    Pair("uk", "Це воєнний злочин і м’яко кажучи злочин.", "геноцид", "М'яко кажучи злочин", "“геноцид”"),
    Pair("ru", "Это незаконное перемещение детей.", "незаконный вывоз", "незаконное перемещение", "“вывоз”"),
    Pair("be", "Гэта прымусовае перамяшчэнне дзяцей.", "вываз дзяцей", "перамяшчэнне дзяцей", "“вываз”"),
]  # fmt: skip
"""Wordings that the sentence does not have, and that it has."""


@pytest.mark.parametrize("pair", WORDINGS, ids=lambda pair: pair.sentence)
@pytest.mark.parametrize("key", ["wording", "countWording", "hedge"])
def test_words_given_as_verbatim_stand_in_the_sentence(key: str, pair: Pair, tmp_path: Path) -> None:
    def claim(words: str) -> str:
        said = {
            "wording": f"Qualification: {{qualifies: transfer, wording: {words}}}",
            "countWording": f"Count: {{population: children, qualifier: vague, countWording: {words}}}",
        }.get(key, LEG)
        hedge = f"  hedge: {words}\n" if key == "hedge" else ""
        return f"  quote: '{pair.sentence}'\n  stance: asserted\n{hedge}  states: {{{said}}}\n"

    (finding,) = told(tmp_path / "bad", pair.sentence, claim(pair.bad), pair.language)
    assert (finding.rule, finding.severity) == ("words-not-there", Severity.WARNING)
    assert pair.named in finding.message
    assert f"`{key}`" in finding.message
    line = (tmp_path / "bad" / finding.position.file).read_text().splitlines()[finding.position.line - 1]
    assert line[finding.position.column - 1 :].startswith(pair.bad)
    assert told(tmp_path / "good", pair.sentence, claim(pair.good), pair.language) == []


def test_the_words_may_stand_in_the_translation_or_in_another_passage(tmp_path: Path) -> None:
    text = "Це воєнний злочин. Дітей вивезли."
    said = "  stance: asserted\n  states: {Qualification: {qualifies: transfer, wording: %s}}\n"
    both = "  quote: [Дітей вивезли, Це воєнний злочин]\n"
    quoted = "  quote: {exact: Дітей вивезли, translation: {en: children were taken}}\n"
    for name, claim in {"one": both + said % "воєнний злочин", "two": quoted + said % "were taken"}.items():
        assert told(tmp_path / name, text, claim, "uk") == []
    (finding,) = told(tmp_path / "three", text, quoted + said % "воєнний злочин", "uk")
    assert finding.rule == "words-not-there"


FIGURES = [
    Pair("en", "They took 2,150 children last year.", "2105", "2150", "2,150"),
    Pair("en", "Since February 24, 2022, 20 thousand were taken.", "25", "20000", "20"),
    Pair("uk", "Вивезли 19\u00a0546 дітей.", "19564", "19546", "19 546"),
    Pair("ru", "Вывезли 2.150 детей и 14 сирот.", "2159", "14", "2.150, 14"),
    Pair("be", "Вывезлі 1,5 тысячы дзяцей.", "15000", "1500", "1,5"),
]
"""Figures that the quotation does not have, and that it has."""


@pytest.mark.parametrize("pair", FIGURES, ids=lambda pair: pair.sentence)
def test_a_figure_is_the_quoted_one(pair: Pair, tmp_path: Path) -> None:
    def claim(count: str) -> str:
        return (
            f"  quote: '{pair.sentence}'\n  stance: asserted\n  states: {{Count: {{population: children, {count}}}}}\n"
        )

    (finding,) = told(tmp_path / "bad", pair.sentence, claim(f"statedCount: {pair.bad}"), pair.language)
    assert (finding.rule, finding.severity) == ("figure-not-there", Severity.WARNING)
    assert finding.message.endswith(f"the quotation has {pair.named}")
    assert "countWording" in finding.remedy
    assert told(tmp_path / "good", pair.sentence, claim(f"statedCount: {pair.good}"), pair.language) == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("They took six children on May 23, 2023.", "statedCount: 6"),
        ("Шістьох дітей 6–15 років вивезли 24 лютого 2022 року.", "statedCount: 7"),
        ("They took six children and 40 teachers.", "{statedCount: 6, countWording: six}"),
        ("They took between 300 and 400 children.", "{qualifier: between, minCount: 300, maxCount: 400}"),
    ],
)
def test_number_words_dates_ages_and_wordings_say_nothing(sentence: str, count: str, tmp_path: Path) -> None:
    roles = f"{{population: children, {count.strip('{}')}}}"
    claim = f"  quote: '{sentence}'\n  stance: asserted\n  states: {{Count: {roles}}}\n"
    assert told(tmp_path, sentence, claim) == []


def test_sound_cases_give_no_finding(tmp_path: Path) -> None:
    assert findings(make(tmp_path, claims=CLAIMS + TOGETHER)) == []


@given(words, st.data())
def test_words_taken_from_a_text_in_order_stand_in_it(text: list[str], data: st.DataObject) -> None:
    kept = [word for word in text if data.draw(st.booleans())]
    have = words_of(" ".join(text).upper())
    assert stand_in(words_of("… ".join(kept)), have)
    assert not absent(words_of(" ".join(kept)), [have])


@given(words, words)
def test_words_that_stand_are_none_of_them_absent(some: list[str], text: list[str]) -> None:
    if stand_in(some, text):
        assert not absent(some, [text])
    assert stand_in(some, [*text, *some, *text])


@settings(deadline=None)
@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "'", "’", ""]))
def test_a_figure_is_read_back_however_it_is_grouped(number: int, mark: str) -> None:
    assert number in read(f"Вивезли {number:,} дітей.".replace(",", mark))


@settings(deadline=None)
@given(st.integers(0, 2**40), st.text("0123456789 .,-:'%", max_size=40))
def test_what_counts_is_among_what_is_read(number: int, noise: str) -> None:
    assert isinstance(counting(noise), list)
    assert counting(f"{number:,} children") == [f"{number:,}"] or 1900 <= number < 2100


@pytest.mark.parametrize("text", ["1 " * 50_000, "111 " * 50_000, "1" * 4000, "1,111" * 20_000, "1-" * 20_000])
def test_a_long_run_of_digits_is_read_to_its_end(text: str) -> None:
    """Quadratic reading would not end here within the patience of anybody who runs the tests."""
    assert isinstance(read(text), set | frozenset | list)
    assert isinstance(counting(text), list)
