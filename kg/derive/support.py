"""What each proposition rests on, and what speaks against it.

Support flows from the specific to the general: a leg to one camp supports a transfer to the country. Denial flows from
the general to the specific: whoever denies any transfer denies that one; whoever denies that one has said nothing of
others. Neither flows the other way, and nothing else flows at all.

Propositions are visited in the order of their specialisation, those that mean the same together (see `specialise`), so
each step is a union of finished sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.derive.components import components

if TYPE_CHECKING:
    from kg.derive.facts import Claim, Facts, Index, Values
    from kg.derive.roots import Roots
    from kg.derive.standing import ByProposition, Standing

Reach = dict[str, frozenset[str]]
NOBODY: frozenset[str] = frozenset()


class Support(NamedTuple):
    """What stands behind and against a proposition; names are sorted terms."""

    supporting: Values
    denying: Values
    roots: Values
    independence: str
    sources: int
    relays: int

    @property
    def disputed(self) -> bool:
        """Whether somebody denies it, or something more general."""
        return bool(self.denying)


def support(facts: Facts, standing: Standing, specialises: Index, roots: Roots) -> dict[str, Support]:
    """Proposition → its support; every proposition is there, those that nobody puts forward too."""
    circles = components(specialises)
    denying = _downward(circles, specialises, standing.denying)
    supporting = _upward(circles, specialises, standing.supporting)
    found: dict[str, Support] = {}
    for name in sorted(facts.propositions):
        claims = [facts.claims[claim] for claim in sorted(supporting.get(name, NOBODY))]
        found[name] = _summed(claims, denying.get(name, NOBODY), roots)
    return found


def _downward(circles: list[Values], specialises: Index, own: ByProposition) -> Reach:
    """Own claims and those of everything more general; general propositions come first in `circles`."""
    found: Reach = _named(own)
    for members in circles:
        above = {target for member in members for target in specialises.get(member, ())}
        _share(found, members, above)
    return found


def _upward(circles: list[Values], specialises: Index, own: ByProposition) -> Reach:
    """Own claims and those of everything more specific."""
    below: dict[str, set[str]] = {}
    for name, targets in specialises.items():
        for target in targets:
            below.setdefault(target, set()).add(name)
    found: Reach = _named(own)
    for members in reversed(circles):
        _share(found, members, {source for member in members for source in below.get(member, ())})
    return found


def _named(own: ByProposition) -> Reach:
    return {name: frozenset([claim.iri for claim in claims]) for name, claims in own.items()}


def _share(found: Reach, members: Values, others: set[str]) -> None:
    """Give members that mean the same one set: all of theirs and of the others."""
    claims = NOBODY.union(*(found[name] for name in others.union(members) if name in found))
    if claims:
        found.update(dict.fromkeys(members, claims))


def _summed(supporting: list[Claim], denying: frozenset[str], roots: Roots) -> Support:
    names, independence = roots.of(supporting)
    return Support(
        tuple([claim.iri for claim in supporting]),
        tuple(sorted(denying)),
        names,
        independence,
        len({source for claim in supporting for source in claim.sources}),
        len({relay for claim in supporting for relay in claim.relays}),
    )
