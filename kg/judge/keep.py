"""New judgements into data files: appended, never over anything that was signed before.

One file for each kind below `data/judgements/`, or one that is named. The text is edited and read back before it takes
the place of the old one, under a lock, so that two people who sign at once both keep their signature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.judge.signed import signed
from kg.schema import CT
from kg.tidy.alone import alone
from kg.tidy.head import head
from kg.tidy.insert import inserted, with_key
from kg.tidy.put import put

if TYPE_CHECKING:
    from pathlib import Path

    from kg.build import Assembly
    from kg.judge.draft import Draft
    from kg.judge.signed import Signed

FOLDER = "data/judgements"
OF_NO_KIND = "undone"  # a judgement that only undoes another


class Kept(NamedTuple):
    """Where a judgement was written, relative to the case."""

    file: str
    line: int


def keep(root: Path, draft: Draft, name: str = "") -> Kept:
    """Write a draft into its file; raises InputError, and changes nothing, where that cannot be done safely."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = _path(root, name or f"{draft.section.removesuffix('Judgement').lower() or OF_NO_KIND}.yaml")
    file = path.relative_to(root).as_posix()
    with alone(root):
        before = path.read_bytes().decode("utf-8-sig") if path.exists() else head(root, file)
        after = inserted(before, file, draft.section, draft.id, draft.values)
        put(path, after)
    line = next(n for n, text in enumerate(after.split("\n"), 1) if text.strip() == f"{draft.id}:")
    return Kept(file, line)


def seal(assembly: Assembly) -> list[Signed]:
    """Write into every standing judgement without a digest that of its records as they are now; gives those sealed.

    From then on a change to what they are about is told. Nothing else in the files moves.
    """
    done, key = [], assembly.schema.properties[CT.digest].key
    for each in signed(assembly).values():
        if not each.digest and each.covers and not each.undone_by:
            path = assembly.root / each.place.file
            with alone(assembly.root):
                before = path.read_bytes().decode("utf-8-sig")
                put(path, with_key(before, each.place.file, (each.section, each.id), key, each.fresh))
            done.append(each)
    return done


def _path(root: Path, name: str) -> Path:
    """The file of that name in the folder of judgements; refuses what would lie elsewhere, or is no data file."""
    path = root / FOLDER / name.removeprefix(f"{FOLDER}/")
    outside = path.parent.resolve() != (root / FOLDER).resolve() or path.resolve().parent != path.parent.resolve()
    if outside or path.suffix not in {".yaml", ".yml"} or path.is_dir():
        raise InputError(
            f"{name} is no file for judgements", remedy=f"name one such as `persons.yaml`: it goes to {FOLDER}/"
        )
    return path
