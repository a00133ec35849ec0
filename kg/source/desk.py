"""The case as the commands about sources see it: read once, its sources by id, its folder held while they work."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import CaseError, FindingsError, InputError
from kg.findings import Severity
from kg.read.files import inside, read_case
from kg.resolve.copies import SHELF, copies_of, in_vault
from kg.resolve.index import Index
from kg.resolve.reading import declared_source
from kg.resolve.vault import misplaced, vault_of
from kg.schema import CT, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.read.files import Tree
    from kg.resolve.copies import Copy
    from kg.resolve.index import Declared
    from kg.resolve.vault import Vault
    from kg.schema import Schema


@dataclass(slots=True)
class Desk:
    """A case: what was read of it, its sources by id in file order, and its vault."""

    root: Path
    tree: Tree
    schema: Schema
    index: Index
    vault: Vault
    sources: dict[str, Declared] = field(default_factory=dict)

    @property
    def shelf(self) -> Path:
        """The folder of the held copies and of the files that describe sources."""
        return self.root / SHELF

    def key(self, prop: str) -> str:
        """The data key of a property."""
        return self.schema.properties[prop].key

    def said(self, source: Declared, prop: str) -> str:
        """The text that a source's block has under a property, or nothing."""
        return source.content.text(self.key(prop))

    def copies(self, source: Declared) -> dict[str, Copy]:
        """The held copies that the source's block tells of, by the property of their path."""
        return copies_of(source, self.root, self.vault, self.schema)

    def closed(self, source: Declared) -> bool:
        """Whether the source's material lies in the vault."""
        return in_vault(source, self.schema)

    def source(self, name: str) -> Declared:
        """The source of that id; InputError with the likely one where there is none."""
        return declared_source(self.index, name)

    def open_vault(self) -> Path:
        """The vault's folder, made if it is not there; CaseError where it is not named, or lies where git sees it."""
        if (bad := misplaced(self.vault, self.root)) is not None:
            raise CaseError(bad.message, remedy=bad.remedy, where=str(bad.position))
        folder = self.vault.shelf("x").parent
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder


def desk(root: Path) -> Desk:
    """Read the case; FindingsError where a file of it cannot be read, since an id may be issued there."""
    tree, schema = read_case(root), load()
    wrong = sorted(finding for finding in tree.findings if finding.severity is Severity.VIOLATION)
    if wrong:
        raise FindingsError(wrong, root)
    index = Index(schema)
    for document in tree.documents:
        index.add(document)
    sources = {entity.id: entity for entity in index.entities if schema.is_a(entity.cls.iri, CT.Source)}
    return Desk(root, tree, schema, index, vault_of(root, tree.settings, schema), sources)


@contextmanager
def at_work(root: Path) -> Iterator[None]:
    """Hold the folder of the sources: who else changes it meanwhile is told at once. Makes it where there is none."""
    folder = root / SHELF
    folder.mkdir(parents=True, exist_ok=True)
    if not inside(root, folder):
        raise InputError(f"{SHELF} is a link that leads out of the case", remedy="put the folder itself there")
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in folder.rglob(".*.part"):  # of a command that was killed
            left.unlink()
        yield
    except BlockingIOError:
        message, remedy = f"another command is at work in {SHELF}", "wait until it ends, then try again"
        raise CaseError(message, remedy=remedy) from None
    finally:
        os.close(handle)
