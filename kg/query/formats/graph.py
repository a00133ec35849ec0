"""The triples of a CONSTRUCT: Turtle for people, N-Triples and N-Quads for machines, sorted and without doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from kg.query.formats import trailer
from kg.query.prefixes import OURS
from kg.store import serialize

if TYPE_CHECKING:
    from kg.quads import Quad
    from kg.query.formats import Look
    from kg.query.run import Answer


def write(answer: Answer, name: str, out: TextIO, _look: Look) -> None:
    """The triples, in no graph of their own (so N-Quads has the same lines as N-Triples)."""
    quads: list[Quad] = [(s, p, o, "") for s, p, o in answer if s and p and o]
    out.write(serialize(quads, name, OURS).decode())
    trailer(answer, out)
