"""Files of any kind, each by the rules for its kind.

A Turtle file with a shape is looked at as shapes, one with a class, property or concept as ontology; it can be both.
The tool's own ontology and shapes are there as context, but for what a given file says itself: a module under work
stands in for the tool's copy of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.findings import Position
from kg.lint import ontology, prefixes, queries, shapes, sought
from kg.lint.known import CLASSES, DECLARING, Known
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


@dataclass(frozen=True)
class World:
    """The Turtle files under lint, and what the tool's ontology and shapes say of all else."""

    files: Sequence[Turtle]

    @cached_property
    def ontology(self) -> list[Quad]:
        """The tool's ontology, but for what the files speak of."""
        return _context("ontology", self.files)

    @cached_property
    def shapes(self) -> list[Quad]:
        """The tool's shapes, but for what the files speak of."""
        return _context("shapes", self.files)

    @cached_property
    def given(self) -> list[Quad]:
        """What the files say."""
        return [quad for file in self.files for quad in file.quads]

    @cached_property
    def known(self) -> Known:
        """The terms that there are."""
        return Known(self.ontology, self.given)


def lint_files(turtle: Iterable[Path], sparql: Iterable[Path], name: Callable[[Path], str] = str) -> Looked:
    """Look at Turtle files and queries; `name` is what findings call a file."""
    lint = Looked()
    world = World([file for path in turtle if (file := _turtle(path, name(path), lint))])
    asked = [(path, text) for path in sparql if (text := _text(path, name(path), lint))]
    table = prefixes.Table(OURS)
    lint.findings += prefixes.clashes(world.files, table)
    for file in world.files:
        lint.findings += prefixes.unused(file)
    lint.findings += ontology.undefined(world.files, world.known)
    _ontology(lint, world)
    _shapes(lint, world)
    for path, text in asked:
        look = queries.policy if path.parent.name == POLICIES else queries.query
        lint.findings += look(text, world.known, table)
        kind = "policies" if look is queries.policy else "queries"
        lint.count(kind, lint.counts.get(kind, 0) + 1)
    return lint


def _ontology(lint: Looked, world: World) -> None:
    if not world.files:
        return
    lint.findings += ontology.deprecated(world.files, world.known)
    lint.findings += ontology.judging(world.files, load())
    files = [file for file in world.files if _declares(file) or not _has_shapes(file)]
    lint.count("ontology modules", len(files))
    if files:
        made, lint.held = ontology.by_shapes(files, world.ontology)
        lint.findings += made
        lint.findings += ontology.orphans(files, [*world.ontology, *world.shapes, *world.given])


def _shapes(lint: Looked, world: World) -> None:
    files = [file for file in world.files if _has_shapes(file)]
    lint.count("shapes files", len(files))
    if not files:
        return
    look = shapes.Look(files, world.shapes)
    for rule in (shapes.invalid, shapes.unheard, shapes.untargeted, shapes.wording):
        lint.findings += rule(look)
    told = list(sought.terms(files, world.known))
    places = {finding.position for finding in told}  # what a shape looks for in vain is undefined, too: told once
    lint.findings += told
    lint.findings = [each for each in lint.findings if each.rule != ontology.UNDEFINED or each.position not in places]


def _declares(file: Turtle) -> bool:
    """Whether the file declares a class or a property."""
    return any(quad[1] == RDF_TYPE and quad[2] in {*CLASSES, *DECLARING} for quad in file.quads)


def _has_shapes(file: Turtle) -> bool:
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
