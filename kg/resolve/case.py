"""From the files of a case to closed records: index first, then close each record on its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.findings import Finding, Position, Severity
from kg.read.nodes import Scalar
from kg.resolve.close import Closer
from kg.resolve.handling import handle
from kg.resolve.held import Held, Shelves, held_sources
from kg.resolve.index import Declared, Index, Stated
from kg.resolve.memo import Memo, Surroundings
from kg.resolve.quotes import Quotes
from kg.resolve.records import Literal, Record, Ref, Statement
from kg.resolve.scope import Scope
from kg.resolve.vault import vault_of
from kg.schema import CT, data, one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.read.files import Document, Tree
    from kg.resolve.index import Known
    from kg.schema import Schema

EMPTY = "empty-case"
LANGUAGE = "http://purl.org/dc/terms/language"


@dataclass(slots=True)
class Resolved:
    """The closed records of a case in file order, those withheld from its audience, and what is wrong in its files."""

    records: list[Record] = field(default_factory=list)
    withheld: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    settings: Record | None = None


def resolve(tree: Tree, schema: Schema, memo: Memo | None = None) -> Resolved:
    """Close everything the case declares; the tree's contents gain the snapshots that were read.

    With a memo, blocks that would close to the same record as in its last run are not closed again.
    """
    index = Index(schema, bool(tree.unread))
    for document in tree.documents:
        index.add(document)
    shelves = Shelves(tree.root, vault_of(tree.root, tree.settings, schema))
    held = held_sources(shelves, schema, index, tree.contents)
    memo = memo or Memo()
    work = _Work(schema, index, memo.begin(tree.documents, index.known, held), memo)
    settings = work.settings(tree.settings) if tree.settings else None
    records = [work.entity(entity) for entity in index.entities] + [work.claim(stated) for stated in index.claims]
    for stated in index.idle:
        work.idle(stated)  # for what is wrong in it: all problems are told in one go
    findings = {*tree.findings, *index.findings, *work.closer.findings, *work.quotes.findings}
    findings |= {*_waiting(tree, index), *_empty(index, bool(findings))}
    handled = handle(records, settings, schema)
    return Resolved(handled.open, handled.withheld, sorted(findings), settings)


class _Work:
    """Closes entities and claims of one case."""

    def __init__(self, schema: Schema, index: Index, held: dict[str, Held], memo: Memo) -> None:
        self.schema, self.index, self.held, self.memo = schema, index, held, memo
        self.closer = Closer(schema, index)
        self.quotes = Quotes(schema)
        self.language = "en"

    def settings(self, document: Document) -> Record:
        """The case's own settings; its language tags names that carry none."""
        place = Position(document.file, *document.content.place)
        cls = self.schema.classes[CT.Case]
        record = self.closer.record(cls, document.content.entries, data("case"), place, Scope(document.file, ""))
        self.language = record.text(LANGUAGE) or "en"
        return record

    def closed(self, key: tuple[str, str, str], source: Held | None, close: Callable[[], Record]) -> Record:
        """The record of a block of a file, closed if it has to be."""

        def watched() -> tuple[Record, dict[str, Known | None] | None]:
            found, asked = self.closer.findings, self.closer.scalars.asked
            before = len(found), len(self.quotes.findings)
            asked.clear()
            record = close()
            silent = before == (len(found), len(self.quotes.findings))
            return record, dict(asked) if silent else None

        return self.memo.closed(key, Surroundings(source, self.language), watched)

    def entity(self, entity: Declared) -> Record:
        """A registered entity, a source, a judgement, or a mention local to a source."""
        source = self.held.get(entity.source)
        return self.closed(("entity", entity.file, entity.id), source, lambda: self._entity(entity, source))

    def _entity(self, entity: Declared, source: Held | None) -> Record:
        known = self.index.known[entity.id]
        scope = Scope(entity.file, self.graph(entity), source.date if source else "", self.language)
        record = self.closer.record(entity.cls, entity.content.entries, known.iri, known.place, scope)
        if entity.source and source:
            record = record.adding(Statement(CT.mentionedIn, Ref(source.iri), known.place, computed=True))
        return record

    def graph(self, entity: Declared) -> str:
        """The graph an entity's statements belong to: its source's, or that of its layer."""
        if entity.source or entity.cls.graph == "source":
            return data(f"graph/source/{entity.source or entity.id}")
        return data(f"graph/{entity.cls.graph}")

    def claim(self, stated: Stated) -> Record:
        """A claim with its passages placed, its figures bounded and its relative dates noted."""
        source = self.source(stated)
        return self.closed(("claim", stated.file, stated.id), source, lambda: self._claim(stated, source))

    def idle(self, stated: Stated) -> Record:
        """The same of keys that reach no claim with an id: these have none to be known by, and are closed each time."""
        return self._claim(stated, self.source(stated))

    def source(self, stated: Stated) -> Held | None:
        """The source that a claim names, if it is held."""
        named = stated.entries.get(self.schema.properties[CT.source].key)
        return self.held.get(named.value.text) if named and isinstance(named.value, Scalar) else None

    def _claim(self, stated: Stated, source: Held | None) -> Record:
        graph = data(f"graph/source/{source.id if source else 'unknown'}")
        scope = Scope(stated.file, graph, source.date if source else "", self.language)
        iri = data(f"claim/{stated.id}") if stated.id else data("claim/unissued")
        record = self.closer.record(self.schema.classes[CT.Claim], stated.entries, iri, stated.place, scope)
        wordings = [Statement(CT.dateWording, Literal(text), place) for text, place in dict(scope.wordings).items()]
        return self.quotes.placed(record.adding(*wordings), source)


def _waiting(tree: Tree, index: Index) -> list[Finding]:
    """One finding for all ids that a file which cannot be read may issue: to guess at each would send people astray."""
    if not (tree.unread and index.waiting):
        return []
    files = ", ".join(sorted({place.file for place in tree.unread}))
    shown = one_of(index.waiting, most=5)
    message = f"ids that no other file issues may be issued in {files}, which cannot be read: {shown}"
    return [Finding(tree.unread[0], Severity.WARNING, "ids-unread", message, "mend the file and check again")]


def _empty(index: Index, told: bool) -> list[Finding]:
    if told or index.entities or index.claims:
        return []
    message, remedy = (
        "the case holds no data",
        "take in a document with `kg source add`, or add files below data/register, data/sources and data/claims",
    )
    return [Finding(Position("kg.yaml", 1, 1), Severity.WARNING, EMPTY, message, remedy)]
