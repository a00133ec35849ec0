"""The held copies of a source: its bytes as they were taken, the text that was extracted, and the map of that text.

Each has a path and a hash in the source's own block; in the vault the names are fixed, and the block has the hashes
alone. A copy is used only while it is what was hashed: a quotation found in the wrong text proves nothing.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from kg.read.files import inside
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.read.nodes import Place
    from kg.resolve.index import Declared
    from kg.resolve.vault import Vault
    from kg.schema import Schema

LARGEST = 64 * 1024 * 1024  # bytes of one held text
SHELF = "data/sources"
HASHES = {CT.snapshotPath: CT.sha256, CT.textPath: CT.textSha256, CT.mapPath: CT.mapSha256}
IN_VAULT = {CT.snapshotPath: "original", CT.textPath: "text.txt", CT.mapPath: "map.tsv"}


class Copy(NamedTuple):
    """One held file: what it is called in data files (`snapshot`), its name, its folder, and its hash as noted.

    `place` is where its path is written, `noted_at` where its hash is; `hash_key` is the key of that.
    """

    kind: str
    name: str
    folder: Path
    noted: str
    hash_key: str
    place: Place
    noted_at: Place
    vault: bool = False

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name


class Unusable(Exception):
    """A copy that must not be used: the rule it breaks, what is wrong, the remedy, and the place in the data file."""

    def __init__(self, rule: str, message: str, remedy: str, place: Place) -> None:
        super().__init__(message)
        self.rule, self.message, self.remedy, self.place = rule, message, remedy, place


def copies_of(source: Declared, root: Path, vault: Vault, schema: Schema) -> dict[str, Copy]:
    """The copies that a source's block tells of, by the property of their path; none is opened."""
    return {path: copy for path, noted in HASHES.items() if (copy := _copy(source, path, noted, root, vault, schema))}


def in_vault(source: Declared, schema: Schema) -> bool:
    """Whether the source is one whose material lies in the vault."""
    audience = schema.concepts[CT.vaultAudience]
    return source.content.text(schema.properties[CT.audience].key) == audience.key


def _copy(source: Declared, prop: str, noted: str, root: Path, vault: Vault, schema: Schema) -> Copy | None:
    kind, hash_key = schema.properties[prop].key, schema.properties[noted].key
    name, digest = source.content.text(kind), source.content.text(hash_key).lower()
    closed = in_vault(source, schema) and not name
    if not (digest and vault.folder if closed else name):
        return None
    shelf = vault.shelf(source.id) if closed else root / SHELF
    written = source.content.entries.get(hash_key)
    noted_at = written.value.place if written else source.content.place
    place = source.content.entries[kind].value.place if name else noted_at
    return Copy(kind, name or IN_VAULT[prop], shelf, digest, hash_key, place, noted_at, closed)


def content(copy: Copy) -> bytes:
    """The bytes of a text or a map; Unusable where they are not there, too many, or not those that were hashed."""
    with _reasons(copy):
        size = _checked(copy).stat().st_size
        if size > LARGEST:
            message = f"{copy.kind} `{copy.name}` is over {LARGEST // 2**20} MB"
            raise Unusable("too-large", message, "hold the part that is quoted", copy.place)
        raw = copy.path.read_bytes()
    same(copy, hashlib.sha256(raw).hexdigest())
    return raw


def digest(copy: Copy) -> str:
    """The hash of a copy of any size, read in pieces; Unusable where it cannot be read or has another than noted."""
    with _reasons(copy), _checked(copy).open("rb") as handle:
        found = hashlib.file_digest(handle, "sha256").hexdigest()
    same(copy, found)
    return found


def same(copy: Copy, found: str) -> None:
    """Refuse a copy whose hash is not the one that was noted."""
    if not copy.noted:
        message = f"a {copy.kind} without its hash"
        raise Unusable("hash-missing", message, f"add `{copy.hash_key}: {found}`", copy.place)
    if copy.noted != found:
        message = f"the {copy.kind} is not the one that was hashed: it now has {found[:16]}…"
        remedy = "put the original back; a new version is a new source; if this entry is new, write"
        raise Unusable("hash-changed", message, f"{remedy} `{copy.hash_key}: {found}`", copy.noted_at)


def _checked(copy: Copy) -> Path:
    """The path of a copy that lies where it should and is a file."""
    if not inside(copy.folder, copy.path):
        where = "the vault" if copy.vault else f"{SHELF}/"
        message, remedy = f"{copy.kind} `{copy.name}` lies outside {where}", f"put it below {where}"
        raise Unusable("outside-case", message, remedy, copy.place)
    if not copy.path.is_file():
        remedy = "put it back from where it is kept, or take the key out"
        raise Unusable(f"{copy.kind}-missing", f"{copy.kind} `{copy.name}` is missing", remedy, copy.place)
    return copy.path


@contextmanager
def _reasons(copy: Copy) -> Iterator[None]:
    """Say in words what the system says in codes."""
    try:
        yield
    except (OSError, ValueError) as error:
        where = "the vault" if copy.vault else f"{SHELF}/"
        remedy = f"name a readable file below {where} by its path from there"
        raise Unusable(f"{copy.kind}-unreadable", f"the {copy.kind} cannot be read", remedy, copy.place) from error
