"""What is on the page: shapes in drawing units from the upper left corner, each in a role that a theme colours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Spot = tuple[float, float]


class Disc(NamedTuple):
    """A node; hollow where it stands for more than a spot."""

    x: float
    y: float
    radius: float
    role: str
    title: str = ""
    hollow: bool = False


class Stroke(NamedTuple):
    """A line through its spots, or a curve where `bent`: then they are start, control and end."""

    spots: tuple[Spot, ...]
    role: str
    width: float
    shape: str = "solid"
    title: str = ""
    bent: bool = False


class Area(NamedTuple):
    """A filled shape; rings inside of others are holes."""

    rings: tuple[tuple[Spot, ...], ...]
    role: str
    title: str = ""


class Words(NamedTuple):
    """A line of text on its baseline; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    size: float
    role: str = "ink"
    anchor: str = "start"
    bold: bool = False
    halo: bool = False


Shape = Disc | Stroke | Area | Words


@dataclass
class Scene:
    """A page: what lies first is covered by what comes later; `lightness` is how much a line hides of that."""

    width: float
    height: float
    title: str
    description: str
    about: str
    lightness: float
    shapes: list[Shape] = field(default_factory=list)
