"""How often a key may and must stand, read from the shapes: for editors, which want to know before any build."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.quads import text_of
from kg.schema.files import modules
from kg.schema.namespace import PREFIXES
from kg.store import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.quads import Quad
    from kg.schema.terms import Schema

SH = PREFIXES["sh"]


class Limits:
    """`single` and `needed`: (class IRI, property IRI) pairs with at most one value, and with at least one."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value, _ in quads:
            said[subject][text_of(predicate)].append(value)
        self.single: set[tuple[str, str]] = set()
        self.needed: set[tuple[str, str]] = set()
        for node in said.values():
            for target in node.get(SH + "targetClass", ()):
                for shape in node.get(SH + "property", ()):
                    self._note(text_of(target), said.get(shape, {}))

    def _note(self, cls: str, shape: dict[str, list[str]]) -> None:
        counted = "http://www.w3.org/ns/shacl#qualifiedValueShape" not in shape
        for path in shape.get(SH + "path", ()) if counted else ():
            if any(text_of(most) == "1" for most in shape.get(SH + "maxCount", ())):
                self.single.add((cls, text_of(path)))
            if any(int(text_of(least)) > 0 for least in shape.get(SH + "minCount", ())):
                self.needed.add((cls, text_of(path)))

    def is_single(self, cls: str, prop: str, schema: Schema) -> bool:
        """Whether a class, or one above it, takes at most one value of the property."""
        return any((above, prop) in self.single for above in schema.supers(cls))

    def is_needed(self, cls: str, prop: str, schema: Schema) -> bool:
        """Whether a class, or one above it, needs a value of the property."""
        return any((above, prop) in self.needed for above in schema.supers(cls))


def limits() -> Limits:
    """The limits of the tool's own shapes."""
    return Limits(quad for path in modules("shapes") for quad in parse(path.read_bytes(), "ttl"))
