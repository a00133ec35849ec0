"""How wide words are, by the font of PNG and PDF; those that browsers may take in its place are narrower."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.screen import visible

FONT = Path(__file__).parent / "DejaVuSans.ttf"
NAME = "DejaVu Sans"
BOLD = 1.08  # how much wider bold letters are
ELLIPSIS = "…"


@cache
def font() -> Any:
    """The font as reportlab knows it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    face = TTFont(NAME, str(FONT))
    pdfmetrics.registerFont(face)
    return face


@lru_cache(maxsize=1 << 14)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in drawing units."""
    plain: float = font().stringWidth(text, size)
    return plain * BOLD if bold else plain


def lacking(text: str) -> bool:
    """Whether the font has no sign for a letter of the text."""
    known = font().face.charToGlyph
    return any(ord(letter) not in known for letter in visible(text) if not letter.isspace())


def wrapped(text: str, size: float, most: float, lines: int) -> list[str]:
    """The text in at most so many lines of at most such a width; what does not fit ends in an ellipsis.

    What would steer a screen, or turn the direction of writing, is marked.
    """
    words, found = visible(text).split(), [""]
    for number, word in enumerate(words):
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size) <= most or not found[-1]:
            found[-1] = longer
        elif len(found) < lines:
            found.append(word)
        else:
            found[-1] = " ".join([found[-1], *words[number:]])
            break
    return [_cut(line, size, most) for line in found]


def _cut(text: str, size: float, most: float) -> str:
    if width(text, size) <= most:
        return text
    fitting = bisect_right(range(len(text)), most, key=lambda count: width(text[:count] + ELLIPSIS, size))
    text = text[: max(fitting - 1, 0)]
    return text.rstrip(" ,;:–-“(") + ELLIPSIS
