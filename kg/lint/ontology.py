"""Terms: what the shapes of the ontology say of them, and what no shape can see.

The shapes run on the given files together with the tool's ontology, or a module of a team's own could not refer to it.
What is told is about the given files alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import Finding, Severity
from kg.lint.known import CLASSES
from kg.lint.known import short as shown
from kg.lint.pages import found, rules
from kg.lint.voice import Ear
from kg.quads import RDF_TYPE, is_iri, language_of, text_of
from kg.schema import CT, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.findings import Position, Report
    from kg.lint.known import Known
    from kg.lint.turtle import Turtle
    from kg.quads import Quad
    from kg.schema import Schema

UNDEFINED, DEPRECATED, ORPHAN = "lint-term-undefined", "lint-term-deprecated", "lint-class-orphan"
GUILT = "lint-word-guilt"
SAYING = {f"<{PREFIXES['skos']}{name}>" for name in ("prefLabel", "definition", "scopeNote", "note", "example")} | {
    f"<{PREFIXES['rdfs']}label>", f"<{PREFIXES['rdfs']}comment>", f"<{PREFIXES['sh']}message>",
}  # fmt: skip
VERSION = f"<{PREFIXES['owl']}versionInfo>"
HOUSEKEEPING = f"<{PREFIXES['rdfs']}isDefinedBy>"


def by_shapes(files: Sequence[Turtle], context: Sequence[Quad]) -> tuple[list[Finding], Report]:
    """What the ontology's shapes find in the files, and their report; a rule speaks for the shapes its page names."""
    from kg.derive import infer
    from kg.schema.load import from_quads
    from kg.validate import ontology_shapes, validate

    quads = [*context, *(quad for file in files for quad in file.quads)]
    schema = from_quads(quad for quad in quads if quad[1] != VERSION)  # that versions differ is for a shape to tell
    report = validate([*quads, *infer(quads, schema)], ontology_shapes())
    held = {name: rule for rule in rules().values() for name in rule.shapes}
    made = []
    for finding in report.findings:
        for file in files:
            if finding.focus in file.subjects:
                rule = held.get(finding.rule)
                severity = rule.severity if rule else Severity(finding.severity)
                place = file.place(finding.focus, finding.path or _said_by(file, finding))
                made.append(finding._replace(position=place, rule=rule.id if rule else finding.rule, severity=severity))
    return made, report


def _said_by(file: Turtle, finding: Finding) -> str:
    """The property under which the value stands, where a result names none."""
    said = (text_of(p) for s, p, o, _ in file.quads if s == f"<{finding.focus}>" and text_of(o) == finding.text)
    return next(said, "")


def undefined(files: Iterable[Turtle], known: Known) -> Iterator[Finding]:
    """Terms of the files' own namespaces that nothing declares."""
    for file in files:
        for iri in sorted(terms_of(file)):
            if known.owned(iri) and known.unknown(iri):
                message = f"{shown(iri)} is used here, and declared nowhere"
                yield found(UNDEFINED, where(file, iri), message, text=shown(iri), remedy=meant(iri, known, UNDEFINED))


def deprecated(files: Iterable[Turtle], known: Known) -> Iterator[Finding]:
    """Terms that are deprecated and still used."""
    for file in files if known.deprecated else ():
        used = {(text_of(quad[0]), text_of(term)) for quad in file.quads for term in quad[1:3] if is_iri(term)}
        for iri in sorted({term for subject, term in used if term in known.deprecated and term != subject}):
            yield found(DEPRECATED, where(file, iri), f"{shown(iri)} is deprecated, and used here", text=shown(iri))


def judging(files: Iterable[Turtle], schema: Schema) -> Iterator[Finding]:
    """Words of guilt in what a file says of its terms and shapes; the list of such words has them, of course."""
    ear = Ear(schema)
    for file in files:
        lists = {quad[0] for quad in file.quads if quad[1] == RDF_TYPE and quad[2] == f"<{CT.LoadedWord}>"}
        for subject, predicate, value, _ in file.quads:
            if predicate in SAYING and value.startswith('"') and is_iri(subject) and subject not in lists:
                word = ear.guilt(text_of(value), language_of(value))
                if word:
                    place = file.place(text_of(subject), text_of(predicate))
                    yield found(GUILT, place, f"“{word}” is a word for quotations", text=word, focus=text_of(subject))


def orphans(files: Iterable[Turtle], quads: Iterable[Quad]) -> Iterator[Finding]:
    """Classes that no instance, property, shape or other class has anything to do with."""
    used = {quad[2] for quad in quads if quad[2] != quad[0] and quad[1] != HOUSEKEEPING}
    for file in files:
        for subject in sorted({s for s, p, o, _ in file.quads if p == RDF_TYPE and o in CLASSES and is_iri(s)}):
            if subject not in used:
                iri = text_of(subject)
                yield found(ORPHAN, file.place(iri), f"{shown(iri)} is a class that nothing uses", text=shown(iri))


def terms_of(file: Turtle) -> set[str]:
    """The IRIs that the triples of a file name."""
    return {text_of(term) for quad in file.quads for term in quad[:3] if is_iri(term)}


def where(file: Turtle, iri: str) -> Position:
    """The first place at which a file names a term without declaring it."""
    places = [mention.offset for subject, mention in file.mentions() if mention.iri == iri != subject]
    return file.at(min(places)) if places else file.place(iri)


def meant(iri: str, known: Known, rule: str) -> str:
    """What was meant, or else the rule's own remedy."""
    return known.meant(iri) or rules()[rule].remedy
