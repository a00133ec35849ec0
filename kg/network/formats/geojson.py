"""GeoJSON (RFC 7946) for maps: a point for each place, a line for each movement between two.

Coordinates are those of the network, generalised before any format sees them. What has none goes into a file beside it,
as features without a geometry, which the RFC allows and many readers do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network.formats.base import Format
from kg.network.formats.spelling import items, text
from kg.network.style import located

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.network.flatten import Edge, Network, Node

Feature = dict[str, object]
ELEMENT, NODE, EDGE = "element", "node", "edge"  # which of the two a feature is


class GeoJson(Format):
    """GeoJSON, and `NAME.unplaced.geojson` for what has no coordinates."""

    name = "geojson"
    suffix = ".geojson"
    own_node = Format.own_node | {ELEMENT}
    own_edge = Format.own_edge | {ELEMENT}
    summary = "GeoJSON for maps, of networks of places; what has no coordinates stands in a file beside it"

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {
            f"{stem}.geojson": self._write(network, placed=True),
            f"{stem}.unplaced.geojson": self._write(network, placed=False),
        }

    def notes(self, network: Network) -> list[str]:
        features = [*self._features(network)]
        gone = sum(feature["geometry"] is None for feature in features)
        told = [f"{gone} of {len(features)} features have no coordinates: they stand in the file beside it"]
        return super().notes(network) + (told if gone else [])

    def _write(self, network: Network, *, placed: bool) -> Iterator[str]:
        features = (each for each in self._features(network) if (each["geometry"] is not None) == placed)
        yield f'{{"type": "FeatureCollection",\n"about": {text(self.about(network))},\n"features": ['
        yield from items(features)
        yield "\n]}\n"

    def _features(self, network: Network) -> Iterator[Feature]:
        node_names, edge_names = self.node_names(network), self.edge_names(network)
        where = {node.id: spot for node in network.nodes if (spot := located(node))}
        for node in network.nodes:
            spot = where.get(node.id)
            point: Feature | None = {"type": "Point", "coordinates": spot} if spot else None
            yield _feature(node, node_names, point, {ELEMENT: NODE})
        for edge in network.edges:
            ends = [where[end] for end in (edge.source, edge.target) if end in where]
            line: Feature | None = {"type": "LineString", "coordinates": ends} if len(ends) > 1 else None
            head: Feature = {ELEMENT: EDGE, "source": edge.source, "target": edge.target}
            yield _feature(edge, edge_names, line, head)


def _feature(thing: Node | Edge, names: dict[str, str], geometry: Feature | None, more: Feature) -> Feature:
    head: Feature = {"id": thing.id, "label": thing.label, **more}
    values = {names[name]: value for name, value in thing.values.items()}
    return {"type": "Feature", "geometry": geometry, "properties": {**head, **values}}
