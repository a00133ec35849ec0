"""Edges as curves with arrows: those between the same two nodes fan out, so that parallel relations stay apart."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.network import style
from kg.network.picture.scene import Area, Spot, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.network.flatten import Edge
    from kg.network.picture.scene import Shape

FAN, WIDEST = 16.0, 0.55  # between two parallel edges; how far a fan may open, of the distance
ROLES = {"solid": "line", "dashed": "disputed", "dotted": "held"}


class Place(NamedTuple):
    """Where a node stands, and how large it is."""

    x: float
    y: float
    radius: float


class Drawn(NamedTuple):
    """An edge on the page: its shapes, and the middle of its curve."""

    edge: Edge
    shapes: tuple[Shape, ...]
    middle: Spot


def drawn(edges: Sequence[Edge], places: Mapping[str, Place], factor: float) -> Iterator[Drawn]:
    """Every edge whose ends have a place, lines that are put forward above the others."""
    fans: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.source in places and edge.target in places:
            fans[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    found = [
        _drawn(edge, places, _bend(number, len(fan), edge, places), factor)
        for fan in fans.values()
        for number, edge in enumerate(fan)
    ]
    yield from sorted(found, key=lambda each: (style.line(each.edge).shape == "solid", each.edge.id))


def _bend(number: int, count: int, edge: Edge, places: Mapping[str, Place]) -> float:
    """How far the curve leaves the straight line; the fan of two nodes is one, whichever way its edges go."""
    a, b = places[edge.source], places[edge.target]
    far = math.hypot(b.x - a.x, b.y - a.y)
    gap = min(FAN, WIDEST * far / max(count - 1, 1))
    off = (number - (count - 1) / 2) * gap
    return off if edge.source <= edge.target else -off


def _drawn(edge: Edge, places: Mapping[str, Place], bend: float, factor: float) -> Drawn:
    line = style.line(edge)
    role, width = ROLES[line.shape], max(0.7, line.width * factor)
    title = edge.label
    a, b = places[edge.source], places[edge.target]
    if edge.source == edge.target:
        return _loop(edge, a, Stroke((), role, width, line.shape, title))
    far = math.hypot(b.x - a.x, b.y - a.y) or 1.0
    across = (-(b.y - a.y) / far, (b.x - a.x) / far)
    control = ((a.x + b.x) / 2 + across[0] * bend * 2, (a.y + b.y) / 2 + across[1] * bend * 2)
    head = (3.5 + 2.2 * width) * max(0.6, factor)
    start, tip = _toward((a.x, a.y), control, a.radius), _toward((b.x, b.y), control, b.radius + 1)
    end = _toward(tip, control, head * 0.8)
    middle = ((start[0] + 2 * control[0] + tip[0]) / 4, (start[1] + 2 * control[1] + tip[1]) / 4)
    stroke = Stroke((start, control, end), role, width, line.shape, title, bent=True)
    return Drawn(edge, (stroke, _arrow(tip, control, head, role)), middle)


def _loop(edge: Edge, at: Place, stroke: Stroke) -> Drawn:
    """From a node to itself: a small bow above it."""
    r = at.radius + 10
    left, right, top = (at.x - at.radius * 0.6, at.y), (at.x + at.radius * 0.6, at.y), (at.x, at.y - 2.4 * r)
    return Drawn(edge, (stroke._replace(spots=(left, top, right), bent=True),), (at.x, at.y - 1.4 * r))


def _toward(spot: Spot, other: Spot, far: float) -> Spot:
    dx, dy = other[0] - spot[0], other[1] - spot[1]
    length = math.hypot(dx, dy) or 1.0
    return spot[0] + dx / length * far, spot[1] + dy / length * far


def _arrow(tip: Spot, control: Spot, length: float, role: str) -> Area:
    back = _toward(tip, control, length)
    dx, dy = (tip[0] - back[0]) * 0.36, (tip[1] - back[1]) * 0.36
    return Area(((tip, (back[0] - dy, back[1] + dx), (back[0] + dy, back[1] - dx)),), role)
