"""Are the held copies what was hashed, are their texts what the extractor gives, is the log of custody whole?

What must not be is a violation: bit rot, a missing or changed copy, a text that its extractor does not give, a log with
a changed past. What should be looked at is a warning or less: a copy nobody names, one that no entry of custody tells
of, a text that a newer extractor would put otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import EngineError, InputError
from kg.findings import Finding, Position, Severity
from kg.resolve.copies import Unusable, digest
from kg.resolve.pagemap import PageMap
from kg.resolve.vault import misplaced
from kg.schema import CT
from kg.source import custody, media
from kg.source.describing import sha as _sha
from kg.source.desk import desk
from kg.source.extract.model import GIVEN, SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.resolve.copies import Copy
    from kg.resolve.index import Declared
    from kg.source.custody import Line
    from kg.source.desk import Desk

OWN = {"custody.jsonl", "README.md", ".gitattributes"}
FORMAT = "http://purl.org/dc/terms/format"


def verify(root: Path, only: frozenset[str] = frozenset(), *, again: bool = True) -> tuple[list[Finding], int]:
    """All findings, sorted, and the number of copies that were read; `again` extracts texts once more to compare."""
    at = desk(root)
    lines = custody.read(_log(at))
    wanted = [source for source in at.sources.values() if not only or source.id in only]
    found: list[Finding] = []
    read = 0
    for source in wanted:
        if at.closed(source) and not at.vault.mounted:
            found += _away(at, source)
            continue
        copies = at.copies(source)
        read += len(copies)
        bad = list(_copies(source, copies))
        found += [*(bad or _measures(at, source, copies)), *_custody(at, source, lines)]
        if again and not bad:
            found += _extracted(at, source, copies)
    if not only:
        found += [*custody.broken(lines), *_unnamed(at), *filter(None, [misplaced(at.vault, root)])]
    return sorted(set(found)), read


def _log(at: Desk) -> bytes:
    path = at.root / custody.FILE
    return path.read_bytes() if path.is_file() else b""


def _copies(source: Declared, copies: dict[str, Copy]) -> Iterator[Finding]:
    for copy in copies.values():
        try:
            digest(copy)
        except Unusable as bad:
            where = Position(source.file, *bad.place)
            yield Finding(where, Severity.VIOLATION, bad.rule, bad.message, bad.remedy, copy.name)


def _measures(at: Desk, source: Declared, copies: dict[str, Copy]) -> Iterator[Finding]:
    """Size and media type, where they are not what was noted."""
    original = copies.get(CT.snapshotPath)
    if original is None or not original.path.is_file():
        return
    size, noted = str(original.path.stat().st_size), at.said(source, CT.byteSize)
    if noted and noted != size:
        message, remedy = f"it has {size} bytes, not {noted}", f"write `{at.key(CT.byteSize)}: {size}` if its hash fits"
        yield _finding(_at(at, source, CT.byteSize), Severity.VIOLATION, "size-differs", message, remedy)
    with original.path.open("rb") as handle:
        found, kind = media.sniff(handle.read(media.LOOKED_AT)), at.said(source, FORMAT)
    if media.contradicts(kind, found):
        message, remedy = f"it is called {kind}, and its bytes are {found}", f"write `{at.key(FORMAT)}: {found}`"
        yield _finding(_at(at, source, FORMAT), Severity.WARNING, "media-type-differs", message, remedy)


def _extracted(at: Desk, source: Declared, copies: dict[str, Copy]) -> Iterator[Finding]:
    """Whether the extractor still gives the text that is held; words that a person brought are left alone."""
    from kg.source.extract.limits import extract

    original, text = copies.get(CT.snapshotPath), copies.get(CT.textPath)
    noted, kind = at.said(source, CT.extractor), at.said(source, FORMAT)
    if not (original and text) or SCHEME.partition(" ")[0] not in noted:
        return
    where = _at(at, source, CT.textSha256)
    try:
        made = extract(original.path, kind, noted.partition(GIVEN)[2])
    except (InputError, EngineError) as error:
        yield _finding(
            where, Severity.WARNING, "text-not-extracted", f"not extracted again: {error.message}", error.remedy
        )
        return
    table = copies.get(CT.mapPath)
    if _sha(made.text) == text.noted and (table is None or _sha(PageMap(made.marks).text()) == table.noted):
        return
    if made.extractor == noted:
        message, remedy = (
            "the text is not what its extractor gives",
            "put the text back; `kg source update` takes a new one",
        )
        yield _finding(where, Severity.VIOLATION, "text-not-extracted", message, remedy)
    else:
        message = f"{made.extractor} gives another text than {noted} did"
        yield _finding(
            where, Severity.INFO, "extractor-newer", message, "nothing: the text that was quoted is the held one"
        )


def _custody(at: Desk, source: Declared, lines: list[Line]) -> Iterator[Finding]:
    """Whether the log knows the source, and last left it with the bytes it has."""
    noted = at.said(source, CT.sha256).lower()
    if not noted:
        return
    left = custody.left(lines, source.id)
    if left is None:
        message, remedy = f"the log of custody has no entry for `{source.id}`", "run `kg source lock`"
        yield _finding(_at(at, source, CT.sha256), Severity.WARNING, "no-custody", message, remedy)
    elif left.deed and left.deed.after != noted:
        message = f"the log of custody left it with another hash: {left.deed.after[:16] or 'none'}…"
        remedy = f"see {custody.FILE}:{left.number}; put back what was changed, or log why it was"
        yield _finding(_at(at, source, CT.sha256), Severity.VIOLATION, "custody-differs", message, remedy)


def _unnamed(at: Desk) -> Iterator[Finding]:
    """Files among the held ones that no source names."""
    copies = (copy for source in at.sources.values() for copy in at.copies(source).values())
    named = {copy.path.resolve() for copy in copies if copy.path.is_file()}  # links in a circle are none
    for path in sorted(at.shelf.rglob("*")) if at.shelf.is_dir() else []:
        hidden = any(part.startswith(".") for part in path.relative_to(at.shelf).parts)
        other = hidden or path.suffix in {".yaml", ".yml"} or path.name in OWN
        if path.is_file() and not other and path.resolve() not in named:
            where = Position(path.relative_to(at.root).as_posix(), 1, 1)
            message, remedy = "a file that no source names", "name it under `snapshot`, or move it away"
            yield _finding(where, Severity.WARNING, "unnamed-copy", message, remedy)


def _away(at: Desk, source: Declared) -> list[Finding]:
    if not at.said(source, CT.sha256):
        return []
    where = at.index.known[source.id].place
    message = f"the vault is not at hand: `{source.id}` is not verified"
    return [_finding(where, Severity.INFO, "vault-away", message, "mount it, and name its folder by KG_VAULT")]


def _at(at: Desk, source: Declared, prop: str) -> Position:
    """Where the source's block has a property, else where it begins."""
    entry = source.content.entries.get(at.key(prop))
    return Position(source.file, *entry.value.place) if entry else at.index.known[source.id].place


def _finding(where: Position, severity: Severity, rule: str, message: str, remedy: str) -> Finding:
    return Finding(where, severity, rule, message, remedy)
