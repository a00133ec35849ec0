"""Texts that are being edited: each in a file of its own until the claim is in, so that nothing typed is ever lost.

They lie in the build folder, which git does not keep: what is half written may hold words that are not for everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import FindingsError, InputError
from kg.findings import Finding, Position, Severity

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "build/drafts"


def kept(root: Path, source: str, text: str) -> Path:
    """A new file that holds the text."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / (f"{source}.yaml" if number == 1 else f"{source}-{number}.yaml")
        try:
            with path.open("x", encoding="utf-8", newline="\n") as handle:
                handle.write(text)
        except FileExistsError:
            number += 1
        else:
            return path


def typed(path: Path) -> str:
    """The text of a draft; InputError where there is none, FindingsError where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = Position(str(path), error.object[: error.start].count(b"\n") + 1, 1)
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x}"
        raise FindingsError([Finding(where, Severity.VIOLATION, "not-utf8", message, "save it as UTF-8")]) from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", remedy="name the file in which the text was kept") from error
