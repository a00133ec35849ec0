"""What people call the nodes of a graph, for the few that findings are about, and whose name must not be said."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.quads import best_label, iri, text_of
from kg.schema import CT, OA, load

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kg.quads import Quad

# Every vocabulary has its own word for a name; the first that a node has counts.
NAMES = (
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://xmlns.com/foaf/0.1/name",
    "https://schema.org/name",
    "http://schema.org/name",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/elements/1.1/title",
)
_RANK = {f"<{name}>": at for at, name in enumerate(NAMES)}


def called(quads: Iterable[Quad], nodes: Collection[str]) -> dict[str, str]:
    """The label of each of the nodes that has one, by its term."""
    if not nodes:
        return {}
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, _ in [quad for quad in quads if quad[1] in _RANK]:
        if subject in nodes and value.startswith('"'):
            found[subject][_RANK[predicate]].append(value)
    return {node: best_label(labels[min(labels)]) for node, labels in found.items()}


def hidden(quads: Iterable[Quad]) -> frozenset[str]:
    """The terms of all who must not be named, and of what speaks of them one step away."""
    kept = {iri(term.iri) for term in load().properties.values() if term.hides_name}
    given = list(quads)
    found = {quad[0] for quad in given if quad[1] in kept and quad[2].startswith('"true"')}
    return frozenset(found.union(quad[0] for quad in given if quad[2] in found)) if found else frozenset()


def words(quads: Iterable[Quad], nodes: Collection[str]) -> dict[str, str]:
    """The quotation that each of the nodes, bare IRIs, rests on: a claim's own, else that of a claim about it."""
    about = {iri(prop) for prop in (CT.states, CT.qualifies, CT.condition)}
    down = {iri(prop) for prop in (CT.passage, OA.hasSelector)}
    given, wanted = list(quads), {f"<{node}>" for node in nodes}
    claims: dict[str, list[str]] = defaultdict(list)
    for subject, value in [(quad[0], quad[2]) for quad in given if quad[1] in about and quad[2] in wanted]:
        claims[value].append(subject)
    seen = wanted.union(*claims.values())
    below: dict[str, list[str]] = defaultdict(list)
    for _ in ("passages", "selectors"):
        steps = [(quad[0], quad[2]) for quad in given if quad[1] in down and quad[0] in seen and quad[0] not in below]
        for subject, value in steps:
            below[subject].append(value)
        seen |= {value for _, value in steps}
    exact = {quad[0]: quad[2] for quad in given if quad[1] == _EXACT and quad[0] in seen}
    found = {node: _first([node, *sorted(claims[node])], below, exact) for node in wanted}
    return {text_of(node): text_of(quote) for node, quote in found.items() if quote}


_EXACT = iri(OA.exact)


def _first(nodes: Iterable[str], below: Mapping[str, Sequence[str]], exact: Mapping[str, str]) -> str:
    """The first quotation under the first of the nodes that has one."""
    for node in nodes:
        passages = sorted(below.get(node, ()))
        selectors = [each for passage in passages for each in sorted(below.get(passage, ()))]
        quote = next((exact[each] for each in (node, *passages, *selectors) if each in exact), "")
        if quote:
            return quote
    return ""
