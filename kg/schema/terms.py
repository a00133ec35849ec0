"""What the ontology says, as plain frozen records: classes, properties, concepts and the schema that holds them.

Everything that reads data files asks these records. They name no term themselves, so that a property added to a
Turtle module is known here without a line of Python.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class of the ontology; `graph` is the layer of its instances.

    Of its roles, `exact` are never broadened, and `singles` hold one value only while the others stay as they are;
    values of `borrowed` properties repeat what others call or write. Pictures draw its members in `colour`, and
    followthemoney knows them as `ftm`.
    """

    iri: str
    local: str
    key: str
    label: str
    definition: str
    module: str
    parents: tuple[str, ...]
    graph: str = ""
    shorthand: str | None = None
    embedded: bool = False
    phrase: str = ""
    edge_from: str | None = None
    edge_to: str | None = None
    edge_relation: str | None = None
    exact: tuple[str, ...] = ()
    singles: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    colour: str = ""
    ftm: str = ""


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """A property of the ontology; `lower` and `upper` are the computed bounds of an EDTF date.

    `own_voice` says that the editors choose its words themselves.
    """

    iri: str
    local: str
    key: str
    label: str
    definition: str
    module: str
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    object: bool
    computed: bool = False
    inline: bool = False
    symmetric: bool = False
    transitive: bool = False
    lower: str | None = None
    upper: str | None = None
    coarsens: str | None = None
    default: str | None = None
    inverse: str | None = None
    supers: tuple[str, ...] = ()
    hides_name: bool = False
    own_voice: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """A member of a code list; `words` are search words by language, `marks` its other annotations by local name.

    `singles` are roles that hold one value only beside this concept, `excludes` concepts that rule it out.
    """

    iri: str
    local: str
    key: str
    label: str
    definition: str
    list_class: str
    labels: dict[str, str] = field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    singles: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """The whole ontology, indexed by IRI; the derived indexes are made once, when first asked for."""

    classes: dict[str, ClassTerm]
    properties: dict[str, PropertyTerm]
    concepts: dict[str, Concept]
    version: str = ""
    digest: str = ""

    @cached_property
    def _supers(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}

        def walk(cls: str, trail: frozenset[str]) -> frozenset[str]:
            if cls in found:
                return found[cls]
            parents = self.classes[cls].parents if cls in self.classes else ()
            above = [walk(parent, trail | {cls}) for parent in parents if parent not in trail]
            found[cls] = frozenset({cls}).union(*above)
            return found[cls]

        for cls in self.classes:
            walk(cls, frozenset())
        return found

    @cached_property
    def _subs(self) -> dict[str, frozenset[str]]:
        below: dict[str, set[str]] = {}
        for cls, above in self._supers.items():
            for parent in above:
                below.setdefault(parent, set()).add(cls)
        return {cls: frozenset(members) for cls, members in below.items()}

    @cached_property
    def _keys(self) -> dict[str, dict[str, PropertyTerm]]:
        table: dict[str, dict[str, PropertyTerm]] = {cls: {} for cls in self.classes}
        for prop in self.properties.values():
            if prop.computed:
                continue
            for domain in prop.domains:
                for cls in self.subs(domain):
                    table.setdefault(cls, {})[prop.key] = prop
        return {cls: dict(sorted(keys.items())) for cls, keys in table.items()}

    @cached_property
    def _codes(self) -> dict[str, dict[str, Concept]]:
        lists: dict[str, dict[str, Concept]] = {}
        for concept in sorted(self.concepts.values(), key=lambda concept: concept.iri):
            lists.setdefault(concept.list_class, {})[concept.key] = concept
        return lists

    def supers(self, cls: str) -> frozenset[str]:
        """The class and every class above it."""
        return self._supers.get(cls) or frozenset({cls})

    def subs(self, cls: str) -> frozenset[str]:
        """The class and every class below it."""
        return self._subs.get(cls) or frozenset({cls})

    def is_a(self, cls: str, above: str) -> bool:
        """Whether `cls` is `above` or below it."""
        return above in self.supers(cls)

    def keys(self, cls: str) -> dict[str, PropertyTerm]:
        """The keys a data file may use for instances of the class, inherited ones included, computed ones left out."""
        return self._keys.get(cls, {})

    def codes(self, list_class: str) -> dict[str, Concept]:
        """The concepts of a code list by data key; empty where the class is no code list."""
        return self._codes.get(list_class, {})
