"""pySHACL: the reference that the tests compare the default engine with. Slow, so imported only when asked for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.engines.results import ShaclResult, read_report
from kg.errors import EngineError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph

INSTALL = "install it (`pip install pyshacl`), or leave `--engine` out"


class PyshaclEngine:
    """Runs SHACL core and SPARQL constraints over rdflib graphs, without inference, imports or rules."""

    name = "pyshacl"

    def run(self, data_ntriples: bytes, shapes: bytes) -> list[ShaclResult]:
        """Every result, sorted and unique."""
        return read_report(self.report(data_ntriples, shapes))

    def report(self, data_ntriples: bytes, shapes: bytes) -> str:
        """The engine's own report, in N-Triples."""
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
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise EngineError(f"pySHACL crashed: {what}", remedy="use `--engine shifty`") from error
        if not hasattr(report, "serialize"):
            raise EngineError(f"pySHACL gave up: {text}", remedy="use `--engine shifty`")
        found: str = report.serialize(format="nt")
        return found


def _graph(ntriples: bytes) -> Graph:
    from rdflib import Graph

    with _as_written():
        return Graph().parse(data=ntriples, format="nt", bnode_context=_SameNames())


@contextmanager
def _as_written() -> Iterator[None]:
    """Has rdflib keep literals as they are: it would read `01` as `1`, which nobody could find again in the files."""
    import rdflib

    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


class _SameNames(dict[str, str]):
    """Keeps the names of nodes without an address: rdflib would make up its own, and no result could be found again."""

    def get(self, name: str, _default: object = None) -> str:  # rdflib asks for names alone
        return name
