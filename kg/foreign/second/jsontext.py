"""JSON as a tree in which everything knows where it begins."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from kg.foreign.second.walk import Lost

_PIECE = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*+")|([{}\[\],:])|([^\s"{}\[\],:]+))', re.DOTALL)
Scalar = str | int | float | bool | None


@dataclass(slots=True)
class Leaf:
    """A value that holds no others."""

    at: int
    value: Scalar


@dataclass(slots=True)
class Several:
    """An array."""

    at: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Member:
    """A key of an object, where it begins, and its value."""

    key: str
    at: int
    value: Node


@dataclass(slots=True)
class Keyed:
    """An object, its members in the order of the text."""

    at: int
    members: list[Member] = field(default_factory=list)

    def get(self, key: str) -> Node | None:
        """The value of a key, the last where there are several."""
        return next((member.value for member in reversed(self.members) if member.key == key), None)


Node = Leaf | Several | Keyed


def tree(text: str) -> Node:
    """The text as a tree; raises Lost for what is no JSON."""
    root, open_, key = Several(0), list[Several | Keyed](), ("", -1)
    top: Several | Keyed = root
    for found in _PIECE.finditer(text):
        mark, at = found[2], found.start(found.lastindex or 0)
        if mark in ("{", "["):
            inner: Several | Keyed = Keyed(at) if mark == "{" else Several(at)
            _put(top, key, inner)
            open_.append(top)
            top, key = inner, ("", -1)
        elif mark in ("}", "]"):
            if not open_:
                raise Lost
            top = open_.pop()
        elif mark == ",":
            key = ("", -1)
        elif mark is None:
            value = json.loads(found[1] or found[3])
            if isinstance(top, Keyed) and key[1] < 0:
                key = (value, at)
            else:
                _put(top, key, Leaf(at, value))
    if len(root.items) != 1:
        raise Lost
    return root.items[0]


def _put(top: Several | Keyed, key: tuple[str, int], node: Node) -> None:
    if isinstance(top, Several):
        top.items.append(node)
    else:
        top.members.append(Member(*key, node))
