"""A quotation in its sentence, read for the words that tell who says it and how: what every rule looks at.

Reporting words are data of the ontology, like the words that hedge. Of several the one governs that stands inside the
quotation near its beginning, since then the coder has quoted the telling too; where the quotation is somebody's own
speech in quotation marks, or holds no such word, it is the one nearest outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.cues import Cue, compiled, places
from kg.resolve.passages import MARKS
from kg.resolve.quotes import cues_of
from kg.schema import CT

if TYPE_CHECKING:
    from kg.entry.names import Named, Names
    from kg.entry.quoting import Quoted
    from kg.resolve.cues import Cues
    from kg.schema import Schema

OPENING = 100  # characters at the beginning of a quotation within which a reporting word tells of all of it


class Word(NamedTuple):
    """A word of a list at a place in the sentence; `says` is the concept it stands for."""

    start: int
    end: int
    text: str
    says: str


class Hedge(NamedTuple):
    """A hedging word at a place in the sentence."""

    start: int
    end: int
    text: str
    cue: Cue


@dataclass(frozen=True)
class Sentence:
    """What the rules are given: the quotation in its sentence, and the agents by name."""

    quoted: Quoted
    names: Names
    schema: Schema

    @property
    def text(self) -> str:
        """The sentence."""
        return self.quoted.context

    @cached_property
    def agents(self) -> list[Named]:
        """The agents named in it, in order."""
        return self.names.within(self.text)

    @cached_property
    def acts(self) -> list[Word]:
        """The words that tell of a speech act, in order."""
        return self.words(CT.SpeechAct)

    def words(self, list_class: str) -> list[Word]:
        """The words of a code list in the sentence, in order."""
        found = places(self.text, _cues(self.schema, list_class, self.tag))
        return [Word(start, end, self.text[start:end], cue.label) for start, end, cue in found]

    @cached_property
    def hedges(self) -> list[Hedge]:
        """The words that hedge or deny, in order."""
        found = places(self.text, cues_of(self.schema, self.tag))
        return [Hedge(start, end, self.text[start:end], cue) for start, end, cue in found]

    @property
    def tag(self) -> str:
        """The language of the sentence, without its region."""
        return self.quoted.language.partition("-")[0]

    @cached_property
    def direct(self) -> bool:
        """Whether the quotation stands in quotation marks, or begins and ends with them."""
        before, after = self.text[: self.quoted.start].rstrip(), self.text[self.quoted.end :].lstrip(" .,!?…")
        exact = self.quoted.exact
        around = bool(before and after) and before[-1] in MARKS and after[0] in MARKS
        return around or (len(exact) > 1 and exact[0] in MARKS and exact.rstrip(".,!?…")[-1] in MARKS)

    def inside(self, start: int, end: int) -> bool:
        """Whether a place lies inside the quotation."""
        return self.quoted.start <= start and end <= self.quoted.end

    def outside(self, start: int, end: int) -> bool:
        """Whether a place lies outside the quotation."""
        return end <= self.quoted.start or self.quoted.end <= start

    @cached_property
    def governing(self) -> Word | None:
        """The reporting word that governs the quotation, or None."""
        opening = self.quoted.start + OPENING
        within = [word for word in self.acts if self.inside(word.start, word.end) and word.start < opening]
        around = sorted((self.away(word), word) for word in self.acts if self.outside(word.start, word.end))
        nearest = around[0][1] if around else None
        if self.direct:
            return nearest
        return within[0] if within else nearest

    def away(self, word: Word) -> int:
        """How many characters part a word outside the quotation from it; what stands before it is preferred."""
        return self.quoted.start - word.end if word.end <= self.quoted.start else 10 + word.start - self.quoted.end

    def where(self, word: Word) -> str:
        """Where a word stands, as people say it."""
        if self.inside(word.start, word.end):
            return "in the quotation"
        return "before the quotation" if word.end <= self.quoted.start else "after the quotation"


def _cues(schema: Schema, list_class: str, tag: str) -> Cues:
    concepts = schema.codes(list_class).values()
    return compiled(Cue(concept.words.get(tag, ()), "", concept.iri) for concept in concepts)
