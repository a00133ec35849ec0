"""The shapes as the tool needs them: bytes for an engine, and beside them what each shape says to people.

A shape's message is two sentences or more: the rule, then what to do. The first becomes a finding's message, the rest
its remedy, so that both engines speak with the same words whatever they make of `sh:message`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.findings import Severity
from kg.quads import language_of, text_of, triples
from kg.schema import shorten
from kg.validate.files import read_rdf
from kg.validate.naming import iri_of, names, parts, with_names
from kg.validate.paths import RDF, path_text, path_turtle
from kg.validate.results import SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.quads import Quad

Nodes = dict[str, dict[str, list[str]]]
TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
CLASSES = {"<http://www.w3.org/2000/01/rdf-schema#Class>", "<http://www.w3.org/2002/07/owl#Class>"}


class Target(NamedTuple):
    """Which nodes a shape looks at: the local name of the SHACL property, and its value as a term."""

    kind: str
    term: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What one shape says: `name` is short and stable, `path` in SPARQL's syntax or empty, `turtle` in Turtle."""

    iri: str
    name: str
    message: str
    remedy: str
    severity: Severity
    path: str
    turtle: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """A shapes graph: N-Triples for the engines, rules by shape IRI, targets by the IRI of the shape that has any.

    `leads` has for each shape with a target all shapes it leads to, itself among them; `untargeted` are the names of
    shapes that none leads to. Anonymous shapes have a made-up IRI, see `kg.validate.naming`.
    """

    ntriples: bytes
    rules: Mapping[str, Rule]
    targets: Mapping[str, tuple[Target, ...]]
    leads: Mapping[str, frozenset[str]]
    untargeted: tuple[str, ...]


def load(paths: Iterable[Path]) -> Shapes:
    """The shapes of RDF files. Raises InputError with file:line:column for one that cannot be read."""
    quads: list[Quad] = []
    for number, path in enumerate(paths):
        quads += _apart(read_rdf(path), f"_:f{number}x")
    try:
        return from_quads(quads)
    except RecursionError as error:
        remedy = "mend the `sh:path` that leads back into itself"
        raise InputError("a path of the shapes has no end", remedy=remedy) from error


def _apart(quads: Iterable[Quad], label: str) -> list[Quad]:
    """The quads with their blank nodes renamed, so that two files cannot share one by accident."""

    def term(text: str) -> str:
        return label + text[2:] if text.startswith("_:") else text

    return [(term(s), p, term(o), g) for s, p, o, g in quads]


def from_quads(quads: Iterable[Quad]) -> Shapes:
    """The shapes in a graph: what is called one, has a target, or is part of one."""
    given = list(quads)
    called = names(_nodes(given))
    kept = with_names(given, called)
    named = {iri_of(term, name): name for term, name in called.items()}
    nodes = _nodes(kept)
    targets = {term[1:-1]: found for term, node in sorted(nodes.items()) if (found := _targets(term, node))}
    leads = {shape: frozenset(_reached(shape, nodes)) for shape in targets}
    shapes = {term[1:-1] for term, node in nodes.items() if term.startswith("<") and _is_shape(node)}
    every = sorted(shapes.union(targets, *leads.values()))
    rules = {shape: _rule(f"<{shape}>", named.get(shape, shorten(shape)), nodes) for shape in every}
    alone = sorted(rules[shape].name for shape in every if not any(shape in each for each in leads.values()))
    return Shapes(triples(kept), rules, targets, leads, tuple(alone))


def _nodes(quads: Iterable[Quad]) -> Nodes:
    nodes: Nodes = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, _ in quads:
        nodes[subject][predicate].append(value)
    return nodes


def _reached(shape: str, nodes: Nodes) -> set[str]:
    """The shape and all that it leads to, as bare IRIs."""
    found, todo = {shape}, [shape]
    while todo:
        for part in parts(nodes.get(f"<{todo.pop()}>", {}), nodes):
            if part.startswith("<") and part[1:-1] not in found:
                found.add(part[1:-1])
                todo.append(part[1:-1])
    return found


def _is_shape(node: Mapping[str, list[str]]) -> bool:
    kinds = node.get(f"<{RDF}type>", [])
    return f"<{SH}NodeShape>" in kinds or f"<{SH}PropertyShape>" in kinds


def _rule(term: str, name: str, nodes: Nodes) -> Rule:
    node: Mapping[str, list[str]] = nodes.get(term, {})
    texts = node.get(f"<{SH}message>", [])
    english = sorted(text for text in texts if language_of(text) in ("en", "")) or sorted(texts)
    message, _, remedy = text_of(english[0]).partition(". ") if english else ("", "", "")
    word = text_of(node.get(f"<{SH}severity>", [f"<{SH}Violation>"])[0]).removeprefix(SH)
    path = node.get(f"<{SH}path>")
    return Rule(
        term[1:-1], name, f"{message}." if remedy else message, remedy,
        Severity.__members__.get(word.upper(), Severity.VIOLATION),
        path_text(path[0], nodes) if path else "", path_turtle(path[0], nodes) if path else "",
    )  # fmt: skip


def _targets(term: str, node: Mapping[str, list[str]]) -> tuple[Target, ...]:
    found = [Target(kind, value) for kind in TARGETS for value in sorted(node.get(f"<{SH}{kind}>", ()))]
    if _is_shape(node) and not CLASSES.isdisjoint(node.get(f"<{RDF}type>", ())):
        found.append(Target("targetClass", term))
    return tuple(found)
