"""The graph in the RDF formats that others read: compact, sorted, only the prefixes used.

graphs      the quads of the last build, by graph
terms       literals in their parts, IRIs as prefix and local name
turtle      Turtle and TriG
jsonld      JSON-LD with a context made from the ontology
rdfxml      RDF/XML
formats     the formats by name
"""

from kg.export.formats import FORMATS, export, format_named, format_of
from kg.export.graphs import built, choose

__all__ = ["FORMATS", "built", "choose", "export", "format_named", "format_of"]
