"""A comparison: what a rule found, who stands on each side, and why it says so.

Its id is made from the rule and the matter (whose number, of what time, in which report), never from what is said about
it: so an answer keeps pointing to the conflict when another paper repeats a figure. What is said goes into the digest,
without the claims: one more relay changes nothing that was answered, one more figure does.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.derive.facts import Values

LENGTH = 9  # base-32 characters: 45 bits, so that among ten thousand conflicts two ids meet once in 700,000 cases
DIGEST = 12


class Side(NamedTuple):
    """One of the things said: in a few words, as propositions, and by which claims; terms are sorted.

    A side that `agrees` stands there to be seen; it contradicts none of the others.
    """

    label: str
    propositions: Values
    claims: Values
    agrees: bool = False


class Conflict(NamedTuple):
    """Claims that cannot all hold or, with `series`, figures of which one took the place of another.

    `matter` is what the comparison is about, as terms and texts; `assumed` what the rule adds to what was said.
    `judgements` stand in the place of claims where people's own judgements contradict one another.
    """

    rule: str
    kind: str
    matter: Values
    about: str
    because: str
    sides: tuple[Side, ...] = ()
    assumed: Values = ()
    judgements: Values = ()
    series: str = ""

    @property
    def id(self) -> str:
        """The id under which it is answered; it begins with a letter, as all ids do."""
        return "q" + _hashed(LENGTH, self.rule, *self.matter)

    @property
    def digest(self) -> str:
        """What it says now: changes with a proposition or a judgement on any side, not with a claim more."""
        said = (" ".join(side.propositions) for side in self.sides if not side.agrees)
        return _hashed(DIGEST, self.id, *sorted(said), *self.judgements)

    @property
    def claims(self) -> Values:
        """All claims that contradict one another, sorted."""
        return tuple(sorted({claim for side in self.sides if not side.agrees for claim in side.claims}))


def _hashed(length: int, *parts: str) -> str:
    return b32encode(hashlib.sha256("\n".join(parts).encode()).digest()).decode().lower()[:length]
