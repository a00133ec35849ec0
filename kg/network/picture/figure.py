"""A network as a page: heading, drawing, legend, and what it rests on.

A network of places becomes a map, any other islands of communities. Labels that find no room are counted, and what has
no coordinates is named: nothing is left off a page in silence.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.network.picture import chart
from kg.network.picture.below import colophon, legend
from kg.network.picture.islands import islands, page_width
from kg.network.picture.labels import Anchor, Box, Room, place
from kg.network.picture.measure import wrapped
from kg.network.picture.scene import Disc, Scene, Stroke, Words
from kg.network.picture.strokes import drawn
from kg.network.picture.theme import role_of
from kg.network.values import as_text
from kg.paper.json import text as json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.network.flatten import Network, Node
    from kg.network.picture.islands import Ground
    from kg.network.picture.scene import Shape, Spot
    from kg.network.picture.strokes import Drawn
    from kg.network.values import Value

SIDE, HEADING, LABEL, SMALL = 28.0, 19.0, 11.0, 9.5
MOST, LINES = 170.0, 3  # how wide a label may be, and how many lines it may have
MANY = 400  # nodes above which labels are smaller and shorter
WEIGHTY = 12  # nodes of most roots, which should have a label if any has
NAMED = 60  # edges up to which their relations are written on them


def figure(network: Network, about: Mapping[str, Value]) -> Scene:
    """The page for a network; `about` is what it says of itself, kept with the picture."""
    mapped = chart.fits(network)
    wide = 1200.0 if mapped else page_width(len(network.nodes))
    title = str(network.about.get("summary") or "Network")
    heading = wrapped(title, HEADING, wide - 2 * SIDE, 2)
    top = 22 + HEADING * 1.25 * len(heading)
    frame = Box(SIDE, top, wide - SIDE, top)
    ground = (chart.chart if mapped else islands)(network, frame)
    frame = frame._replace(bottom=top + ground.height)
    shapes, lost = _drawing(network, ground, frame, mapped=mapped)
    signs, below = legend(network, SIDE, wide - SIDE, frame.bottom + 12, hollow=mapped and bool(chart.hollow(network)))
    notes, bottom = colophon(network, _missing(network, ground, lost), SIDE, wide - SIDE, below + 4)
    head = [
        Words(SIDE, 20 + HEADING * (0.8 + 1.25 * number), line, HEADING, bold=True)
        for number, line in enumerate(heading)
    ]
    described = " ".join(shape.text for shape in notes if isinstance(shape, Words))
    return Scene(
        wide,
        round(bottom + 16),
        title,
        described,
        json_text(about, indent=None),
        _lightness(network),
        [*head, *shapes, *signs, *notes],
    )


def _lightness(network: Network) -> float:
    """How much lines cover what lies below: the more there are, the less, so that a bundle is darker than a line."""
    return max(0.5, min(0.9, 9 / math.sqrt(max(len(network.edges), 1))))


def _drawing(network: Network, ground: Ground, frame: Box, *, mapped: bool) -> tuple[list[Shape], int]:
    """The shapes of the drawing, and how many labels found no room."""
    lines = [*drawn(network.edges, ground.places, ground.factor)]
    room = Room(frame)
    for at in ground.places.values():
        room.take(Box(at.x - at.radius, at.y - at.radius, at.x + at.radius, at.y + at.radius))
    small = len(network.nodes) > MANY
    anchors = [_anchor(node, ground, at < WEIGHTY) for at, node in enumerate(_by_weight(network, ground))]
    size, most, rows = (SMALL, 0.7 * MOST, 2) if small else (LABEL, MOST, LINES)
    labels, lost = place(room, anchors, size, most, rows)
    if len(network.edges) <= NAMED:
        labels += _faint(place(room, _named(lines), SMALL, 0.7 * MOST, 1)[0])
    labels += _faint(
        place(room, (Anchor(*spot, 1.0, name) for name, spot in _unnamed(network, ground)), SMALL, MOST, 1)[0]
    )
    hollow = chart.hollow(network) if mapped else set()
    discs = [*_discs(network, ground, hollow)]
    shapes = [*ground.below, *(shape for line in lines for shape in line.shapes), *discs, *labels]
    return [*shapes, *(_rim(frame) if mapped else ())], lost


def _unnamed(network: Network, ground: Ground) -> list[tuple[str, Spot]]:
    """The names of what lies below that no node has already."""
    said = " ".join(node.label for node in network.nodes if node.id in ground.places)
    return [(name, spot) for name, spot in ground.names if name not in said]


def _faint(labels: Iterable[Words]) -> list[Words]:
    return [label._replace(role="faint") for label in labels]


def _rim(frame: Box) -> Iterator[Shape]:
    left, top, right, bottom = frame
    yield Stroke(((left, top), (right, top), (right, bottom), (left, bottom), (left, top)), "frame", 1.0)


def _by_weight(network: Network, ground: Ground) -> list[Node]:
    """The nodes, those with most roots first."""
    there = [node for node in network.nodes if node.id in ground.places]
    return sorted(there, key=lambda node: (-ground.places[node.id].radius, node.id))


def _anchor(node: Node, ground: Ground, weighty: bool) -> Anchor:
    at = ground.places[node.id]
    return Anchor(at.x, at.y, at.radius, node.label or node.id, weighty)


def _named(lines: list[Drawn]) -> Iterator[Anchor]:
    """What tells edges apart, at the middle of their curves: relations; where there is one, dates or claimants."""
    relations = {as_text(line.edge.values.get("relation", "")) for line in lines}
    dated = any(line.edge.values.get("date") for line in lines)
    attribute = "relation_label" if len(relations) > 1 else "date" if dated else "claimant_labels"
    for line in lines:
        value = line.edge.values.get(attribute, "")
        if name := ", ".join(value) if isinstance(value, list) else str(value):
            yield Anchor(*line.middle, 1.0, name)


def _discs(network: Network, ground: Ground, hollow: set[str]) -> Iterator[Disc]:
    for node in reversed(_by_weight(network, ground)):
        at = ground.places[node.id]
        roots = node.values.get("roots")
        kind = node.values.get("type", "")
        title = f"{node.label} ({kind}{f', {roots} root(s)' if roots else ''})"
        yield Disc(at.x, at.y, max(at.radius, 1.5), role_of(kind), title, hollow=node.id in hollow)


def _missing(network: Network, ground: Ground, lost: int) -> Iterator[str]:
    """What the page does not show."""
    if lost:
        yield f"{lost} node(s) found no room for a label; the file of the picture names them."
    if gone := [node.label for node in network.nodes if node.id not in ground.places]:
        lines = sum(not {edge.source, edge.target} <= ground.places.keys() for edge in network.edges)
        yield f"Not on the map, since the register gives no coordinates: {'; '.join(gone)}. With them {lines} line(s)."
