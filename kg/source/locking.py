"""`kg source lock`: what a source that was entered by hand lacks is worked out, written, and logged.

Hashes, measures, and the text of a PDF or a page, with its map. It fills in; it never writes over a hash that no longer
fits, since that would make bit rot official: who changed a copy on purpose names it, and says what was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import FindingsError, InputError
from kg.findings import Finding, Position, Severity
from kg.resolve.copies import Unusable, digest
from kg.schema import CT
from kg.source import custody, media
from kg.source.block import Field, completed
from kg.source.custody import Deed
from kg.source.describing import FORMAT, extracted, sha, texts, utc_now
from kg.source.desk import at_work, desk
from kg.source.entering import logged, sound
from kg.source.shelf import KEPT, Shelf, looked_at
from kg.source.taking import READ, Taken

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from kg.resolve.copies import Copy
    from kg.resolve.index import Declared
    from kg.source.desk import Desk


@dataclass(frozen=True, slots=True)
class Accepted:
    """A source whose changed copy is meant, and the code of the custody action that changed it."""

    source: str
    action: str


@dataclass(frozen=True, slots=True)
class Locked:
    """What was added to one source: the keys written, and what was logged, by its code."""

    source: str
    file: str
    keys: tuple[str, ...]
    logged: tuple[str, ...]


def lock(
    root: Path, by: str, *, accepted: Accepted | None = None, dry: bool = False, now: Callable[[], datetime] = utc_now
) -> list[Locked]:
    """Complete every held source; with `dry` only say what would change.

    FindingsError, and nothing is written, where a copy is missing or is not what was hashed.
    """
    with at_work(root), Shelf() as shelf:
        at = desk(root)
        if accepted:
            at.source(accepted.source)
        wrong = [bad for source in at.sources.values() for bad in _wrong(at, source, accepted)]
        if wrong:
            raise FindingsError(sorted(wrong), root)
        done = [_completed(at, source, by, accepted, shelf, now) for source in at.sources.values() if _open(at, source)]
        changes = [change for change, _, _ in done if change.keys or change.logged]
        if not dry:
            _write(at, shelf, done)
        return changes


def _open(at: Desk, source: Declared) -> bool:
    """Whether the source's copies lie in the case: what lies in the vault is not described in git."""
    return not at.closed(source) and CT.snapshotPath in at.copies(source)


def _wrong(at: Desk, source: Declared, accepted: Accepted | None) -> list[Finding]:
    """The copies that must not be locked: missing, unreadable, or other than what was hashed."""
    found = []
    for copy in at.copies(source).values() if _open(at, source) else []:
        try:
            digest(copy)
        except Unusable as bad:
            meant = bad.rule == "hash-changed" and accepted and accepted.source == source.id
            if bad.rule != "hash-missing" and not meant:
                remedy = f"{bad.remedy}; a change that is meant: --accept {source.id} --as ACTION"
                where = Position(source.file, *bad.place)
                found.append(Finding(where, Severity.VIOLATION, bad.rule, bad.message, remedy, copy.name))
    return found


def _completed(
    at: Desk, source: Declared, by: str, accepted: Accepted | None, shelf: Shelf, now: Callable[[], datetime]
) -> tuple[Locked, list[Field], list[Deed]]:
    """What one source lacks, as fields to write and deeds to log; new texts go to the shelf."""
    original = at.copies(source)[CT.snapshotPath]
    ready, when = looked_at(original.path), custody.moment(now())
    kind = at.said(source, FORMAT) or media.sniff(ready.start)
    made = _text(at, source, original, kind, shelf)
    wanted = {CT.sha256: ready.sha256, FORMAT: kind, CT.byteSize: str(ready.size), **made}
    wanted |= (
        {CT.textSha256: _own(at, source, CT.textPath), CT.mapSha256: _own(at, source, CT.mapPath)} if not made else {}
    )
    fields = [Field(at.key(prop), value) for prop, value in wanted.items() if value and at.said(source, prop) != value]
    deeds = _deeds(at, source, by, when, ready.sha256, accepted)
    if made:
        tool = f"{custody.TOOL}; {made[CT.extractor]}"
        deeds.append(Deed(source.id, custody.EXTRACTED, by, when, ready.sha256, made[CT.textSha256], tool))
    change = Locked(source.id, source.file, tuple(each.key for each in fields), tuple(deed.action for deed in deeds))
    return change, fields, deeds


def _own(at: Desk, source: Declared, prop: str) -> str:
    """The hash of a text or map that the block names; nothing where it names none."""
    copy = at.copies(source).get(prop)
    return looked_at(copy.path).sha256 if copy else ""


def _text(at: Desk, source: Declared, original: Copy, kind: str, shelf: Shelf) -> dict[str, str]:
    """The text of an original that should have one and has none: what to write of it, by property."""
    if kind not in READ or CT.textPath in at.copies(source):
        return {}
    from kg.source.extract.limits import extract

    try:
        made = extract(original.path, kind)
    except InputError as error:
        raise InputError(f"`{source.id}`: {error.message}", remedy=error.remedy) from error
    text, table = texts(Taken(looked_at(original.path), kind, "", made, plain=False, notes=()))
    if not text:
        return {}
    names = {CT.textPath: extracted(source.id, kind), CT.mapPath: f"{source.id}.map.tsv" if table else ""}
    for prop, content in ((CT.textPath, text), (CT.mapPath, table)):
        if content:
            shelf.add(at.shelf / names[prop], content.encode(), KEPT)
    hashes = {CT.textSha256: sha(text), CT.extractor: made.extractor, CT.mapSha256: sha(table) if table else ""}
    return {CT.textPath: names[CT.textPath], **hashes, CT.mapPath: names[CT.mapPath]}


def _deeds(at: Desk, source: Declared, by: str, when: str, found: str, accepted: Accepted | None) -> list[Deed]:
    """The entry of custody that is missing: of a copy never logged, or of a change that is meant."""
    noted, left = at.said(source, CT.sha256).lower(), custody.left(custody.read(log_of(at)), source.id)
    if accepted and accepted.source == source.id and noted and noted != found:
        return [Deed(source.id, accepted.action, by, when, noted, found)]
    if left is None:
        return [Deed(source.id, "verified" if noted else "received", by, when, noted, found)]
    return []


def log_of(at: Desk) -> bytes:
    """The log of custody as it is, empty where there is none."""
    path = at.root / custody.FILE
    return path.read_bytes() if path.is_file() else b""


def _write(at: Desk, shelf: Shelf, done: list[tuple[Locked, list[Field], list[Deed]]]) -> None:
    """Put fields into their files and deeds into the log, and take the right to write from every held copy."""
    section = at.schema.classes[CT.Source].key
    edited: dict[str, str] = {}
    for change, fields, _ in done:
        if fields:
            before = edited.get(change.file) or (at.root / change.file).read_bytes().decode("utf-8")
            edited[change.file] = completed(before, change.file, section, change.source, fields)
    for file, text in edited.items():
        shelf.change(at.root / file, (at.root / file).read_bytes(), text.encode())
    deeds = [deed for _, _, each in done for deed in each]
    if deeds:
        logged(at, shelf, deeds)
    shelf.commit(lambda: sound(at.root, set(edited)))
    for source in at.sources.values():
        for copy in at.copies(source).values() if _open(at, source) else []:
            copy.path.chmod(copy.path.stat().st_mode & 0o555)
