"""Which comparisons people have answered, and whether each answer was given to what is said now.

An answer that keeps a digest fits as long as the comparison has it still. An answer that was undone is none; one to
something that is found no more is for the shapes to warn of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.derive.standing import undone
from kg.quads import iri, text_of
from kg.schema import CT, data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.contradictions.model import Conflict
    from kg.derive.facts import Facts


def states(conflicts: Iterable[Conflict], facts: Facts) -> dict[str, str]:
    """Id of each comparison → the IRI of its state: open, answered, or stale where all its answers are."""
    gone, digests = undone(facts), facts.of(CT.digest)
    fits: dict[str, list[set[str]]] = {}
    for answer, targets in facts.of(CT.answers).items():
        for target in targets if answer not in gone else ():
            fits.setdefault(target, []).append({text_of(digest) for digest in digests.get(answer, ())})
    found: dict[str, str] = {}
    for each in conflicts:
        given = fits.get(iri(data(f"conflict/{each.id}")), [])
        answered = any(not kept or each.digest in kept for kept in given)
        found[each.id] = CT.answeredFinding if answered else CT.stale if given else CT.openFinding
    return found
