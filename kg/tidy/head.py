"""The first line of a new data file: where editors find the schema of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "data/kg.schema.json"


def head(root: Path, file: str) -> str:
    """The line for a file, named relative to the case; empty where the case keeps no schema."""
    up = "../" * (file.count("/") - 1)
    return f"# yaml-language-server: $schema={up}kg.schema.json\n" if (root / SCHEMA).is_file() else ""
