"""The pieces of Turtle and TriG, in order: what a walk over statements needs of them, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.foreign.second.walk import Lost

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTER = (  # PN_CHARS_BASE of Turtle's grammar
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_INNER = rf"{_LETTER}0-9_\-\u00b7\u0300-\u036f\u203f-\u2040"  # PN_CHARS
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[{_INNER}:]|{_ESCAPE}|\.+(?=[{_INNER}:%\\]))*+"
_PIECE = re.compile(
    rf"""
    (?:[ \t\r\n]++|\#[^\r\n]*+)*+(?:
    (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!\"\"))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''
        |"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+')
    |(?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
    |(?P<blank>_:[{_LETTER}0-9_](?:[{_INNER}]|\.+(?=[{_INNER}]))*+)
    |(?P<name>(?:[{_LETTER}](?:[{_INNER}]|\.+(?=[{_INNER}]))*+)?:{_LOCAL})
    |(?P<number>[+-]?(?:\d+\.?\d*[eE][+-]?\d+|\.\d+[eE][+-]?\d+|\d*\.\d+|\d+))
    |(?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*+)
    |(?P<mark>\^\^|[\[\](){{}};,.])
    |(?P<word>[A-Za-z]+)
    |(?P<end>\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)


class Piece(NamedTuple):
    """A piece of the text: its kind, how it is written, and where it begins."""

    kind: str
    text: str
    at: int


END = Piece("end", "", -1)


def pieces(text: str) -> Iterator[Piece]:
    """All pieces but blanks and comments; raises Lost at one that is none."""
    at = 0
    for found in _PIECE.finditer(text):
        if found.start() != at:
            break
        kind, at = found.lastgroup, found.end()
        if kind is None or kind == "end":
            return
        yield Piece(kind, found[kind], found.start(kind))
    raise Lost
