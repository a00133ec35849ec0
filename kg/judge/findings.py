"""What `kg check` says of judgements: on unlike things, stale, or against one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import Finding, Severity
from kg.judge.conflicts import conflicts
from kg.judge.kinds import called, kinds, may_be_one
from kg.judge.signed import signed
from kg.quads import text_of
from kg.schema import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.build import Assembly
    from kg.judge.signed import Signed

BY_HAND = "take out its `digest`, sign and date it anew, and run `kg judge seal`"
UNLIKE, STALE, AGAINST = "judged-unlike", "stale-judgement", "judgements-contradict"


def findings(assembly: Assembly) -> list[Finding]:
    """All of them; none where nothing is judged."""
    if not assembly.derivation.facts.judgements:
        return []
    known = signed(assembly)
    return [*_unlike(assembly, known), *_stale(known), *_against(assembly, known)]


def _unlike(assembly: Assembly, known: dict[str, Signed]) -> Iterator[Finding]:
    """Identity judged of things that cannot be one, whatever was concluded."""
    links = assembly.derivation.identity.links
    classes = kinds(assembly.stated, {end for link in links for end in (link.left, link.right)})
    for link in links:
        left, right = classes[link.left], classes[link.right]
        if not may_be_one(left, right, assembly.schema):
            what = f"`{short(link.left)}` is {called(left, assembly.schema)}"
            message = f"{what}, `{short(link.right)}` {called(right, assembly.schema)}: one cannot be the other"
            remedy = "compare two entries of one kind; if an entry stands under the wrong class, move it first"
            yield _finding(known[link.judgement], Severity.VIOLATION, UNLIKE, message, remedy)


def _stale(known: dict[str, Signed]) -> Iterator[Finding]:
    for each in known.values():
        if each.stale and not each.undone_by:
            message = f"what judgement `{each.id}` is about has changed since {each.by} signed it"
            anew = f"sign anew with `kg judge … --undoes {each.id}`"
            remedy = f"look again; if it still holds, {anew if each.by_command else BY_HAND}"
            yield _finding(each, Severity.WARNING, STALE, message, remedy)


def _against(assembly: Assembly, known: dict[str, Signed]) -> Iterator[Finding]:
    for conflict in conflicts(assembly, known):
        first, *others = conflict.judgements
        against = f" contradicts {', '.join(f'`{each.id}`' for each in others)}" if others else ""
        message = f"judgement `{first.id}`{against}: {conflict.meanwhile}"
        remedy = f"`kg judge conflicts` shows the reasons; undo what does not hold: `kg judge undo {first.id} …`"
        also = tuple(each.place for each in others)
        yield _finding(first, Severity.WARNING, AGAINST, message, remedy)._replace(also=also)


def _finding(about: Signed, severity: Severity, rule: str, message: str, remedy: str) -> Finding:
    return Finding(about.place, severity, rule, message, remedy, focus=text_of(about.term))


def short(term: str) -> str:
    """A term as people type it.

    >>> short("<https://w3id.org/child-transfer/id/lukashenko>")
    'lukashenko'
    """
    return text_of(term).removeprefix(DATA)
