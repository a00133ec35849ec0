"""pySHACL: the reference that the tests compare the default engine with. Slow, so imported only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import EngineError, InputError
from kg.validate.results import ShaclResult, read_report

if TYPE_CHECKING:
    from rdflib import Graph

INSTALL = "install it (`pip install pyshacl`), or leave `--engine` out"


class PyshaclEngine:
    """Runs SHACL core and SPARQL constraints over rdflib graphs, without inference, imports or rules."""

    name = "pyshacl"

    def run(self, data_ntriples: bytes, shapes: bytes) -> list[ShaclResult]:
        """Every result, sorted and unique."""
        try:
            from pyparsing import ParseBaseException
            from pyshacl import validate
            from pyshacl.errors import ConstraintLoadError, ShapeLoadError
        except ImportError as error:
            raise EngineError("the SHACL engine pySHACL is not installed", remedy=INSTALL) from error
        try:
            _, report, text = validate(
                _graph(data_ntriples), shacl_graph=_graph(shapes), inference="none", do_owl_imports=False
            )
        except (ShapeLoadError, ConstraintLoadError, ParseBaseException) as error:
            raise InputError(f"the shapes cannot be used: {error}", remedy="mend the shape it names") from error
        except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
            # Seen: TypeError where an ill-typed literal meets sh:lessThan.
            what = f"{type(error).__name__}: {error}"
            raise EngineError(f"pySHACL crashed: {what}", remedy="use `--engine shifty`") from error
        if not hasattr(report, "serialize"):
            raise EngineError(f"pySHACL gave up: {text}", remedy="use `--engine shifty`")
        return read_report(report.serialize(format="nt"))


def _graph(ntriples: bytes) -> Graph:
    from rdflib import Graph

    return Graph().parse(data=ntriples, format="nt")
