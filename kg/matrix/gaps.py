"""What is missing, in plain words: a lawyer looks for that first.

A gap is said of the case, never of the world: that no claim in it speaks to a condition says nothing of whether the
condition holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.matrix.model import AGAINST, FOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.matrix.model import Group, Stance

NOT_ADDRESSED = "not addressed"
OUTRIGHT = ("supports", "opposes")  # who denies that anybody agreed says outright that nobody did


def gaps(groups: Sequence[Group]) -> tuple[str, ...]:
    """The gaps of a condition; one sentence each."""
    if not groups:
        return (NOT_ADDRESSED,)
    return tuple(gap for group in groups for gap in _of_group(group))


def _of_group(group: Group) -> Iterator[str]:
    whom = f" ({group.whom})" if group.whom else ""
    for way, words in (
        (FOR, "nothing is marked as speaking for it"),
        (AGAINST, "nothing is marked as speaking against it"),
    ):
        stances = group.of(way)
        if not stances:
            yield words + whom
        elif way == FOR:
            yield from (gap + whom for gap in _thin(stances))


def _thin(stances: Sequence[Stance]) -> Iterator[str]:
    claims = [bearing.told for stance in stances for bearing in stance.bearings if not bearing.fates]
    bearings = {claim.bearing for claim in claims}
    if bearings and bearings.isdisjoint(OUTRIGHT):
        yield "no claim puts it forward outright: each is conditional, tentative or the like"
    elif bearings and "supports" not in bearings:
        yield "no claim asserts it: what speaks for it denies something"
    roots = {root for stance in stances for root in stance.roots}
    if len(roots) == 1:
        yield "what speaks for it goes back to one root"
