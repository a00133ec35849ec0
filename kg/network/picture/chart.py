"""A map: places where they lie, borders around them.

What stands for a whole country is drawn hollow, and where its middle lies beyond the map, at its edge.
Plate carrée with the width of a degree as in the middle of the map, since it needs one cosine alone.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.network import style
from kg.network.picture.atlas import Ring, countries
from kg.network.picture.islands import Ground
from kg.network.picture.labels import Box
from kg.network.picture.scene import Area, Spot
from kg.network.picture.strokes import Place
from kg.schema import CT
from kg.schema.load import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.network.flatten import Network, Node
    from kg.network.picture.scene import Shape

WHOLE = local_name(CT.countryLevel)
LEAST, MARGIN = 6.0, 0.16  # degrees that a map shows at least; what is left free around the places
TALLEST = 0.72  # of the width
EDGE = 26.0  # units from the frame at which that stands whose middle lies beyond it


def fits(network: Network) -> bool:
    """Whether a network is one of places: some edge has both its ends on earth."""
    there = {node.id for node in network.nodes if style.located(node)}
    return any(edge.source in there and edge.target in there for edge in network.edges)


def chart(network: Network, frame: Box) -> Ground:
    """The places of a network on a map within a frame whose bottom is as low as they need."""
    there = {node.id: (node, spot) for node in network.nodes if (spot := style.located(node))}
    view = _view([spot for node, spot in there.values() if not _whole(node)] or [spot for _, spot in there.values()])
    lens = _Lens(view, frame)
    places = {name: lens.place(spot, style.size(node) / 2) for name, (node, spot) in there.items()}
    return Ground(places, 1.0, [*lens.ground()], lens.height, _names(lens.ground()))


def _names(shapes: Iterable[Shape]) -> list[tuple[str, Spot]]:
    """The countries on the map, and the middle of the largest part of each that can be seen."""
    parts: dict[str, tuple[float, Spot]] = {}
    for shape in shapes:
        if isinstance(shape, Area) and shape.title:
            size, spot = _middle(shape.rings[0])
            parts[shape.title] = max(parts.get(shape.title, (0.0, spot)), (size, spot))
    return [(name, spot) for name, (_, spot) in sorted(parts.items())]


def _middle(ring: Ring) -> tuple[float, Spot]:
    """The area of a ring and its centre of mass."""
    pieces = [(ax * by - bx * ay, ax + bx, ay + by) for (ax, ay), (bx, by) in pairwise((*ring, ring[0]))]
    twice = sum(cross for cross, _, _ in pieces) or 1e-9
    x, y = (sum(piece[0] * piece[axis] for piece in pieces) / (3 * twice) for axis in (1, 2))
    return abs(twice) / 2, (x, y)


def _whole(node: Node) -> bool:
    return node.values.get("precision") == WHOLE


def hollow(network: Network) -> set[str]:
    """The nodes that stand for a whole country."""
    return {node.id for node in network.nodes if _whole(node)}


def _view(spots: list[Spot]) -> Box:
    """Degrees that the map shows: west, north, east, south."""
    west, east = min(x for x, _ in spots), max(x for x, _ in spots)
    south, north = min(y for _, y in spots), max(y for _, y in spots)
    wide, high = max(east - west, LEAST), max(north - south, LEAST / 2)
    middle, centre = (west + east) / 2, (south + north) / 2
    half, tall = wide * (0.5 + MARGIN), high * (0.5 + MARGIN)
    return Box(middle - half, min(centre + tall, 85.0), middle + half, max(centre - tall, -85.0))


class _Lens:
    """From degrees to units on the page."""

    def __init__(self, view: Box, frame: Box) -> None:
        self._frame = frame
        across = frame.right - frame.left
        narrow = round(math.cos(math.radians((view.top + view.bottom) / 2)), 4)
        high = max(view.top - view.bottom, (view.right - view.left) * narrow * 0.45)
        self.height = round(min(TALLEST * across, across * high / ((view.right - view.left) * narrow)))
        self._y = self.height / high
        self._x = self._y * narrow
        self._middle = ((view.left + view.right) / 2, (view.top + view.bottom) / 2)

    def _spot(self, spot: Spot) -> Spot:
        frame = self._frame
        x = (frame.left + frame.right) / 2 + (spot[0] - self._middle[0]) * self._x
        return x, frame.top + self.height / 2 - (spot[1] - self._middle[1]) * self._y

    def place(self, spot: Spot, radius: float) -> Place:
        """Where a place stands: at the edge of the map, in its direction, where it lies beyond it."""
        x, y = self._spot(spot)
        frame = self._frame
        cx, cy = (frame.left + frame.right) / 2, frame.top + self.height / 2
        far = max(abs(x - cx) / ((frame.right - frame.left) / 2 - EDGE), abs(y - cy) / (self.height / 2 - EDGE), 1.0)
        return Place(cx + (x - cx) / far, cy + (y - cy) / far, radius)

    def ground(self) -> Iterator[Shape]:
        """The sea, and every country that can be seen, cut at the frame."""
        frame = Box(self._frame.left, self._frame.top, self._frame.right, self._frame.top + self.height)
        corners = (
            (frame.left, frame.top),
            (frame.right, frame.top),
            (frame.right, frame.bottom),
            (frame.left, frame.bottom),
        )
        yield Area((corners,), "sea")
        for country in countries().values():
            for polygon in country.polygons:
                rings = [ring for ring in (_cut([*map(self._spot, ring)], frame) for ring in polygon) if len(ring) > 2]
                if rings:
                    yield Area(tuple(rings), "land", country.name)


def _cut(ring: list[Spot], frame: Box) -> Ring:
    """The part of a ring within a frame (Sutherland and Hodgman 1974)."""
    sides = ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1))
    for axis, limit, sign in sides:
        ring = [*_clipped(ring, axis, limit, sign)]
    return tuple(ring)


def _clipped(ring: list[Spot], axis: int, limit: float, sign: int) -> Iterator[Spot]:
    for one, two in pairwise((ring[-1:] + ring) if ring else []):
        inside, was = (two[axis] - limit) * sign >= 0, (one[axis] - limit) * sign >= 0
        if inside != was:
            part = (limit - one[axis]) / (two[axis] - one[axis])
            yield one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part
        if inside:
            yield two
