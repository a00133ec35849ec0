"""Which intervals lie within which, by one sweep instead of comparing all pairs.

Intervals are closed pairs of comparable bounds; spans of dates and bounds of figures are both such pairs. Sorted by
lower bound, an interval can only lie within those that came before it and end no earlier; of those with one end the
last that started is the narrowest. Days, months, years and chains of "at least" therefore cost a few steps each. Only
intervals that overlap without nesting cost more, and then the answer is as large.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Interval = tuple[Any, Any]


def narrowest(around: Iterable[Interval], inside: Iterable[Interval]) -> dict[Interval, list[Interval]]:
    """For each interval of `inside` those of `around` that contain it, are not equal to it and contain no other such.

    >>> narrowest([(1, 9), (2, 5), (2, 9)], [(3, 4), (2, 6)])
    {(2, 6): [(2, 9)], (3, 4): [(2, 5)]}
    """
    outer, wanted = set(around), set(inside)
    ends: list[Any] = []
    latest: dict[Any, Any] = {}  # end → the last start that has it
    found: dict[Interval, list[Interval]] = {}
    for interval in sorted(sorted(outer | wanted, key=lambda each: each[1], reverse=True), key=lambda each: each[0]):
        if interval in wanted:
            found[interval] = _staircase(interval, ends, latest)
        if interval in outer:
            start, end = interval
            if end not in latest:
                insort(ends, end)
            latest[end] = start
    return found


def _staircase(interval: Interval, ends: list[Any], latest: dict[Any, Any]) -> list[Interval]:
    """The containing intervals in which neither bound can be drawn closer without moving the other away."""
    steps: list[Interval] = []
    for at in range(bisect_left(ends, interval[1]), len(ends)):
        start = latest[ends[at]]
        if not steps or start > steps[-1][0]:
            steps.append((start, ends[at]))
            if start == interval[0]:
                break
    return steps


def containing(around: Iterable[Interval], inside: Iterable[Interval]) -> dict[Interval, set[Interval]]:
    """For each interval of `inside` all of `around` that contain it, itself included where it is one of them.

    >>> sorted(containing([(1, 9), (2, 5), (2, 9)], [(2, 5)])[(2, 5)])
    [(1, 9), (2, 5), (2, 9)]
    """
    outer, wanted = set(around), set(inside)
    next_out = narrowest(outer, outer | wanted)
    found: dict[Interval, set[Interval]] = {}
    for interval in wanted:
        ahead = [*next_out[interval], *([interval] if interval in outer else [])]
        found[interval] = set(ahead)
        while ahead:
            new = [wider for wider in next_out[ahead.pop()] if wider not in found[interval]]
            found[interval].update(new)
            ahead += new
    return found
