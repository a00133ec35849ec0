"""What a property may hold, worked out once per property from the ontology's ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.resolve.literals import CHECKS, EDTF, LANG_STRING
from kg.schema import CT

if TYPE_CHECKING:
    from kg.schema import ClassTerm, Concept, PropertyTerm, Schema


@dataclass(frozen=True, slots=True)
class Range:
    """The kinds of value a property takes; several may be open at once (a reference, or a proposition written out)."""

    datatype: str
    codes: dict[str, Concept]
    propositions: tuple[str, ...]
    embedded: ClassTerm | None
    referred: tuple[str, ...]

    @property
    def by_language(self) -> bool:
        """Whether texts carry language tags."""
        return self.datatype == LANG_STRING


def range_of(prop: PropertyTerm, schema: Schema) -> Range:
    """The range of the property."""
    datatypes = [iri for iri in prop.ranges if iri in CHECKS or iri == EDTF]
    codes = {key: code for iri in prop.ranges for key, code in schema.codes(iri).items()}
    classes = [schema.classes[iri] for iri in prop.ranges if iri in schema.classes and not schema.codes(iri)]
    propositions = tuple(cls.iri for cls in classes if schema.is_a(cls.iri, CT.Proposition))
    embedded = next((cls for cls in classes if cls.embedded), None)
    referred = tuple(cls.iri for cls in classes if not cls.embedded and cls.iri not in propositions)
    return Range(datatypes[0] if datatypes else "", codes, propositions, embedded, referred)
