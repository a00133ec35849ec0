"""A data file replaced in one step: readers find the old text or the new one, never half."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def put(path: Path, text: str) -> None:
    """Write the text beside the file, as UTF-8, and rename it into place; rights and links stay as they are."""
    target = path.resolve()  # a link stays a link
    beside = target.with_name(f".{target.name}.new")
    beside.unlink(missing_ok=True)  # what an interrupted run left, or a link somebody laid: never written through
    with beside.open("x", encoding="utf-8", newline="\n") as handle:
        handle.write(text)
    if target.exists():
        beside.chmod(target.stat().st_mode)
    beside.replace(target)
