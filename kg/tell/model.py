"""A claim as it is told to people: plain values, ready to be printed, compared and written as JSON."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage: its words, the sentence around them, their start in it (-1 if not placed), where they were read.

    `paraphrases` stand in the place of words that were not seen. `translated_by` says whether a person or a program
    translated; `translator` is their name.
    """

    exact: str
    context: str
    start: int
    pinpoint: str
    state: str
    paraphrases: tuple[str, ...]
    translations: tuple[str, ...]
    translator: str
    translated_by: str


@dataclass(frozen=True, slots=True)
class Told:
    """One claim: who says it, in what stance and words, through whom, where it was read, and where it was entered.

    `wording` has the stance in words, with `{claimant}` where the claimant belongs.
    """

    id: str
    iri: str
    claimant: str
    stance: str
    bearing: str
    wording: str
    states: tuple[str, ...]
    speech_act: str
    hedges: tuple[str, ...]
    conditions: tuple[str, ...]
    basis: tuple[str, ...]
    work: str
    relays: tuple[str, ...]
    source: str
    date: str
    quotations: tuple[Quotation, ...]
    entered: str

    @property
    def said(self) -> str:
        """The stance in words, with who takes it."""
        return self.wording.replace("{claimant}", self.claimant)

    @property
    def through(self) -> str:
        """Through whom it came, as the end of a phrase; empty where nobody relayed it."""
        return f" through {', '.join(self.relays)}" if self.relays else ""
