"""The claims file of a source: where a new claim of it goes, and what that file gives to each of its claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.read.files import DATA, inside
from kg.read.forms import ENDINGS
from kg.read.nodes import Entry, Place, Scalar, Sequence
from kg.resolve.index import CLAIMS, MENTIONS
from kg.schema import CT
from kg.tidy.head import head

if TYPE_CHECKING:
    from pathlib import Path

    from kg.entry.desk import Desk
    from kg.read.files import Document

FOLDER = f"{DATA}/claims"


@dataclass(frozen=True, slots=True)
class Target:
    """A file, its path relative to the case, its text (with a head, where it is new), and what it gives to claims.

    `others` are files of the same source that were not chosen.
    """

    file: str
    text: str
    inherited: dict[str, Entry]
    mark: str = ""
    others: tuple[str, ...] = ()


def target(desk: Desk, source: str, name: str = "") -> Target:
    """The file that is named, or the one whose top says that it is of the source, or a new one called like it."""
    file = _named(desk, name) if name else ""
    own = [each for each in desk.tree.documents if each.content.text(desk.key(CT.source)) == source]
    own.sort(key=lambda each: (each.file != f"{FOLDER}/{source}.yaml", -_length(each), each.file))
    chosen = file or (own[0].file if own else f"{FOLDER}/{source}.yaml")
    others = () if file else tuple(each.file for each in own[1:])
    document = next((each for each in desk.tree.documents if each.file == chosen), None)
    raw = _raw(desk.root / chosen)
    mark = "\ufeff" if raw.startswith("\ufeff") else ""
    text = raw.removeprefix("\ufeff")
    if document is None:
        text = _headed(text, chosen, source, desk)
    given = document.content.entries if document else _keys(desk, source)
    kept = {key: entry for key, entry in given.items() if key not in {CLAIMS, MENTIONS}}
    return Target(chosen, text, kept, mark, others)


def _keys(desk: Desk, source: str) -> dict[str, Entry]:

    key, place = desk.key(CT.source), Place(1, 1)
    return {key: Entry(Scalar(key, place), Scalar(source, place))}


def _named(desk: Desk, name: str) -> str:
    """The path of a file that somebody named: below data/, with a YAML ending; InputError otherwise."""
    path = desk.root / name
    if not path.is_relative_to(desk.root / DATA) and "/" not in name:
        path = desk.root / FOLDER / name
    remedy = f"name one such as `{FOLDER}/paper.yaml`"
    below = inside(desk.root / DATA, path) and ".." not in path.parts and path.is_relative_to(desk.root / DATA)
    if not below or path.suffix not in ENDINGS or path.is_dir():
        raise InputError(f"{name} is no file for claims", remedy=remedy)
    return path.relative_to(desk.root).as_posix()


def _raw(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def _headed(text: str, file: str, source: str, desk: Desk) -> str:
    """The text of a file that says nothing yet, with the lines that a claims file begins with."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = [*("" if text else head(desk.root, file)).splitlines(), f"{desk.key(CT.source)}: {source}", ""]
    return f"{text}{'' if text.endswith(end) or not text else end}{end.join(lines)}"


def _length(document: Document) -> int:
    listed = document.content.get(CLAIMS)
    return len(listed.items) if isinstance(listed, Sequence) else 0
