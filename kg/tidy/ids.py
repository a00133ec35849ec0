"""Permanent ids for claims that have none yet.

An id is short, because footnotes cite it, and is made from the claim's own words and place of issue, so that two
people who run `kg fmt` on the same files issue the same ids. Once issued it never changes, whatever becomes of the
text.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kg.read.nodes import Mapping, Scalar, Sequence
from kg.resolve.index import CLAIMS, ID

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from kg.read.nodes import Node

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no letter that is read as a digit, or as another letter
SHORTEST = 5


def without_id(document: Mapping) -> Iterator[Mapping]:
    """The claims of a claims file that carry no id, groups looked into, in file order."""
    listed = document.get(CLAIMS)
    for member in listed.items if isinstance(listed, Sequence) else []:
        if isinstance(member, Mapping) and CLAIMS in member.entries:
            yield from without_id(member)
        elif isinstance(member, Mapping) and member.entries and ID not in member.entries:
            yield member


def issue(claim: Mapping, file: str, taken: set[str]) -> str:
    """A new id, not yet taken; grows by a letter where the short form is."""
    seed = hashlib.sha256("\0".join([file, *_texts(claim)]).encode()).digest()
    new = named("c", seed, taken)
    taken.add(new)
    return new


def named(letter: str, seed: bytes, taken: Container[str]) -> str:
    """The shortest id that begins with the letter, is made from the seed and is not taken."""
    number, digits = int.from_bytes(seed, "big"), ""
    while number:
        number, rest = divmod(number, len(ALPHABET))
        digits += ALPHABET[rest]
    return next(f"{letter}{digits[:n]}" for n in range(SHORTEST, len(digits)) if f"{letter}{digits[:n]}" not in taken)


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        for key, value in node.entries.values():
            yield key.text
            yield from _texts(value)
