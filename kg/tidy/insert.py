"""One more entry in a data file: as text, so that comments, order and layout stay as their author left them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.read.nodes import Entry, Mapping, Node, Place
from kg.read.yaml import read
from kg.tidy.files import plain
from kg.tidy.scalar import written

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

INDENT = 2


def inserted(text: str, file: str, section: str, ident: str, values: Table[str, str]) -> str:
    """The text with an entry at the end of a section, or with a new section at its own end.

    Raises InputError where the text cannot be read, or would not say the same and the entry besides.
    """
    content = _content(text, file)
    if content is None:
        raise InputError(f"{file} cannot be read as it is", remedy="run `kg check`, and mend it first")
    wanted = _told(content)
    entry = {key: " ".join(value.split()) for key, value in values.items()}
    wanted[section] = {**wanted.get(section, {}), ident: entry}
    after = _edited(text, content, section, ident, values)
    again = _content(after, file)
    if again is None or _told(again) != wanted:
        remedy = f"write `{section}:` on a line of its own there, its entries below it, or name another file"
        raise InputError(f"{file} has no place for one more entry of {section}", remedy=remedy)
    return after


def with_key(text: str, file: str, entry: tuple[str, str], key: str, value: str) -> str:
    """The text with one more key at the end of an entry, given by its section and id.

    Raises InputError where the text cannot be read, or would not say the same and the key besides.
    """
    content, (section, ident) = _content(text, file), entry
    below = content.get(section) if content else None
    found = below.entries.get(ident) if isinstance(below, Mapping) else None
    if content is None or found is None or not isinstance(found.value, Mapping):
        raise InputError(f"{file} has no {section} {ident}", remedy="run `kg check`, and mend it first")
    wanted = _told(content)
    wanted[section] = {**wanted[section], ident: {**dict(plain(found.value)), key: value}}  # type: ignore[call-overload]
    after = _keyed(text, content, found, f"{key}: {written(value)}")
    again = _content(after, file)
    if again is None or _told(again) != wanted:
        raise InputError(f"{file} has no place for `{key}` at {ident}", remedy=f"write `{key}: {value}` there by hand")
    return after


def _keyed(text: str, content: Mapping, found: Entry, line: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    start, column = found.key.place
    starts = {inner.key.place.line for _, outer in content.entries.values() for inner in _below(outer)}
    starts |= {outer.key.place.line for outer in content.entries.values()}
    at = min((each - 1 for each in starts if each > start), default=len(lines))
    while at > start and _between(lines[at - 1], column):
        at -= 1
    if lines[at - 1].rstrip().endswith("}"):
        lines[at - 1] = f"{lines[at - 1].rstrip()[:-1].rstrip()}, {line}}}"
    else:
        keys = [inner.key.place.column - 1 for inner in _below(found.value)]
        lines.insert(at, f"{' ' * min(keys, default=column - 1 + INDENT)}{line}")
    return end.join(lines)


def _below(node: Node) -> list[Entry]:
    return list(node.entries.values()) if isinstance(node, Mapping) else []


def _content(text: str, file: str) -> Mapping | None:
    """The file's keys, none in an empty one; None where it cannot be read."""
    content, findings = read(text, file)
    if findings or not (content is None or isinstance(content, Mapping)):
        return None
    return content or Mapping({}, Place(1, 1))


def _edited(text: str, content: Mapping, section: str, ident: str, values: Table[str, str]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.removesuffix(end).split(end) if text else []
    found = content.entries.get(section)
    if found is None:
        gap = [""] if content.entries else []
        return end.join([*lines, *gap, f"{section}:", *_entry(ident, values, INDENT), ""])
    below = found.value.entries.values() if isinstance(found.value, Mapping) else ()
    indent = min((entry.key.place.column - 1 for entry in below), default=INDENT)
    at = _end(lines, found.key.place.line, indent, content)
    return end.join([*lines[:at], *_entry(ident, values, indent), *lines[at:], ""])


def _end(lines: list[str], start: int, indent: int, content: Mapping) -> int:
    """How many lines there are up to the end of the section that starts on a line: what comes after stays after it."""
    later = (entry.key.place.line - 1 for entry in content.entries.values() if entry.key.place.line > start)
    at = min(later, default=len(lines))
    while at > start and _between(lines[at - 1], indent):
        at -= 1
    return at


def _between(line: str, indent: int) -> bool:
    """Whether a line belongs to no entry: blank, or a comment that stands further left than entries do."""
    bare = line.lstrip()
    return not bare or (bare.startswith("#") and len(line) - len(bare) < indent)


def _entry(ident: str, values: Table[str, str], indent: int) -> list[str]:
    inner = " " * (indent + INDENT)
    return [f"{' ' * indent}{ident}:", *(f"{inner}{key}: {written(value)}" for key, value in values.items())]


def _told(content: Mapping) -> dict[str, dict[str, object]]:
    """What each section says; an empty one says nothing."""
    said = {key: plain(value) for key, (_, value) in content.entries.items()}
    return {
        key: entries if isinstance(entries, dict) else {"": entries} if entries else {} for key, entries in said.items()
    }
