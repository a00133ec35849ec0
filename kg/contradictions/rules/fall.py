"""A figure is lower than the one before it in its count series: no contradiction, and worth knowing.

People were taken off a list, found, counted twice before, or counted by another rule. A later figure that is the
earlier one rounded is no fall.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict
from kg.contradictions.rules.counts import sides
from kg.contradictions.rules.update import rows
from kg.contradictions.times import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.grounds import Grounds

NAME = "fall"
KINDS: tuple[str, ...] = ()


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One note for each step down."""
    for row, figures in rows(grounds):
        for before, after in pairwise(figures):
            if (after.number or 0) < (before.number or 0) and not after.rounds(before) and before.time != after.time:
                because = (
                    f"From “{before.words}” ({worded(before.time)}) to “{after.words}” ({worded(after.time)}): "
                    f"{(after.number or 0) - (before.number or 0):,}."
                )
                key = (row, before.proposition, after.proposition, worded(after.time))
                both = (*sides([before]), *sides([after]))
                yield Conflict(NAME, "", key, f"a fall within {grounds.label(row)}", because, both, series=row)
