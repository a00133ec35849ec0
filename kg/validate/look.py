"""An engine's results on triples: all are looked at, at once or in parts, or only what changed since the last run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kg.quads import rows
from kg.validate.engines import engine
from kg.validate.ground import ground

if TYPE_CHECKING:
    from kg.findings import ShaclResult
    from kg.validate.ground import Focus
    from kg.validate.kept import Keeper
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Triple

MANY = 1_000_000  # triples from which on it pays to look at them in parts
MOST = 4  # parts, unless more are asked for: each takes memory


def look(
    triples: set[Triple], shapes: Shapes, focus: Focus, name: str, shelf: Keeper | None = None, jobs: int = 0
) -> list[ShaclResult]:
    """Every result, sorted and unique; in as many processes as `jobs` says, which is up to us where it is 0."""
    if shelf is None:
        return _everything(triples, shapes, focus, name, jobs)
    from kg.validate.again import again
    from kg.validate.kept import key

    under = key(shapes, name)
    last = shelf.recall(under)
    found = again(triples, last, shapes, focus, engine(name).run) if last else None
    results = _everything(triples, shapes, focus, name, jobs) if found is None else found
    if all(any(result.focus in nodes for nodes in focus.values()) for result in results):
        shelf.keep(under, map(" ".join, triples), results)
    return results


def _everything(triples: set[Triple], shapes: Shapes, focus: Focus, name: str, jobs: int) -> list[ShaclResult]:
    jobs = jobs or (min(os.cpu_count() or 1, MOST) if len(triples) >= MANY else 1)
    found = ground(triples, shapes, focus) if jobs > 1 else None
    if found is None:
        return engine(name).run(rows(triples), shapes.ntriples)
    from kg.validate.parts import in_parts

    return in_parts(found, name, jobs)
