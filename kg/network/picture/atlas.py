"""The borders of Europe and the north of Asia.

Borders are politics. They are those of Natural Earth as the visionscarto atlas draws them, with Crimea in Ukraine; a
test pins it. NOTICE.md says what was done to them.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kg.network.picture.scene import Spot

BORDERS = Path(__file__).parent / "borders.json"
Ring = tuple[Spot, ...]


class Country(NamedTuple):
    """A country by its name, and its polygons, each a ring and its holes, in degrees."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]


@cache
def countries() -> dict[str, Country]:
    """ISO 3166-1 number → country, of Europe and the north of Asia."""
    atlas = json.loads(BORDERS.read_text("utf-8"))
    arcs = [_arc(arc, atlas["scale"]) for arc in atlas["arcs"]]
    return {
        number: Country(
            country["name"],
            tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in country["polygons"]),
        )
        for number, country in atlas["countries"].items()
    }


def _arc(numbers: list[int], scale: int) -> Ring:
    """Spots of an arc, which are kept as steps of 1/scale degree."""
    x = y = 0
    found: list[Spot] = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x / scale, y / scale))
    return tuple(found)


def _ring(arcs: list[int], known: list[Ring]) -> Ring:
    """A ring of arcs; one below zero is walked backwards."""
    return tuple(spot for arc in arcs for spot in (known[arc] if arc >= 0 else known[~arc][::-1]))


def country_at(east: float, north: float) -> str:
    """The country in which a spot lies, or an empty text.

    >>> country_at(30.52, 50.45)
    'Ukraine'
    """
    found = (
        country.name
        for country in countries().values()
        for polygon in country.polygons
        if sum(_inside(ring, east, north) for ring in polygon) % 2
    )
    return next(found, "")


def _inside(ring: Ring, x: float, y: float) -> bool:
    crossed = False
    for (ax, ay), (bx, by) in pairwise((*ring, ring[0])):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed
