"""The file formats of networks: one module each, behind `Format`."""

from kg.network.formats.base import Format
from kg.network.formats.csv import Csv
from kg.network.formats.cyjs import CytoscapeJs
from kg.network.formats.gexf import Gexf
from kg.network.formats.graphml import GraphML
from kg.network.formats.json import NodeLink

FORMATS: dict[str, type[Format]] = {form.name: form for form in (Gexf, GraphML, CytoscapeJs, NodeLink, Csv)}

__all__ = ["FORMATS", "Csv", "CytoscapeJs", "Format", "Gexf", "GraphML", "NodeLink"]
