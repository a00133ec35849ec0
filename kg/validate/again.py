"""Look again only at what an edit can have affected, with the results that looking at everything would have.

From the triples that were added or taken away, the reach of the shapes is walked backwards to the focus nodes that can
depend on them. The engine is given what these nodes can depend on, all of it, and nothing else; results on other nodes
are those of the last run. Where the reach is not known, or the data have nodes without a name, everything is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.quads import ntriples
from kg.validate.reach import UnknownReach, reach
from kg.validate.walk import Data, affected, needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.findings import ShaclResult
    from kg.validate.kept import Run
    from kg.validate.reach import Reach
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Triple

    Focus = Mapping[str, set[str]]
    Look = Callable[[bytes], list[ShaclResult]]

SHARE = 3  # an edit that affects more than one focus node in so many is looked at in full


class Affected(NamedTuple):
    """The focus nodes that an edit can have affected, and the graph after it."""

    nodes: set[str]
    data: Data
    reach: Reach


def again(triples: set[Triple], last: Run, shapes: Shapes, focus: Focus, look: Look) -> list[ShaclResult] | None:
    """The results on `triples`, given the last run's; None where only a full run can tell.

    `focus` are the focus nodes on `triples`; `look` has the engine look at N-Triples.
    """
    rows = set(map(" ".join, triples))
    edit = {*(rows - last.triples), *(last.triples - rows)}
    if not edit:
        return list(last.results)
    found = of_edit(triples, edit, shapes, focus, {result.focus for result in last.results})
    if found is None or len(found.nodes) * SHARE > len(set().union(*focus.values())):
        return None
    kept = [result for result in last.results if result.focus not in found.nodes]
    fresh = look(enough(found, focus)) if found.nodes else []
    return sorted({*kept, *(result for result in fresh if result.focus in found.nodes)})


def of_edit(
    triples: set[Triple], edit: Iterable[str], shapes: Shapes, focus: Focus, known: set[str]
) -> Affected | None:
    """What an edit can have affected among the focus nodes of `triples` and the nodes that had results (`known`)."""
    try:
        way = reach(shapes)
        changed = [_split(row) for row in edit]
    except (UnknownReach, ValueError):  # the latter for a line that is no triple: what was kept is damaged
        return None
    if any(subject.startswith("_:") or value.startswith("_:") for subject, _, value in triples):
        return None
    data = Data(triples)
    begin: dict[int, set[str]] = {}
    for shape, start in way.starts.items():
        begin.setdefault(start, set()).update(focus[shape])
    pairs = affected(way.automaton, data, changed)
    nodes = {node for node, state in pairs if state in begin and (node in begin[state] or node in known)}
    return Affected(nodes, data, way)


def enough(found: Affected, focus: Focus) -> bytes:
    """The N-Triples that results on the affected nodes can depend on; what an engine says of others is void."""
    way = found.reach
    begin = ((node, way.starts[shape]) for shape, looked in focus.items() for node in found.nodes & looked)
    return ntriples(needed(way.automaton, found.data, begin))


def _split(row: str) -> Triple:
    subject, predicate, value = row.split(" ", 2)
    return subject, predicate, value
