"""The case as it began: one article, its register and its claims, apart from all that was entered later.

Answers about it are short enough to be argued through word by word, and they do not move when the case grows. The files
are those of the real case, so they must stay complete in themselves.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from kg.build import build

ROOT = Path(__file__).parents[1]
FILES = (
    "kg.yaml",
    "data/README.md",
    "data/kg.schema.json",
    "data/register/agents.yaml",
    "data/register/law.yaml",
    "data/register/places.yaml",
    "data/sources/seed.yaml",
    "data/sources/seed-article.txt",
    "data/claims/seed.yaml",
)


def copy(folder: Path) -> Path:
    """The seed case in a folder of its own."""
    for file in FILES:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, folder / file)
    return folder


@cache
def built() -> Path:
    """The seed case, built, for tests that only read it."""
    root = copy(_folder("kg-built-"))
    build(root)
    return root


@cache
def whole() -> Path:
    """The case as it is now, built, for tests that only read it."""
    root = _folder("kg-whole-")
    shutil.copy(ROOT / "kg.yaml", root)
    shutil.copytree(ROOT / "data", root / "data")
    build(root)
    return root


def _folder(prefix: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def seed() -> Path:
    """The seed case in a folder that all tests of a process read; it goes when the process ends."""
    return copy(_folder("kg-seed-"))
