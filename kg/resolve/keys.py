"""What somebody meant by a key that a class does not have.

A stray key is rarely a misspelling alone: it is the rest of a figure or a text that a comma cut off, or a role of a
proposition written on a thing, as if the case itself had said so. Each has its own remedy; a guess comes last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.read.nodes import Scalar
from kg.schema import CT, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from kg.read.nodes import Entry
    from kg.schema import ClassTerm, Schema

COMMA = "put a text that holds a comma in quotation marks: inside `{…}` a comma starts a new key"


def cut_figure(entries: Table[str, Entry], word: Scalar) -> tuple[str, bool] | None:
    """The figure of which the key is a rest (`2,150` read as two keys), and whether it is the first rest, or None.

    >>> from kg.read.yaml import read
    >>> block, _ = read("{statedCount: 2,150,150, x: y}", "")
    >>> [cut_figure(block.entries, entry.key) for entry in block.entries.values()]
    [None, ('2150150', True), ('2150150', False), None]
    """
    figure, rests = "", list[Scalar]()
    for key, value in entries.values():
        said = value.text if isinstance(value, Scalar) else "…"
        if figure and key.text.isdecimal() and not said:
            figure += key.text
            rests.append(key)
        elif word in rests:
            break
        else:
            figure, rests = said if said.isdecimal() else "", []
    return (figure, word == rests[0]) if word in rests else None


def role_elsewhere(cls: ClassTerm, word: str, schema: Schema) -> str:
    """The remedy for a key that is a role of some class of proposition, or nothing."""
    having = {sub for sub in schema.subs(CT.Proposition) if word in schema.keys(sub)}
    tops = {sub for sub in having if having.isdisjoint(schema.supers(sub) - {sub})}
    if not tops or CT.Proposition in tops:
        return ""
    named = one_of((schema.classes[top].key for top in tops), most=3)
    if cls.iri in schema.subs(CT.Proposition):
        return f"`{word}` is a role of {named}"
    where = f"write it under `{schema.properties[CT.states].key}`" if cls.iri == CT.Claim else "state it in a claim"
    return f"`{word}` is a role of {named}: {where}"
