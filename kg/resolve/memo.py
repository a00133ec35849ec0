"""What was read and closed in the run before, for a process that goes on.

A block closes to the same record if its file is the same, and so is what closing asked beside it: the ids that it
names, the source that it quotes, the language of the case. Only blocks without a finding are remembered, none that
names an id which nobody issues, and none from the vault: so nothing that is to be said is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.read.forms import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.findings import Finding
    from kg.read.files import Document
    from kg.read.nodes import Node
    from kg.resolve.held import Held
    from kg.resolve.index import Known
    from kg.resolve.records import Record

    Key = tuple[str, str, str]  # what it is, its file, its id


class Surroundings(NamedTuple):
    """What closing a block depends on beside its file: which source it is of, and the language of the case."""

    held: Held | None
    language: str


class _Closed(NamedTuple):
    record: Record
    content: Node
    around: Surroundings
    asked: Mapping[str, Known]


class Memo:
    """Texts as they were read, blocks as they were closed; each of the last time that it was asked for."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[str, Node | None, tuple[Finding, ...]]] = {}
        self._contents: dict[str, Node] = {}
        self._closed: dict[Key, _Closed] = {}
        self._held: dict[str, Held] = {}
        self._known: Mapping[str, Known] = {}

    def read(self, text: str, file: str) -> tuple[Node | None, list[Finding]]:
        """The document of a text, as `kg.read.forms.read` gives it."""
        if file not in self._read or self._read[file][0] != text:
            content, findings = read(text, file)
            self._read[file] = text, content, tuple(findings)
        _, content, told = self._read[file]
        return content, list(told)

    def begin(
        self, documents: Iterable[Document], known: Mapping[str, Known], held: dict[str, Held]
    ) -> dict[str, Held]:
        """Begin a run over these documents; the sources, those that are as they were being the very same."""
        self._contents = {document.file: document.content for document in documents}
        self._known = known
        self._held = {name: _same(self._held.get(name), new) for name, new in held.items()}
        return self._held

    def closed(
        self, key: Key, around: Surroundings, close: Callable[[], tuple[Record, Mapping[str, Known | None] | None]]
    ) -> Record:
        """The record of a block: as it was closed before, or closed now.

        `close` gives the record and the ids that it named, or None for them where there was something to say.
        """
        content = self._contents.get(key[1])
        before = self._closed.get(key)
        if before and before.content is content and self._fits(before, around):
            return before.record
        record, asked = close()
        found = {word: known for word, known in (asked or {}).items() if known is not None}
        whole = asked is not None and len(found) == len(asked)
        if content is None or not whole or (around.held is not None and around.held.vault):
            self._closed.pop(key, None)
        else:
            self._closed[key] = _Closed(record, content, around, found)
        return record

    def _fits(self, before: _Closed, around: Surroundings) -> bool:
        """Whether the surroundings are as they were: where an id was issued does not matter, what it names does."""
        if before.around.held is not around.held or before.around.language != around.language:
            return False
        now = self._known
        return all(word in now and now[word][:2] == known[:2] for word, known in before.asked.items())


def _same(old: Held | None, new: Held) -> Held:
    """The old source if the new one is as it was."""
    if old is None or replace(old, pages=None) != replace(new, pages=None):
        return new
    return old if (old.pages and old.pages.marks) == (new.pages and new.pages.marks) else new
