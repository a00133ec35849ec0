"""`kg source forget`: bytes and text are gone, a tombstone without content stands in their place.

A hash is kept only of a document that was public and long enough that nobody can guess it: the hash of a small text is
the text. Where it is not kept, it is blanked in the log of custody too. Claims that rest on the source stay, and `kg
check` refuses them until they are taken down or rest on another. What git has in its history only git can forget.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.schema import CT, did_you_mean, one_of
from kg.source import custody
from kg.source.block import Field, added, removed
from kg.source.custody import Deed
from kg.source.describing import utc_now
from kg.source.desk import at_work, desk
from kg.source.locking import log_of
from kg.source.resting import resting
from kg.source.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from kg.resolve.index import Declared
    from kg.source.desk import Desk

FILE = "data/judgements/tombstones.yaml"
GUESSED = 4096  # bytes: a shorter text may be found again from its hash by trying


@dataclass(frozen=True, slots=True)
class Farewell:
    """Who takes a source down, on which ground (a code of the ontology), and why in words that say nothing of it."""

    by: str
    reason: str
    why: str
    drop_hash: bool = False
    now: Callable[[], datetime] = utc_now


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken down: its tombstone, the files that are gone, and the claims that still rest on it."""

    source: str
    tombstone: str
    files: tuple[str, ...]
    claims: tuple[str, ...]
    hash_kept: bool


def forget(root: Path, source: str, farewell: Farewell, *, dry: bool = False) -> Forgotten:
    """Take a source down; InputError where there is none, or its vault is not at hand. With `dry` nothing changes."""
    with at_work(root):
        at = desk(root)
        old = at.source(source)
        _code(at, farewell.reason)
        if at.closed(old) and not at.vault.mounted:
            remedy = "mount it, and name its folder by KG_VAULT"
            raise InputError(f"`{source}` lies in the vault, which is not at hand", remedy=remedy)
        gone = _files(at, old)
        kept = _keeps_hash(at, old) and not farewell.drop_hash
        with Shelf() as shelf:
            for path in gone:
                shelf.remove(path)
            tombstone = _tombstone(at, old, farewell, kept, shelf)
            _log(at, old, farewell, kept, shelf)
            if not dry:
                shelf.commit()
        if at.closed(old) and gone and not dry:
            gone[0].parent.rmdir()
    files = tuple(path.name if at.closed(old) else path.relative_to(root).as_posix() for path in gone)
    return Forgotten(source, tombstone, files, tuple(resting(at)[source].claims), kept)


def _code(at: Desk, reason: str) -> None:
    codes = at.schema.codes(CT.TombstoneReason)
    if reason not in codes:
        remedy = did_you_mean(reason, codes) or f"use one of {one_of(codes, most=20)}"
        raise InputError(f"`{reason}` is no ground for taking a record down", remedy=remedy)


def _files(at: Desk, old: Declared) -> list[Path]:
    """The held copies that are there and that no other source names; all of its folder in the vault."""
    if at.closed(old):
        folder = at.vault.shelf(old.id)
        return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    theirs = (copy for each in at.sources.values() if each.id != old.id for copy in at.copies(each).values())
    others = {copy.path.resolve() for copy in theirs if copy.path.is_file()}  # links in a circle are none
    mine = sorted(copy.path for copy in at.copies(old).values())
    return [path for path in mine if path.is_file() and path.resolve() not in others and _inside(at, path)]


def _inside(at: Desk, path: Path) -> bool:
    return path.resolve().is_relative_to(at.shelf.resolve())


def _keeps_hash(at: Desk, old: Declared) -> bool:
    """Whether a hash says nothing: of a document that all may see, and too long to be guessed."""
    audience = at.said(old, CT.audience)
    public = audience in {"", at.schema.concepts[CT.publicAudience].key}
    size = at.said(old, CT.byteSize)
    return public and size.isdecimal() and int(size) >= GUESSED


def _tombstone(at: Desk, old: Declared, farewell: Farewell, kept: bool, shelf: Shelf) -> str:
    """The block out of its file, the tombstone into the file of tombstones; gives the tombstone's id."""
    name = f"tombstone-{old.id}"[:64].rstrip("-")
    if name in at.index.known:
        raise InputError(f"`{name}` is issued already", where=str(at.index.known[name].place), remedy="rename that one")
    said = {
        CT.formerId: old.id,
        CT.tombstoneReason: farewell.reason,
        CT.judgedBy: farewell.by,
        CT.date: farewell.now().strftime("%Y-%m-%d"),
        CT.because: farewell.why,
        CT.formerDigest: at.said(old, CT.sha256) if kept else "",
    }
    fields = [Field(at.key(prop), value) for prop, value in said.items() if value]
    path = at.root / FILE
    before = path.read_bytes() if path.is_file() else None
    text = (before or b"").decode("utf-8")
    shelf.change(path, before, added(text, FILE, at.schema.classes[CT.Tombstone].key, name, fields).encode())
    origin = at.root / old.file
    raw = origin.read_bytes()
    left = removed(raw.decode("utf-8"), old.file, old.cls.key, old.id)
    if all(not row.strip() or row.startswith("# yaml-language-server") for row in left.split("\n")):
        shelf.remove(origin)
    else:
        shelf.change(origin, raw, left.encode())
    return name


def _log(at: Desk, old: Declared, farewell: Farewell, kept: bool, shelf: Shelf) -> None:
    """The deed; and where the hash is not kept, the lines that have it blanked."""
    log, blank = log_of(at), ()
    text, gone = (log, blank) if kept else custody.blanked(log, old.id)
    noted = at.said(old, CT.sha256) if kept else ""
    when = custody.moment(farewell.now())
    deed = Deed(old.id, "disposed", farewell.by, when, before=noted, blanked=gone)
    shelf.change(at.root / custody.FILE, log or None, custody.appended(text, [deed]))
