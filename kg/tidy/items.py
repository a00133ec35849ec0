"""One more item at the end of a file's list, as text: whatever else is in the file stays byte for byte.

The item goes right behind the last one and its comments, before a comment that stands further left: that one closes the
list, or the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.read.extent import Extents
from kg.read.nodes import Entry, Mapping, Node, Place, Scalar, Sequence
from kg.read.yaml import read
from kg.tidy.files import plain
from kg.tidy.scalar import written

if TYPE_CHECKING:
    from collections.abc import Sequence as Lines

INDENT = "  "


class Appended(NamedTuple):
    """The new text, the line on which the item begins in it, how many it takes, and how far they are indented there."""

    text: str
    line: int
    height: int
    indent: int


def appended(text: str, file: str, section: str, item: Lines[str]) -> Appended:
    """The text with an item, given as the lines of its keys, at the end of the list under a key at the top.

    Raises InputError where the text cannot be read, or would not say the same and the item besides.
    """
    content, block = _keys(text, file), _keys("\n".join(item), file)
    if content is None or not block:
        raise InputError(f"{file} cannot be read as it is", remedy="run `kg check`, and mend it first")
    made = _edited(text, content, section, item, block)
    again = _keys(made.text, file)
    if again is None or not _says(again, content, section, block):
        remedy = f"write `{section}:` on a line of its own there, its items below it, or name another file"
        raise InputError(f"{file} has no place for one more of its {section}", remedy=remedy)
    return made


def _keys(text: str, file: str) -> Mapping | None:
    """The keys of a text, none in an empty one; None where it cannot be read."""
    content, findings = read(text, file)
    if findings or not (content is None or isinstance(content, Mapping)):
        return None
    return content or Mapping({}, Place(1, 1))


def _edited(text: str, content: Mapping, section: str, item: Lines[str], block: Mapping) -> Appended:
    entry = content.entries.get(section)
    if entry is None:
        return _at_the_end(text, section, item)
    listed, ends = entry.value, Extents(text)
    if isinstance(listed, Sequence) and ends.flowing(listed) and listed.items:
        return _behind(text, ends.end(listed.items[-1]), flowing(block))
    if not isinstance(listed, Sequence) or not listed.items:
        text = _without(text, listed, ends.end(listed))
        return _below(text, entry.key.place.line, 0, item)
    dash = listed.place.column - 1
    return _below(text, _last(ends.lines, ends.end(listed).line, dash), dash, item)


def _at_the_end(text: str, section: str, item: Lines[str]) -> Appended:
    end = _line_end(text)
    head = f"{text}{'' if text.endswith(end) or not text else end}{section}:{end}"
    return _below(head, head.count("\n"), 0, item)


def _below(text: str, line: int, dash: int, item: Lines[str]) -> Appended:
    """The item after so many lines, its dash in the given column."""
    end, lines = _line_end(text), text.split("\n")
    starts = ["- ", *[INDENT] * (len(item) - 1)]
    new = [f"{' ' * dash}{start}{words}".rstrip() for start, words in zip(starts, item, strict=True)]
    head, tail = lines[:line], lines[line:]
    if not tail:  # the last line has no end of its own
        head[-1], tail = head[-1].removesuffix("\r") + end.removesuffix("\n"), [""]
    made = [*head, *(f"{words}{end.removesuffix(chr(10))}" for words in new), *tail]
    return Appended("\n".join(made), line + 1, len(new), dash + len(INDENT))


def _last(lines: Lines[str], line: int, dash: int) -> int:
    """How many lines there are up to the end of the last item, comments that stand in it taken along."""
    while line < len(lines):
        bare = lines[line].lstrip()
        if not bare.startswith("#") or len(lines[line]) - len(bare) <= dash:
            return line
        line += 1
    return line


def _behind(text: str, place: Place, words: str) -> Appended:
    lines = text.split("\n")
    line, column = place.line - 1, place.column - 1
    lines[line] = f"{lines[line][:column]}, {words}{lines[line][column:]}"
    return Appended("\n".join(lines), place.line, 1, column)


def _without(text: str, node: Node, end: Place) -> str:
    """The text without an empty list, written as `[]` or not at all."""
    lines = text.split("\n")
    if end.line == node.place.line:
        line = lines[end.line - 1]
        kept = f"{line[: node.place.column - 1]}{line[end.column - 1 :]}"
        lines[end.line - 1] = kept.rstrip(" ") if kept.endswith(" ") else kept
    return "\n".join(lines)


def flowing(node: Node) -> str:
    """A node on one line, in braces and brackets.

    >>> flowing(read("a: [b, 'c, d']", "")[0])
    '{a: [b, "c, d"]}'
    """
    if isinstance(node, Scalar):
        return written(node.text, flow=True)
    if isinstance(node, Sequence):
        return f"[{', '.join(map(flowing, node.items))}]"
    return (
        f"{{{', '.join(f'{written(key.text, flow=True)}: {flowing(value)}' for key, value in node.entries.values())}}}"
    )


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _says(again: Mapping, before: Mapping, section: str, block: Mapping) -> bool:
    """Whether a text says what it said before and the new item, to the letter, at the end of its list."""
    listed = again.get(section)
    if not isinstance(listed, Sequence) or not alike(listed.items[-1], block):
        return False
    rest = Sequence(listed.items[:-1], listed.place)
    old = before.entries.get(section)
    key = again.entries[section].key
    kept = {**again.entries, section: Entry(key, rest)}
    none = old is None or not isinstance(old.value, Sequence)
    if none and rest.items:
        return False
    was = {name: each for name, each in before.entries.items() if not (none and name == section)}
    now = {name: each for name, each in kept.items() if not (none and name == section)}
    return plain(Mapping(now, again.place)) == plain(Mapping(was, before.place)) and list(now) == list(was)


def alike(one: Node, other: Node) -> bool:
    """Whether two nodes say the same to the letter, wherever they stand."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.text == other.text
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one.items) == len(other.items) and all(map(alike, one.items, other.items))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        pairs = zip(one.entries.values(), other.entries.values(), strict=False)
        same = list(one.entries) == list(other.entries)
        return same and all(alike(left.value, right.value) for left, right in pairs)
    return False
