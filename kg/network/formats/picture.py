"""Pictures for a report or a page: SVG, PNG and PDF of one and the same drawing.

They show names, kinds and stances, and hold no attribute; what the network says of itself is kept in each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.network.formats.base import Format
from kg.network.formats.sidecar import sidecar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.network.flatten import Network
    from kg.network.formats.base import Pieces
    from kg.network.picture.scene import Scene
    from kg.network.picture.theme import Theme

MOST = 20_000  # lines: what a page of a square metre can show
HELD = "a picture shows names, kinds and stances; every other attribute is in the other formats"


class Picture(Format):
    """What the three have in common; `dark` is for a screen that is."""

    whole = False

    def __init__(self, *, dark: bool | None = None) -> None:
        self.dark = dark

    def notes(self, network: Network) -> list[str]:
        return [*super().notes(network), HELD]

    def _theme(self) -> Theme:
        from kg.network.picture.theme import DARK, LIGHT

        return DARK if self.dark else LIGHT

    def _scene(self, network: Network) -> Scene:
        from kg.network.picture import figure

        if len(network.edges) > MOST:
            raise UsageError(
                f"a picture of {len(network.edges):,} lines shows nothing, and kg draws up to {MOST:,}",
                remedy="narrow it (--ego, --min-roots, --relation), or take gexf or graphml to Gephi",
            )
        return figure(network, self.about(network))


class Svg(Picture):
    """SVG, in the reader's light or dark unless told."""

    name = "svg"
    suffix = ".svg"
    summary = "picture for web pages, reports and drawing programs: islands, or a map for routes"

    def files(self, network: Network, stem: str) -> Mapping[str, Pieces]:
        return {f"{stem}.svg": self._write(network)}

    def _write(self, network: Network) -> Iterator[str]:
        from kg.network.picture.svg import svg

        yield from svg(self._scene(network), None if self.dark is None else self._theme())


class Drawn(Picture):
    """A picture whose letters are drawn in kg's own font."""

    def notes(self, network: Network) -> list[str]:
        from kg.network.picture.measure import lacking

        count = sum(lacking(node.label) for node in network.nodes)
        told = [f"{count} label(s) hold letters that the font of {self.name} lacks; svg shows them"] if count else []
        return [*super().notes(network), *told]


class Png(Drawn):
    """PNG, with what the network says of itself in a file beside it."""

    name = "png"
    suffix = ".png"
    summary = "picture as dots, for slides and word processors"

    def files(self, network: Network, stem: str) -> Mapping[str, Pieces]:
        return {f"{stem}.png": self._write(network), **sidecar(self, network, stem)}

    def _write(self, network: Network) -> Iterator[bytes]:
        from kg.network.picture.png import png

        yield png(self._scene(network), self._theme())


class Pdf(Drawn):
    """PDF in one page."""

    name = "pdf"
    suffix = ".pdf"
    summary = "picture for print, with text that can be searched"

    def files(self, network: Network, stem: str) -> Mapping[str, Pieces]:
        return {f"{stem}.pdf": self._write(network)}

    def _write(self, network: Network) -> Iterator[bytes]:
        from kg.network.picture.pdf import pdf

        yield pdf(self._scene(network), self._theme())
