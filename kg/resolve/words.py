"""Words that are given as somebody's own, looked for in the text they are taken from.

A hedge or a wording may leave words between its own unsaid ("violates the Rome Statute" of "violates the Geneva
Conventions and the Rome Statute"), so its words must stand there in their order, not side by side. Case, marks and soft
hyphens do not count; inflection does, because a form that the source does not have is not the source's word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from kg.resolve.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded and without case.

    >>> words_of("“So-called” Health\\u00a0camps")
    ('so', 'called', 'health', 'camps')
    """
    return tuple(_WORD.findall(fold(normalize("NFC", text.replace("\N{SOFT HYPHEN}", ""))).casefold()))


def stand_in(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether the words stand in the text in this order; no words at all stand everywhere.

    >>> stand_in(("forced", "transfer"), ("a", "forced", "population", "transfer"))
    True
    """
    rest = iter(text)
    return all(word in rest for word in words)


def absent(words: Sequence[str], texts: Sequence[Sequence[str]]) -> list[str]:
    """The words that are not in the text that has most of them; empty where only the order is another."""
    return min(([word for word in words if word not in text] for text in texts), key=len, default=list(words))
