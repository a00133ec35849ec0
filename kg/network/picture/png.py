"""A scene as PNG, drawn by resvg in the font that lies here: the same on every machine, whatever fonts it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network.picture.measure import FONT, NAME
from kg.network.picture.svg import svg

if TYPE_CHECKING:
    from kg.network.picture.scene import Scene
    from kg.network.picture.theme import Theme

ZOOM = 2.0  # dots for a unit: sharp on paper, too


def png(scene: Scene, theme: Theme) -> bytes:
    """The whole file."""
    import resvg_py

    text = "".join(svg(scene, theme))
    drawn = resvg_py.svg_to_bytes(
        svg_string=text,
        zoom=ZOOM,
        skip_system_fonts=True,
        font_files=[str(FONT)],
        font_family=NAME,
        sans_serif_family=NAME,
    )
    return bytes(drawn)
