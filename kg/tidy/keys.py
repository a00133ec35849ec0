"""Keys of one block set, changed or taken out as text: whatever else is in the file stays byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.read.extent import Extents
from kg.read.nodes import Entry, Mapping, Place, Sequence
from kg.read.yaml import read
from kg.tidy.items import alike
from kg.tidy.scalar import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Mapping as Table

    from kg.read.nodes import Node


def with_keys(
    text: str,
    file: str,
    find: Callable[[Node], Mapping | None],
    changes: Table[str, str | None],
    behind: Table[str, tuple[str, ...]],
) -> str:
    """The text in which the block that `find` finds has these values under these keys; None takes a key out.

    A new key goes behind the last of those that `behind` names for it, or behind the block's first key.
    Raises InputError where the text would not say the same but for that.
    """
    before = _content(text, file)
    for key, value in changes.items():
        content = _content(text, file)
        block = find(content)
        if block is not None:
            text = _one(text, block, key, value, behind.get(key, ()))
    _refuse_more(before, _content(text, file), find, changes, file)
    return text


def _content(text: str, file: str) -> Node:
    content, findings = read(text, file)
    if content is None or findings:
        raise InputError(f"{file} cannot be read as it is", remedy="run `kg check`, and mend it first")
    return content


def _one(text: str, block: Mapping, key: str, value: str | None, behind: tuple[str, ...]) -> str:
    ends = Extents(text)
    entry, flow = block.entries.get(key), ends.flowing(block)
    if entry and value is not None:
        return _cut(text, entry.value.place, ends.end(entry.value), written(value, flow=flow))
    if entry:
        return _taken_out(text, block, entry, ends)
    if value is None:
        return text
    named = [entry for name, entry in block.entries.items() if name in behind]
    anchor = max(named, key=lambda entry: entry.key.place) if named else next(iter(block.entries.values()))
    if flow:
        at = ends.end(anchor.value)
        return _cut(text, at, at, f", {key}: {written(value, flow=True)}")
    return _inserted(text, ends.end(anchor.value).line, block.place.column - 1, f"{key}: {written(value)}")


def _cut(text: str, start: Place, end: Place, words: str) -> str:
    """The text with everything between two places replaced."""
    lines = text.split("\n")
    head, tail = lines[start.line - 1][: start.column - 1], lines[end.line - 1][end.column - 1 :]
    lines[start.line - 1 : end.line] = [f"{head}{words}{tail}"]
    return "\n".join(lines)


def _inserted(text: str, line: int, indent: int, words: str) -> str:
    end = "\r" if "\r\n" in text else ""
    lines = text.split("\n")
    if line == len(lines):  # the last line has no end of its own
        lines[-1] += end
        return "\n".join([*lines, f"{' ' * indent}{words}"])
    return "\n".join([*lines[:line], f"{' ' * indent}{words}{end}", *lines[line:]])


def _taken_out(text: str, block: Mapping, entry: Entry, ends: Extents) -> str:
    members = list(block.entries.values())
    at, end = members.index(entry), ends.end(entry.value)
    if ends.flowing(block):
        start = ends.end(members[at - 1].value) if at else entry.key.place
        stop = end if at or len(members) == 1 else members[1].key.place
        return _cut(text, start, stop, "")
    if not at and len(members) > 1:  # it stands on the line of the dash
        return _cut(text, entry.key.place, members[1].key.place, "")
    lines = text.split("\n")
    kept = [*lines[: entry.key.place.line - 1], *lines[end.line :]]
    kept[-1] = kept[-1].removesuffix("\r")  # where the last line of the text went
    return "\n".join(kept)


def _refuse_more(
    before: Node, after: Node, find: Callable[[Node], Mapping | None], changes: Table[str, str | None], file: str
) -> None:
    """Refuse a text in which anything else has changed, or the change is not what was asked for."""
    old, new = find(before), find(after)
    told = None if new is None else {key: new.text(key) if key in new.entries else None for key in changes}
    rest = [_without(node, block, changes) for node, block in ((before, old), (after, new))]
    if told != dict(changes) or not alike(*rest):
        raise InputError(f"{file} would not say the same but for the mark", remedy="write it there by hand")


def _without(node: Node, block: Mapping | None, keys: Table[str, str | None]) -> Node:
    """The node with some keys of one block left out."""
    if isinstance(node, Sequence):
        return Sequence([_without(item, block, keys) for item in node.items], node.place)
    if isinstance(node, Mapping):
        kept = {
            k: e
            for k, e in node.entries.items()
            if not (k in keys and block is not None and node.place == block.place and node == block)
        }
        return Mapping({k: Entry(e.key, _without(e.value, block, keys)) for k, e in kept.items()}, node.place)
    return node


def claims(node: Node, section: str) -> Iterator[Mapping]:
    """Every claim of a claims file, groups looked into, in file order."""
    listed = node.get(section) if isinstance(node, Mapping) else None
    for member in listed.items if isinstance(listed, Sequence) else ():
        if isinstance(member, Mapping) and section in member.entries:
            yield from claims(member, section)
        elif isinstance(member, Mapping):
            yield member
