"""The editors' own words: none of them judges anybody, or clears anybody.

Which texts are the editors' own is said by the ontology (`ct:ownVoice`, and `ct:borrowedWords` of a class), and so are
the words (`ct:LoadedWord`, by language). What stands in quotation marks is the words of others, and so is what a
sentence gives to somebody else by a word of saying, accusing or denying, which the ontology lists as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.lint.pages import found
from kg.resolve.records import Literal, Record
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.findings import Finding, Position
    from kg.schema import Schema

RULE = "lint-word-"
NEVER = "(?!)"  # what no text fits
SAYING = (CT.SpeechAct, CT.Stance, CT.SpeechMode)
CLEAR = "guilt"  # the group whose words nobody is relieved of by a word of saying
_QUOTED = re.compile(r"“[^”]{0,2000}”|„[^“”]{0,2000}[“”]|«[^»]{0,2000}»|\"[^\"]{0,2000}\"|‘[^’]{0,2000}’(?!\w)")
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?](?!\s)[^.!?;\n]*)*")


class Own(NamedTuple):
    """A text of the editors: what it says, in which language ("" where nobody says), where, and of what."""

    text: str
    language: str
    place: Position
    record: Record
    property: str


def own(record: Record, schema: Schema) -> Iterator[Own]:
    """The editors' own texts in a record and in what it holds."""
    borrowed = {
        prop for cls in schema.supers(record.cls) if cls in schema.classes for prop in schema.classes[cls].borrowed
    }
    for prop, value, place, computed in record.statements:
        if isinstance(value, Record):
            yield from own(value, schema)
        elif isinstance(value, Literal) and not computed and schema.properties[prop].own_voice and prop not in borrowed:
            yield Own(value.text, value.language, place, record, prop)


class Ear:
    """Hears loaded words; expressions are made when a language is first met."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._groups: dict[str, dict[str, re.Pattern[str]]] = {}
        self._saying: dict[str, re.Pattern[str]] = {}

    def loaded(self, each: Own) -> Iterator[Finding]:
        """Loaded words in a text of the editors, one finding for each group of words."""
        key = self._schema.properties[each.property].key
        for group, word in self._heard(each):
            message = f"“{word}” is a word for quotations, and stands in `{key}`"
            yield found(RULE + group, each.place, message, text=word, focus=each.record.iri, path=each.property)

    def guilt(self, text: str, language: str) -> str:
        """The first word of guilt in a text, or nothing."""
        match = self._patterns(language)[CLEAR].search(_bare(text))
        return match[0] if match else ""

    def _heard(self, each: Own) -> Iterator[tuple[str, str]]:
        """The groups that a text has words of, and the first such word."""
        bare = _bare(each.text)
        for group, words in self._patterns(each.language).items():
            matches = words.finditer(bare)
            first = next((m for m in matches if group == CLEAR or not self._given_away(bare, m, each.language)), None)
            if first:
                yield group, first[0]

    def _given_away(self, text: str, word: re.Match[str], language: str) -> bool:
        """Whether the sentence around a word has a word of saying."""
        sentences = _SENTENCE.finditer(text)
        around = next((each[0] for each in sentences if each.start() <= word.start() < each.end()), text)
        if language not in self._saying:
            codes = [code for cls in SAYING for code in self._schema.codes(cls).values()]
            self._saying[language] = pattern(word for code in codes for word in _words(code.words, language))
        return bool(self._saying[language].search(around))

    def _patterns(self, language: str) -> dict[str, re.Pattern[str]]:
        if language not in self._groups:
            groups = self._schema.codes(CT.LoadedWord)
            self._groups[language] = {key: pattern(_words(group.words, language)) for key, group in groups.items()}
        return self._groups[language]


def _bare(text: str) -> str:
    """The text with what it quotes blanked out."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def _words(words: dict[str, tuple[str, ...]], language: str) -> Iterable[str]:
    """The words of a language; of all, where nobody says which it is, or we have no words of it."""
    main = language.partition("-")[0]
    return words[main] if main in words else [word for each in words.values() for word in each]


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """What finds the words as whole ones, in any case; `*` stands for any ending.

    >>> pattern(["war criminal*"]).search("They are War  Criminals.")[0]
    'War  Criminals'
    """
    whole = sorted({word for word in words if word.strip("* ")}, key=len, reverse=True)  # an ending alone is no word
    made = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in whole)
    return re.compile(rf"(?<![\w/_-])(?:{'|'.join(made) or NEVER})(?!\w)", re.IGNORECASE)
