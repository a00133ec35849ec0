"""Differences that a reader cannot see: what to say when «Ukrainian» is not «Ukrаinian».

Text from the web carries soft hyphens, letters of look-alike alphabets and accents put together in two ways. They are
not folded, since they are not what the source has; so they have to be named, or a person will compare two lines that
look the same until they give up.
"""

from __future__ import annotations

import unicodedata
from itertools import zip_longest

from kg.resolve.folding import fold


def unseen(found: str, wanted: str) -> str:
    """A hint where the difference cannot be seen: the names of the first characters that differ, or nothing.

    >>> unseen("camp", "c\N{CYRILLIC SMALL LETTER A}mp")
    ' (U+0061 LATIN SMALL LETTER A, not U+0430 CYRILLIC SMALL LETTER A)'
    >>> unseen("2,150", "2,151")
    ''
    """
    one, other = next((p for p in zip_longest(fold(found), fold(wanted), fillvalue="") if p[0] != p[1]), ("", ""))
    if unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", wanted):
        return " (the same letters, put together otherwise: copy them from the source)"
    scripts = {_script(char) for char in (one, other) if char.isalpha()}
    if _visible(one) and _visible(other) and len(scripts) < 2:
        return ""
    return f" ({_name(one)}, not {_name(other)})"


def _visible(char: str) -> bool:
    """Whether a reader sees the character standing by itself."""
    return char in {"", " "} or unicodedata.category(char)[0] in "LNPS"


def _script(char: str) -> str:
    """The first word of a letter's name, such as LATIN."""
    return unicodedata.name(char, "").split(" ")[0]


def _name(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'without a name')}" if char else "no character"
