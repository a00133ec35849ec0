"""The way a claim took: the work in which it was said, and those who passed it on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.entry.rules.claimant import publisher
from kg.entry.rules.model import Proposed
from kg.schema import CT, PROV

if TYPE_CHECKING:
    from kg.entry.desk import Desk
    from kg.resolve.index import Declared

SHOWN = 3  # claims named beside a proposal


def work(desk: Desk, source: Declared, claimant: str) -> Proposed:
    """The work that other claims of the claimant in this source have, or that of the source where it speaks itself."""
    said = {
        claim.id: found
        for claim in desk.claims(source.id)
        if desk.said(claim, PROV.wasAttributedTo) == claimant and (found := desk.said(claim, CT.work))
    }
    if said:
        most, _ = min(Counter(said.values()).items(), key=lambda pair: (-pair[1], pair[0]))
        others = [ident for ident, found in said.items() if found == most]
        more = ", …" if len(others) > SHOWN else ""
        return Proposed((most,), f"as in {', '.join(others[:SHOWN])}{more}, of the same claimant")
    own = source.content.text(desk.key(CT.embodies))
    if own and claimant in publisher(desk, source):
        return Proposed((own,), "the work of the source, whose publisher speaks")
    return Proposed((), "")


def relays(desk: Desk, source: Declared, claimant: str, given: tuple[str, ...]) -> Proposed:
    """Those who passed it on: whom the file names, after the claimant; else the publisher, if another speaks."""
    if given:
        left = given[given.index(claimant) + 1 :] if claimant in given else given
        return Proposed(left, "the file gives them" + (", up to the claimant" if left != given else ""))
    found = publisher(desk, source)
    if not claimant or claimant in found:
        return Proposed((), "")
    return Proposed(found, "the publisher passes on what another says" if found else "")
