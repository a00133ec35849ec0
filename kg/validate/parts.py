"""Look at a graph in parts, each in a process of its own: engines keep Python's lock, so threads would wait in line.

Focus nodes are dealt out in order of their names, since what is named alike lies together. Each part is cut out with
all that its nodes can depend on: the results are the same, sorted, in however many parts. Processes are started afresh:
a fork would copy locks that another thread of an engine holds.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from kg.errors import EngineError
from kg.validate.engines import engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import ShaclResult
    from kg.validate.ground import Ground


def in_parts(found: Ground, name: str, jobs: int) -> list[ShaclResult]:
    """Every result, sorted and unique; raises what the engine raises."""
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        asked = [pool.submit(_look, name, found.cut(part), found.aimed.ntriples) for part in dealt(found.nodes, jobs)]
        try:
            return sorted({result for answer in asked for result in answer.result()})
        except BrokenProcessPool as error:
            remedy = "give it more memory, or less at a time (`--jobs 1`)"
            raise EngineError("a process of the engine was ended", remedy=remedy) from error


def dealt(nodes: set[str], parts: int) -> Iterator[set[str]]:
    """The nodes in so many parts of one size; none is empty."""
    ordered = sorted(nodes)
    for part in range(parts):
        if some := set(ordered[len(ordered) * part // parts : len(ordered) * (part + 1) // parts]):
            yield some


def _look(name: str, data: bytes, shapes: bytes) -> list[ShaclResult]:
    return engine(name).run(data, shapes)
