"""A new source: bytes, text and map on their shelf, its block in a file, the deed in the log; or nothing at all.

Before anything holds, the case is read as `kg check` reads it: an entry that would be wrong is told and undone. What is
for the vault goes there, and git gets its code and its hashes alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import CaseError, FindingsError, InputError
from kg.findings import Severity
from kg.read.files import inside, read_case
from kg.resolve.case import resolve
from kg.resolve.copies import IN_VAULT, SHELF
from kg.schema import CT
from kg.source import custody
from kg.source.block import added
from kg.source.custody import Deed
from kg.source.describing import Order, described, extracted, original, sha, texts
from kg.source.desk import at_work, desk
from kg.source.naming import chosen, last_name, secret
from kg.source.shelf import KEPT, SECRET, Shelf
from kg.source.taking import Taken, take
from kg.tidy.head import head

if TYPE_CHECKING:
    from pathlib import Path

    from kg.source.block import Field, Value
    from kg.source.desk import Desk

ATTRIBUTES = f"{SHELF}/.gitattributes"
GIT = """\
# Held copies are bytes: git must not touch their line ends. Two branches may both log what they did.
* -text
*.yaml text
*.yml text
custody.jsonl merge=union
"""


@dataclass(frozen=True, slots=True)
class Entered:
    """The new source: its id, the file that describes it, its fields as written, and what was odd."""

    id: str
    file: str
    fields: tuple[Field, ...]
    notes: tuple[str, ...]

    def value(self, key: str) -> Value:
        """The value written under a key, or nothing."""
        return next((each.value for each in self.fields if each.key == key), "")


def enter(root: Path, order: Order) -> Entered:
    """Enter a source; InputError, CaseError or FindingsError where it must not be, and then nothing is changed."""
    with at_work(root), Shelf() as shelf:
        at = desk(root)
        home = at.open_vault() if order.vault else at.shelf
        taken = take(order.wish, home / "incoming", shelf)
        unlike_any(at, taken)
        name = _name(at, order, taken)
        fields = described(at, order, taken, name)
        put(at, order, taken, name, shelf)
        return write(at, order, taken, name, fields, shelf)


def unlike_any(at: Desk, taken: Taken) -> None:
    """Refuse bytes that the case holds already."""
    for source in at.sources.values():
        if at.said(source, CT.sha256).lower() == taken.staged.sha256:
            where = str(at.index.known[source.id].place)
            raise InputError(
                f"the same bytes are held already, as `{source.id}`", where=where, remedy="use that source"
            )


def write(at: Desk, order: Order, taken: Taken, name: str, fields: list[Field], shelf: Shelf) -> Entered:
    """Write the block and the log, and make all of it so, unless the file would then be wrong."""
    file = _file(at, order, name)
    path = at.root / file
    before = path.read_bytes() if path.is_file() else None
    text = before.decode("utf-8") if before is not None else head(at.root, file)
    shelf.change(path, before, added(text, file, at.schema.classes[CT.Source].key, name, fields).encode())
    logged(at, shelf, _deeds(order, taken, name))
    shelf.commit(lambda: sound(at.root, {file}))
    return Entered(name, file, tuple(fields), taken.notes)


def logged(at: Desk, shelf: Shelf, deeds: list[Deed]) -> None:
    """Put the deeds at the end of the log of custody; with its first line git is told how to treat what is held."""
    path = at.root / custody.FILE
    before = path.read_bytes() if path.is_file() else None
    shelf.change(path, before, custody.appended(before or b"", deeds))
    if not (at.root / ATTRIBUTES).exists():
        shelf.add(at.root / ATTRIBUTES, GIT.encode(), 0o644)


def sound(root: Path, files: set[str]) -> None:
    """Refuse what makes these files of the case wrong; FindingsError with what `kg check` would say of them."""
    from kg.schema import load

    found = [each for each in resolve(read_case(root), load()).findings if each.position.file in files]
    if any(each.severity is Severity.VIOLATION for each in found):
        raise FindingsError(found, root)


def put(at: Desk, order: Order, taken: Taken, name: str, shelf: Shelf) -> None:
    """The copies on their shelf, in the case or in the vault."""
    text, table = texts(taken)
    names = {
        CT.snapshotPath: original(name, taken.media_type),
        CT.textPath: extracted(name, taken.media_type),
        CT.mapPath: f"{name}.map.tsv",
    }
    folder = at.vault.shelf(name) if order.vault else at.shelf
    names, mode = (IN_VAULT, SECRET) if order.vault else (names, KEPT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700 if order.vault else 0o777)
    shelf.place(taken.staged.path, folder / names[CT.snapshotPath], taken.staged.sha256, mode)
    for prop, content in ((CT.textPath, text), (CT.mapPath, table)):
        if content:
            shelf.add(folder / names[prop], content.encode(), mode)
    if order.vault:
        shelf.add(folder / "about.json", _about(order, taken).encode(), mode)


def _about(order: Order, taken: Taken) -> str:
    """What git must not know of a source in the vault, kept beside it there."""
    made = taken.made
    about = {
        "mediaType": taken.media_type,
        "byteSize": taken.staged.size,
        "capturedAt": custody.moment(order.now()),
        "extractor": made.extractor if made else "",
        "from": last_name(order.wish.place),
        "url": taken.url,
        **{name: said.value for name in ("title", "date", "language") if made and (said := getattr(made, name))},
    }
    return json.dumps(about, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _name(at: Desk, order: Order, taken: Taken) -> str:
    if order.vault and not order.id:
        return secret(taken.staged.sha256, at.index.known)
    title = taken.made.title.value if taken.made and taken.made.title and not order.vault else ""
    return chosen(order.id, title, order.wish.place, at.index)


def _file(at: Desk, order: Order, name: str) -> str:
    """The YAML file that gets the block, relative to the case."""
    path = at.root / order.file if order.file else at.shelf / f"{name}.yaml"
    if not inside(at.shelf, path) or path.suffix not in {".yaml", ".yml"}:
        raise CaseError(f"{order.file} is no YAML file below {SHELF}/", remedy=f"name one, such as {SHELF}/{name}.yaml")
    return path.relative_to(at.root).as_posix()


def _deeds(order: Order, taken: Taken, name: str) -> list[Deed]:
    """Taken in, and, where words were taken out of it, that too."""
    when = custody.moment(order.now())
    action = order.action or ("captured" if taken.url else "received")
    deeds = [Deed(name, action, order.by, when, after=taken.staged.sha256)]
    text, _ = texts(taken)
    if text and taken.made:
        tool = f"{custody.TOOL}; {taken.made.extractor}"
        deeds.append(Deed(name, "extracted", order.by, when, taken.staged.sha256, sha(text), tool))
    return deeds
