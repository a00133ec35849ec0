"""Tidy the data files of a case: ids where they are missing, spaces and line ends where they are untidy.

The text is edited, never written anew from what was read, so comments, order and layout stay as their author left
them. A file is replaced only after the new text has been read back and says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import FindingsError, KgError
from kg.read.files import data_files, read_case
from kg.read.forms import ENDINGS
from kg.read.nodes import Mapping, Node, Scalar, Sequence
from kg.read.yaml import read
from kg.tidy.ids import issue, without_id
from kg.tidy.put import put

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in one file: ids issued, and whether blanks or line ends were tidied."""

    file: str
    issued: tuple[str, ...]
    tidied: bool


def tidy_case(root: Path, *, write: bool = True) -> list[Change]:
    """Tidy every YAML file of data; with `write=False` only say what would change.

    Raises FindingsError, and touches nothing, where a file cannot be read: a new id must not be one that stands there.
    """
    tree = read_case(root)
    if tree.findings:
        raise FindingsError(sorted(tree.findings))
    taken = {text for document in tree.documents for text in ids(document.content)}
    readable = {document.file: document.content for document in tree.documents}
    changes = []
    for path in data_files(root):
        file = path.relative_to(root).as_posix()
        if file in readable and path.suffix in ENDINGS:
            changes += _tidy(path, file, readable[file], taken, write=write)
    return changes


def _tidy(path: Path, file: str, content: Mapping, taken: set[str], *, write: bool) -> list[Change]:
    before = path.read_bytes().decode("utf-8-sig")
    issued = [(claim, issue(claim, file, taken)) for claim in without_id(content)]
    after = blanks(with_ids(before, issued))
    if after == before:
        return []
    if write:
        _replace(path, file, content, after, {new for _, new in issued})
    return [Change(file, tuple(new for _, new in issued), blanks(before) != before)]


def with_ids(text: str, issued: list[tuple[Mapping, str]]) -> str:
    """The text with each id as the first key of its claim, in the claim's own style."""
    lines = text.split("\n")
    for claim, new in sorted(issued, key=lambda pair: pair[0].place, reverse=True):
        row, column = claim.place.line - 1, claim.place.column - 1
        line = lines[row]
        if line[column : column + 1] == "{":
            rest = line[column + 1 :]
            gap = " " * (len(rest) - len(rest.lstrip(" "))) if rest.strip() else ""
            lines[row] = f"{line[: column + 1]}{gap}id: {new}, {rest.lstrip(' ')}"
        else:
            lines[row : row + 1] = [f"{line[:column]}id: {new}", " " * column + line[column:]]
    return "\n".join(lines)


def blanks(text: str) -> str:
    """The text with plain line ends, no blanks at the end of a line, and one line end at its own end.

    >>> blanks("a: 1  \\r\\n\\n\\n")
    'a: 1\\n'
    """
    return "\n".join(line.rstrip(" \t") for line in text.replace("\r\n", "\n").split("\n")).rstrip("\n") + "\n"


def _replace(path: Path, file: str, content: Mapping, after: str, new: set[str]) -> None:
    again, findings = read(after, file)
    same = isinstance(again, Mapping) and not findings and plain(again, new) == plain(content)
    if not same or (isinstance(again, Mapping) and any(without_id(again))):
        raise KgError(f"{file} would not say the same after tidying, so it is left alone", remedy="add the ids by hand")
    put(path, after)


def plain(node: Node, new: frozenset[str] | set[str] = frozenset()) -> object:
    """What a node says, places and newly issued ids left out; blanks at line ends are no part of it."""
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Sequence):
        return [plain(item, new) for item in node.items]
    kept = ((key.text, value) for key, value in node.entries.values())
    return {
        key: plain(value, new)
        for key, value in kept
        if not (key == "id" and isinstance(value, Scalar) and value.text in new)
    }


def ids(node: Node) -> set[str]:
    """Every id that a file may issue, and every key: what no new id may be."""
    if isinstance(node, Sequence):
        return {text for item in node.items for text in ids(item)}
    if isinstance(node, Mapping):
        own = {node.text("id")} - {""}
        return own | set(node.entries) | {text for _, value in node.entries.values() for text in ids(value)}
    return set()
