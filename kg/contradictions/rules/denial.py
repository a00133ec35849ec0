"""Somebody puts a thing forward, and somebody denies it, or denies something more general.

Who denies that anybody was taken denies that this group was; who denies that this group was taken says nothing of
others. A claim under a condition, a doubt, an announcement, a question, an answer that did not come, and what was taken
back contradict nothing. Several things denied together are contradicted only by one who puts all of them forward.
Whether someone agreed, and what legal character conduct has, are kinds of their own.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict, Side
from kg.quads import iri
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.grounds import Grounds
    from kg.derive.facts import Claim, Proposition, Values

NAME = "denial"
KINDS = ("denialConflict", "consentConflict", "characterisationConflict")
MOST = 200  # narrower propositions that are listed
SPECIAL = {"Consent": "consentConflict", "Qualification": "characterisationConflict", "Circumstance": KINDS[2]}


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One conflict for each proposition that is denied and, itself or in narrower terms, put forward."""
    narrower = _narrower(grounds)
    kinds = {iri(CT[cls]): CT[kind] for cls, kind in SPECIAL.items()}
    for name, denying in sorted(grounds.derived.standing.denying.items()):
        denied = grounds.facts.propositions.get(name)
        forward = _forward(grounds, denied, narrower) if denied else None
        if denied and forward:
            yield _conflict(grounds, denied, forward, denying, kinds.get(denied.cls, CT.denialConflict))


def _narrower(grounds: Grounds) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for narrow, broader in grounds.derived.specialises.items():
        for broad in broader if narrow in grounds.facts.propositions else ():
            found[broad].append(narrow)
    return found


def _forward(grounds: Grounds, denied: Proposition, narrower: dict[str, list[str]]) -> Side | None:
    """Who puts the proposition forward, itself or in narrower terms."""
    supporting = grounds.derived.standing.supporting
    names, ahead = [denied.iri], [denied.iri]
    while ahead and len(names) < MOST:
        new = [each for each in narrower.get(ahead.pop(0), ()) if each not in names]
        names += new
        ahead += new
    said = [name for name in names[:MOST] if supporting.get(name)]
    claims = grounds.derived.support[denied.iri].supporting or _together(grounds, denied)
    return Side("put forward", tuple(sorted(said)) or (denied.iri,), tuple(claims)) if claims else None


def _together(grounds: Grounds, denied: Proposition) -> Values:
    """Of a conjunction, the claims of those who put all of its parts forward."""
    parts = denied.roles.get(iri(CT.conjunct), ())
    behind = [
        [grounds.facts.claims[claim] for claim in grounds.derived.support[part].supporting]
        for part in parts
        if part in grounds.derived.support
    ]
    if not parts or len(behind) < len(parts):
        return ()
    whole = set.intersection(*({each for claim in claims for each in claim.claimants} for claims in behind))
    return tuple(sorted({c.iri for claims in behind for c in claims if whole.intersection(c.claimants)}))


def _conflict(grounds: Grounds, denied: Proposition, forward: Side, denying: list[Claim], kind: str) -> Conflict:
    against = Side("denied", (denied.iri,), tuple(sorted(claim.iri for claim in denying)))
    clause = grounds.label(denied.iri)
    same = denied.iri in forward.propositions
    because = f"It is put forward, and denied, {clause}."
    if not same:
        narrow = "; ".join(grounds.label(each) for each in forward.propositions[:3])
        because = (
            f"It is put forward {narrow}; and denied, in general, {clause}. Who denies the general denies this too."
        )
    both = _both(grounds, forward, against)
    also = f" {both} is on both sides." if both else ""
    return Conflict(NAME, kind, (denied.iri,), clause, because + also, (forward, against))


def _both(grounds: Grounds, forward: Side, against: Side) -> str:
    """Who says it and denies it."""
    one, other = (
        {claimant for claim in side.claims for claimant in grounds.facts.claims[claim].claimants}
        for side in (forward, against)
    )
    return ", ".join(sorted(grounds.label(each) for each in one & other))
