"""Look at a graph in parts, each in a process of its own: engines keep Python's lock, so threads would wait in line.

Focus nodes are dealt out in order of their names, since what is named alike lies together. Each part is cut out with
all that its nodes can depend on: the results are the same, sorted, in however many parts.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.engines.apart import Apart
from kg.engines.together import together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.engines import Choice
    from kg.findings import ShaclResult
    from kg.validate.ground import Ground


def in_parts(found: Ground, choice: Choice, jobs: int) -> list[ShaclResult]:
    """Every result, sorted and unique; raises what the engine raises. A thread for each part waits for its process."""
    asked = Apart(choice) if isinstance(choice, str) else choice
    parts = [partial(asked.run, found.cut(part), found.aimed.ntriples) for part in dealt(found.nodes, jobs)]
    return sorted({result for answer in together(parts) for result in answer})


def dealt(nodes: set[str], parts: int) -> Iterator[set[str]]:
    """The nodes in so many parts of one size; none is empty."""
    ordered = sorted(nodes)
    for part in range(parts):
        if some := set(ordered[len(ordered) * part // parts : len(ordered) * (part + 1) // parts]):
            yield some
