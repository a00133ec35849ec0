"""A scene as SVG: text that can be selected, titles that can be read out, colours for light, dark and print."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from kg.network.picture.scene import Area, Disc, Stroke, Words
from kg.network.picture.theme import DARK, DASHES, LIGHT, Theme, themed
from kg.paper.html import Markup, el

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.network.picture.scene import Scene, Spot

FONT = "'DejaVu Sans','Noto Sans',Verdana,sans-serif"
HALO = 3.0


def svg(scene: Scene, theme: Theme | None = None) -> Iterator[str]:
    """The scene in pieces; without a theme it follows the reader's, and prints in light."""
    size = {
        "width": _px(scene.width),
        "height": _px(scene.height),
        "viewBox": f"0 0 {_px(scene.width)} {_px(scene.height)}",
    }
    opened = el("svg", xmlns="http://www.w3.org/2000/svg", role="img", **size).removesuffix("</svg>")
    yield f"{opened}\n"
    yield f"{el('title', scene.title)}{el('desc', scene.description)}{el('metadata', scene.about)}\n"
    yield f"{el('style', Markup(_style(scene, theme)))}\n"
    yield el("rect", width="100%", height="100%", class_="paper")
    for shape in scene.shapes:
        yield f"\n{_drawn(shape)}"
    yield "\n</svg>\n"


def _style(scene: Scene, theme: Theme | None) -> str:
    roles = sorted({shape.role for shape in scene.shapes} | {"paper"})
    rules = f"text{{font-family:{FONT}}}path.s{{fill:none;stroke-opacity:{scene.lightness:.2f}}}"
    rules += f".a:not(.land):not(.sea){{fill-opacity:{scene.lightness:.2f}}}"
    if theme is not None:
        return rules + _rules(roles, theme)
    light, dark = _rules(roles, LIGHT), _rules(roles, DARK)
    return f"{rules}{light}@media (prefers-color-scheme:dark){{{dark}}}@media print{{{light}}}"


def _rules(roles: Iterable[str], theme: Theme) -> str:
    """One rule for each role; a text is filled, its halo and the rim of a disc are of the colour of the paper."""
    colours = themed(theme)
    paper = colours["paper"]
    found = [f".{role}{{fill:{colours[role]}}}.s.{role},.o.{role}{{stroke:{colours[role]}}}" for role in roles]
    return "".join(
        [
            *found,
            f".b{{stroke:{colours['ink']};stroke-width:.5}}.o{{fill:{paper}}}.d{{stroke:{paper};stroke-width:1}}.h{{stroke:{paper}}}.land{{stroke:{colours['border']}}}",
        ]
    )


@singledispatch
def _drawn(shape: object) -> Markup:
    raise TypeError(shape)


@_drawn.register
def _(shape: Disc) -> Markup:
    kind = "o" if shape.hollow else "d"
    more = {"stroke_width": "2"} if shape.hollow else {}
    spot = {"cx": _px(shape.x), "cy": _px(shape.y), "r": _px(shape.radius)}
    return el("circle", _title(shape.title), class_=f"{kind} {shape.role}", **spot, **more)


@_drawn.register
def _(shape: Stroke) -> Markup:
    dash = {"stroke_dasharray": " ".join(map(_px, DASHES[shape.shape]))} if shape.shape in DASHES else {}
    path = _path(shape.spots, bent=shape.bent)
    return el("path", _title(shape.title), d=path, class_=f"s {shape.role}", stroke_width=_px(shape.width), **dash)


@_drawn.register
def _(shape: Area) -> Markup:
    path = "".join(f"{_path(ring)}Z" for ring in shape.rings)
    return el("path", _title(shape.title), d=path, fill_rule="evenodd", class_=f"a {shape.role}")


@_drawn.register
def _(shape: Words) -> Markup:
    kinds = [shape.role, *(["b"] if shape.bold else [])]
    head = {"x": _px(shape.x), "y": _px(shape.y), "font_size": _px(shape.size), "class_": " ".join(kinds)}
    anchor = {"text_anchor": shape.anchor} if shape.anchor != "start" else {}
    halo = {"paint_order": "stroke", "stroke_width": _px(HALO), "stroke_linejoin": "round"} if shape.halo else {}
    if shape.halo:
        head["class_"] += " h"
    return el("text", shape.text, **head, **anchor, **halo)


def _title(text: str) -> Markup | None:
    return el("title", text) if text else None


def _path(spots: tuple[Spot, ...], *, bent: bool = False) -> str:
    start, *others = (f"{_px(x)},{_px(y)}" for x, y in spots)
    return f"M{start}{'Q' if bent else 'L'}{' '.join(others)}"


def _px(value: float) -> str:
    """A number with one decimal at most, the same on every machine.

    >>> _px(-0.01), _px(3.14)
    ('0', '3.1')
    """
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
