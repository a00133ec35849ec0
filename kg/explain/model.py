"""What an explanation holds: plain values, ready to be printed, compared and written as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.tell.model import Told


@dataclass(frozen=True, slots=True)
class Backing:
    """Claims (claimant and id) that state something else, and yet support or deny (`way`) what is looked at.

    `steps` say how the narrower of the two leads to the broader.
    """

    way: str
    iri: str
    label: str
    claims: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """One proposition: what is said, the claims about it side by side, and what they amount to together.

    `rests` says in words how many claims go back to which roots, and whether these are independent. `within` has, for
    what nobody says for itself, what is said that holds it: who calls it what.
    """

    iri: str
    label: str
    claims: tuple[Told, ...]
    roots: tuple[str, ...]
    independence: str
    rests: str
    disputed: bool
    same: tuple[str, ...]
    more_general: tuple[str, ...]
    more_specific: tuple[str, ...]
    backing: tuple[Backing, ...]
    condition_of: tuple[str, ...]
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a thing in one way: how and how much (`title`), and the claims, or the labels of what does."""

    title: str
    labels: tuple[str, ...]
    claims: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything the case holds about one thing; `silences` are sentences about what no source in it says.

    `summaries` are the editors' own words for law, `unverified` what of their record they compared with no original,
    `one` the judgements by which it is one with other entries: all that is said of these is told here too.
    """

    iri: str
    label: str
    kind: str
    names: tuple[str, ...]
    notes: tuple[str, ...]
    summaries: tuple[str, ...]
    unverified: tuple[str, ...]
    one: tuple[str, ...]
    entered: str
    contents: tuple[Content, ...]
    claims: tuple[Told, ...]
    resting: tuple[Resting, ...]
    silences: tuple[str, ...]
