"""A page: as wide as its terminal, lines broken where words end, colour not counted as words.

Texts are broken after they are painted, since a quotation may run over a line's end; so a line is measured without the
codes that colour it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field

Paint = Callable[[str, str], str]
NARROWEST, WIDEST, UNKNOWN = 60, 120, 100
_CODES = re.compile(r"\x1b\[[0-9;]*m")


def plain(text: str, _style: str) -> str:
    """Paints nothing."""
    return text


def terminal_width() -> int:
    """Columns of the terminal (or what COLUMNS says), within what is pleasant to read; 100 where there is none."""
    return min(max(shutil.get_terminal_size((UNKNOWN, 24)).columns, NARROWEST), WIDEST)


@dataclass(frozen=True, slots=True)
class Page:
    """How to paint, how wide to write, and the ids of the claims that have been told in full."""

    paint: Paint = plain
    width: int = UNKNOWN
    told: set[str] = field(default_factory=set)

    def wrap(self, text: str, first: str, rest: str | None = None) -> list[str]:
        """Lines no wider than the page, unless one word is; `first` and `rest` indent the first and the other lines."""
        indent = first if rest is None else rest
        words = re.sub(r"\s", " ", text).split(" ")
        lines, line = [], first + words[0]
        for word in words[1:]:
            if _shown(line) + 1 + _shown(word) <= self.width or not line.strip():
                line = f"{line} {word}"
            elif word:
                lines.append(line.rstrip())
                line = indent + word
        return [*lines, line.rstrip()]


def _shown(text: str) -> int:
    return len(_CODES.sub("", text))
