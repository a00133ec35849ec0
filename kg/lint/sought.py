"""Classes and properties that shapes look for: a misspelt one matches nothing, and everything conforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lint.known import short as shown
from kg.lint.ontology import meant
from kg.lint.pages import found
from kg.lint.shapes import SH
from kg.quads import is_iri, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from kg.findings import Finding
    from kg.lint.known import Known
    from kg.lint.turtle import Turtle

TARGET, PATH = "lint-shape-target", "lint-shape-path"
CLASSES_OF = {f"<{SH}{name}>" for name in ("targetClass", "class")}
PATHS = {
    f"<{SH}{name}>"
    for name in ("targetSubjectsOf", "targetObjectsOf", "equals", "disjoint", "lessThan", "lessThanOrEquals")
}


def terms(files: Sequence[Turtle], known: Known) -> Iterator[Finding]:
    """Classes and properties that shapes look for, and that no ontology here has."""
    for file in files:
        for _, predicate, value, _ in file.quads:
            if predicate in CLASSES_OF and is_iri(value) and not _there(text_of(value), known.classes, known):
                yield _unknown(TARGET, file, value, known, "class")
            elif predicate in PATHS and is_iri(value) and not _there(text_of(value), known.properties, known):
                yield _unknown(PATH, file, value, known, "property")
        for value in sorted(_steps(file)):
            if not _there(text_of(value), known.properties, known):
                yield _unknown(PATH, file, value, known, "property")


def _steps(file: Turtle) -> set[str]:
    """The properties that the paths of a file go along."""
    nodes: dict[str, list[str]] = {}
    for subject, predicate, value, _ in file.quads:
        if subject.startswith("_:") and predicate != f"<{SH}path>":
            nodes.setdefault(subject, []).append(value)
    found_, todo, seen = set(), [o for _, p, o, _ in file.quads if p == f"<{SH}path>"], set()
    while todo:
        term = todo.pop()
        if term.startswith("_:") and term not in seen:
            seen.add(term)
            todo += nodes.get(term, [])
        elif is_iri(term) and not text_of(term).endswith("#nil"):
            found_.add(term)
    return found_


def _there(iri: str, among: AbstractSet[str], known: Known) -> bool:
    return iri in among or (not known.owned(iri) and known.heard_of(iri))


def _unknown(rule: str, file: Turtle, value: str, known: Known, what: str) -> Finding:
    iri = text_of(value)
    among = known.classes if what == "class" else known.properties
    remedy = known.meant(iri, among) or meant(iri, known, rule)
    places = [
        mention.offset
        for statements in file.statements.values() for statement in statements
        for at, mention in enumerate(statement) if mention.iri == iri and at
    ]  # fmt: skip
    place = file.at(min(places)) if places else file.first()
    return found(rule, place, f"no ontology here has the {what} {shown(iri)}", text=shown(iri), remedy=remedy)
