"""People's own judgements contradict one another: two ids are held to be one thing, and held apart.

Until somebody settles it, none of the judgements that would join the two joins anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.grounds import Grounds

NAME = "identity"
KINDS = ("identityConflict",)


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One conflict for each judgement that keeps apart what others join."""
    for contest in grounds.derived.identity.contests:
        against = contest.against
        left, right = grounds.label(against.left), grounds.label(against.right)
        because = (
            f"One judgement says of {left} and {right}: {grounds.label(against.outcome)}; "
            f"{len(contest.links) + contest.more:,} would join them. None of these joins anything until it is settled."
        )
        judgements = (against.judgement, *sorted(link.judgement for link in contest.links))
        about = f"whether {left} and {right} are one thing"
        yield Conflict(NAME, CT.identityConflict, (against.judgement,), about, because, judgements=judgements)
