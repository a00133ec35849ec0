"""Shapes that no engine may be given: each would hang it, have it reach out, or mean nothing that is agreed upon.

A list that leads back into itself; shapes that lead back to themselves, which the recommendation leaves undefined; an
`owl:imports` of what was not given, since nothing is fetched here; a SPARQL constraint that asks another server, or
a graph by its name, since all data are one graph here; a regime of entailment, which SHACL has a processor refuse.

`NOT_EVALUATED` is SHACL's that is not in its core and SPARQL part: one engine would act upon some of it and the other
upon none, so neither is given it, and a finding tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.engines.results import SH
from kg.errors import InputError
from kg.quads import text_of
from kg.validate.paths import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.quads import Quad

REST = f"<{RDF}rest>"
IMPORTS = "<http://www.w3.org/2002/07/owl#imports>"
ENTAILMENT = f"<{SH}entailment>"
NOT_EVALUATED = {
    f"<{SH}{local}>" for local in ("js", "expression", "rule", "target", "values", "SPARQLFunction", "JSFunction")
}
QUERIES = {f"<{SH}{local}>" for local in ("select", "ask", "construct", "update")}
_NO_WORD = re.compile(
    r'''"""(?:"{0,2}(?:[^"\\]|\\.))*"""|"(?:[^"\\\r\n]|\\.)*"|'''
    r"""'''(?:'{0,2}(?:[^'\\]|\\.))*'''|'(?:[^'\\\r\n]|\\.)*'|"""
    r"""<[^<>"{}|^`\\\x00-\x20]*>|#[^\r\n]*|[?$]\w+|(?:[^\W\d_][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*""",
    re.DOTALL,
)
_SERVICE = re.compile(r"service\b", re.IGNORECASE)
_SHAPES_GRAPH = re.compile(r"\bgraph\s*[$?]shapesGraph\b", re.IGNORECASE)
_GRAPH = re.compile(r"\b(?:graph|from)\b", re.IGNORECASE)
_KEYWORD_FIRST = re.compile(r"(?:true|false|undef)?service:", re.IGNORECASE)
_CODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_unsound(quads: Iterable[Quad], *, ignore_imports: bool = False) -> None:
    """Raise InputError for a shapes graph that no engine may be given."""
    rest: dict[str, str] = {}
    imported: set[str] = set()
    here: set[str] = set()
    for subject, predicate, value, _ in quads:
        here.add(subject)
        if predicate == REST:
            rest[subject] = value
        elif predicate == IMPORTS:
            imported.add(value)
        elif predicate in QUERIES:
            _refuse_query(text_of(value))
        elif predicate == ENTAILMENT:
            remedy = "take it out, and give what follows with --ontology"
            raise InputError(f"the shapes ask for {text_of(value)}, which is not inferred here", remedy=remedy)
    _refuse_circle(rest)
    if not ignore_imports and (missing := sorted(imported - here)):
        remedy = "give its file with --shapes too, or say --ignore-imports"
        raise InputError(f"the shapes import {text_of(missing[0])}, which is never fetched", remedy=remedy)


def _refuse_query(query: str) -> None:
    """Raise InputError where an engine could find SERVICE, GRAPH or FROM in it.

    An engine may read `<` as "less than" and `SERVICE:x` as two words. Codes of characters are read first, as SPARQL
    has it; names, texts and comments do not count.
    """
    plain = _CODE.sub(lambda code: chr(min(int(code[1] or code[2], 16), 0x10FFFF)), query)
    plain = _SHAPES_GRAPH.sub(" ", plain)  # may be asked: pySHACL alone cannot, and says so
    left = _NO_WORD.sub(lambda part: part[0] if _hides_keyword(part[0]) else " ", plain)
    if _SERVICE.search(left):
        remedy = "take SERVICE out: nothing here asks another server"
        raise InputError("a SPARQL constraint of the shapes asks another server", remedy=remedy)
    if _GRAPH.search(left):
        remedy = "take GRAPH or FROM out: all data are one graph here"
        raise InputError("a SPARQL constraint of the shapes asks a graph by its name", remedy=remedy)


def _hides_keyword(part: str) -> bool:
    """Whether what looks like a name could be read as a comparison with SERVICE after it, or as SERVICE itself."""
    if part.startswith("<"):
        return "service" in part[part.find(")") + 1 or len(part) :].lower()
    return bool(_KEYWORD_FIRST.match(part))


def _refuse_circle(rest: Mapping[str, str]) -> None:
    """Each node is walked over once."""
    done: set[str] = set()
    for start in rest:
        here: set[str] = set()
        node = start
        while node in rest and node not in done:
            if node in here:
                remedy = "mend the rdf:rest that leads back into its own list"
                raise InputError("a list of the shapes has no end", remedy=remedy)
            here.add(node)
            node = rest[node]
        done |= here


def refuse_recursion(leads: Mapping[str, Iterable[str]], called: Mapping[str, str]) -> None:
    """Raise InputError for shapes that lead back to themselves; `leads` has what each refers to, by bare IRI."""
    done: set[str] = set()
    for start in sorted(leads):
        if circle := _circle(start, leads, done):
            said = " → ".join(called.get(shape, shape) for shape in circle)
            remedy = "break the circle: SHACL does not say what shapes mean that lead back to themselves"
            raise InputError(f"the shapes are recursive: {said}", remedy=remedy)


def _circle(start: str, leads: Mapping[str, Iterable[str]], done: set[str]) -> list[str]:
    """A way from `start` that meets itself, or nothing; what was walked is added to `done`."""
    way: list[str] = []
    on_way: set[str] = set()
    todo: list[Iterator[str]] = [iter((start,))]
    while todo:
        shape = next(todo[-1], None)
        if shape is None:
            todo.pop()
            if way:
                done.add(way[-1])
                on_way.discard(way.pop())
        elif shape in on_way:
            return [*way[way.index(shape) :], shape]
        elif shape not in done:
            way.append(shape)
            on_way.add(shape)
            todo.append(iter(sorted(leads.get(shape, ()))))
    return []
