"""What can have changed since another state of the graph: its focus nodes and no others, with their whole results.

A finding that is new since then is on one of them; what is not told was so before. The report says that a part was
looked at, so that nobody takes it for all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.derive.memory import collector_paused
from kg.engines import engine
from kg.validate.coverage import asked, looked
from kg.validate.focus import focus_nodes
from kg.validate.ground import ground
from kg.validate.run import reported, validate
from kg.validate.walk import Data

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.engines import Choice
    from kg.findings import Report
    from kg.quads import Quad
    from kg.validate.report import Positions
    from kg.validate.shapes import Shapes


@collector_paused()
def since(
    quads: Sequence[Quad],
    before: Iterable[Quad],
    name: str,
    shapes: Shapes,
    positions: Positions | None,
    engine_name: Choice,
) -> Report:
    """Validate what an edit from `before`, which people call `name`, to `quads` can have affected.

    All is looked at where the reach of the shapes is not known, and then the report leaves nothing out.
    """
    triples = {quad[:3] for quad in quads}
    data = Data(triples)
    focus = focus_nodes(data, shapes)
    found = ground(data, shapes, focus)
    if found is None or not found.nodes:
        return validate(quads, shapes, positions, engine_name)
    nodes = found.affected(triples ^ {quad[:3] for quad in before}, ())
    results = engine(engine_name).run(found.cut(nodes), found.aimed.ntriples) if nodes else []
    part = {shape: looked_at & nodes for shape, looked_at in focus.items()}
    report = reported(quads, data, shapes, focus, results, positions, engine_name)
    one_each = (each[0] for each in report.results.values())
    return replace(
        report,
        coverage=tuple(row for row in looked(shapes, part, one_each) if row.nodes),
        asked=asked(shapes, part),
        left_out=_told(len(nodes), len(found.nodes), name),
    )


def _told(nodes: int, every: int, name: str) -> str:
    return f"only the {nodes:,} of {every:,} node(s) that changes since {name} can have affected"
