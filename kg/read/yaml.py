"""YAML with exact places, made from libyaml's events: no tags, no anchors, no aliases, no guessed types.

Aliases are refused rather than limited: nothing in a case needs them, and with them goes every YAML bomb. Events are
three times faster than composed nodes and give the same marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from kg.findings import Finding, Position, Severity
from kg.read.nodes import Entry, Mapping, Node, Place, Scalar, Sequence
from kg.read.syntax import syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 24
TOO_DEEP = f"nested deeper than {DEEPEST} levels", "flatten the block"
_ODD = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\r(?!\n)")
"""What YAML cannot hold, and line ends that editors do not count: places would be off, and `kg fmt` would go astray."""


class Refused(Exception):
    """The rest of the file cannot be read; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read(text: str, file: str) -> tuple[Node | None, list[Finding]]:
    """The one document of a YAML text, and what is wrong with it; None where it is empty or cannot be read."""
    odd = _ODD.search(text)
    if odd:
        return None, [_unwelcome(odd, text, file)]
    findings: list[Finding] = []
    builder = _Builder(text, file, findings)
    try:
        return builder.document(), findings
    except Refused as refused:
        return None, [*findings, refused.finding]
    except yaml.YAMLError as error:
        if "nesting depth" in str(error):  # libyaml looks ahead, and gives up before the builder is asked
            return None, [*findings, _too_deep(error, file)]
        return None, [*findings, syntax(error, text, file, builder.last)]


class _Builder:
    """Builds nodes from events, one recursive step per collection."""

    def __init__(self, text: str, file: str, findings: list[Finding]) -> None:
        self.file = file
        self.findings = findings
        self.last: Any = None
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)

    def document(self) -> Node | None:
        """The only document, or None in an empty file."""
        node: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    raise self.refuse(event, "a second document in one file", "keep one document per file: drop `---`")
                node = self.node(next(self.events), 0)
        return None if isinstance(node, Scalar) and not node.text else node

    def node(self, event: Any, depth: int) -> Node:
        """The node that starts with this event."""
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None:
            raise self.refuse(event, "anchors and aliases are not read", "write the value out, or say it once per file")
        if event.tag is not None:
            remedy = "drop the tag: the ontology types values"
            raise self.refuse(event, f"a YAML tag, `{event.tag}`, is not read", remedy)
        if depth > DEEPEST:
            raise self.refuse(event, *TOO_DEEP)
        mark = event.start_mark
        place = Place(mark.line + 1, mark.column + 1)
        if kind is yaml.ScalarEvent:
            self.last = event
            return Scalar(event.value, place)
        if kind is yaml.SequenceStartEvent:
            return Sequence(self.items(depth), place)
        return Mapping(self.entries(depth), place)

    def items(self, depth: int) -> list[Node]:
        """The members of a sequence up to its end."""
        items: list[Node] = []
        while type(event := next(self.events)) is not yaml.SequenceEndEvent:
            items.append(self.node(event, depth + 1))
        return items

    def entries(self, depth: int) -> dict[str, Entry]:
        """The keys and values of a mapping up to its end; of equal keys the first wins, the second is reported."""
        entries: dict[str, Entry] = {}
        while type(event := next(self.events)) is not yaml.MappingEndEvent:
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self.refuse(event, "a key that is itself a block or a list", "write a plain word as the key")
            value = self.node(next(self.events), depth + 1)
            if key.text.isdecimal() and key.text in entries:  # 2,000,000: kept, so that the figure can be shown whole
                entries[f"{key.text},{len(entries)}"] = Entry(key, value)
            elif key.text in entries:
                self.findings.append(self.duplicate(key, entries[key.text].key, key.text == next(iter(entries))))
            else:
                entries[key.text] = Entry(key, value)
        return entries

    def duplicate(self, key: Scalar, first: Scalar, begins: bool) -> Finding:
        """The finding for a key that stands twice in one mapping; one that `begins` it may begin the next item."""
        message = f"key `{key.text}` stands twice in one block"
        remedy = f"merge the two; the first is on line {first.place.line}"
        remedy += "; where a new item begins, put `- ` before it" if begins else ""
        where = Position(self.file, *key.place)
        return Finding(where, Severity.VIOLATION, "duplicate-key", message, remedy, key.text)

    def refuse(self, event: Any, message: str, remedy: str) -> Refused:
        """A refusal at the event's place."""
        where = Position(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        return Refused(Finding(where, Severity.VIOLATION, "yaml-refused", message, remedy))


def _too_deep(error: Any, file: str) -> Finding:
    where = Position(file, error.problem_mark.line + 1, error.problem_mark.column + 1)
    message, remedy = TOO_DEEP
    return Finding(where, Severity.VIOLATION, "yaml-refused", message, remedy)


def _unwelcome(odd: re.Match[str], text: str, file: str) -> Finding:
    before = text[: odd.start()]
    where = Position(file, before.count("\n") + 1, odd.start() - before.rfind("\n"))
    message = f"an invisible character, U+{ord(odd[0]):04X}"
    remedy = f"take it out, or write it as `\\u{ord(odd[0]):04X}` inside double quotation marks"
    return Finding(where, Severity.VIOLATION, "yaml-refused", message, remedy)
