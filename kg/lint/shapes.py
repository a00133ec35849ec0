"""Shapes: whether they can be met at all, whether people can act on what they say, and whether they are SHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.lint.known import short as shown
from kg.lint.ontology import terms_of, where
from kg.lint.pages import found
from kg.quads import is_iri, text_of
from kg.schema import PREFIXES
from kg.validate.shapes import from_quads
from kg.validate.spelt import remedy
from kg.validate.spelt import unheard as words
from kg.validate.wellformed import meta

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.findings import Finding, Position, ShaclResult
    from kg.lint.turtle import Turtle
    from kg.quads import Quad
    from kg.validate import Rule, Shapes

INVALID, UNTARGETED, MESSAGE = "lint-shape-invalid", "lint-shape-untargeted", "lint-shape-message"
SEVERITY, UNHEARD = "lint-shape-severity", "lint-shape-unheard"
SH = PREFIXES["sh"]
SILENT = {
    f"{SH}{name}"
    for name in ("property", "message", "severity", "deactivated", "name", "description", "order", "group")
}


class Look:
    """The shapes of all files together with those of the context; what is told is about the files alone."""

    def __init__(self, files: Sequence[Turtle], context: Sequence[Quad] = ()) -> None:
        self.files = files
        try:
            self.shapes = from_quads([*context, *(quad for file in files for quad in file.quads)])
        except RecursionError as error:
            names = ", ".join(file.name for file in files)
            remedy = "mend the `sh:path` that leads back into itself"
            raise InputError("a path of the shapes has no end", remedy=remedy, where=names) from error
        self.nodes = _nodes(self.shapes)
        elsewhere = {text_of(quad[0]) for quad in context}
        self.given = sorted(iri for iri in self.shapes.rules if self._named(iri) not in elsewhere)

    def place(self, shape: str, *mentions: str) -> Position:
        """Where a shape stands; an anonymous one where the named shape around it names the terms."""
        named = self._named(shape)
        file = next((file for file in self.files if named in file.subjects), None)
        if file:
            return file.place(named, *mentions)
        places = (where(file, named) for file in self.files if named in terms_of(file))
        return next(places, self.files[0].first())

    def _named(self, shape: str) -> str:
        """The named shape that holds an anonymous one, whose name begins with that of the former."""
        name = self.shapes.rules[shape].name if shape in self.shapes.rules else ""
        around = [iri for iri, rule in self.shapes.rules.items() if name.startswith(f"{rule.name}/")]
        return min(around, key=lambda iri: len(self.shapes.rules[iri].name), default=shape)


def _nodes(shapes: Shapes) -> dict[str, dict[str, list[str]]]:
    """The triples of the shapes as the engines get them: bare subject → bare predicate → terms."""
    from kg.store import parse

    nodes: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value, _ in parse(shapes.ntriples, "nt"):
        nodes.setdefault(text_of(subject), {}).setdefault(text_of(predicate), []).append(value)
    return nodes


def invalid(look: Look) -> Iterator[Finding]:
    """What SHACL's shapes for shapes find."""
    from kg.validate import engine

    for result in engine("shifty").run(look.shapes.ntriples, meta().ntriples):
        shape = text_of(result.focus)
        if shape in look.shapes.rules and shape not in look.given:
            continue
        if shape not in look.nodes and is_iri(result.focus):
            yield found(INVALID, look.place(shape), f"{shown(shape)} is named as a shape, and nothing declares it")
            continue
        told = look.shapes.rules.get(shape)
        place = look.place(shape, *([result.path] if result.path else []))
        message = f"{told.name if told else shown(shape)} is not valid SHACL: {_broken(result)}"
        yield found(
            INVALID, place, message, text=text_of(result.value) if result.value and is_iri(result.focus) else ""
        )


def _broken(result: ShaclResult) -> str:
    constraint = result.component.rpartition("#")[2].removesuffix("ConstraintComponent")
    return (
        f"`{shown(result.path)}` breaks its {constraint}"
        if result.path
        else f"it breaks {constraint} of {shown(result.shape)}"
    )


def unheard(look: Look) -> Iterator[Finding]:
    """Words of SHACL's namespace that no engine acts upon: misspelt, or of a part that is not evaluated."""
    for file in look.files:
        for word in words(file.quads):
            place = where(file, text_of(word.term))
            what = "no engine here evaluates" if word.known else "SHACL has no"
            yield found(UNHEARD, place, f"{what} {shown(text_of(word.term))}", remedy=remedy(word))


def untargeted(look: Look) -> Iterator[Finding]:
    """Shapes that have no target, and that no other shape leads to."""
    led = {shape for below in look.shapes.leads.values() for shape in below}
    inner = {part for shape in look.shapes.rules for part in _below(shape, look)}
    for shape in look.given:
        rule = look.shapes.rules[shape]
        if shape not in led and shape not in inner:
            yield found(
                UNTARGETED,
                look.place(shape),
                f"{rule.name} looks at nothing: it has no target, and no shape leads to it",
            )


def _below(shape: str, look: Look) -> set[str]:
    values = (value for values in look.nodes.get(shape, {}).values() for value in values)
    return {text_of(value) for value in values if is_iri(value)} - {shape}


def wording(look: Look) -> Iterator[Finding]:
    """Shapes that can have results, and do not say what holds, what to do, or how grave it is."""
    for shape in _reporting(look):
        rule, node = look.shapes.rules[shape], look.nodes.get(shape, {})
        if not rule.message:
            yield found(MESSAGE, look.place(shape, *_path(rule)), f"{rule.name} has no message")
        elif not rule.remedy:
            yield found(
                MESSAGE,
                look.place(shape, f"{SH}message"),
                f"the message of {rule.name} has no remedy",
                text=rule.message,
            )
        if f"{SH}severity" not in node:
            yield found(SEVERITY, look.place(shape, *_path(rule)), f"{rule.name} does not say how grave a finding is")


def _reporting(look: Look) -> list[str]:
    """The shapes whose own constraints can have results: those with a target, and property shapes below them."""
    reached, todo = set(look.shapes.targets), list(look.shapes.targets)
    while todo:
        below = {text_of(value) for value in look.nodes.get(todo.pop(), {}).get(f"{SH}property", ())} - reached
        reached |= below
        todo += below
    return sorted(shape for shape in reached.intersection(look.given) if _constrains(look.nodes.get(shape, {})))


def _constrains(node: Mapping[str, list[str]]) -> bool:
    said = {predicate for predicate in node if predicate.startswith(SH) and not predicate.startswith(f"{SH}target")}
    return bool(said - SILENT - {f"{SH}path"})


def _path(rule: Rule) -> list[str]:
    """What a property shape is recognised by inside the shape around it."""
    return [f"{SH}path", rule.path[1:-1]] if rule.path.startswith("<") and rule.path.count("<") == 1 else []
