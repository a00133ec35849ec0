"""Held sources: the text of each as it was when it was read, checked against the hash that was noted then.

A copy whose bytes changed is an error before any quotation is looked for: a quotation found in the wrong text proves
nothing. What lies in a vault that this machine does not have is said to be unchecked; it is no error.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.findings import Finding, Position, Severity
from kg.read.nodes import Scalar
from kg.resolve.copies import SHELF, Copy, Unusable, content, copies_of, digest, in_vault
from kg.resolve.pagemap import PageMap, read_map
from kg.resolve.passages import Snapshot
from kg.resolve.vault import misplaced
from kg.schema import CT

if TYPE_CHECKING:
    from pathlib import Path

    from kg.resolve.index import Declared, Index
    from kg.resolve.vault import Vault
    from kg.schema import Schema

LANGUAGE, FORMAT = "http://purl.org/dc/terms/language", "http://purl.org/dc/terms/format"


@dataclass(frozen=True, slots=True)
class Held:
    """What passages and relative dates need to know of a source; `snapshot` is None where no text of it is held.

    `pages` leads from its text to pages. `broken` is a source whose copies must not be used, `mute` one that is held
    but has no words, such as a picture, `vault` one whose material lies in the vault.
    """

    id: str
    iri: str
    date: str
    language: str
    snapshot: Snapshot | None
    broken: bool = False
    pages: PageMap | None = None
    mute: bool = False
    vault: bool = False


class Shelves(NamedTuple):
    """Where held copies lie: the root of the case, and its vault."""

    root: Path
    vault: Vault


def held_sources(shelves: Shelves, schema: Schema, index: Index, contents: dict[str, bytes]) -> dict[str, Held]:
    """Every source of the case by id; notes in `contents` the texts it read in the case itself, for the manifest."""
    keeper = Keeper(shelves, schema, index, contents)
    sources = [entity for entity in index.entities if schema.is_a(entity.cls.iri, CT.Source)]
    closed = [source for source in sources if in_vault(source, schema)]
    if (bad := misplaced(shelves.vault, shelves.root)) is not None:
        index.findings.append(bad)
    elif closed and not shelves.vault.mounted:
        index.findings.append(_away(closed, shelves.vault))
    return {source.id: keeper.held(source) for source in sources}


class Keeper:
    """Opens held copies; findings go to the index."""

    def __init__(self, shelves: Shelves, schema: Schema, index: Index, contents: dict[str, bytes]) -> None:
        self.shelves, self.schema, self.index, self.contents = shelves, schema, index, contents

    def said(self, source: Declared, prop: str) -> str:
        """The text that the source's block has under a property."""
        return source.content.text(self.schema.properties[prop].key)

    def held(self, source: Declared) -> Held:
        """The source with its text and the map of it, if it has them."""
        language, closed = self.said(source, LANGUAGE) or "en", in_vault(source, self.schema)
        iri, date = self.index.known[source.id].iri, self.said(source, CT.date)
        if closed and not self.shelves.vault.mounted:
            return Held(source.id, iri, date, language, None, vault=True)
        try:
            copies = copies_of(source, self.shelves.root, self.shelves.vault, self.schema)
            text = self.text(copies, self.said(source, FORMAT))
            pages = self.map(copies, text)
        except Unusable as bad:
            self.refuse(source, bad)
            return Held(source.id, iri, date, language, None, broken=True, vault=closed)
        snapshot = None if text is None else Snapshot(text, language)
        return Held(source.id, iri, date, language, snapshot, False, pages, bool(copies) and text is None, closed)

    def text(self, copies: dict[str, Copy], form: str) -> str | None:
        """The words of a source: its extracted text, else its bytes where they are text; None where it has none."""
        original, extracted = copies.get(CT.snapshotPath), copies.get(CT.textPath)
        if original and extracted:
            digest(original)
        elif original and form and not form.startswith("text/"):
            digest(original)
            return None
        spoken = extracted or original
        return self.decoded(spoken) if spoken else None

    def map(self, copies: dict[str, Copy], text: str | None) -> PageMap | None:
        """The map of the text, if it has one."""
        table = copies.get(CT.mapPath)
        if table is None or text is None:
            return None
        try:
            return read_map(self.kept(table), len(text))
        except InputError as bad:
            raise Unusable("map-unreadable", bad.message, bad.remedy, table.place) from bad

    def decoded(self, copy: Copy) -> str:
        """The copy as text; Unusable where it is not UTF-8."""
        try:
            return self.kept(copy).decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"{copy.kind} `{copy.name}` is not UTF-8 (byte {error.start})"
            remedy = "hold its text, extracted as UTF-8: `kg source lock` does that"
            raise Unusable(f"{copy.kind}-unreadable", message, remedy, copy.place) from error

    def kept(self, copy: Copy) -> bytes:
        """The bytes of a copy, noted as an input of the build unless it lies in the vault."""
        raw = content(copy)
        if not copy.vault:
            self.contents[posixpath.normpath(f"{SHELF}/{copy.name}")] = raw
        return raw

    def refuse(self, source: Declared, bad: Unusable) -> None:
        """A violation at the place in the source's block."""
        where = Position(source.file, *bad.place)
        values = [entry.value for entry in source.content.entries.values()]
        shown = next((value.text for value in values if isinstance(value, Scalar) and value.place == bad.place), "")
        self.index.findings.append(Finding(where, Severity.VIOLATION, bad.rule, bad.message, bad.remedy, shown[:120]))


def _away(closed: list[Declared], vault: Vault) -> Finding:
    """One finding for all sources of a vault that is not at hand."""
    first = closed[0]
    shown = ", ".join(source.id for source in closed[:5]) + (" …" if len(closed) > 5 else "")
    message = f"the vault is not at hand: what is quoted from {len(closed)} source(s) of it is not checked: {shown}"
    remedy = "mount it, and name its folder by KG_VAULT" if vault.folder is None else f"mount it at {vault.folder}"
    where = Position(first.file, *first.content.place)
    return Finding(where, Severity.INFO, "vault-away", message, remedy)
