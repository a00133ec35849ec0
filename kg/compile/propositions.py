"""The name of a proposition is a hash of what it says, so that two sources that say the same meet in one node.

The scheme is numbered and its number stands in the name: should the canonical form ever change, old names stay
recognisable. Labels, computed bounds and the places where it was said take no part.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from typing import TYPE_CHECKING

from kg.schema import data

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEME = "1"
LENGTH = 26  # base-32 characters: 130 bits, beyond any accident


def name(cls: str, roles: Iterable[tuple[str, str]]) -> str:
    """The IRI of a proposition from its class and its (property, value) terms, in any order, repetitions ignored.

    >>> name("<c>", [("<p>", '"1"'), ("<q>", "<x>")]) == name("<c>", [("<q>", "<x>"), ("<p>", '"1"'), ("<p>", '"1"')])
    True
    """
    content = "\n".join([cls, *(f"{prop} {value}" for prop, value in sorted(set(roles)))])
    digest = hashlib.sha256(content.encode()).digest()
    return data(f"proposition/{SCHEME}-{b32encode(digest).decode().lower()[:LENGTH]}")
