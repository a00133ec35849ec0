"""A second look at a text: a parser gives triples without places, and a person must mend a line.

Each syntax has a walk over its text that meets the statements in the parser's own order, so the n-th that it meets is
the n-th triple: that gives a place even to nodes without a name. Where the two do not agree, it goes on by names, and
nodes that have none get no place. One walk serves all that is sought in a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.foreign.second.jsonld import JsonLd
from kg.foreign.second.lines import Lines
from kg.foreign.second.turtle import Turtle
from kg.foreign.second.walk import Lost
from kg.foreign.second.xml import Xml

if TYPE_CHECKING:
    from kg.foreign.files import File
    from kg.foreign.second.sought import Sought
    from kg.foreign.second.walk import Walk

WALKS: dict[str, type[Walk[Any]]] = {
    "ttl": Turtle, "trig": Turtle, "nt": Lines, "nq": Lines, "rdf": Xml, "jsonld": JsonLd,
}  # fmt: skip


def look(file: File, sought: Sought) -> None:
    """Tell where in the file things stand; where the text cannot be followed, what was found until then remains."""
    walk = WALKS[file.syntax](file, sought)
    try:
        walk.run()
    except (Lost, RecursionError, InputError, ValueError):
        walk.settle()
        return
    walk.settle()
