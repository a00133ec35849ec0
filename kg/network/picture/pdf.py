"""A scene as one page of PDF by reportlab: text that can be selected and searched, in a font that is embedded."""

from __future__ import annotations

import io
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from kg.network.picture.measure import NAME, font
from kg.network.picture.scene import Area, Disc, Stroke, Words
from kg.network.picture.svg import HALO
from kg.network.picture.theme import DASHES, themed

if TYPE_CHECKING:
    from kg.network.picture.scene import Scene, Spot
    from kg.network.picture.theme import Theme

POINTS = 0.75  # of a unit: 96 units and 72 points are an inch
STROKED, FILLED, BOTH = 1, 0, 2  # how PDF renders text


class _Page:
    """A canvas whose y goes down, and colours by role."""

    def __init__(self, canvas: Any, scene: Scene, theme: Theme) -> None:
        self.canvas, self._height, self._theme = canvas, scene.height, themed(theme)
        self.lightness = scene.lightness

    def at(self, spot: Spot) -> Spot:
        return spot[0], self._height - spot[1]

    def fill(self, role: str) -> None:
        self.canvas.setFillColor(_colour(self._theme[role]))

    def pen(self, role: str, width: float) -> None:
        self.canvas.setStrokeColor(_colour(self._theme[role]))
        self.canvas.setLineWidth(width)


def pdf(scene: Scene, theme: Theme) -> bytes:
    """The whole file, the same bytes for the same scene."""
    from reportlab.pdfgen.canvas import Canvas

    font()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(scene.width * POINTS, scene.height * POINTS), invariant=1, pageCompression=1)
    canvas.setTitle(scene.title)
    canvas.setSubject(scene.description)
    canvas.setKeywords(scene.about)
    canvas.setCreator("kg")
    canvas.scale(POINTS, POINTS)
    page = _Page(canvas, scene, theme)
    page.fill("paper")
    canvas.rect(0, 0, scene.width, scene.height, stroke=0, fill=1)
    for shape in scene.shapes:
        _drawn(shape, page)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _colour(text: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(text)


@singledispatch
def _drawn(shape: object, _page: _Page) -> None:
    raise TypeError(shape)


@_drawn.register
def _(shape: Disc, page: _Page) -> None:
    page.fill("paper" if shape.hollow else shape.role)
    page.pen(shape.role if shape.hollow else "paper", 2.0 if shape.hollow else 1.0)
    page.canvas.circle(*page.at((shape.x, shape.y)), shape.radius, stroke=1, fill=1)


@_drawn.register
def _(shape: Stroke, page: _Page) -> None:
    page.pen(shape.role, shape.width)
    page.canvas.setStrokeAlpha(page.lightness)
    page.canvas.setDash(list(DASHES.get(shape.shape, ())))
    path = page.canvas.beginPath()
    spots = [page.at(spot) for spot in shape.spots]
    path.moveTo(*spots[0])
    if shape.bent:
        path.curveTo(*_cubic(*spots))
    else:
        for spot in spots[1:]:
            path.lineTo(*spot)
    page.canvas.drawPath(path, stroke=1, fill=0)
    page.canvas.setDash([])
    page.canvas.setStrokeAlpha(1)


def _cubic(start: Spot, control: Spot, end: Spot) -> tuple[float, ...]:
    """The curve as PDF knows it, with two control points."""
    one = (start[axis] + 2 / 3 * (control[axis] - start[axis]) for axis in (0, 1))
    two = (end[axis] + 2 / 3 * (control[axis] - end[axis]) for axis in (0, 1))
    return (*one, *two, *end)


@_drawn.register
def _(shape: Area, page: _Page) -> None:
    page.fill(shape.role)
    land = shape.role == "land"
    page.canvas.setFillAlpha(1 if land or shape.role == "sea" else page.lightness)
    if land:
        page.pen("border", 1.0)
    path = page.canvas.beginPath()
    for ring in shape.rings:
        first, *others = map(page.at, ring)
        path.moveTo(*first)
        for spot in others:
            path.lineTo(*spot)
        path.close()
    page.canvas.drawPath(path, stroke=int(land), fill=1, fillMode=0)
    page.canvas.setFillAlpha(1)


@_drawn.register
def _(shape: Words, page: _Page) -> None:
    canvas = page.canvas
    draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}[shape.anchor]
    canvas.setFont(NAME, shape.size)
    page.fill(shape.role)
    x, y = page.at((shape.x, shape.y))
    if shape.halo:
        page.pen("paper", HALO)
        draw(x, y, shape.text, mode=STROKED)
    if shape.bold:
        page.pen(shape.role, shape.size * 0.035)
    draw(x, y, shape.text, mode=BOTH if shape.bold else FILLED)
