"""The shapes as the tool needs them: bytes for an engine, and beside them what each shape says to people.

A shape's message is two sentences or more: the rule, then what to do. The first becomes a finding's message, the rest
its remedy, so that both engines speak with the same words whatever they make of `sh:message`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.findings import Severity
from kg.quads import language_of, text_of, triples
from kg.schema import shorten
from kg.validate.files import read_rdf
from kg.validate.paths import RDF, path_text
from kg.validate.results import SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.quads import Quad

Nodes = dict[str, dict[str, list[str]]]
TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_CLASSES = {"<http://www.w3.org/2000/01/rdf-schema#Class>", "<http://www.w3.org/2002/07/owl#Class>"}


class Target(NamedTuple):
    """Which nodes a shape looks at: the local name of the SHACL property, and its value as a term."""

    kind: str
    term: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What one shape says: `name` is short and stable, `path` in SPARQL's syntax or empty."""

    iri: str
    name: str
    message: str
    remedy: str
    severity: Severity
    path: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """A shapes graph: N-Triples for the engines, rules by shape IRI, targets by the IRI of the shape that has any."""

    ntriples: bytes
    rules: Mapping[str, Rule]
    targets: Mapping[str, tuple[Target, ...]]


def load(paths: Iterable[Path]) -> Shapes:
    """The shapes of RDF files. Raises InputError with file:line:column for one that cannot be read."""
    quads: list[Quad] = []
    for number, path in enumerate(paths):
        quads += _apart(read_rdf(path), f"_:f{number}x")
    return from_quads(quads)


def _apart(quads: Iterable[Quad], label: str) -> list[Quad]:
    """The quads with their blank nodes renamed, so that two files cannot share one by accident."""

    def term(text: str) -> str:
        return label + text[2:] if text.startswith("_:") else text

    return [(term(s), p, term(o), g) for s, p, o, g in quads]


def from_quads(quads: Iterable[Quad]) -> Shapes:
    """The shapes in a graph; whatever has a `sh:` property that constrains counts as one."""
    kept = list(quads)
    nodes: Nodes = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, _ in kept:
        nodes[subject][predicate].append(value)
    shapes = {term: node for term, node in nodes.items() if term.startswith("<") and _is_shape(node)}
    rules = {term[1:-1]: _rule(term, node, nodes) for term, node in sorted(shapes.items())}
    targets = {term[1:-1]: found for term, node in sorted(nodes.items()) if (found := _targets(term, node))}
    return Shapes(triples(kept), rules, targets)


def _is_shape(node: Mapping[str, list[str]]) -> bool:
    kinds = node.get(f"<{RDF}type>", [])
    return f"<{SH}NodeShape>" in kinds or f"<{SH}PropertyShape>" in kinds


def _rule(term: str, node: Mapping[str, list[str]], nodes: Nodes) -> Rule:
    texts = node.get(f"<{SH}message>", [])
    english = sorted(text for text in texts if language_of(text) in ("en", "")) or sorted(texts)
    message, _, remedy = text_of(english[0]).partition(". ") if english else ("", "", "")
    word = text_of(node.get(f"<{SH}severity>", [f"<{SH}Violation>"])[0]).removeprefix(SH)
    path = node.get(f"<{SH}path>")
    return Rule(
        term[1:-1], shorten(term[1:-1]), f"{message}." if remedy else message, remedy,
        Severity.__members__.get(word.upper(), Severity.VIOLATION), path_text(path[0], nodes) if path else "",
    )  # fmt: skip


def _targets(term: str, node: Mapping[str, list[str]]) -> tuple[Target, ...]:
    found = [Target(kind, value) for kind in TARGETS for value in sorted(node.get(f"<{SH}{kind}>", ()))]
    if _is_shape(node) and not _CLASSES.isdisjoint(node.get(f"<{RDF}type>", ())):
        found.append(Target("targetClass", term))
    return tuple(found)
