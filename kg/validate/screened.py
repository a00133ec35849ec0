"""All results on a graph, though an engine sees little of it: the nodes in doubt, and the constraints not known here.

The nodes that do not evidently conform (`kg.validate.screen`) are cut out of the graph with all that they depend on,
and the engine looks at them under all shapes. Constraints of which nothing is known are put into shapes of their own,
which look at all their focus nodes in a graph of only the properties that they read. Together that is every result:
what is left out has none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kg.engines.apart import Apart
from kg.engines.results import SH
from kg.engines.together import together
from kg.quads import RDF_TYPE, rows
from kg.validate.aim import MARK, aimed
from kg.validate.automaton import ANY, UnknownReach
from kg.validate.ground import Ground
from kg.validate.parts import dealt
from kg.validate.paths import SILENT, nodes_of
from kg.validate.reached import reached
from kg.validate.screen import Screen, local_of
from kg.validate.shapes import CLASSES, TARGETS, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.engines import Engine
    from kg.findings import ShaclResult
    from kg.validate.ground import Focus
    from kg.validate.paths import Nodes
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Data, Triple

SHARE = 3  # where more than one focus node in so many is in doubt, the engine looks at all in one go
PART = "urn:x-kg:part:{}"
_TARGETS = {f"<{SH}{kind}>" for kind in TARGETS}
Said = list[tuple[str, str]]


class Screened(NamedTuple):
    """Focus nodes in doubt, and by shape the constraints that are not known here, each as predicate and value."""

    suspects: set[str]
    unknown: Mapping[str, Said]


def screened(
    data: Data, shapes: Shapes, focus: Focus, engine: Engine, jobs: int = 1, share: int = SHARE
) -> list[ShaclResult] | None:
    """Every result, sorted and unique; None where it would not pay, or where the reach of the shapes is not known.

    The nodes in doubt are dealt out to so many runs.
    """
    table = nodes_of(shapes.ntriples)
    try:
        way = reached(shapes)
        found = _screen(Screen(data, table), table, focus)
        parts = _parts(shapes, found.unknown, table)
        reads = {step.predicate for steps in reached(parts).automaton.steps for step in steps}
    except UnknownReach:
        return None
    ground = Ground(data, focus, way, aimed(shapes))
    if len(found.suspects) * share > len(ground.nodes):
        return None
    doubts = list(dealt(found.suspects, jobs)) or [set()]  # an engine looks at the shapes in any case
    runs = [partial(engine.run, ground.cut(part), ground.aimed.ntriples) for part in doubts]
    if found.unknown:
        read = data.triples(None if ANY in reads else reads)
        marks = {(mark, mark, node) for mark, shape in _marked(found.unknown) for node in focus[shape]}
        runs.append(partial(engine.run, rows([*read, *marks]), parts.ntriples))
    answers = together(runs) if isinstance(engine, Apart) else [run() for run in runs]
    names = {PART.format(number): shape for number, shape in enumerate(found.unknown)}
    return sorted({_named(result, names) for answer in answers for result in answer})


def _screen(screen: Screen, table: Nodes, focus: Focus) -> Screened:
    """Each shape's constraints at once; one by one where one of them is not known."""
    suspects: set[str] = set()
    unknown: dict[str, Said] = defaultdict(list)
    for shape, nodes in focus.items():
        said = table.get(f"<{shape}>", {})
        try:
            suspects |= screen.constraints(said, _constraints(said), nodes).nodes
        except UnknownReach:
            for each in _constraints(said):
                try:
                    suspects |= screen.constraints(said, [each], nodes).nodes
                except UnknownReach:
                    unknown[shape].append(each)
    return Screened(suspects, unknown)


def _constraints(said: Mapping[str, Sequence[str]]) -> Said:
    return [(p, o) for p, values in said.items() for o in values if local_of(p) and local_of(p) not in SILENT]


def _marked(unknown: Iterable[str]) -> list[tuple[str, str]]:
    return [(MARK.format(f"part-{number}"), shape) for number, shape in enumerate(unknown)]


def _parts(shapes: Shapes, unknown: Mapping[str, Said], table: Nodes) -> Shapes:
    """The shapes with targets for the unknown constraints alone: a new one for each shape that is otherwise like it."""
    made: list[Triple] = [
        (s, p, o) for s, said in table.items() for p, values in said.items() for o in values if not _aims(p, o)
    ]
    targets = {}
    for number, (mark, shape) in enumerate(_marked(unknown)):
        part, said = PART.format(number), table[f"<{shape}>"]
        known = {*_constraints(said)} - {*unknown[shape]}
        kept = [(p, o) for p, values in said.items() for o in values if (p, o) not in known and not _aims(p, o)]
        made += [(f"<{part}>", p, o) for p, o in kept]
        made.append((f"<{part}>", f"<{SH}targetObjectsOf>", mark))
        targets[part] = (Target("targetObjectsOf", mark),)
    return replace(shapes, ntriples=rows(made), targets=targets)


def _aims(predicate: str, value: str) -> bool:
    return predicate in _TARGETS or (predicate == RDF_TYPE and value in CLASSES)


def _named(result: ShaclResult, names: Mapping[str, str]) -> ShaclResult:
    return result._replace(shape=names[result.shape]) if result.shape in names else result
