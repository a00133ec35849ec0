"""KML 2.2 for Google Earth and QGIS: places as points, movements as lines with their dates.

A placemark needs no geometry, so what has no coordinates stands in a folder of its own. Lists are JSON text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network import style
from kg.network.formats.base import Format
from kg.network.formats.geojson import EDGE, ELEMENT, NODE
from kg.network.values import as_text
from kg.paper.xml import HEADER, attributes, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.network.flatten import Edge, Network, Node
    from kg.network.values import Value

OPEN = '<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
LEAST = 2.0  # pixels, of a line that is to be seen on a photograph from space


class Kml(Format):
    """KML in one file."""

    name = "kml"
    suffix = ".kml"
    own_node = Format.own_node | {ELEMENT}
    own_edge = Format.own_edge | {ELEMENT}
    summary = "KML for Google Earth and QGIS, of networks of places"

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {f"{stem}.kml": self._write(network, stem)}

    def notes(self, network: Network) -> list[str]:
        gone = sum(not geometry for geometry, _ in self._marks(network))
        told = [f"{gone} placemarks have no coordinates: they stand in a folder of their own"]
        return super().notes(network) + (told if gone else [])

    def _write(self, network: Network, stem: str) -> Iterator[str]:
        lines = "\n".join(f"{name}: {as_text(value)}" for name, value in self.about(network).items())
        yield f"{HEADER}{OPEN}<name>{escape(stem)}</name>\n<description>{escape(lines)}</description>\n"
        yield from _styles(network)
        for name, placed in (("Places and movements", True), ("Without coordinates", False)):
            yield f"<Folder>\n<name>{name}</name>\n"
            yield from (mark for geometry, mark in self._marks(network) if bool(geometry) == placed)
            yield "</Folder>\n"
        yield "</Document>\n</kml>\n"

    def _marks(self, network: Network) -> Iterator[tuple[str, str]]:
        """Geometry and placemark of each node and edge."""
        node_names, edge_names = self.node_names(network), self.edge_names(network)
        where = {node.id: f"{spot[0]},{spot[1]}" for node in network.nodes if (spot := style.located(node))}
        for node in network.nodes:
            point = f"<Point><coordinates>{where[node.id]}</coordinates></Point>" if node.id in where else ""
            yield point, _mark(node, node_names, {ELEMENT: NODE, "id": node.id, "label": node.label}, point)
        for edge in network.edges:
            spots = [where[end] for end in (edge.source, edge.target) if end in where]
            line = f"<LineString><coordinates>{' '.join(spots)}</coordinates></LineString>" if len(spots) > 1 else ""
            ends = {"source": edge.source, "target": edge.target}
            head = {ELEMENT: EDGE, "id": edge.id, "label": edge.label, **ends}
            yield line, _mark(edge, edge_names, head, f"{_span(edge)}<styleUrl>#{_style(edge)}</styleUrl>", line)


def _mark(thing: Node | Edge, names: Mapping[str, str], head: Mapping[str, str], *inner: str) -> str:
    values: dict[str, Value] = {**head, **{names[name]: value for name, value in thing.values.items()}}
    cells = "".join(
        f"<Data{attributes(name=name)}><value>{escape(as_text(value))}</value></Data>" for name, value in values.items()
    )
    before, geometry = "".join(inner[:-1]), inner[-1]
    name = f"<name>{escape(thing.label)}</name>"
    return f"<Placemark>{name}{before}<ExtendedData>{cells}</ExtendedData>{geometry}</Placemark>\n"


def _span(edge: Edge) -> str:
    first, last = style.span(edge)
    sides = (f"<begin>{first}</begin>" if first else "") + (f"<end>{last}</end>" if last else "")
    return f"<TimeSpan>{sides}</TimeSpan>" if sides else ""


def _style(edge: Edge) -> str:
    line = style.line(edge)
    return f"{line.shape}-{line.width:g}"


def _styles(network: Network) -> Iterable[str]:
    """One style for each kind of line; KML has no dashes, so its colour alone tells what is disputed."""
    for name, line in sorted({_style(edge): style.line(edge) for edge in network.edges}.items()):
        red, green, blue = line.colour
        colour = f"{'ff' if line.shape != 'dotted' else '80'}{blue:02x}{green:02x}{red:02x}"
        width = max(LEAST, line.width)
        yield f'<Style id="{name}"><LineStyle><color>{colour}</color><width>{width:g}</width></LineStyle></Style>\n'
