"""Held snapshots: the text of a source as it was when it was read, checked against the hash that was noted then.

A snapshot whose bytes changed is an error before any quotation is looked for: a quotation found in the wrong text
proves nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.findings import Finding, Position, Severity
from kg.read.files import inside
from kg.read.nodes import Scalar
from kg.resolve.passages import Snapshot
from kg.schema import CT

if TYPE_CHECKING:
    from pathlib import Path

    from kg.read.nodes import Node
    from kg.resolve.index import Declared, Index
    from kg.schema import Schema

LARGEST = 64 * 1024 * 1024  # bytes of one held text


@dataclass(frozen=True, slots=True)
class Held:
    """What passages and relative dates need to know of a source; `snapshot` is None where the text is not held."""

    id: str
    iri: str
    date: str
    language: str
    snapshot: Snapshot | None
    broken: bool = False


def held_sources(root: Path, schema: Schema, index: Index, contents: dict[str, bytes]) -> dict[str, Held]:
    """Every source of the case by id; notes in `contents` the bytes it read, for the manifest."""
    keeper = _Keeper(root, schema, index, contents)
    return {entity.id: keeper.held(entity) for entity in index.entities if schema.is_a(entity.cls.iri, CT.Source)}


class _Keeper:
    """Opens snapshots; findings go to the index."""

    def __init__(self, root: Path, schema: Schema, index: Index, contents: dict[str, bytes]) -> None:
        self.root, self.schema, self.index, self.contents = root, schema, index, contents

    def key(self, prop: str) -> str:
        """The data key of a property."""
        return self.schema.properties[prop].key

    def held(self, entity: Declared) -> Held:
        """The source with its snapshot, if it has one."""
        said = {name: entity.content.text(self.key(CT[name])) for name in ("date", "snapshotPath")}
        language = entity.content.text(self.key("http://purl.org/dc/terms/language")) or "en"
        snapshot = self.snapshot(entity, said["snapshotPath"], language) if said["snapshotPath"] else None
        broken = bool(said["snapshotPath"]) and snapshot is None
        return Held(entity.id, self.index.known[entity.id].iri, said["date"], language, snapshot, broken)

    def snapshot(self, entity: Declared, name: str, language: str) -> Snapshot | None:
        """The snapshot's text, or None with a finding that says why not."""
        place = entity.content.entries[self.key(CT.snapshotPath)].value
        path = self.root / "data" / "sources" / name
        raw = self.content(path, name, entity, place)
        if raw is None or not self.unchanged(raw, entity):
            return None
        try:
            return Snapshot(raw.decode("utf-8"), language)
        except UnicodeDecodeError as error:
            message = f"snapshot `{name}` is not UTF-8 (byte {error.start})"
            self.refuse(entity, place, "snapshot-unreadable", message, "hold its text, extracted as UTF-8")
            return None

    def content(self, path: Path, name: str, entity: Declared, place: Node) -> bytes | None:
        """The snapshot's bytes, or None with a finding, whatever the path and the system say."""
        try:
            return self.bounded(path, name, entity, place)
        except (OSError, ValueError):
            remedy = "name a readable file below data/sources/ by its path from there"
            self.refuse(entity, place, "snapshot-unreadable", "the snapshot cannot be read", remedy)
            return None

    def bounded(self, path: Path, name: str, entity: Declared, place: Node) -> bytes | None:
        """The snapshot's bytes; only from inside the case, and only up to a size."""
        if not inside(self.root / "data" / "sources", path):
            message = f"snapshot `{name}` lies outside data/sources/"
            self.refuse(entity, place, "outside-case", message, "put it below data/sources/")
            return None
        if not path.is_file():
            remedy = "put it back from where it is kept, or take the key out"
            self.refuse(entity, place, "snapshot-missing", f"snapshot `{name}` is missing", remedy)
            return None
        if path.stat().st_size > LARGEST:
            message = f"snapshot `{name}` is over {LARGEST // 2**20} MB"
            self.refuse(entity, place, "too-large", message, "hold the part that is quoted")
            return None
        raw = path.read_bytes()
        self.contents[path.relative_to(self.root).as_posix()] = raw
        return raw

    def unchanged(self, raw: bytes, entity: Declared) -> bool:
        """Whether the bytes are those that were hashed when the source was entered."""
        found, key = hashlib.sha256(raw).hexdigest(), self.key(CT.sha256)
        entry = entity.content.entries.get(key)
        if entry is None:
            at = entity.content.entries[self.key(CT.snapshotPath)].value
            self.refuse(entity, at, "hash-missing", "a snapshot without its hash", f"add `{key}: {found}`")
            return False
        if entity.content.text(key).lower() != found:
            message = f"the snapshot is not the one that was hashed: it now has {found[:16]}…"
            remedy = (
                f"put the original back; a new version is a new source; if this entry is new, write `{key}: {found}`"
            )
            self.refuse(entity, entry.value, "hash-changed", message, remedy)
            return False
        return True

    def refuse(self, entity: Declared, node: Node, rule: str, message: str, remedy: str) -> None:
        """A violation at the node."""
        where = Position(entity.file, *node.place)
        shown = node.text[:120] if isinstance(node, Scalar) else ""
        self.index.findings.append(Finding(where, Severity.VIOLATION, rule, message, remedy, shown))
