"""The file formats of networks: one module each, behind `Format`."""

from kg.network.formats.base import Format
from kg.network.formats.csv import Csv
from kg.network.formats.cx2 import Cx2
from kg.network.formats.cyjs import CytoscapeJs
from kg.network.formats.dot import Dot
from kg.network.formats.ftm import FollowTheMoney
from kg.network.formats.geojson import GeoJson
from kg.network.formats.gexf import Gexf
from kg.network.formats.graphml import GraphML
from kg.network.formats.json import NodeLink
from kg.network.formats.kml import Kml
from kg.network.formats.kumu import Kumu
from kg.network.formats.neo4j import Neo4j
from kg.network.formats.parquet import Parquet
from kg.network.formats.picture import Pdf, Picture, Png, Svg

_ALL = (
    Gexf, GraphML, CytoscapeJs, Cx2, NodeLink, Csv, Kumu, Neo4j, Dot, GeoJson, Kml, FollowTheMoney, Parquet,
    Svg, Png, Pdf,
)  # fmt: skip
FORMATS: dict[str, type[Format]] = {form.name: form for form in _ALL}

__all__ = [
    "FORMATS",
    "Csv",
    "Cx2",
    "CytoscapeJs",
    "Dot",
    "FollowTheMoney",
    "Format",
    "GeoJson",
    "Gexf",
    "GraphML",
    "Kml",
    "Kumu",
    "Neo4j",
    "NodeLink",
    "Parquet",
    "Pdf",
    "Picture",
    "Png",
    "Svg",
]
