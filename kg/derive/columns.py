"""Columns: what was derived about propositions and claims, written beside them in a graph of its own.

Policies and queries filter these columns. Asking the same of the claims in SPARQL took 13 seconds at 16,000 claims and
did not end at 100,000; and a count written down is one that every reader sees alike.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kg.derive.derived import derive
from kg.derive.facts import LABEL
from kg.derive.memory import collector_paused
from kg.derive.standing import undone
from kg.quads import XSD, iri, literal
from kg.schema import CT, data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.derive.derived import Derived
    from kg.quads import Quad
    from kg.schema import Schema

COLUMNS, IDENTITY = iri(data("graph/columns")), iri(data("graph/identity"))
Cell = tuple[str, str, str]


def columns(quads: Iterable[Quad], schema: Schema) -> list[Quad]:
    """The columns of a case: of each proposition its label, counts, roots and steps; of each claim its root.

    What judgements hold to be one, and which of them count, stands in a graph of its own.
    """
    return tabulate(derive(quads, schema))


@collector_paused()
def tabulate(derived: Derived) -> list[Quad]:
    """The columns of what was derived already, in order of proposition, then of claim, then of judged ids."""
    cells, identity = chain(_of_propositions(derived), _of_claims(derived)), _of_identity(derived)
    return [
        *((subject, prop, value, COLUMNS) for subject, prop, value in cells),
        *((subject, prop, value, IDENTITY) for subject, prop, value in identity),
    ]


def _of_propositions(derived: Derived) -> Iterator[Cell]:
    label, specialises, supported, denied = iri(LABEL), iri(CT.specialises), iri(CT.supportedBy), iri(CT.deniedBy)
    root, independence, disputed = iri(CT.root), iri(CT.independence), iri(CT.disputed)
    counts = [iri(p) for p in (CT.supportCount, CT.denialCount, CT.rootCount, CT.sourceCount, CT.relayCount)]
    number = Numbers()
    for name, found in derived.support.items():
        yield name, label, literal(derived.labels.of(name), language="en")
        yield from ((name, specialises, wider) for wider in derived.specialises.get(name, ()))
        yield from ((name, supported, claim) for claim in found.supporting)
        yield from ((name, denied, claim) for claim in found.denying)
        yield from ((name, root, each) for each in found.roots)
        totals = (len(found.supporting), len(found.denying), len(found.roots), found.sources, found.relays)
        yield from ((name, prop, number[total]) for prop, total in zip(counts, totals, strict=True))
        yield name, disputed, truth(value=found.disputed)
        if found.independence:
            yield name, independence, found.independence


def _of_claims(derived: Derived) -> Iterator[Cell]:
    """The root of a claim is its work or, where that is unknown, its claimant."""
    root = iri(CT.root)
    for claim in derived.joined.facts.claims.values():
        yield from ((claim.iri, root, each) for each in claim.works or claim.claimants)


def _of_identity(derived: Derived) -> Iterator[Cell]:
    """Of each id in a cluster what stands for it, of the two ends of a holding judgement each other, of all judgements
    whether they count."""
    stands_for, same, effect = iri(CT.identity), iri(CT.judgedSameAs), iri(CT.holds)
    identity, gone = derived.identity, undone(derived.facts)
    yield from ((member, stands_for, first) for member, first in sorted(identity.stands_for.items()))
    for left, right in sorted({(link.left, link.right) for link in identity.holding}):
        yield left, same, right
        yield right, same, left
    for judgement in sorted(derived.facts.judgements):
        yield judgement, effect, truth(value=judgement not in gone and judgement not in identity.blocked)


class Numbers(dict[int, str]):
    """Counts as literals, each written once."""

    def __missing__(self, number: int) -> str:
        self[number] = literal(str(number), XSD + "nonNegativeInteger")
        return self[number]


def truth(*, value: bool) -> str:
    """A truth value as a literal."""
    return literal("true" if value else "false", XSD + "boolean")
