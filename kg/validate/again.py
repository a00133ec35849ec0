"""Look again only at what an edit can have affected, with the results that looking at everything would have.

From the triples that were added or taken away, the reach of the shapes is walked backwards to the focus nodes that can
depend on them; results on other nodes are those of the last run. Where only a full run can tell, there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.validate.ground import ground

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.findings import ShaclResult
    from kg.validate.ground import Focus
    from kg.validate.kept import Run
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Triple

    Look = Callable[[bytes, bytes], list[ShaclResult]]

SHARE = 3  # an edit that affects more than one focus node in so many is looked at in full


def again(triples: set[Triple], last: Run, shapes: Shapes, focus: Focus, look: Look) -> list[ShaclResult] | None:
    """The results on `triples`, given the last run's; None where only a full run can tell.

    `focus` are the focus nodes on `triples`; `look` has an engine look at data and shapes, both N-Triples.
    """
    edit = edited(triples, last)
    if edit is None:
        return None
    if not edit:
        return list(last.results)
    found = ground(triples, shapes, focus)
    nodes = found.affected(edit, {result.focus for result in last.results}) if found else set()
    if found is None or len(nodes) * SHARE > len(found.nodes):
        return None
    fresh = look(found.cut(nodes), found.aimed.ntriples) if nodes else []
    return sorted({*fresh, *(result for result in last.results if result.focus not in nodes)})


def edited(triples: set[Triple], last: Run) -> list[Triple] | None:
    """The triples that were added or taken away since; None where what was kept is damaged."""
    rows = set(map(" ".join, triples))
    try:
        return [_split(row) for row in (*(rows - last.triples), *(last.triples - rows))]
    except ValueError:
        return None


def _split(row: str) -> Triple:
    subject, predicate, value = row.split(" ", 2)
    return subject, predicate, value
