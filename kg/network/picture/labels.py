"""Words that overlap neither each other nor a node: the weightiest first, each where there is room beside its node."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from kg.network.picture.measure import width, wrapped
from kg.network.picture.scene import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CELL = 48.0
LEADING = 1.18
GAPS, WIDER = (3.0, 10.0), (20.0, 32.0, 46.0)  # between a node and its label; for a node that must have one


class Box(NamedTuple):
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float


class Room:
    """What is taken of a page, in buckets, so that a look at one spot is not a look at all of them."""

    def __init__(self, frame: Box) -> None:
        self._frame = frame
        self._taken: dict[tuple[int, int], list[Box]] = {}

    def take(self, box: Box) -> None:
        """Keep others out of the box."""
        for bucket in _buckets(box):
            self._taken.setdefault(bucket, []).append(box)

    def free(self, box: Box) -> bool:
        """Whether the box lies within the frame and touches nothing."""
        frame = self._frame
        if box.left < frame.left or box.top < frame.top or box.right > frame.right or box.bottom > frame.bottom:
            return False
        return not any(_touch(box, other) for bucket in _buckets(box) for other in self._taken.get(bucket, ()))


class Anchor(NamedTuple):
    """What wants a label: a spot with a radius, and the words; a weighty one may have it farther away."""

    x: float
    y: float
    radius: float
    text: str
    weighty: bool = False


def place(room: Room, anchors: Iterable[Anchor], size: float, most: float, lines: int) -> tuple[list[Words], int]:
    """The labels that found room, in the order given, and how many did not."""
    found: list[Words] = []
    lost = 0
    for anchor in anchors:
        words = _fitting(room, anchor, size, most, lines)
        found += words
        lost += not words
    return found, lost


def _fitting(room: Room, anchor: Anchor, size: float, most: float, lines: int) -> list[Words]:
    for count in range(lines, 0, -1):
        text = wrapped(anchor.text, size, most, count)
        if words := _near(room, anchor, text, size, GAPS):
            return words
    return _near(room, anchor, wrapped(anchor.text, size, most, lines), size, WIDER) if anchor.weighty else []


def _near(room: Room, anchor: Anchor, text: Sequence[str], size: float, gaps: Iterable[float]) -> list[Words]:
    """The words at the first free place at one of these distances."""
    for gap in gaps:
        for box, side in _around(anchor, text, size, gap):
            if room.free(box):
                room.take(box)
                return [*_lines(text, box, side, size)]
    return []


def _around(anchor: Anchor, text: Sequence[str], size: float, gap: float) -> Iterator[tuple[Box, str]]:
    """Boxes around the spot, the best first: beside it, below, above, at the corners."""
    x, y, radius = anchor[:3]
    across, down = max(width(line, size) for line in text), size * LEADING * len(text)
    off = radius + gap
    corner = off * 0.75
    for left, top, side in (
        (x + off, y - down / 2, "start"),
        (x - off - across, y - down / 2, "end"),
        (x - across / 2, y + off, "middle"),
        (x - across / 2, y - off - down, "middle"),
        (x + corner, y + corner, "start"),
        (x + corner, y - corner - down, "start"),
        (x - corner - across, y + corner, "end"),
        (x - corner - across, y - corner - down, "end"),
    ):
        yield Box(left, top, left + across, top + down), side


def _lines(text: Sequence[str], box: Box, side: str, size: float) -> Iterator[Words]:
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[side]
    for number, line in enumerate(text):
        yield Words(x, box.top + size * (0.92 + LEADING * number), line, size, anchor=side, halo=True)


def _buckets(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(box.left / CELL), math.floor(box.right / CELL) + 1):
        for row in range(math.floor(box.top / CELL), math.floor(box.bottom / CELL) + 1):
            yield column, row


def _touch(a: Box, b: Box) -> bool:
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
