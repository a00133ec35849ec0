"""A source's block of keys, written into a YAML file as text, so that nobody's comments or layout are touched.

Every edit is read back: the file must say what it said before, and the one thing more, less or else that was meant.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError, KgError
from kg.read.nodes import Mapping, Node, Scalar, Sequence
from kg.read.yaml import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Table

Value = str | list[str] | dict[str, str]
INDENT = "  "
TYPED = {"true", "false", "null", "yes", "no", "on", "off", "nan", "y", "n"}  # what other readers take for no text
_PLAIN = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9_./+~-]*\Z|https?://[A-Za-z0-9][A-Za-z0-9_.:/?=%+~()&;@!$-]*\Z|[A-Za-z]+(?: [A-Za-z]+)+\Z"
)
_ESCAPED = re.compile("[\x7f-\x9f\xad\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Field(NamedTuple):
    """A key with its value, and where the value comes from, for a comment behind it."""

    key: str
    value: Value
    where: str = ""


def block(name: str, fields: list[Field], margin: str = INDENT) -> str:
    """The lines of a block: its id, and each field below it."""
    return f"{margin}{name}:\n" + "".join(line(each, margin + INDENT) for each in fields)


def line(each: Field, margin: str) -> str:
    """One field as a line.

    >>> line(Field("date", "2023-05-23", "<meta date>"), "  ")
    '  date: 2023-05-23  # <meta date>\\n'
    """
    comment = f"  # {' '.join(each.where.split())}" if each.where else ""
    return f"{margin}{each.key}: {_shown(each.value)}{comment}\n"


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(quoted, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {quoted(text)}" for key, text in value.items()) + "}"
    return quoted(value)


def quoted(text: str) -> str:
    r"""A text as YAML: plain where it can be nothing else, else between quotation marks.

    >>> quoted("report-2023.pdf"), quoted('He said: "no"')
    ('report-2023.pdf', '"He said: \\"no\\""')
    """
    if _PLAIN.match(text) and text.lower() not in TYPED:
        return text
    return _ESCAPED.sub(lambda odd: f"\\u{ord(odd[0]):04x}", json.dumps(text, ensure_ascii=False))


def added(text: str, file: str, section: str, name: str, fields: list[Field]) -> str:
    """The file with a block more in the section, which is made where there is none."""
    content = _read(text, file)
    entry = content.entries.get(section) if content else None
    if entry is None:
        gap = "\n" if text.strip() else ""
        after = f"{_ended(text)}{gap}{section}:\n{block(name, fields)}"
    else:
        members = _members(entry.value, file, section)
        lines = _ended(text).split("\n")[:-1]
        margin = " " * (next(iter(members.entries.values())).key.place.column - 1) if members.entries else INDENT
        end = _end(lines, content, entry.key.place.line)
        after = "\n".join([*lines[:end], block(name, fields, margin).rstrip("\n"), *lines[end:]]) + "\n"
    _same(text, after, file, lambda said: _in(said, section).pop(name, None))
    return after


def removed(text: str, file: str, section: str, name: str) -> str:
    """The file without the block; a section that becomes empty goes too."""
    content, members = _found(text, file, section)
    lines = _ended(text).split("\n")[:-1]
    only = len(members.entries) == 1
    first = (content.entries[section].key if only else members.entries[name].key).place.line
    end = _end(lines, content if only else members, first)
    after = "\n".join([*lines[: first - 1], *lines[end:]]).rstrip("\n") + "\n"
    _same(text, after, file, lambda said: _in(said, section).pop(name, None))
    return after


def completed(text: str, file: str, section: str, name: str, fields: list[Field]) -> str:
    """The file with these fields in the block, in place of what it had under their keys."""
    after = text
    for each in fields:
        after = _with(after, file, section, name, each)
    keys = {each.key for each in fields}
    _same(text, after, file, lambda said: [_in(_in(said, section), name).pop(key, None) for key in keys])
    return after


def _with(text: str, file: str, section: str, name: str, each: Field) -> str:
    """The file with one field in the block, after the others or in place of the one under its key."""
    _, members = _found(text, file, section)
    held = members.entries[name].value
    if not isinstance(held, Mapping) or not held.entries or _flow(text, held):
        remedy = "write each of its keys on a line of its own, and run this again"
        raise InputError(f"the block of `{name}` is written in braces, or is empty", remedy=remedy, where=file)
    lines = _ended(text).split("\n")[:-1]
    known = held.entries.get(each.key)
    siblings, start = (held, known.key.place.line) if known else (members, members.entries[name].key.place.line)
    end = _end(lines, siblings, start)
    lines[start - 1 if known else end : end] = [line(each, " " * (held.place.column - 1)).rstrip("\n")]
    return "\n".join(lines) + "\n"


def _found(text: str, file: str, section: str) -> tuple[Mapping, Mapping]:
    """The file and the blocks of one of its sections."""
    content = _read(text, file)
    if content is None or section not in content.entries:
        raise InputError(f"{file} has no `{section}`", remedy="run the command again: the file was changed meanwhile")
    return content, _members(content.entries[section].value, file, section)


def _read(text: str, file: str) -> Mapping | None:
    """What a file says; InputError where it cannot be read."""
    content, findings = read(text, file)
    if findings or isinstance(content, (Scalar, Sequence)):
        raise InputError(f"{file} cannot be read", remedy=f"mend it first: {findings[0] if findings else 'no block'}")
    return content


def _members(node: Node, file: str, section: str) -> Mapping:
    """The blocks of a section, written one below the other."""
    if isinstance(node, Scalar) and not node.text:
        return Mapping({}, node.place)
    if not isinstance(node, Mapping):
        raise InputError(f"`{section}` of {file} holds no blocks", remedy="write `id: …` below it", where=file)
    return node


def _flow(text: str, held: Mapping) -> bool:
    return text.split("\n")[held.place.line - 1][held.place.column - 1 : held.place.column] == "{"


def _end(lines: list[str], siblings: Mapping | None, start: int) -> int:
    """The number of the last line of the entry that starts on a line; comments and blanks below it are not its own."""
    column = len(lines[start - 1]) - len(lines[start - 1].lstrip())
    later = [entry.key.place.line for entry in (siblings.entries.values() if siblings else ())]
    end = min((number - 1 for number in later if number > start), default=len(lines))
    inner = range(start, end)
    stop = next((n for n in inner if _outside(lines[n], column)), end)
    while stop > start and (not lines[stop - 1].strip() or lines[stop - 1].lstrip().startswith("#")):
        stop -= 1
    return stop


def _outside(text: str, column: int) -> bool:
    """Whether a line, no comment and not blank, is not indented more than the entry."""
    bare = text.strip()
    indent = len(text) - len(text.lstrip()) + bare.startswith("- ")
    return bool(bare) and not bare.startswith("#") and indent <= column


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _same(before: str, after: str, file: str, strip: Callable[[dict[str, object]], object]) -> None:
    """Refuse an edit after which the file says anything else, once what was meant is left out on both sides."""
    said, wanted = _plain(_read(before, file)), _plain(_read(after, file))
    for each in (said, wanted):
        if isinstance(each, dict):
            strip(each)
    if _filled(said) != _filled(wanted):
        raise KgError(f"{file} would not say the same afterwards, so it is left alone", remedy="edit it by hand")


def _in(said: dict[str, object], key: str) -> dict[str, object]:
    """The block under a key, an empty one where there is none."""
    inner = said.setdefault(key, {})
    return inner if isinstance(inner, dict) else {}


def _filled(said: object) -> object:
    return {key: value for key, value in said.items() if value != {}} if isinstance(said, dict) else said


def _plain(node: Node | None) -> object:
    """What a node says, places left out."""
    if node is None:
        return {}
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    entries: Table[str, object] = {key.text: _plain(value) for key, value in node.entries.values()}
    return dict(entries)
