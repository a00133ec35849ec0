"""What befell a claim: four different things, which a footnote must not confuse.

A claimant withdraws what was said; a source takes back what it printed; a coder corrects a misreading; a newer record
revises an older one.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from kg.derive.standing import undone
from kg.quads import text_of
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.derive.facts import Facts

Fates = dict[str, set[tuple[str, str]]]
Fate = tuple[str, str, str]  # what befell, whom, and the record that says so


def fates(facts: Facts) -> Fates:
    """Claim → what befell it and the id of the record that says so; judgements that were undone are left out."""
    found: Fates = defaultdict(set)
    for word, claim, by in chain(_judged(facts), _recalled(facts), _by_claims(facts)):
        found[text_of(claim)].add((word, text_of(by).rpartition("/")[2]))
    return found


def _judged(facts: Facts) -> Iterator[Fate]:
    gone = undone(facts)
    for word, prop in (("corrected", CT.correctedClaim), ("withdrawn", CT.withdrawnClaim)):
        for judgement, claims in facts.of(prop).items():
            yield from ((word, claim, judgement) for claim in claims if judgement not in gone)


def _recalled(facts: Facts) -> Iterator[Fate]:
    gone = undone(facts)
    for judgement, sources in facts.of(CT.retractedSource).items():
        if judgement not in gone:
            for claim in facts.claims.values():
                if not set(sources).isdisjoint(claim.sources):
                    yield "retracted", claim.iri, judgement


def _by_claims(facts: Facts) -> Iterator[Fate]:
    for claim in facts.claims.values():
        yield from (("revised", old, claim.iri) for old in claim.revises)
        yield from (("withdrawn", old, claim.iri) for old in claim.retracts)
