"""How a network is drawn: colour, size, line. One place, so that every format opens the same picture.

Nodes are sized by independent roots, not by degree: degree measures the attention of the media. What nobody puts
forward (a condition, a possibility, a plan) is dotted, what is disputed dashed, so that neither is taken for a plain
line.
Colours of types stand in the ontology; they are those of Okabe and Ito, which colour-blind readers tell apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.schema import load

if TYPE_CHECKING:
    from kg.network.flatten import Edge, Node, Values

Colour = tuple[int, int, int]

OTHER: Colour = (153, 153, 153)
LINE: Colour = (90, 90, 90)
DISPUTED: Colour = (213, 94, 0)
PUT_FORWARD = "putForward"  # the style of an edge whose every stance supports it; else the stances are the style
SMALLEST, LARGEST, THICKEST = 8.0, 40.0, 6.0
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Line(NamedTuple):
    """How an edge is drawn; `shape` is one of solid, dashed, dotted."""

    colour: Colour
    width: float
    shape: str


@cache
def colours() -> dict[str, Colour]:
    """Type → its colour, for each that the ontology gives one."""
    return {term.local: _rgb(term.colour) for term in load().classes.values() if term.colour}


def _rgb(text: str) -> Colour:
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue


def colour(node: Node) -> Colour:
    """The colour of the node's type."""
    return colours().get(str(node.values.get("type")), OTHER)


def web(colour: Colour) -> str:
    """The colour as on the web.

    >>> web((0, 114, 178))
    '#0072b2'
    """
    return "#{:02x}{:02x}{:02x}".format(*colour)


def size(node: Node) -> float:
    """Four units for each root, within bounds."""
    return min(LARGEST, SMALLEST + 4.0 * _number(node.values, "roots"))


def weight(edge: Edge) -> float:
    """The roots of an edge, else its own `weight`, else 1: never below zero, which readers refuse."""
    for name in ("roots", "weight"):
        if (number := _number(edge.values, name)) > 0:
            return number
    return 1.0


def line(edge: Edge) -> Line:
    """Dashed where disputed, dotted where nobody puts it forward, thin where one root carries it."""
    values = edge.values
    return _line(_number(values, "roots"), values.get("disputed") is True, put_forward(values))


@lru_cache(maxsize=1024)
def _line(roots: float, disputed: bool, forward: bool) -> Line:
    width = min(THICKEST, max(1.0, roots))
    return Line(DISPUTED, width, "dashed") if disputed else Line(LINE, width, "solid" if forward else "dotted")


def put_forward(values: Values) -> bool:
    """Whether the edge is put forward, or has no style at all."""
    return values.get("style", PUT_FORWARD) == PUT_FORWARD


def span(edge: Edge) -> tuple[str, str]:
    """First and last day of the edge as ISO dates, each empty where it is open or unknown."""
    return _day(str(edge.values.get("earliest", ""))), _day(str(edge.values.get("latest", "")))


@lru_cache(maxsize=1 << 14)
def _day(text: str) -> str:
    return text if _DATE.fullmatch(text) else ""


def located(node: Node) -> tuple[float, float] | None:
    """Longitude and latitude of the node, if it has both and they are some on earth."""
    spot = (node.values.get("longitude"), node.values.get("latitude"))
    east, north = (float(each) if isinstance(each, (int, float)) else None for each in spot)
    if east is None or north is None or abs(east) > 180 or abs(north) > 90:
        return None
    return east, north


def _number(values: Values, name: str) -> float:
    value = values.get(name)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0
