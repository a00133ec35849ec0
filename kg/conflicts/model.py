"""Comparisons as they are told: plain values, ready to be printed, compared and written as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.tell import Told

MOST = 12  # claims of a side that are shown to people


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things said: what, by which claims, and how many roots are behind these.

    `rests` says in words how many claims go back to which roots, and whether these are independent. A side that
    `agrees` contradicts none of the others.
    """

    label: str
    agrees: bool
    propositions: tuple[str, ...]
    roots: tuple[str, ...]
    independence: str
    rests: str
    claims: tuple[Told, ...]

    def shown(self) -> tuple[tuple[Told, ...], str]:
        """The claims that people are shown, and what to say of the others: nobody reads a thousand."""
        rest = len(self.claims) - MOST
        return self.claims[:MOST], f"… and {rest} more claims, which json and csv have" if rest > 0 else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A signed answer: what it concludes, why, who gave it and when, and whether it was given to what is said now."""

    id: str
    outcome: str
    by: str
    date: str
    why: str
    fits: bool
    entered: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """A signed judgement that contradicts another."""

    id: str
    outcome: str
    by: str
    date: str
    why: str
    entered: str


@dataclass(frozen=True, slots=True)
class Found:
    """One comparison. `note` is one that is no conflict; `state` is open, answered or stale."""

    id: str
    digest: str
    kind: str
    kind_label: str
    rule: str
    note: bool
    about: str
    because: str
    assumed: tuple[str, ...]
    state: str
    sides: tuple[Side, ...]
    judgements: tuple[Opinion, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The comparisons that were asked for, of all in the case, and the ids of answers to what is found no more."""

    build: str
    found: tuple[Found, ...]
    total: int
    unmatched: tuple[str, ...]

    @property
    def conflicts(self) -> tuple[Found, ...]:
        """Those that are conflicts."""
        return tuple(each for each in self.found if not each.note)

    @property
    def notes(self) -> tuple[Found, ...]:
        """Those that are worth a note only."""
        return tuple(each for each in self.found if each.note)

    def summary(self) -> str:
        """How many there are, in words."""
        conflicts, notes = len(self.conflicts), len(self.notes)
        answered = sum(each.state == "answered" for each in self.conflicts)
        words = f"{conflicts} conflict{'s' * (conflicts != 1)}" + (f" ({answered} answered)" if answered else "")
        return words + (f", {notes} note{'s' * (notes != 1)}" if notes else "")
