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
    from kg.validate.kept import Keeper
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Triple

SCREENED = 20_000  # triples from which on it pays to have an engine look only at what is in doubt
MANY = 1_000_000  # triples from which on it pays to look at them in parts
FEW = 200_000  # triples that are written in no time
SMALL = 1000  # an edit of fewer than one triple in so many is small
MOST = 4  # parts, unless more are asked for: each takes memory


def look(
    triples: set[Triple], shapes: Shapes, focus: Focus, choice: Choice, shelf: Keeper | None = None, jobs: int = 0
) -> list[ShaclResult]:
    """Every result, sorted and unique; in as many processes as `jobs` says, which is up to us where it is 0."""
    if shelf is None:
        return _everything(triples, shapes, focus, choice, jobs)
    from kg.validate.again import again
    from kg.validate.kept import Run, key

    asked = engine(choice)
    under = key(shapes, asked.name)
    last = shelf.recall(under)
    edit = triples ^ last.triples if last else triples
    found = again(triples, edit, last.results, shapes, focus, asked.run) if last else None
    results = _everything(triples, shapes, focus, choice, jobs) if found is None else found
    if (found is None or _large(edit, triples)) and {result.focus for result in results} <= _nodes(focus):
        shelf.keep(under, Run(triples, tuple(results)))
    return results


def _large(edit: set[Triple], triples: set[Triple]) -> bool:
    """Whether it pays to keep the run after an edit: a large graph takes longer to write than an edit to look at."""
    return bool(edit) and (len(triples) < FEW or len(edit) * SMALL > len(triples))


def _nodes(focus: Focus) -> set[str]:
    return set().union(*focus.values())


def _everything(triples: set[Triple], shapes: Shapes, focus: Focus, choice: Choice, jobs: int) -> list[ShaclResult]:
    if jobs == 0 and len(triples) >= SCREENED:
        from kg.validate.screened import screened

        asked = engine(choice)
        found = screened(triples, shapes, focus, asked) if asked.name == DEFAULT else None
        if found is not None:
            return found
    jobs = jobs or (min(os.cpu_count() or 1, MOST) if len(triples) >= MANY else 1)
    laid = ground(triples, shapes, focus) if jobs > 1 else None
    if laid is None:
        return engine(choice).run(rows(triples), shapes.ntriples)
    from kg.validate.parts import in_parts

    return in_parts(laid, choice, jobs)
