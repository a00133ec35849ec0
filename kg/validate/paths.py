"""Property paths as text, in SPARQL's syntax: what a report can print and a query can run."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.engines.results import SH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Nodes = Mapping[str, Mapping[str, Sequence[str]]]  # subject → predicate → values, all of them N-Triples terms

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SILENT = {
    *("path", "message", "severity", "name", "description", "order", "group", "defaultValue", "deactivated"),
    *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "ignoredProperties"),
}
"""Words of a shape that ask nothing of a value: its path, its targets, and what it tells people."""
STARRED = {"zeroOrMorePath": (True, True), "oneOrMorePath": (False, True), "zeroOrOnePath": (True, False)}
"""Word of SHACL → whether the path may be walked not at all, and whether more than once."""
_MARKS = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}


def nodes_of(ntriples: bytes) -> Nodes:
    """A graph in canonical N-Triples as a table: only the object of a line may hold a space."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in ntriples.decode().split("\n"):  # a literal may hold what else Python takes for the end of a line
        if row:
            subject, predicate, value = row.removesuffix(" .").split(" ", 2)
            nodes[subject][predicate].append(value)
    return nodes


def members(head: str, nodes: Nodes) -> list[str]:
    """The members of an RDF list, in order; terms as N-Triples. A list without an end, or in a circle, is cut there."""
    found, seen = [], set()
    while head in nodes and head not in seen and (first := nodes[head].get(f"<{RDF}first>")):
        found.append(first[0])
        seen.add(head)
        head = next(iter(nodes[head].get(f"<{RDF}rest>", ())), "")
    return found


def is_plain(path: str, nodes: Nodes) -> bool:
    """Whether a path is of exactly one kind: a property, a list of steps, or one of SHACL's words with one value."""
    ways = (*(f"<{SH}{local}>" for local in (*_MARKS, "alternativePath")), f"<{RDF}first>", f"<{RDF}rest>")
    said = {way: values for way, values in nodes.get(path, {}).items() if way in ways}
    kinds = said.keys() - {f"<{RDF}rest>"}
    return path.startswith("<") or (len(kinds) == 1 and all(len(values) == 1 for values in said.values()))


def path_text(path: str, nodes: Nodes) -> str:
    """The path that a term of the shapes graph stands for; an IRI stays a term with its brackets.

    >>> path_text("_:p", {"_:p": {"<http://www.w3.org/ns/shacl#inversePath>": ["<http://e/states>"]}})
    '^<http://e/states>'
    """
    if path.startswith("<"):
        return path
    node = nodes.get(path, {})
    for local, form in _MARKS.items():
        if inner := node.get(f"<{SH}{local}>"):
            return form.format(_grouped(path_text(inner[0], nodes)))
    if choice := node.get(f"<{SH}alternativePath>"):
        return "|".join(_grouped(path_text(member, nodes)) for member in members(choice[0], nodes))
    return "/".join(_grouped(path_text(member, nodes)) for member in members(path, nodes))


def path_turtle(path: str, nodes: Nodes) -> str:
    """The path in Turtle, as `sh:path` and `sh:resultPath` take it.

    >>> path_turtle("_:p", {"_:p": {"<http://www.w3.org/ns/shacl#inversePath>": ["<http://e/states>"]}})
    '[ <http://www.w3.org/ns/shacl#inversePath> <http://e/states> ]'
    """
    if path.startswith("<"):
        return path
    node = nodes.get(path, {})
    for local in (*_MARKS, "alternativePath"):
        if inner := node.get(f"<{SH}{local}>"):
            return f"[ <{SH}{local}> {path_turtle(inner[0], nodes)} ]"
    return f"( {' '.join(path_turtle(member, nodes) for member in members(path, nodes))} )"


def _grouped(text: str) -> str:
    """In brackets, unless it is one step."""
    steps = text.count("<")
    return text if steps == 1 and text.startswith("<") and text.endswith(">") else f"({text})"
