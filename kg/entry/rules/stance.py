"""How firmly it is said, from the words of the sentence, and those of them that are to be kept as its hedge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.entry.rules.model import Proposed
from kg.schema import CT

if TYPE_CHECKING:
    from kg.entry.sentence import Hedge, Sentence


def stance(sentence: Sentence) -> Proposed:
    """The stance that the strongest words of the sentence suggest; no value where none does."""
    concepts = sentence.schema.concepts
    speaking = [each for each in sentence.hedges if each.cue.suggests and _bears(each, sentence)]
    if speaking:
        chief = min(speaking, key=lambda each: (each.cue.rank, each.start))
        return Proposed((concepts[chief.cue.suggests].key,), f"“{chief.text}” ({chief.cue.label})")
    word = sentence.governing
    if word is None:
        return Proposed((), "")
    told = next((each for each in sentence.words(CT.Stance) if each.start == word.start), None)
    if told is not None:
        return Proposed((concepts[told.says].key,), f"“{told.text}” {sentence.where(word)}")
    suggested = concepts[word.says].marks.get("suggestsStance", "")
    return Proposed((concepts[suggested].key,), f"“{word.text}”") if suggested else Proposed((), "")


def hedge(sentence: Sentence) -> Proposed:
    """The words of doubt and distance that bear on the quotation, but those that negate or deny it."""
    found = [each.text for each in sentence.hedges if _bears(each, sentence) and _doubts(each, sentence)]
    words = tuple(dict.fromkeys(" ".join(each.split()) for each in found))
    return Proposed(words, "words of the sentence that hedge it" if words else "")


def _bears(each: Hedge, sentence: Sentence) -> bool:
    """Whether a word bears on the quotation: inside it, before it, or, where it sets a condition, anywhere."""
    if sentence.inside(each.start, each.end) or each.cue.covered_by == sentence.schema.properties[CT.condition].key:
        return True
    return each.end <= sentence.quoted.start


def _doubts(each: Hedge, sentence: Sentence) -> bool:
    """Whether a word is kept as hedge: inside the quotation only where it speaks for a stance, before it always."""
    concepts = sentence.schema.concepts
    if (
        each.cue.covered_by != sentence.schema.properties[CT.hedge].key
        or each.cue.label == concepts[CT.cueNegation].label
    ):
        return False
    if each.cue.suggests and concepts[each.cue.suggests].marks.get("bearing") == CT.opposes:
        return False
    return bool(each.cue.suggests) or not sentence.inside(each.start, each.end)
