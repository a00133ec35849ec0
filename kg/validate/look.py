"""An engine's results on triples: all of them looked at, or, where a last run is kept, what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.quads import ntriples
from kg.validate.engines import engine

if TYPE_CHECKING:
    from kg.findings import ShaclResult
    from kg.validate.again import Focus
    from kg.validate.kept import Shelf
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Triple


def look(triples: set[Triple], shapes: Shapes, focus: Focus, name: str, shelf: Shelf | None) -> list[ShaclResult]:
    """Every result, sorted and unique."""

    def asked(data: bytes) -> list[ShaclResult]:
        return engine(name).run(data, shapes.ntriples)

    if shelf is None:
        return asked(ntriples(triples))
    from kg.validate.again import again
    from kg.validate.kept import key

    under = key(shapes, name)
    last = shelf.recall(under)
    found = again(triples, last, shapes, focus, asked) if last else None
    results = asked(ntriples(triples)) if found is None else found
    if all(any(result.focus in nodes for nodes in focus.values()) for result in results):
        shelf.keep(under, map(" ".join, triples), results)
    return results
