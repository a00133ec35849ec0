"""The ontology as Python sees it: loaded, closed, and never repeated in code."""

from kg.schema.load import load
from kg.schema.namespace import CT, DATA, OA, PREFIXES, PROV, SHAPES, data, expand, shorten
from kg.schema.sections import sections
from kg.schema.suggest import did_you_mean, one_of
from kg.schema.terms import ClassTerm, Concept, PropertyTerm, Schema

__all__ = [
    "CT",
    "DATA",
    "OA",
    "PREFIXES",
    "PROV",
    "SHAPES",
    "ClassTerm",
    "Concept",
    "PropertyTerm",
    "Schema",
    "data",
    "did_you_mean",
    "expand",
    "load",
    "one_of",
    "sections",
    "shorten",
]
