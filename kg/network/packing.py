"""Circles packed without overlaps, those that belong together near each other.

Each is put, the largest first, as near as can be to the middle of those it is linked to: along a spiral whose turn is a
fixed rotation, so that no sine is needed, until there is room.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Spot = tuple[float, float]
Circle = tuple[float, float, float]
Buckets = dict[tuple[int, int], list[Circle]]

TURN = (-0.7373688780783197, 0.6754902942615238)  # the golden angle, as the point that it leads to
PACE, GAP = 0.3, 0.6  # of the radius, how far the spiral goes in a step; what is left free between two circles


def packed(radii: Sequence[float], links: Mapping[tuple[int, int], int]) -> list[Spot]:
    """The middles of circles, which come largest first; `links` has how strongly two belong together, both ways."""
    beside: dict[int, list[tuple[int, int]]] = {}
    for (one, other), weight in sorted(links.items()):
        if other < one:
            beside.setdefault(one, []).append((other, weight))
    size = 2 * max(radii, default=1.0) + GAP
    spots: list[Spot] = []
    taken: Buckets = {}
    spirals: dict[tuple[Spot, float], Iterator[Spot]] = {}  # where one found no room its like finds none, so it goes on
    for number, radius in enumerate(radii):
        start = _middle(beside.get(number, []), spots)
        spiral = spirals.setdefault((start, radius), _spiral(start, PACE * radius))
        spot = _first(spiral, radius, taken, size)
        spots.append(spot)
        taken.setdefault(_bucket(spot, size), []).append((*spot, radius))
    return spots


def _middle(linked: list[tuple[int, int]], spots: list[Spot]) -> Spot:
    """The middle of the circles that are placed already, weighed by their links; (0, 0) where there are none."""
    weight = sum(each for _, each in linked)
    if not weight:
        return 0.0, 0.0
    x, y = (sum(spots[number][axis] * each for number, each in linked) / weight for axis in (0, 1))
    return x, y


def _spiral(start: Spot, pace: float) -> Iterator[Spot]:
    x, y, number = 1.0, 0.0, 0
    while True:
        distance = pace * math.sqrt(number)
        yield start[0] + x * distance, start[1] + y * distance
        x, y = x * TURN[0] - y * TURN[1], x * TURN[1] + y * TURN[0]
        length = math.sqrt(x * x + y * y)  # a thousand turns must not make the point drift off its circle
        x, y, number = x / length, y / length, number + 1


def _first(spiral: Iterator[Spot], radius: float, taken: Buckets, size: float) -> Spot:
    """The first spot where a circle would overlap none; what was in the way at one spot mostly is at the next."""
    blocker = None
    for spot in spiral:
        if blocker and _overlap(spot, radius, blocker):
            continue
        blocker = next((each for each in _near(spot, taken, size) if _overlap(spot, radius, each)), None)
        if blocker is None:
            return spot
    raise AssertionError("a spiral has no end")


def _near(spot: Spot, taken: Buckets, size: float) -> Iterator[Circle]:
    """The circles that could be in the way: those in the buckets around."""
    column, row = _bucket(spot, size)
    return (each for dx in (-1, 0, 1) for dy in (-1, 0, 1) for each in taken.get((column + dx, row + dy), ()))


def _overlap(spot: Spot, radius: float, circle: Circle) -> bool:
    x, y, r = circle
    dx, dy, apart = spot[0] - x, spot[1] - y, radius + r + GAP
    return dx * dx + dy * dy < apart * apart


def _bucket(spot: Spot, size: float) -> tuple[int, int]:
    return math.floor(spot[0] / size), math.floor(spot[1] / size)
