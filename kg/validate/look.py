"""An engine's results on triples: all are looked at, at once or in parts, or only what changed since the last run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kg.engines import DEFAULT, engine
from kg.quads import rows
from kg.validate.ground import ground

if TYPE_CHECKING:
    from kg.engines import Choice
    from kg.findings import ShaclResult
    from kg.validate.ground import Focus
    from kg.validate.kept import Memory
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Data

SCREENED = 20_000  # triples from which on it pays to have an engine look only at what is in doubt
MANY = 1_000_000  # triples from which on it pays to look at them in parts
MOST = 4  # parts, unless more are asked for: each takes memory


def look(
    data: Data, shapes: Shapes, focus: Focus, choice: Choice, memory: Memory | None = None, jobs: int = 0
) -> list[ShaclResult]:
    """Every result, sorted and unique; in as many processes as `jobs` says, which is up to us where it is 0."""
    if memory is None:
        return _everything(data, shapes, focus, choice, jobs)
    from kg.validate.again import again

    asked = engine(choice)
    last = memory.results(shapes, asked.name)
    found = None if last is None else again(data, memory.edit, last, shapes, focus, asked.run)
    results = _everything(data, shapes, focus, choice, jobs) if found is None else found
    if {result.focus for result in results} <= set().union(*focus.values()):
        memory.keep(shapes, asked.name, results)
    return results


def _everything(data: Data, shapes: Shapes, focus: Focus, choice: Choice, jobs: int) -> list[ShaclResult]:
    size = len(data)
    if size >= SCREENED:
        from kg.validate.screened import screened

        asked = engine(choice)
        found = screened(data, shapes, focus, asked, jobs or 1) if asked.name == DEFAULT else None
        if found is not None:
            return found
    jobs = jobs or (min(os.cpu_count() or 1, MOST) if size >= MANY else 1)
    laid = ground(data, shapes, focus) if jobs > 1 else None
    if laid is None:
        return engine(choice).run(rows(data.triples()), shapes.ntriples)
    from kg.validate.parts import in_parts

    return in_parts(laid, choice, jobs)
