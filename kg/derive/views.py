"""Views: the propositions that a policy selects, as edges that keep their claims.

An edge is a node. A bare triple "X ordered Y" would be a fact in the next store that loads it; an edge carries its
policy, proposition, claims, stances, roots and whether it is disputed wherever it goes.

Decision: one edge for all claims that put a proposition forward, with every stance they take, and one for each other
stance, so that a condition, a doubt or a plan is never drawn as something asserted. A denial is no veto and no
neighbour: it marks the edges of what it denies as disputed, and has an edge of its own only where nobody puts the
proposition forward. Claims that were taken back make an edge with the stance retracted.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kg.derive.columns import Numbers, truth
from kg.derive.facts import LABEL
from kg.quads import RDF_TYPE, iri, literal, text_of
from kg.schema import CT, data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.derive.derived import Derived
    from kg.derive.facts import Claim, Proposition, Values
    from kg.quads import Quad
    from kg.schema import ClassTerm, Schema

CELLS = ("from", "to", "relation", "policy", "ofProposition", "disputed", "rootCount", "stance", "basedOn")
LENGTH = 26  # base-32 characters, as in the names of propositions


class _Group(NamedTuple):
    """Claims that make one edge: the way they count (which names the edge), the stances shown, and the claims."""

    way: str
    stances: Values
    claims: list[Claim]


def edges(
    policy: str, propositions: Iterable[str], derived: Derived, schema: Schema, *, every_stance: bool = True
) -> list[Quad]:
    """The view of a policy: edges of the given propositions (terms or IRIs) that have both ends.

    Without `every_stance` only what supports them is drawn: a policy that asks for two roots must not let a plan or a
    condition about the same thing pass for one.

    Propositions of a class without ends, or with an end left open, have no edge; nor have those without claims.
    """
    drawn = _Drawing(policy, derived, schema, every_stance=every_stance)
    names = {name if name.startswith("<") else iri(name) for name in propositions}
    known, alike = derived.joined.facts.propositions, derived.joined.alike
    names = {alike.get(name, name) for name in names}
    made = (quad for name in sorted(names) if name in known for quad in drawn.edges(known[name]))
    return [*drawn.policy_quads(), *made]


class _Drawing:
    def __init__(self, policy: str, derived: Derived, schema: Schema, *, every_stance: bool) -> None:
        self._name, self._derived, self._schema, self._every = policy, derived, schema, every_stance
        self._policy, self._graph = iri(data(f"policy/{policy}")), iri(data(f"graph/view/{policy}"))
        self._numbers = Numbers()
        self._edge_class, self._denied = iri(CT.Edge), iri(CT.denied)
        self._terms = {key: iri(CT[key]) for key in CELLS} | {"label": iri(LABEL)}

    def policy_quads(self) -> Iterator[Quad]:
        """The policy itself, so that an edge's policy is more than a name."""
        yield self._policy, RDF_TYPE, iri(CT.Policy), self._graph
        yield self._policy, iri(LABEL), literal(self._name, language="en"), self._graph

    def edges(self, proposition: Proposition) -> Iterator[Quad]:
        """All edges of a proposition: for each way its claims count, one for each pair of ends and relation."""
        ends = list(_ends(proposition, self._schema.classes[text_of(proposition.cls)]))
        for group in self._groups(proposition.iri) if ends else ():
            for each in ends:
                yield from self._edge(proposition.iri, each, group)

    def _groups(self, name: str) -> Iterator[_Group]:
        found, facts, standing = self._derived.support[name], self._derived.joined.facts, self._derived.standing
        supporting = [facts.claims[claim] for claim in found.supporting]
        denying = standing.denying.get(name, [])
        if supporting:
            stances = sorted({stance for claim in supporting for stance in claim.stances})
            yield _Group("support", tuple(stances), supporting)
        if not self._every:
            return
        if denying and not supporting:
            yield _Group("denial", (self._denied,), denying)
        for shown, claims in standing.other.get(name, {}).items():
            yield _Group(" ".join(shown), shown, claims)

    def _edge(self, name: str, ends: tuple[str, str, str], group: _Group) -> Iterator[Quad]:
        start, end, relation = ends
        edge = iri(data(f"edge/{self._name}/{_digest(name, *ends, group.way)}"))
        cells = {
            RDF_TYPE: [self._edge_class],
            self._terms["label"]: [literal(self._label(name, group.stances), language="en")],
            self._terms["from"]: [start],
            self._terms["to"]: [end],
            self._terms["relation"]: [relation],
            self._terms["policy"]: [self._policy],
            self._terms["ofProposition"]: [name],
            self._terms["disputed"]: [truth(value=self._derived.support[name].disputed)],
            self._terms["rootCount"]: [self._numbers[len(self._derived.roots.of(group.claims).names)]],
            self._terms["stance"]: group.stances,
            self._terms["basedOn"]: [claim.iri for claim in group.claims],
        }
        yield from ((edge, prop, value, self._graph) for prop, values in cells.items() for value in values)

    def _label(self, name: str, stances: Values) -> str:
        """The clause after the stances taken, so that even a bare label does not assert."""
        words = ", ".join(sorted(self._derived.labels.of(stance) for stance in stances))
        return f"{words}: {self._derived.labels.of(name)}"


def _ends(proposition: Proposition, term: ClassTerm) -> Iterator[tuple[str, str, str]]:
    """Start, end and relation of each edge: every combination of the values of those roles."""
    if term.edge_from and term.edge_to:
        starts = proposition.roles.get(iri(term.edge_from), ())
        ends = proposition.roles.get(iri(term.edge_to), ())
        relations = proposition.roles.get(iri(term.edge_relation), ()) if term.edge_relation else ()
        yield from product(starts, ends, relations or (proposition.cls,))


def _digest(*parts: str) -> str:
    return b32encode(hashlib.sha256("\n".join(parts).encode()).digest()).decode().lower()[:LENGTH]
