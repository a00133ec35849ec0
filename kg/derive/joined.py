"""Facts seen through identity: every id replaced by the one that stands for its cluster, for comparing only.

Propositions whose roles are then the same mean the same; one of them stands for all, so that whatever compares
propositions, sums up claims or draws edges meets each thing once and needs to know nothing of identity. What comes out
is spread to all of them again (see `derived`). No proposition is renamed in the graph.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.derive.facts import Claim, Facts, Proposition
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.derive.facts import Index, Values
    from kg.derive.identity import Identity

SEEN_THROUGH = (CT.drawsOn, CT.rootA, CT.rootB, CT.series)
Names = dict[str, str]


class Joined(NamedTuple):
    """Facts without doubles, and for each proposition that is not among them the one that means the same."""

    facts: Facts
    alike: Names


def join(facts: Facts, identity: Identity) -> Joined:
    """The facts as identity holds them together; the facts themselves where it holds nothing."""
    if not identity.clusters:
        return Joined(facts, {})
    names = dict(identity.stands_for)
    alike = _alike(facts, names)
    names.update(alike)
    indexes = {prop: _index(facts.of(prop), names) for prop in SEEN_THROUGH}
    joined = Facts(
        {name: Claim(name, *(_values(values, names) for values in claim[1:])) for name, claim in facts.claims.items()},
        {name: _proposition(each, names) for name, each in facts.propositions.items() if name not in alike},
        frozenset(names.get(work, work) for work in facts.works),
        facts.judgements,
        {hierarchy: _index(steps, names) for hierarchy, steps in facts.broader.items()},
        {**facts.indexes, **indexes},
    )
    return Joined(joined, alike)


def _alike(facts: Facts, names: Names) -> Names:
    """Proposition → the smallest that means the same; found from the innermost out, for propositions hold others."""
    found: Names = {}
    while True:
        known = {**names, **found}
        by_meaning: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for name, each in facts.propositions.items():
            by_meaning[_meaning(each, known)].append(name)
        new = {name: min(each) for each in by_meaning.values() if len(each) > 1 for name in each if name != min(each)}
        if new == found:
            return found
        found = new


def _meaning(proposition: Proposition, names: Names) -> tuple[object, ...]:
    roles = proposition.roles
    return proposition.cls, *((role, _values(roles[role], names)) for role in sorted(roles))


def _proposition(proposition: Proposition, names: Names) -> Proposition:
    roles = {role: _values(values, names) for role, values in proposition.roles.items()}
    return Proposition(proposition.iri, proposition.cls, roles)


def _index(index: Index, names: Names) -> Index:
    """The index with every id replaced; what then leads to itself is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, values in index.items():
        home = names.get(subject, subject)
        found[home].update(value for value in _values(values, names) if value != home)
    return {subject: tuple(sorted(values)) for subject, values in found.items() if values}


def _values(values: Iterable[str], names: Names) -> Values:
    """The values with every id replaced, sorted, each once."""
    replaced = [names.get(value, value) for value in values]
    return (replaced[0],) if len(replaced) == 1 else tuple(sorted(set(replaced)))
