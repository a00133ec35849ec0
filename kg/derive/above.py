"""Points in several dimensions, and for any point those nearest above it, without comparing all pairs.

Each set of points is one whole number, a bit a point, so that "at or beyond in every dimension" is one `and` for each
dimension, over sixty points at a time. Points are numbered so that whatever lies below another has the higher number:
the highest bit of what is left is always a nearest point, and takes all that lie above it with it. Chains of bounds
and nested spans therefore cost a few steps each; where nothing is nested the answer is as large as the work.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Point = tuple[Any, ...]
MOST = 1 << 28  # bits kept for a dimension: beyond that only some of its sets are kept, and the others made from them


class Above:
    """Points, all of one length; `falling` says for each dimension whether a smaller value lies above a larger one."""

    def __init__(self, points: Iterable[Point], falling: Sequence[bool], most: int = MOST) -> None:
        self._points = list(set(points))
        for at in reversed(range(len(falling))):
            self._points.sort(key=lambda point, at=at: point[at], reverse=not falling[at])  # type: ignore[misc]
        self._falling, self._all = falling, (1 << len(self._points)) - 1
        self._dimensions = [_Dimension([point[at] for point in self._points], most) for at in range(len(falling))]

    def nearest(self, point: Point, *, own: bool = False) -> Iterator[Point]:
        """The points at or above a point that lie above no other such; with `own` beside the point itself.

        >>> around = Above([(1, 9), (2, 5), (2, 9), (3, 9)], falling=(True, False))
        >>> list(around.nearest((2, 4))), list(around.nearest((2, 9), own=True))
        ([(2, 5)], [(2, 9), (1, 9)])
        """
        left = self._at_or_above(point)
        while left:
            number = left.bit_length() - 1
            found = self._points[number]
            left &= ~(1 << number) if own and found == point else ~self._at_or_above(found)
            yield found

    def _at_or_above(self, point: Point) -> int:
        found = self._all
        for value, dimension, falling in zip(point, self._dimensions, self._falling, strict=True):
            at_most = dimension.up_to(value, equal=falling)
            found &= at_most if falling else ~at_most
        return found


class _Dimension:
    """The values of all points in one dimension, and which points have a value up to a given one."""

    def __init__(self, values: list[Any], most: int) -> None:
        self._holders: dict[Any, list[int]] = {}
        for number, value in enumerate(values):
            self._holders.setdefault(value, []).append(number)
        self._values = sorted(self._holders)
        self._step = 1 + len(values) * len(self._values) // most
        self._kept, before = [0], 0
        for rank, value in enumerate(self._values, 1):
            before |= sum(1 << number for number in self._holders[value])
            if rank % self._step == 0:
                self._kept.append(before)

    def up_to(self, value: Any, *, equal: bool) -> int:
        """The points whose value is smaller than the given one, or equal to it."""
        rank = (bisect_right if equal else bisect_left)(self._values, value)
        found = self._kept[rank // self._step]
        for between in self._values[rank - rank % self._step : rank] if self._step > 1 else ():
            found |= sum(1 << number for number in self._holders[between])
        return found
