"""Files of any kind, each by the rules for its kind.

A Turtle file with a shape is looked at as shapes, one with a class, property or concept as ontology; it can be both.
The tool's own ontology and shapes are there as context, but for what a given file says itself: a module under work
stands in for the tool's copy of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.findings import Position
from kg.lint import ontology, prefixes, queries, shapes, sought
from kg.lint.known import Known
from kg.lint.looked import Looked
from kg.lint.pages import found
from kg.lint.texts import Text
from kg.lint.turtle import Turtle
from kg.quads import RDF_TYPE
from kg.query.prefixes import OURS
from kg.schema import PREFIXES, load
from kg.schema.files import modules
from kg.store import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from kg.quads import Quad

SHAPES = {f"<{PREFIXES['sh']}{kind}Shape>" for kind in ("Node", "Property")}
POLICIES = "policies"


def lint_files(turtle: Iterable[Path], sparql: Iterable[Path], name: Callable[[Path], str] = str) -> Looked:
    """Look at Turtle files and queries; `name` is what findings call a file."""
    lint = Looked()
    parsed = [file for path in turtle if (file := _turtle(path, name(path), lint))]
    asked = [(path, text) for path in sparql if (text := _text(path, name(path), lint))]
    terms, forms = [f for f in parsed if not _is_shapes(f)], [f for f in parsed if _is_shapes(f)]
    given = [quad for file in parsed for quad in file.quads]
    context = [*_context("ontology", parsed), *([] if forms else _context("shapes", parsed))]
    known = Known(context, given)
    table = prefixes.Table(OURS)
    lint.findings += prefixes.clashes(parsed, table)
    for file in parsed:
        lint.findings += prefixes.unused(file)
    _ontology(lint, terms, parsed, context, given, known)
    _shapes(lint, forms, known)
    for path, text in asked:
        look = queries.policy if path.parent.name == POLICIES else queries.query
        lint.findings += look(text, known, table)
        kind = "policies" if look is queries.policy else "queries"
        lint.count(kind, lint.counts.get(kind, 0) + 1)
    return lint


def _ontology(
    lint: Looked,
    terms: Sequence[Turtle],
    parsed: Sequence[Turtle],
    context: Sequence[Quad],
    given: Sequence[Quad],
    known: Known,
) -> None:
    every = [*context, *given]
    lint.findings += ontology.undefined(parsed, known)
    lint.findings += ontology.deprecated(parsed, known)
    lint.findings += ontology.judging(parsed, load())
    lint.count("ontology modules", len(terms))
    if terms:
        made, lint.held = ontology.by_shapes(terms, _without(context, SHAPES))
        lint.findings += made
        lint.findings += ontology.orphans(terms, [*every, *_context("shapes", parsed)])


def _shapes(lint: Looked, files: Sequence[Turtle], known: Known) -> None:
    lint.count("shapes files", len(files))
    if not files:
        return
    look = shapes.Look(files)
    for rule in (shapes.invalid, shapes.untargeted, shapes.wording):
        lint.findings += rule(look)
    lint.findings += sought.terms(files, known)


def _without(quads: Sequence[Quad], kinds: set[str]) -> list[Quad]:
    """The quads that are about nothing of these kinds."""
    left_out = {quad[0] for quad in quads if quad[1] == RDF_TYPE and quad[2] in kinds}
    return [quad for quad in quads if quad[0] not in left_out]


def _is_shapes(file: Turtle) -> bool:
    return any(quad[1] == RDF_TYPE and quad[2] in SHAPES for quad in file.quads)


def _context(folder: str, given: Sequence[Turtle]) -> list[Quad]:
    """What the tool's own modules say of all that the given files do not speak of."""
    said = {f"<{subject}>" for file in given for subject in file.subjects}
    quads = (quad for path in modules(folder) for quad in parse(path.read_bytes(), "ttl"))
    return [quad for quad in quads if quad[0] not in said]


def _turtle(path: Path, name: str, lint: Looked) -> Turtle | None:
    text = _text(path, name, lint)
    if text is None:
        return None
    try:
        return Turtle(name, text.text, parse(text.text.encode(), "ttl"))
    except InputError as error:
        line, _, column = error.where.partition(":")
        place = Position(name, int(line or 1), int(column or 1))
        lint.findings.append(found(queries.SYNTAX, place, error.message, remedy=error.remedy))
        return None


def _text(path: Path, name: str, lint: Looked) -> Text | None:
    """The file's text; raises InputError where there is no such file."""
    try:
        return Text(name, path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"not UTF-8 at byte {error.start}"
        lint.findings.append(found(queries.SYNTAX, Position(name, 1, 1), message, remedy="save the file as UTF-8"))
        return None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", remedy="check the name", where=str(path)) from error
