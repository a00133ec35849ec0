"""A new case: settings, empty shelves, and one worked example that builds.

The example is a folder of real files, not text in code, so that the tests build the very files a user gets. It is about
nobody: a made-up article about a made-up place, which nobody can take for evidence.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from kg.errors import CaseError
from kg.schema.jsonschema import data_schema
from kg.screen import visible

TEMPLATE = Path(__file__).with_name("template")
RENAMED = {"gitignore": ".gitignore"}  # under its own name it would hide files of this very package
SCHEMA = Path("data/kg.schema.json")  # the example's first lines point editors to it
SETTINGS, TITLE = "kg.yaml", "title: Example case"
HARMLESS = {".git"}


def start(folder: Path, title: str = "") -> list[Path]:
    """Lay out a case in a folder that is empty or not there yet; its files, relative to the folder and sorted.

    The title defaults to the folder's name. Raises CaseError where something is there already.
    """
    _refuse_occupied(folder)
    files = sorted(path.relative_to(TEMPLATE) for path in TEMPLATE.rglob("*") if path.is_file())
    written = [_write(file, folder) for file in files]
    settings = folder / SETTINGS
    quoted = json.dumps(visible(title or folder.resolve().name), ensure_ascii=False)  # a JSON string is a YAML string
    settings.write_text(settings.read_text(encoding="utf-8").replace(TITLE, f"title: {quoted}"), encoding="utf-8")
    (folder / SCHEMA).write_text(json.dumps(data_schema(), ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    return sorted([*written, SCHEMA])


def is_case(folder: Path) -> bool:
    """Whether the folder holds a case."""
    return (folder / SETTINGS).is_file()


def _refuse_occupied(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise CaseError(f"{folder} is a file", remedy="name a folder that is empty or not there yet")
    found = sorted(path.name for path in folder.iterdir() if path.name not in HARMLESS) if folder.is_dir() else []
    if found:
        raise CaseError(
            f"{folder} is not empty: it holds {found[0]}" + (f" and {len(found) - 1} more" if found[1:] else ""),
            remedy="name a folder that is empty or not there yet; nothing was written",
        )


def _write(file: Path, folder: Path) -> Path:
    target = file.with_name(RENAMED.get(file.name, file.name))
    (folder / target).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(TEMPLATE / file, folder / target)
    return target
