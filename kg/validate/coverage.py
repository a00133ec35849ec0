"""What was looked at: nodes and findings by shape, and the nodes that no shape looks at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.findings import Looked
from kg.quads import RDF_TYPE, text_of
from kg.schema import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.findings import ShaclResult
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Data, Triple

UNTYPED = "(no class)"


def looked(shapes: Shapes, focus: Mapping[str, set[str]], results: Iterable[ShaclResult]) -> tuple[Looked, ...]:
    """Each shape with a target, by name: how many nodes it looks at, and findings on these from all it leads to.

    `results` has one for each finding: several may stand for one thing to mend.
    """
    found: Counter[str] = Counter()
    over: dict[str, list[str]] = {}
    for target, led in shapes.leads.items():
        for shape in led:
            over.setdefault(shape, []).append(target)
    for result in results:
        found.update(target for target in over.get(result.shape, ()) if result.focus in focus[target])
    rows = ((shapes.rules[shape].name, shape, len(nodes), found[shape]) for shape, nodes in focus.items())
    return tuple(sorted(Looked(*row) for row in rows))


def asked(shapes: Shapes, focus: Mapping[str, set[str]]) -> Mapping[str, int]:
    """For each shape by name, how many nodes the shapes with a target that lead to it look at."""
    counts = dict.fromkeys((rule.name for rule in shapes.rules.values()), 0)
    for target, led in shapes.leads.items():
        for shape in led:
            counts[shapes.rules[shape].name] += len(focus[target])
    return counts


def untouched(data: Data, focus: Mapping[str, set[str]], aside: Collection[Triple] = ()) -> Mapping[str, int]:
    """Nodes that are no shape's, counted by class: the most by name first. A node of several classes counts in each.

    Nodes of which the data say no more than what is `aside` do not count.
    """
    alone = set().union(*data.objects.values()).difference(*focus.values())
    said = Counter(subject for subject, _, _ in aside if subject in alone)
    alone -= {node for node, count in said.items() if count == _said(data, node)}
    types = data.objects.get(RDF_TYPE, {})
    counts = Counter(shorten(text_of(cls)) for node in alone for cls in types.get(node, ()))
    if bare := len(alone - types.keys()):
        counts[UNTYPED] = bare
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _said(data: Data, node: str) -> int:
    """How many triples the node is the subject of."""
    return sum(len(ends[node]) for ends in data.objects.values() if node in ends)
