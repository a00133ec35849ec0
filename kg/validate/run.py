"""Validate quads: one engine run, read with the shapes' own words and the positions of the data files.

A case is looked at by the shapes of its own modules. The shapes of the code lists and of the ontology look at the
ontology, which a case does not change; of it, a case needs only to know which concept is in which list.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.derive.memory import collector_paused
from kg.engines import DEFAULT, engine
from kg.errors import Incomplete
from kg.findings import Report
from kg.quads import RDF_TYPE, iri
from kg.schema import data, load
from kg.schema.files import modules
from kg.validate.called import called, hidden
from kg.validate.coverage import asked, looked, untouched
from kg.validate.focus import focus_nodes
from kg.validate.look import look
from kg.validate.report import NOTHING_CHECKED, findings, rules
from kg.validate.shapes import Shapes
from kg.validate.shapes import load as load_shapes
from kg.validate.walk import Data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.engines import Choice
    from kg.findings import ShaclResult
    from kg.quads import Quad
    from kg.schema import Schema
    from kg.validate.ground import Focus
    from kg.validate.kept import Memory
    from kg.validate.report import Positions

ABOUT_ONTOLOGY = {"ontology", "vocab"}
ONTOLOGY = iri(data("graph/ontology"))


@lru_cache(maxsize=1)
def own_shapes() -> Shapes:
    """The shapes that look at a case, as they ship with this copy of the tool."""
    return load_shapes([path for path in modules("shapes") if path.stem not in ABOUT_ONTOLOGY])


@lru_cache(maxsize=1)
def ontology_shapes() -> Shapes:
    """The shapes that look at the ontology and its code lists."""
    return load_shapes([path for path in modules("shapes") if path.stem in ABOUT_ONTOLOGY])


def code_types(schema: Schema | None = None) -> list[Quad]:
    """Which concept is in which code list: what a case has to know of the ontology to be validated."""
    return [
        (iri(concept.iri), RDF_TYPE, iri(concept.list_class), ONTOLOGY)
        for concept in (schema or load()).concepts.values()
    ]


def validate_case(
    quads: Sequence[Quad],
    positions: Positions | None = None,
    engine_name: Choice = DEFAULT,
    memory: Memory | None = None,
    jobs: int = 0,
) -> Report:
    """Validate a case against the tool's own shapes; `quads` hold what it states and what was derived from it."""
    return validate([*quads, *code_types()], own_shapes(), positions, engine_name, memory, jobs)


@collector_paused()
def validate(
    quads: Sequence[Quad],
    shapes: Shapes | None = None,
    positions: Positions | None = None,
    engine_name: Choice = DEFAULT,
    memory: Memory | None = None,
    jobs: int = 0,
) -> Report:
    """Validate the union of the quads' graphs against shapes; supertypes must be among the quads.

    `positions` maps (subject IRI, property IRI or "" for the node itself) to places. Data that no shape looks at is a
    finding, never a pass. Without `shapes` the data are a case, and the tool's own shapes are used. With a `memory`,
    only what changed since the run before is looked at; with `jobs`, that many processes look. The report is the same.
    Where the engine ran out of time, the report says that it is incomplete.
    """
    if shapes is None:
        return validate_case(quads, positions, engine_name, memory, jobs)
    triples = {quad[:3] for quad in quads}
    data = memory.graph(triples) if memory else Data(triples)
    focus = focus_nodes(data, shapes)
    try:
        results = look(data, shapes, focus, engine_name, memory, jobs)
    except Incomplete as error:
        report = reported(quads, data, shapes, focus, (), positions, engine_name)
        return replace(report, left_out=error.message, incomplete=True)
    return reported(quads, data, shapes, focus, results, positions, engine_name)


def reported(
    quads: Sequence[Quad],
    data: Data,
    shapes: Shapes,
    focus: Focus,
    results: Sequence[ShaclResult],
    positions: Positions | None,
    engine_name: Choice,
) -> Report:
    """The results as findings, with what was looked at."""
    labels = called(quads, {result.focus for result in results})
    found = findings(results, shapes, positions or {}, labels, hidden(quads) if results else frozenset())
    nothing = () if any(focus.values()) else (NOTHING_CHECKED,)
    return Report(
        tuple(sorted((*nothing, *shapes.unheard, *found))),
        rules(shapes),
        looked(shapes, focus, (each[0] for each in found.values())),
        shapes.untargeted,
        untouched(data, focus, {quad[:3] for quad in quads if quad[3] == ONTOLOGY}),
        engine(engine_name).name,
        asked(shapes, focus),
        found,
    )
