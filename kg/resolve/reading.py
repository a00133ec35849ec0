"""One source opened to be read: its text with the map of it, for whoever quotes from it.

opened = open_source(root, "nam-report")
found = locate(opened.snapshot, "2,150 children")    # kg.resolve.passages
opened.pages.span(found.start, found.end)            # {"page": "12"}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import FindingsError, InputError
from kg.findings import Severity
from kg.read.files import read_case
from kg.resolve.held import Keeper, Shelves
from kg.resolve.index import Index
from kg.resolve.pagemap import PageMap
from kg.resolve.vault import vault_of
from kg.schema import CT, did_you_mean, load

if TYPE_CHECKING:
    from pathlib import Path

    from kg.read.files import Tree
    from kg.resolve.index import Declared
    from kg.resolve.passages import Snapshot


@dataclass(frozen=True, slots=True)
class Opened:
    """A source with its words: `snapshot` has text and language, `pages` is empty where the text has no map."""

    id: str
    iri: str
    date: str
    snapshot: Snapshot
    pages: PageMap


def open_source(root: Path, source: str, tree: Tree | None = None) -> Opened:
    """The text of the source of that id; `tree` is the case, if it has been read already.

    InputError where there is no such source, or no text of it is held; FindingsError where its copies are not those
    that were hashed.
    """
    schema, tree = load(), tree or read_case(root)
    index = Index(schema, bool(tree.unread))
    for document in tree.documents:
        index.add(document)
    declared = declared_source(index, source)
    index.findings.clear()
    held = Keeper(Shelves(root, vault_of(root, tree.settings, schema)), schema, index, {}).held(declared)
    wrong = [finding for finding in index.findings if finding.severity is Severity.VIOLATION]
    if wrong:
        raise FindingsError(wrong, root)
    if held.snapshot is None:
        away = "the vault is not at hand" if held.vault and not held.mute else "no text of it is held"
        remedy = "mount the vault" if held.vault and not held.mute else f"hold it: `kg source add FILE --id {source}`"
        raise InputError(f"`{source}` cannot be read: {away}", remedy=remedy)
    return Opened(held.id, held.iri, held.date, held.snapshot, held.pages or PageMap())


def declared_source(index: Index, source: str) -> Declared:
    """The block of a source; InputError, with the likely id, where there is none."""
    sources = {entity.id: entity for entity in index.entities if index.schema.is_a(entity.cls.iri, CT.Source)}
    if source not in sources:
        remedy = did_you_mean(source, sources) or "`kg source status` lists the sources"
        raise InputError(f"no source `{source}`", remedy=remedy)
    return sources[source]
