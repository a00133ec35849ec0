"""The shapes as the tool needs them: bytes for an engine, and beside them what each shape says to people.

A shape's message is two sentences or more: the rule, then what to do. The first becomes a finding's message, the rest
its remedy, so that both engines speak with the same words whatever they make of `sh:message`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.engines.results import SH
from kg.errors import InputError
from kg.findings import Severity
from kg.quads import language_of, text_of, triples
from kg.schema import shorten
from kg.validate.files import read_rdf
from kg.validate.naming import iri_of, names, parts, with_names
from kg.validate.paths import RDF, members, path_text, path_turtle
from kg.validate.sound import NOT_EVALUATED, refuse_recursion, refuse_unsound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.findings import Finding, RuleText
    from kg.quads import Quad

Nodes = dict[str, dict[str, list[str]]]
MOST_SHOWN = 12  # members of a list that a message names
TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
CLASSES = {"<http://www.w3.org/2000/01/rdf-schema#Class>", "<http://www.w3.org/2002/07/owl#Class>"}


class Target(NamedTuple):
    """Which nodes a shape looks at: the local name of the SHACL property, and its value as a term."""

    kind: str
    term: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What one shape says: `name` is short and stable, `path` in SPARQL's syntax or empty, `turtle` in Turtle.

    `constraints` has the values of SHACL's own parameters by their local name, for people.
    """

    iri: str
    name: str
    message: str
    remedy: str
    severity: Severity
    path: str
    turtle: str
    constraints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shapes:
    """A shapes graph: N-Triples for the engines, rules by shape IRI, targets by the IRI of the shape that has any.

    `leads` has for each shape with a target all shapes it leads to, itself among them; `untargeted` are the names of
    shapes that none leads to; `unheard` says what no engine will act upon. Anonymous shapes have a made-up IRI, see
    `kg.validate.naming`.
    """

    ntriples: bytes
    rules: Mapping[str, Rule]
    targets: Mapping[str, tuple[Target, ...]]
    leads: Mapping[str, frozenset[str]]
    untargeted: tuple[str, ...]
    unheard: Mapping[Finding, RuleText] = field(default_factory=dict)


def load(paths: Iterable[Path], *, ignore_imports: bool = False, syntax: str = "") -> Shapes:
    """The shapes of RDF files. Raises InputError with file:line:column for one that cannot be read.

    What they import must be among them, since nothing is fetched, unless their imports are to be ignored.
    """
    return loaded(read_rdf(paths, syntax), ignore_imports=ignore_imports)


def loaded(quads: Iterable[Quad], *, ignore_imports: bool = False) -> Shapes:
    """The shapes among what files say; raises InputError where they lead nowhere."""
    try:
        return from_quads(quads, ignore_imports=ignore_imports)
    except RecursionError as error:
        remedy = "mend the `sh:path` that leads back into itself"
        raise InputError("a path of the shapes has no end", remedy=remedy) from error


def from_quads(quads: Iterable[Quad], *, ignore_imports: bool = False) -> Shapes:
    """The shapes in a graph: what is called one, has a target, or is part of one."""
    given = list(quads)
    refuse_unsound(given, ignore_imports=ignore_imports)
    called = names(_nodes(given))
    kept = [quad for quad in with_names(given, called) if NOT_EVALUATED.isdisjoint(quad[1:3])]
    named = {iri_of(term, name): name for term, name in called.items()}
    nodes = _nodes(kept)
    refuse_recursion({term[1:-1]: _next(term, nodes) for term in nodes if term.startswith("<")}, named)
    targets = {term[1:-1]: found for term, node in sorted(nodes.items()) if (found := _targets(term, node))}
    leads = {shape: frozenset(_reached(shape, nodes)) for shape in targets}
    shapes = {term[1:-1] for term, node in nodes.items() if term.startswith("<") and _is_shape(node)}
    every = sorted(shapes.union(targets, *leads.values()))
    rules = {shape: _rule(f"<{shape}>", named.get(shape, shorten(shape)), nodes) for shape in every}
    led = set().union(*leads.values())
    alone = sorted(rules[shape].name for shape in every if shape not in led)
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
        for part in _next(f"<{todo.pop()}>", nodes):
            if part not in found:
                found.add(part)
                todo.append(part)
    return found


def _next(term: str, nodes: Nodes) -> list[str]:
    """The shapes that a shape refers to, as bare IRIs."""
    return [part[1:-1] for part in parts(nodes.get(term, {}), nodes) if part.startswith("<")]


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
        _constraints(node, nodes),
    )  # fmt: skip


def _constraints(node: Mapping[str, list[str]], nodes: Nodes) -> dict[str, tuple[str, ...]]:
    """The values of SHACL's parameters, lists too; what has no name of its own is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for name, values in node.items():
        if name.startswith(f"<{SH}"):
            each = [text for value in sorted(values) for text in _shown(value, nodes)]
            found[name[len(SH) + 1 : -1]] = tuple(each)
    return found


def _shown(value: str, nodes: Nodes) -> list[str]:
    if not value.startswith("_:"):
        return [shorten(text_of(value)) if value.startswith("<") else value.partition("^^")[0].strip('"')]
    return [shown for member in members(value, nodes)[:MOST_SHOWN] for shown in _shown(member, nodes)]


def _targets(term: str, node: Mapping[str, list[str]]) -> tuple[Target, ...]:
    found = [Target(kind, value) for kind in TARGETS for value in sorted(node.get(f"<{SH}{kind}>", ()))]
    if _is_shape(node) and not CLASSES.isdisjoint(node.get(f"<{RDF}type>", ())):
        found.append(Target("targetClass", term))
    return tuple(found)
