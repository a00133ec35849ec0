"""Validation: the built graph against the SHACL shapes, by one of two engines, with findings in the data files."""

from kg.engines import DEFAULT, ENGINES, engine
from kg.engines.results import Engine, ShaclResult
from kg.validate.report import Positions
from kg.validate.run import code_types, ontology_shapes, own_shapes, validate
from kg.validate.shapes import Rule, Shapes, load

__all__ = [
    "DEFAULT", "ENGINES", "Engine", "Positions", "Rule", "ShaclResult", "Shapes", "code_types", "engine",
    "load", "ontology_shapes", "own_shapes", "validate",
]  # fmt: skip
