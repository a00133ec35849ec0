"""Which classes may head a section of a data file: those whose members get an id there.

A claim has a place and an id of its own, and what is written inside another block needs none; edges and policies are
the tool's to make. Reader and editor schema ask the same question here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.schema.namespace import CT

if TYPE_CHECKING:
    from kg.schema.terms import ClassTerm, Schema

LAYERS = {"register", "law", "source", "judgements"}


def sections(schema: Schema) -> dict[str, ClassTerm]:
    """The classes by data key, sorted."""
    inline = {rng for prop in schema.properties.values() if prop.inline for rng in prop.ranges}
    inside = {CT.Claim}.union(*(schema.subs(rng) for rng in inline))
    found = (cls for cls in schema.classes.values() if cls.graph in LAYERS and not cls.embedded)
    return {cls.key: cls for cls in sorted(found, key=lambda cls: cls.key) if cls.iri not in inside}
