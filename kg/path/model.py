"""What is found between two things: plain values, ready to be printed and written as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.tell import Told


@dataclass(frozen=True, slots=True)
class Thing:
    """A node: its id and what people call it."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one thing to the next: what is said, how it rests on roots, and the claims that put it forward.

    `more` are other things that are said to connect the two, by their labels.
    """

    start: Thing
    end: Thing
    proposition: str
    said: str
    roots: int
    rests: str
    disputed: bool
    claims: tuple[Told, ...]
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A chain of steps; `kinds` says why it is shown (`shortest`, `best evidenced`), `weakest` its fewest roots."""

    kinds: tuple[str, ...]
    weakest: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All that was asked and found; `silence` says why there is no way, where there is none."""

    start: Thing
    end: Thing
    policy: str
    build: str
    hops: int
    undisputed: bool
    ways: tuple[Way, ...]
    silence: str
