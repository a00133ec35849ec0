"""What comes out of a held copy: its words, where each page or section of them begins, and what it says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from kg.resolve.pagemap import Mark

GIVEN = ", read as "  # behind the extractor: the encoding that a person or a server named
SCHEME = "kg-text 1"  # goes up when the same engine's output is put together in another way
BROKEN, ENCRYPTED, TOO_MUCH, CHARSET = 65, 66, 67, 68  # why a copy is unreadable: exit statuses of the process


class Unreadable(Exception):
    """The copy cannot be read; the status tells why to the one who waits, the message to a person."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a document says of itself, and where it says so (`<html lang>`)."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """`text` is empty where there are no words to be had; `notes` tell a person what was odd.

    `title`, `date` (EDTF, a day) and `language` are what the document says, and None where it does not.
    """

    text: str
    extractor: str
    marks: tuple[Mark, ...] = ()
    title: Said | None = None
    date: Said | None = None
    language: Said | None = None
    notes: tuple[str, ...] = field(default=())


def to_json(made: Extraction) -> str:
    """As one line of JSON: how it leaves the process that made it."""
    said = {name: _pair(getattr(made, name)) for name in ("title", "date", "language")}
    return json.dumps(
        {"text": made.text, "extractor": made.extractor, "marks": made.marks, "notes": made.notes, **said}
    )


def from_json(line: bytes) -> Extraction:
    """The way back; ValueError, KeyError or TypeError where the process was made to write something else."""
    read = json.loads(line)
    said = {name: Said(*map(str, read[name])) if read[name] else None for name in ("title", "date", "language")}
    marks = tuple(Mark(int(start), str(key), str(name)) for start, key, name in read["marks"])
    return Extraction(str(read["text"]), str(read["extractor"]), marks, **said, notes=tuple(map(str, read["notes"])))


def _pair(said: Said | None) -> list[str] | None:
    return [said.value, said.where] if said else None
