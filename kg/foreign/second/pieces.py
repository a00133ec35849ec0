"""The pieces of Turtle and TriG, in order: what a walk over statements needs of them, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.foreign.second.walk import Lost

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCAL = r"(?:[\w:\-·‿⁀]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]|\.+(?=[\w:\-%\\]))*+"
_PIECE = re.compile(
    rf"""
    (?:[ \t\r\n]++|\#[^\r\n]*+)*+(?:
    (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!\"\"))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''
        |"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+')
    |(?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
    |(?P<blank>_:\w(?:[\w\-·]|\.+(?=[\w\-]))*+)
    |(?P<name>(?:[^\W\d_](?:[\w\-·]|\.+(?=[\w\-·]))*+)?:{_LOCAL})
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
