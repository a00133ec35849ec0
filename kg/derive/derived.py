"""All that follows from the claims of a case, worked out once and shared by columns and views."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.derive.facts import gather
from kg.derive.identity import Identity
from kg.derive.joined import join
from kg.derive.labels import Labels
from kg.derive.memory import collector_paused
from kg.derive.roots import Roots
from kg.derive.specialise import specialise
from kg.derive.standing import standing
from kg.derive.support import support

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.derive.facts import Facts, Index
    from kg.derive.joined import Joined, Names
    from kg.derive.standing import Standing
    from kg.derive.support import Support
    from kg.quads import Quad
    from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Derived:
    """Facts and what follows from them; `support` has every proposition, `specialises` only nearest steps.

    `facts` are as stated, `joined` as identity judgements hold them together: there, and in `standing` and `roots`,
    ids are canonical, and of propositions that mean the same one stands for all. `specialises` and `support` have
    them all again.
    """

    facts: Facts
    identity: Identity
    joined: Joined
    standing: Standing
    specialises: Index
    roots: Roots
    support: dict[str, Support]
    labels: Labels


@collector_paused()
def derive(quads: Iterable[Quad], schema: Schema) -> Derived:
    """Work out identity, standing, specialisation, roots and support; the same for any order of quads.

    The quads are those that compiling made, of all graphs; computed graphs among them change nothing.
    """
    facts = gather(quads, schema)
    identity = Identity(facts)
    joined = join(facts, identity)
    seen, alike = joined
    claims, specialises, roots = standing(seen, schema), specialise(seen, schema), Roots(seen)
    found = support(seen, claims, specialises, roots)
    return Derived(
        facts,
        identity,
        joined,
        claims,
        _with_alike(specialises, alike),
        roots,
        {name: found[alike.get(name, name)] for name in facts.propositions} if alike else found,
        Labels(facts, schema),
    )


def _with_alike(specialises: Index, alike: Names) -> Index:
    """The steps, and between a proposition and each that means the same one step either way."""
    if not alike:
        return specialises
    more: dict[str, set[str]] = defaultdict(set)
    for name, first in alike.items():
        more[name].add(first)
        more[first].add(name)
    return {**specialises, **{name: tuple(sorted(more[name].union(specialises.get(name, ())))) for name in more}}
