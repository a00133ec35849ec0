"""What an explanation holds: plain values, ready to be printed, compared and written as JSON."""

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


@dataclass(frozen=True, slots=True)
class Content:
    """One proposition: what is said, the claims about it side by side, and what they amount to together.

    `rests` says in words how many claims go back to which roots, and whether these are independent.
    """

    iri: str
    label: str
    claims: tuple[Told, ...]
    roots: tuple[str, ...]
    independence: str
    rests: str
    disputed: bool
    more_general: tuple[str, ...]
    more_specific: tuple[str, ...]
    condition_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a thing in one way: how and how much (`title`), and the claims, or the labels of what does."""

    title: str
    labels: tuple[str, ...]
    claims: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything the case holds about one thing; `silences` are sentences about what no source in it says."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...]
    notes: tuple[str, ...]
    entered: str
    contents: tuple[Content, ...]
    claims: tuple[Told, ...]
    resting: tuple[Resting, ...]
    silences: tuple[str, ...]
