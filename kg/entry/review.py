"""The mark of a second person who compared a claim with its passage: set in the claim's own block, or taken back.

All claims that are named are marked, or none is. The files are edited as text, and read back before they are replaced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.entry.desk import open_desk
from kg.entry.status import recorded
from kg.errors import InputError
from kg.resolve.index import CLAIMS, ID
from kg.schema import CT, DATA, PREFIXES, did_you_mean
from kg.tidy.alone import alone
from kg.tidy.keys import claims, with_keys
from kg.tidy.put import put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kg.entry.desk import Desk
    from kg.entry.status import Recorded
    from kg.read.nodes import Mapping, Node

NOTE = PREFIXES["rdfs"] + "comment"
Changes = dict[str, str | None]


class Mark(NamedTuple):
    """Who checked, what is to be noted, who coded where the file does not say; or that a mark is taken back."""

    by: str
    note: str = ""
    coder: str = ""
    undo: bool = False


class Marked(NamedTuple):
    """A claim that was marked, and where it stands."""

    id: str
    file: str
    line: int


def found(desk: Desk, names: Iterable[str]) -> list[Recorded]:
    """The claims of these ids, each once; InputError where one is not there."""
    known = {each.id: each for each in recorded(desk)}
    wanted = dict.fromkeys(name.removeprefix(f"{DATA}claim/") for name in names)
    for name in wanted:
        if name not in known:
            remedy = did_you_mean(name, known) or "`kg claim status` lists the claims"
            raise InputError(f"no claim of this case has the id {name!r}", remedy=remedy)
    return [known[name] for name in wanted]


def review(root: Path, names: Iterable[str], mark: Mark) -> list[Marked]:
    """Mark the claims, or take the mark back; InputError, and nothing is changed, where one of them cannot be."""
    mark = mark._replace(by=" ".join(mark.by.split()), note=" ".join(mark.note.split()))
    if not mark.by:
        raise InputError("--by is empty", remedy="give your name or code: a review is signed")
    with alone(root):
        desk = open_desk(root)
        wanted = [(each, changes(desk, each, mark)) for each in found(desk, names)]
        files = {each.place.file for each, _ in wanted}
        after = {file: _edited(desk, file, [pair for pair in wanted if pair[0].place.file == file]) for file in files}
        for file, text in after.items():
            put(root / file, text)
        fresh = {each.id: each for each in recorded(open_desk(root))}
    return [Marked(each.id, fresh[each.id].place.file, fresh[each.id].place.line) for each, _ in wanted]


def changes(desk: Desk, claim: Recorded, mark: Mark) -> Changes:
    """What changes in the block of a claim; InputError, with the remedy, where it must not."""
    check = _taken_back if mark.undo else _signed
    return check(desk, claim, mark)


def _signed(desk: Desk, claim: Recorded, mark: Mark) -> Changes:
    codes = {iri: desk.schema.concepts[iri].key for iri in (CT.quotedOnly, CT.reviewed)}
    where, coder = str(claim.place), claim.coder or " ".join(mark.coder.split())
    if claim.status == codes[CT.quotedOnly]:
        remedy = f"write what it says under `{desk.key(CT.states)}` first"
        raise InputError(f"claim {claim.id} is quoted only: there is nothing to compare", remedy=remedy, where=where)
    if claim.reviewer and claim.reviewer != mark.by:
        remedy = f"nothing is left to do; {claim.reviewer} can take it back with `--undo`"
        raise InputError(f"claim {claim.id} was reviewed by {claim.reviewer}", remedy=remedy, where=where)
    if not coder:
        remedy = "say with --coded-by who entered it: a review is by a second person"
        raise InputError(f"claim {claim.id} does not say who coded it", remedy=remedy, where=where)
    if claim.coder and mark.coder not in {"", claim.coder}:
        raise InputError(f"claim {claim.id} was coded by {claim.coder}", remedy="leave --coded-by out", where=where)
    if coder.casefold() == mark.by.casefold():
        remedy = "let somebody else compare it with its passage"
        raise InputError(f"claim {claim.id} was coded by {coder} too", remedy=remedy, where=where)
    told: Changes = {} if claim.coder else {desk.key(CT.codedBy): coder}
    told |= {desk.key(CT.codingStatus): codes[CT.reviewed], desk.key(CT.reviewedBy): mark.by}
    return told | _note(desk, claim, mark)


def _note(desk: Desk, claim: Recorded, mark: Mark) -> Changes:
    if not mark.note:
        return {}
    key = desk.key(NOTE)
    stated = next(each for each in desk.index.claims if each.id == claim.id)
    if key in stated.entries:
        remedy = "leave --note out, and write it there by hand"
        raise InputError(f"claim {claim.id} has a `{key}` already", remedy=remedy, where=str(claim.place))
    return {key: f"{mark.by}: {mark.note}"}


def _taken_back(desk: Desk, claim: Recorded, mark: Mark) -> Changes:
    where = str(claim.place)
    if not claim.reviewer:
        raise InputError(f"claim {claim.id} was not reviewed", remedy="nothing is left to undo", where=where)
    if claim.reviewer != mark.by:
        remedy = f"only {claim.reviewer} takes it back; if that cannot be, change the file by hand and say why in git"
        raise InputError(f"claim {claim.id} was reviewed by {claim.reviewer}", remedy=remedy, where=where)
    signed = desk.key(CT.reviewedBy)
    file = next(each for each in desk.tree.documents if each.file == claim.place.file)
    own = _finder(claim.id)(file.content)
    if own is None or signed not in own.entries:
        remedy = f"take `{signed}` out of the group or the file that gives it"
        raise InputError(f"claim {claim.id} has its reviewer from its group or file", remedy=remedy, where=where)
    return {desk.key(CT.codingStatus): desk.schema.concepts[CT.coded].key, signed: None}


def _edited(desk: Desk, file: str, marks: list[tuple[Recorded, Changes]]) -> str:
    """The text of a file with the marks in it."""
    raw = desk.tree.contents[file].decode("utf-8")
    text = raw.removeprefix("\ufeff")
    status, coder = desk.key(CT.codingStatus), desk.key(CT.codedBy)
    signed = desk.key(CT.reviewedBy)
    behind = {coder: (status,), status: (coder,), signed: (coder, status), desk.key(NOTE): (signed,)}
    for claim, told in marks:
        text = with_keys(text, file, _finder(claim.id), told, behind)
    return raw[: len(raw) - len(raw.removeprefix("\ufeff"))] + text


def _finder(ident: str) -> Callable[[Node], Mapping | None]:
    """A function that finds the claim of that id in a file."""
    return lambda node: next((each for each in claims(node, CLAIMS) if each.text(ID) == ident), None)
