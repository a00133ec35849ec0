"""Who is who in a case: every issued id, what it names and where it was issued, before any file is closed.

One id, one thing, one place: a second file that issues the same id is told where the first stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.findings import Finding, Position, Severity
from kg.read.nodes import Entry, Mapping, Scalar, Sequence, kind, texts
from kg.schema import CT, PREFIXES, data, did_you_mean, one_of, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.read.files import Document
    from kg.read.nodes import Node
    from kg.schema import ClassTerm, Schema

MENTIONS, CLAIMS, ID = "mentions", "claims", "id"
ISSUED = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
MISPLACED = {ID: "give an id to each of its claims", MENTIONS: "move them to the top of the file"}
SAME = "; or, if it is the same thing, take it out here: an id is issued once and used anywhere"
LABEL, ALT_LABEL = PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel"
LONGEST = 64


class Known(NamedTuple):
    """What an id names: its class, its IRI, where it was issued."""

    cls: str
    iri: str
    place: Position


class Declared(NamedTuple):
    """An entity as a file declares it, not yet closed; `source` is the source whose mention it is, if it is one."""

    cls: ClassTerm
    id: str
    content: Mapping
    file: str
    source: str = ""


class Stated(NamedTuple):
    """A claim as a file states it: its own entries over those of its groups and its file."""

    id: str
    entries: dict[str, Entry]
    place: Position
    file: str


@dataclass(slots=True)
class Index:
    """Everything a case declares, in file order; `idle` are keys that reach no claim with an id, yet to be checked.

    `unread` says that a file could not be read, `lost` holds ids of blocks that could not be taken in; a reference
    that may be to one of these is `waiting`, not wrong.
    """

    schema: Schema
    unread: bool = False
    known: dict[str, Known] = field(default_factory=dict)
    entities: list[Declared] = field(default_factory=list)
    claims: list[Stated] = field(default_factory=list)
    idle: list[Stated] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    above: Entry | None = None  # the audience of a whole claims file, which its mentions inherit
    lost: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    heads: dict[str, ClassTerm] = field(init=False)
    _labels: dict[str, set[str]] | None = None
    _gone: dict[str, Declared] | None = None

    def __post_init__(self) -> None:
        self.heads = sections(self.schema)

    def add(self, document: Document) -> None:
        """Take in one document: a claims file if it has `claims`, `mentions` or a source, else a file of entities."""
        content = document.content
        if not content.entries.keys().isdisjoint((CLAIMS, MENTIONS, self.schema.properties[CT.source].key)):
            own = {name: entry for name, entry in content.entries.items() if name != MENTIONS}
            if MENTIONS in content.entries:
                self._mentions(content.entries[MENTIONS], content, document.file)
            self._group(Mapping(own, content.place), {}, document.file)
        else:
            self._sections(content, document.file, "")

    def labelled(self, text: str) -> frozenset[str]:
        """The ids of the entities that have the text for a label, in any language; worked out once it is needed."""
        if self._labels is None:
            self._labels = {}
            keys = [self.schema.properties[prop].key for prop in (LABEL, ALT_LABEL)]
            for entity in self.entities:
                for label in (text for key in keys for text in texts(entity.content.get(key))):
                    self._labels.setdefault(_plain(label), set()).add(entity.id)
        return frozenset(self._labels.get(_plain(text), ()))

    def taken_down(self, text: str) -> Declared | None:
        """The tombstone of what had that id, or None; worked out once it is needed."""
        if self._gone is None:
            key = self.schema.properties[CT.formerId].key
            tombs = [entity for entity in self.entities if entity.cls.iri == CT.Tombstone]
            self._gone = {entity.content.text(key): entity for entity in tombs if entity.content.text(key)}
        return self._gone.get(text)

    def report(self, file: str, node: Node, rule: str, message: str, remedy: str, text: str = "") -> None:
        """A violation at the node."""
        where = Position(file, *node.place)
        shown = text or (node.text if isinstance(node, Scalar) else "")
        self.findings.append(Finding(where, Severity.VIOLATION, rule, message, remedy, shown[:120]))

    def _mentions(self, entry: Entry, content: Mapping, file: str) -> None:
        key = self.schema.properties[CT.source].key
        source = content.text(key)
        if not source:
            remedy = f"name it at the top of the file: `{key}: …`"
            self.report(file, entry.key, "no-source", "mentions are local to a source, and this file has none", remedy)
        self.above = content.entries.get(self.schema.properties[CT.audience].key)
        self._sections(entry.value, file, source)
        self.above = None

    def _sections(self, content: Node, file: str, source: str) -> None:
        if not isinstance(content, Mapping):
            message = f"{kind(content)} where classes are expected"
            self.report(file, content, "wrong-type", message, "write `Person:` …")
            return
        for key, value in content.entries.values():
            cls = self.heads.get(key.text)
            if cls is None:
                message = f"`{key.text}` is no class of the register"
                guess = did_you_mean(key.text, [*self.heads, CLAIMS, MENTIONS])
                self.report(file, key, "unknown-class", message, guess or f"use one of {one_of(self.heads)}")
                self.lost |= value.entries.keys() if isinstance(value, Mapping) else set()
            elif not isinstance(value, Mapping):
                message = f"{kind(value)} under `{key.text}`"
                self.report(file, value, "wrong-type", message, "write `id: {…}` under the class")
            else:
                self._members(cls, value, file, source)

    def _members(self, cls: ClassTerm, members: Mapping, file: str, source: str) -> None:
        for key, value in members.entries.values():
            if not self._issue(key, cls.iri, data(key.text), file):
                continue
            nothing = isinstance(value, Scalar) and not value.text
            content = Mapping({}, value.place) if nothing else value
            if isinstance(content, Mapping):
                if self.above is not None and self.above.key.text not in content.entries:
                    content = content._replace(entries={**content.entries, self.above.key.text: self.above})
                self.entities.append(Declared(cls, key.text, content, file, source))
            else:
                message = f"{kind(value)} where `{key.text}` is described"
                self.report(file, value, "wrong-type", message, "write `{label: …}`")

    def _issue(self, key: Scalar, cls: str, iri: str, file: str) -> bool:
        where = Position(file, *key.place)
        if not ISSUED.match(key.text) or len(key.text) > LONGEST:
            remedy = f"use a-z, 0-9 and single `-`, starting with a letter, at most {LONGEST} characters"
            self.report(file, key, "bad-id", f"`{key.text}` cannot be an id", remedy)
            self.lost.add(key.text)
            return False
        if key.text in self.known:
            first = self.known[key.text].place
            message, remedy = f"id `{key.text}` is issued twice", f"rename one of the two; the first is at {first}"
            remedy += SAME if cls != CT.Claim and first.file != file else ""
            finding = Finding(where, Severity.VIOLATION, "duplicate-id", message, remedy, key.text, also=(first,))
            self.findings.append(finding)
            return False
        self.known[key.text] = Known(cls, iri, where)
        return True

    def _group(self, group: Mapping, above: dict[str, Entry], file: str) -> None:
        own = {name: entry for name, entry in group.entries.items() if name not in {CLAIMS, *MISPLACED}}
        for name in sorted(MISPLACED.keys() & group.entries.keys()):
            message = f"a group of claims has no `{name}`"
            self.report(file, group.entries[name].key, "misplaced-key", message, MISPLACED[name])
        defaults, before = _over(above, own), len(self.claims)
        for member in self._listed(group, file):
            if CLAIMS in member.entries:
                self._group(member, defaults, file)
            else:
                self._claim(member, defaults, file)
        if len(self.claims) == before:
            told = {name: entry for name, entry in own.items() if name in defaults}
            self.idle.append(Stated("", told, Position(file, *group.place), file))

    def _listed(self, group: Mapping, file: str) -> Iterator[Mapping]:
        listed = group.get(CLAIMS)
        if listed is None:
            return
        if not isinstance(listed, Sequence):
            self.report(file, listed, "wrong-type", f"{kind(listed)} where claims are listed", "write `- quote: …`")
            return
        for member in listed.items:
            if isinstance(member, Mapping):
                yield member
            else:
                message = f"{kind(member)} where a claim is expected"
                self.report(file, member, "wrong-type", message, "write `- quote: …`")

    def _claim(self, member: Mapping, defaults: dict[str, Entry], file: str) -> None:
        where = Position(file, *member.place)
        entries = {name: entry for name, entry in _over(defaults, member.entries).items() if name != ID}
        key = member.get(ID)
        if isinstance(key, Scalar) and self._issue(key, CT.Claim, data(f"claim/{key.text}"), file):
            self.claims.append(Stated(key.text, entries, where, file))
            return
        self.idle.append(Stated("", entries, where, file))
        if not isinstance(key, Scalar):
            message, remedy = "this claim has no id yet", "run `kg fmt`, which issues one and writes it here"
            self.findings.append(Finding(where, Severity.VIOLATION, "missing-id", message, remedy))


def _over(above: dict[str, Entry], own: dict[str, Entry]) -> dict[str, Entry]:
    """A block's entries over those it inherits; an empty list over an inherited value says that there is none."""
    none = {
        name for name, (_, value) in own.items() if name in above and isinstance(value, Sequence) and not value.items
    }
    return {name: entry for name, entry in {**above, **own}.items() if name not in none}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
