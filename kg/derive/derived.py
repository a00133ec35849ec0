"""All that follows from the claims of a case, worked out once and shared by columns and views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.derive.facts import gather
from kg.derive.labels import Labels
from kg.derive.memory import collector_paused
from kg.derive.roots import Roots
from kg.derive.specialise import specialise
from kg.derive.standing import standing
from kg.derive.support import support

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.derive.facts import Facts, Index
    from kg.derive.standing import Standing
    from kg.derive.support import Support
    from kg.quads import Quad
    from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Derived:
    """Facts and what follows from them; `support` has every proposition, `specialises` only nearest steps."""

    facts: Facts
    standing: Standing
    specialises: Index
    roots: Roots
    support: dict[str, Support]
    labels: Labels


@collector_paused()
def derive(quads: Iterable[Quad], schema: Schema) -> Derived:
    """Work out standing, specialisation, roots and support; the same for any order of quads.

    The quads are those that compiling made, of all graphs; computed graphs among them change nothing.
    """
    facts = gather(quads, schema)
    claims, specialises, roots = standing(facts, schema), specialise(facts, schema), Roots(facts)
    return Derived(facts, claims, specialises, roots, support(facts, claims, specialises, roots), Labels(facts, schema))
