"""What the claimant does by saying it, and whose words the reader has before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.entry.rules.model import Proposed
from kg.schema import CT

if TYPE_CHECKING:
    from kg.entry.sentence import Sentence


def act(sentence: Sentence) -> Proposed:
    """The speech act that the governing word tells of; no value where there is none."""
    word = sentence.governing
    if word is None:
        return Proposed((), "")
    return Proposed((sentence.schema.concepts[word.says].key,), f"“{word.text}” {sentence.where(word)}")


def mode(sentence: Sentence, claimant: str, publishers: tuple[str, ...]) -> Proposed:
    """How the words reach the reader."""
    concepts = sentence.schema.concepts
    if sentence.direct:
        return Proposed((concepts[CT.directQuotation].key,), "it stands in quotation marks")
    if not claimant or not publishers:
        return Proposed((), "")
    if claimant in publishers:
        return Proposed((concepts[CT.ownText].key,), "the claimant publishes the source")
    return Proposed((concepts[CT.indirectSpeech].key,), "the claimant is another than the publisher")
