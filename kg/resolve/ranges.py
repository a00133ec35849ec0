"""What a property may hold, worked out once per property from the ontology's ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.resolve.literals import CHECKS, EDTF, LANG_STRING
from kg.schema import CT

if TYPE_CHECKING:
    from kg.schema import ClassTerm, Concept, PropertyTerm, Schema

COMPARED = "contradictions"  # the graph of what rules conclude


@dataclass(frozen=True, slots=True)
class Range:
    """A property and the kinds of value it takes; several may be open (a reference, or a proposition written out).

    `wanted` says in words what it takes; `propositions` are classes and `codes` concepts by data key, `referred` IRIs.
    `built` says that the ids of what is referred to are issued by the build, so that no file knows them.
    """

    prop: PropertyTerm
    datatype: str
    codes: dict[str, Concept]
    propositions: dict[str, ClassTerm]
    embedded: ClassTerm | None
    referred: tuple[str, ...]
    wanted: str
    built: bool = False

    @property
    def by_language(self) -> bool:
        """Whether texts carry language tags."""
        return self.datatype == LANG_STRING

    @property
    def shorthand(self) -> str | None:
        """The property of the embedded class that a bare text fills, where a text can mean nothing else."""
        return self.embedded.shorthand if self.embedded and not self.codes and not self.datatype else None


def range_of(prop: PropertyTerm, schema: Schema) -> Range:
    """The range of the property."""
    datatype = next((iri for iri in prop.ranges if iri in CHECKS or iri == EDTF), "")
    codes = {key: code for iri in prop.ranges for key, code in schema.codes(iri).items()}
    classes = [schema.classes[iri] for iri in prop.ranges if iri in schema.classes and not schema.codes(iri)]
    tops = [cls.iri for cls in classes if schema.is_a(cls.iri, CT.Proposition)]
    below = [schema.classes[sub] for top in tops for sub in schema.subs(top) if sub != CT.Proposition]
    embedded = next((cls for cls in classes if cls.embedded), None)
    referred = tuple(cls.iri for cls in classes if not cls.embedded and cls.iri not in tops)
    names = [schema.classes[cls].label for cls in (*referred, *tops)]
    names += ["a code"] * bool(codes) + ["a text"] * bool(datatype)
    return Range(
        prop=prop,
        datatype=datatype,
        codes=codes,
        propositions={cls.key: cls for cls in below},
        embedded=embedded,
        referred=referred,
        wanted=" or ".join(names) or "a block",
        built=any(schema.classes[cls].graph == COMPARED for cls in referred),
    )
