"""A proposal: values for a key, and the rule that speaks for them."""

from __future__ import annotations

from typing import NamedTuple


class Proposed(NamedTuple):
    """Values, as data files write them, and why; no values where the rule only says what it could not find.

    What it merely falls back on is `weak`: what the file gives to all its claims goes before that. A `guess` is for a
    person to confirm, never to be written unseen.
    """

    values: tuple[str, ...]
    rule: str
    weak: bool = False
    guess: bool = False

    @property
    def value(self) -> str:
        """The only value, or nothing."""
        return self.values[0] if self.values else ""
