"""Where nodes stand on the page: the layout that all formats share, fitted to its width."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from kg.network import style
from kg.network.layout import SCALE
from kg.network.picture.strokes import Place

if TYPE_CHECKING:
    from kg.network.flatten import Network
    from kg.network.picture.labels import Box
    from kg.network.picture.scene import Shape, Spot

NARROWEST, WIDEST, MARGIN = 900.0, 2600.0, 60.0
USUAL = 58.0  # units between two nodes at which they are drawn in their full size


class Ground(NamedTuple):
    """What a drawing stands on: places by node, how large things are drawn, the shapes below, and its height."""

    places: dict[str, Place]
    factor: float
    below: list[Shape]
    height: float
    names: list[tuple[str, Spot]]  # of what lies below, and where


def page_width(count: int) -> float:
    """Wide enough for so many nodes, within what can be printed."""
    return round(min(WIDEST, max(NARROWEST, 560 + 56 * math.sqrt(count))))


def islands(network: Network, frame: Box) -> Ground:
    """The nodes of a network within a frame whose bottom is as low as they need."""
    spots = network.positions or {node.id: (0.0, 0.0) for node in network.nodes}
    if not spots:
        return Ground({}, 1.0, [], 80.0, [])
    left, right = min(x for x, _ in spots.values()), max(x for x, _ in spots.values())
    top, bottom = min(y for _, y in spots.values()), max(y for _, y in spots.values())
    across = frame.right - frame.left - 2 * MARGIN
    scale = min(across / max(right - left, SCALE), 0.86 * across / max(bottom - top, SCALE), 1.6)
    factor = max(0.3, min(1.0, scale * SCALE / USUAL))
    inset = (frame.right - frame.left - (right - left) * scale) / 2
    places = {
        node.id: Place(
            frame.left + inset + (spots[node.id][0] - left) * scale,
            frame.top + MARGIN + (spots[node.id][1] - top) * scale,
            style.size(node) / 2 * factor,
        )
        for node in network.nodes
    }
    return Ground(places, factor, [], (bottom - top) * scale + 2 * MARGIN, [])
