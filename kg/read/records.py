"""Records, one after another, as the block of keys that a YAML file would have: entities by class, or claims.

A record with `class` and `id` describes an entity; one without `class` is a claim. A file holds one kind of the two, as
in YAML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import Finding, Position, Severity
from kg.read.nodes import Entry, Mapping, Node, Scalar, Sequence, kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Records = Callable[[str, str, list[Finding]], Iterator[Mapping]]

CLASS, ID, CLAIMS = "class", "id", "claims"


class Gathered:
    """The records of a file so far; `findings` grows as they come."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self._claims: list[Node] = []
        self._classes: dict[str, Entry] = {}

    def add(self, record: Mapping) -> None:
        """Take in one record."""
        if CLASS not in record.entries:
            self._claims.append(record)
            return
        name, key = (self._word(record, each) for each in (CLASS, ID))
        if name is None or key is None:
            return
        own = {word: entry for word, entry in record.entries.items() if word not in (CLASS, ID)}
        section = self._classes.setdefault(name.text, Entry(name, Mapping({}, name.place))).value
        known = section.entries if isinstance(section, Mapping) else {}
        if key.text in known:
            message = f"id `{key.text}` is issued twice"
            remedy = f"rename one of the two; the first is on line {known[key.text].key.place.line}"
            self.refuse(key, "duplicate-id", message, remedy, key.text)
        else:
            known[key.text] = Entry(key, Mapping(own, record.place))

    def document(self) -> Mapping | None:
        """All records as one block; None where there is none."""
        found = dict(self._classes)
        if self._claims and found:
            message = "a claim among records of entities"
            self.refuse(self._claims[0], "missing-class", message, "write its `class`, or put claims into another file")
        elif self._claims:
            first = self._claims[0]
            found[CLAIMS] = Entry(Scalar(CLAIMS, first.place), Sequence(self._claims, first.place))
        return Mapping(found, next(iter(found.values())).key.place) if found else None

    def refuse(self, node: Node, rule: str, message: str, remedy: str, text: str = "") -> None:
        """A violation at the node."""
        self.findings.append(
            Finding(Position(self.file, *node.place), Severity.VIOLATION, rule, message, remedy, text[:120])
        )

    def _word(self, record: Mapping, key: str) -> Scalar | None:
        value = record.get(key)
        if isinstance(value, Scalar) and value.text:
            return value
        found = f"{kind(value)} as `{key}`" if value else f"a record without `{key}`"
        self.refuse(value or record, f"missing-{key}", found, f"write `{key}`: a word")
        return None


def read(text: str, file: str, records: Records) -> tuple[Node | None, list[Finding]]:
    """The records of a text as one block of keys, and what is wrong with them; `records` appends faults of form."""
    found, faults = Gathered(file), list[Finding]()
    for record in records(text, file, faults):
        found.add(record)
    document = found.document()
    return document, [*faults, *found.findings]
