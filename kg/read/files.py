"""Find and read the files of a case: bounded in size, inside the case, UTF-8, in one order on every machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import CaseError
from kg.findings import Finding, Position, Severity
from kg.read.forms import ENDINGS, RECORDS, read
from kg.read.nodes import Mapping, Node, kind

LARGEST = 16 * 1024 * 1024  # bytes; a hand-written file of this size can no longer be reviewed
SETTINGS = "kg.yaml"
DATA = "data"
SOURCES = "sources"  # below it lie originals too: a table there is one
NOT_DATA = {"README.md", "kg.schema.json"}  # what may lie among data files without being one


Reader = Callable[[str, str], tuple[Node | None, list[Finding]]]


@dataclass(frozen=True, slots=True)
class Document:
    """One data file: its path relative to the case, with `/` on every system, and its content."""

    file: str
    content: Mapping
    size: int


@dataclass(slots=True)
class Tree:
    """All that was read of a case: settings, documents in path order, findings, and each file's bytes by path.

    `unread` are the places at which data files could not be read: nobody knows what these files issue.
    """

    root: Path
    settings: Document | None = None
    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    unread: list[Position] = field(default_factory=list)


def find_case(start: Path) -> Path:
    """The case folder at or above `start`: the nearest one that holds `kg.yaml`."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / SETTINGS).is_file():
            return folder
    remedy = "run `kg init DIR` to make one, or name it with --case DIR"
    raise CaseError(f"no case at {start} or above it", remedy=remedy)


def read_case(root: Path, reader: Reader = read) -> Tree:
    """Read every data file of the case; problems are collected, never raised. `reader` makes nodes of a text."""
    tree = Tree(root)
    tree.settings = _document(tree, root / SETTINGS, reader)
    for path in data_files(root):
        before, document = len(tree.findings), _document(tree, path, reader)
        if document:
            tree.documents.append(document)
        elif len(tree.findings) > before:
            tree.unread.append(tree.findings[-1].position)
    tree.findings += [_closed(path.relative_to(root).as_posix()) for path in closed_folders(root)]
    tree.findings += [_passed_over(path.relative_to(root).as_posix()) for path in passed_over(root)]
    return tree


def data_files(root: Path) -> list[Path]:
    """The data files below `data/`, sorted by their path parts: YAML, and outside of sources JSON Lines and CSV."""
    found = [path for ending in (*ENDINGS, *RECORDS) for path in (root / DATA).rglob(f"*{ending}")]
    read = (path for path in found if not path.is_dir() and not _original(path.relative_to(root / DATA)))
    return sorted(read, key=lambda path: path.relative_to(root).parts)


def _original(path: Path) -> bool:
    """Whether a file, named below `data/`, is one that a source may have come as."""
    return path.suffix in RECORDS and path.parts[0] == SOURCES


def passed_over(root: Path) -> list[Path]:
    """Files below `data/` that look like data files and are not read, sorted by their path parts.

    Anything outside `data/sources/`, where originals lie too; there, what has a YAML ending in another form.
    """
    found = []
    for path in (root / DATA).rglob("*"):
        parts = path.relative_to(root / DATA).parts
        known = (
            path.name in NOT_DATA or path.suffix in (*ENDINGS, *RECORDS) or any(part.startswith(".") for part in parts)
        )
        held = parts[0] == SOURCES and not any(suffix.lower() in ENDINGS for suffix in path.suffixes)
        if not known and not held and path.is_file():
            found.append(path)
    return sorted(found, key=lambda path: path.relative_to(root).parts)


def closed_folders(root: Path) -> list[Path]:
    """Folders below `data/`, or that folder itself, that are links or cannot be listed: their files would be missed."""
    closed: list[Path] = [root / DATA] if (root / DATA).is_symlink() else []
    failed: list[OSError] = []
    for folder, inner, _ in os.walk(root / DATA, onerror=failed.append):
        closed += [Path(folder, name) for name in inner if Path(folder, name).is_symlink()]
    closed += [Path(error.filename) for error in failed]
    return sorted(path for path in set(closed) if path != root / DATA or path.exists())


def _closed(file: str) -> Finding:
    message, remedy = "a folder that is not read: a link, or one without rights", "put the folder itself here"
    return Finding(Position(file, 1, 1), Severity.VIOLATION, "folder-not-read", message, remedy)


def _passed_over(file: str) -> Finding:
    message, remedy = "not read: data files end in .yaml, .yml, .jsonl or .csv", "rename it, or move it out of data/"
    return Finding(Position(file, 1, 1), Severity.WARNING, "not-read", message, remedy)


def inside(root: Path, path: Path) -> bool:
    """Whether the path, links followed, stays inside the case."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except RuntimeError:  # links in a circle lead nowhere, as whoever reads them will say
        return True


def _document(tree: Tree, path: Path, reader: Reader) -> Document | None:
    file = path.relative_to(tree.root).as_posix()
    text = _text(tree, path, file)
    if text is None:
        return None
    content, findings = reader(text, file)
    tree.findings += findings
    if content is None or isinstance(content, Mapping):
        return Document(file, content, len(text)) if content else None
    tree.findings.append(_wrong_top(file, content))
    return None


def _text(tree: Tree, path: Path, file: str) -> str | None:
    """The file's text, or None with a finding that says why not."""
    raw = _bytes(tree, path, file)
    if raw is None:
        return None
    tree.contents[file] = raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        where = Position(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x}"
        _refuse(tree, where, "not-utf8", message, "save the file as UTF-8")
        return None


def _bytes(tree: Tree, path: Path, file: str) -> bytes | None:
    """The file's bytes, if it lies inside the case and is of a size that a person can review."""
    top = Position(file, 1, 1)
    if not file.isprintable():
        shown = Position(file.encode("unicode_escape").decode("ascii"), 1, 1)
        _refuse(tree, shown, "bad-name", "a file name that cannot be shown", "rename it with plain letters")
        return None
    if not inside(tree.root, path):
        _refuse(tree, top, "outside-case", "a link that leads out of the case", "copy the file into the case")
        return None
    try:
        size = path.stat().st_size
        if not path.is_file():
            _refuse(tree, top, "unreadable", "not a file: a device, or a pipe", "move it out of data/")
            return None
        if size <= LARGEST:
            return path.read_bytes()
        message = f"{size / 2**20:.1f} MB; a data file may have {LARGEST // 2**20} MB"
        _refuse(tree, top, "too-large", message, "split the file")
    except OSError as error:
        remedy = "mend the file's rights, or remove it"
        _refuse(tree, top, "unreadable", f"cannot be read: {error.strerror}", remedy)
    return None


def _refuse(tree: Tree, where: Position, rule: str, message: str, remedy: str) -> None:
    tree.findings.append(Finding(where, Severity.VIOLATION, rule, message, remedy))


def _wrong_top(file: str, content: Node) -> Finding:
    message = f"the file holds {kind(content)} where a block of keys is expected"
    remedy = "start with a class (`Person:`) or with `source:` and `claims:`"
    return Finding(Position(file, *content.place), Severity.VIOLATION, "wrong-type", message, remedy)
