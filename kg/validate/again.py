"""Look again only at what an edit can have affected, with the results that looking at everything would have.

From the triples that were added or taken away, the reach of the shapes is walked backwards to the focus nodes that can
depend on them; results on other nodes are those of the last run. Where only a full run can tell, there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.validate.ground import ground

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.findings import ShaclResult
    from kg.validate.ground import Focus
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Data, Triple

    Look = Callable[[bytes, bytes], list[ShaclResult]]

SHARE = 3  # an edit that affects more than one focus node in so many is looked at in full


def again(
    data: Data,
    edit: set[Triple],
    results: Sequence[ShaclResult],
    shapes: Shapes,
    focus: Focus,
    look: Look,
) -> list[ShaclResult] | None:
    """The results on `data`, given those before the edit; None where only a full run can tell.

    The edit is every triple that was added or taken away, `focus` the focus nodes after it; `look` has an engine look
    at data and shapes, both N-Triples.
    """
    if not edit:
        return list(results)
    found = ground(data, shapes, focus)
    nodes = found.affected(edit, {result.focus for result in results}) if found else set()
    if found is None or len(nodes) * SHARE > len(found.nodes):
        return None
    fresh = look(found.cut(nodes), found.aimed.ntriples) if nodes else []
    return sorted({*fresh, *(result for result in results if result.focus not in nodes)})
