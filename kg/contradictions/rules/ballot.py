"""More are named as voting one way than the number of ballots that way: a name, or the number, is not right.

Fewer names than ballots are no conflict: nobody has to name all. Only ballots on one text are compared, and of several
numbers that are given the largest is taken.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict, Side
from kg.quads import iri, text_of
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.grounds import Grounds
    from kg.derive.facts import Proposition

NAME = "ballot"
KINDS = ("partitionConflict",)
SHOWN = 3  # names of a side that are spelt out
Votes = dict[tuple[str, str], list["Proposition"]]


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One conflict for each text and way of voting."""
    named, counted = _votes(grounds)
    for key in sorted(named.keys() & counted.keys()):
        role = _tally()[key[1]]
        most = max(counted[key], key=lambda each: (int(text_of(each.roles[role][0])), each.iri))
        total, voters = int(text_of(most.roles[role][0])), {v for each in named[key] for v in each.roles[iri(CT.voter)]}
        if len(voters) > total:
            yield _conflict(grounds, key, total, [most], named[key])


def _tally() -> dict[str, str]:
    """Way of voting → the role that has the number of those ballots."""
    pairs = ((CT.voteFor, CT.votesFor), (CT.voteAgainst, CT.votesAgainst), (CT.voteAbstained, CT.votesAbstained))
    return {iri(choice): iri(role) for choice, role in pairs}


def _votes(grounds: Grounds) -> tuple[Votes, Votes]:
    """By text and way of voting: those who are named, and the numbers given."""
    named: Votes = defaultdict(list)
    counted: Votes = defaultdict(list)
    cls, on, choice = iri(CT.Vote), iri(CT.votedOn), iri(CT.voteChoice)
    for name in sorted(grounds.derived.standing.supporting):
        vote = grounds.facts.propositions.get(name)
        if vote and vote.cls == cls:
            for text in vote.roles.get(on, ()):
                for way in vote.roles.get(choice, ()):
                    named[text, way].append(vote)
                for way, role in _tally().items():
                    if role in vote.roles:
                        counted[text, way].append(vote)
    return named, counted


def _conflict(
    grounds: Grounds, key: tuple[str, str], total: int, numbers: list[Proposition], named: list[Proposition]
) -> Conflict:
    text, way = grounds.label(key[0]), grounds.label(key[1])
    voters = {voter for each in named for voter in each.roles[iri(CT.voter)]}
    because = (
        f"{len(voters)} are named as voting “{way}” on {text}, and {total} ballots “{way}” are given: "
        f"{len(voters)} is more than {total}, so not all of it can hold."
    )
    behind = [grounds.facts.claims[claim] for claim in _claims(grounds, *numbers, *named)]
    if grounds.one_root(behind):
        because += f" All go back to one root, {grounds.label(grounds.root(behind[0]))}."
    by_claims: dict[tuple[str, ...], list[Proposition]] = defaultdict(list)
    for each in named:
        by_claims[_claims(grounds, each)].append(each)
    sides = [Side(f"{total} “{way}”", tuple(each.iri for each in numbers), _claims(grounds, *numbers))]
    for claims, votes in sorted(by_claims.items(), key=lambda pair: (len(pair[1]), pair[0])):
        sides.append(Side(_names(grounds, votes), tuple(each.iri for each in votes), claims))
    about = f"who voted “{way}” on {text}"
    return Conflict(NAME, CT.partitionConflict, key, about, because, tuple(sides))


def _claims(grounds: Grounds, *votes: Proposition) -> tuple[str, ...]:
    supporting = grounds.derived.standing.supporting
    return tuple(sorted({claim.iri for each in votes for claim in supporting[each.iri]}))


def _names(grounds: Grounds, votes: list[Proposition]) -> str:
    names = sorted({grounds.label(voter) for each in votes for voter in each.roles[iri(CT.voter)]})
    rest = len(names) - SHOWN
    return ", ".join(names) if rest <= 0 else f"{', '.join(names[:SHOWN])} and {rest} more"
