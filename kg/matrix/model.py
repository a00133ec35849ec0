"""What a matrix holds: for each condition of a provision, which claims an editor says speak to it, and where none does.

It holds no sum, no score and no conclusion of the tool: an appraisal in it is signed, names its standard, and is its
author's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.tell import Told

FOR, AGAINST, NEITHER = "supports", "opposes", "neither"


@dataclass(frozen=True, slots=True)
class Bearing:
    """A claim that an editor says speaks to a condition: which way, why, and by which form of material.

    `person` and `mode` are set where the condition is somebody's knowledge or intent; of a duty, `person` is a state.
    `fates` says what befell the claim since: corrected, withdrawn, retracted.
    """

    id: str
    way: str
    told: Told
    why: str
    by: str
    date: str
    means: tuple[str, ...]
    person: str
    mode: str
    fates: tuple[str, ...]
    entered: str


@dataclass(frozen=True, slots=True)
class Stance:
    """The claims of one stance that speak one way, and the roots behind them, with their independence in words."""

    stance: str
    bearings: tuple[Bearing, ...]
    roots: tuple[str, ...]
    rests: str


@dataclass(frozen=True, slots=True)
class Group:
    """What speaks to a condition for one person and mode (both empty where it is nobody's): by way, then by stance."""

    person: str
    mode: str
    ways: dict[str, tuple[Stance, ...]]

    @property
    def whom(self) -> str:
        """Whose knowledge, intent or involvement is asked about; empty where it is nobody's."""
        return ", ".join(filter(None, (self.person, self.mode)))

    def of(self, way: str) -> tuple[Stance, ...]:
        """The stances that speak one way."""
        return self.ways.get(way, ())


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A signed assessment of a condition, with the standard that its author went by."""

    conclusion: str
    standard: str
    by: str
    date: str
    why: str
    person: str
    mode: str
    entered: str


@dataclass(frozen=True, slots=True)
class Ages:
    """Ages that a population has in the case, and how they lie to the threshold of a rule, in words."""

    population: str
    ages: str
    lies: str


@dataclass(frozen=True, slots=True)
class Row:
    """A condition of a crime, or a duty: of which claims speak for and against its having been kept."""

    id: str
    is_duty: bool
    number: str
    label: str
    summary: str
    kind: str
    bearers: tuple[str, ...]
    threshold: int | None
    unverified: tuple[str, ...]
    groups: tuple[Group, ...]
    appraisals: tuple[Appraisal, ...]
    ages: tuple[Ages, ...]
    gaps: tuple[str, ...]

    @property
    def bearings(self) -> tuple[Bearing, ...]:
        """Every bearing of the row, in order."""
        return tuple(
            bearing
            for group in self.groups
            for stances in group.ways.values()
            for stance in stances
            for bearing in stance.bearings
        )


@dataclass(frozen=True, slots=True)
class Status:
    """What is claimed of a state's relation to the instrument, and how its date lies to the dates spoken of.

    `earliest` is the first day it may mean, and sorts after every day where it is not dated.
    """

    state: str
    label: str
    date: str
    earliest: str
    lies: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A provision with its rows; `asked` says what narrows them, `span` the days that the bearing claims speak of."""

    id: str
    label: str
    instrument: str
    summary: str
    editions: tuple[str, ...]
    unverified: tuple[str, ...]
    asked: tuple[str, ...]
    span: tuple[str, str]
    rows: tuple[Row, ...]
    characterised: tuple[Stance, ...]
    statuses: tuple[Status, ...]
    silent: tuple[str, ...]

    @property
    def signed(self) -> tuple[str, str]:
        """Who marked all of the claims and when, where that is one person and one day; else two empty texts."""
        signatures = {(bearing.by, bearing.date) for row in self.rows for bearing in row.bearings}
        return next(iter(signatures)) if len(signatures) == 1 else ("", "")

    @property
    def claims(self) -> tuple[Told, ...]:
        """Every claim that the matrix names, each once, in order of its id."""
        told = [bearing.told for row in self.rows for bearing in row.bearings]
        told += [bearing.told for stance in self.characterised for bearing in stance.bearings]
        told += [one for status in self.statuses for one in status.told]
        return tuple(sorted({one.id: one for one in told}.values(), key=lambda one: one.id))
