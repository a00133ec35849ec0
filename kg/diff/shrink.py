"""Whether a source or a class lost more than it may: a source that shrinks without a word is how cases go stale."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.diff.compare import Difference

_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?) ?%?")


def share(text: str) -> float:
    """A share such as `10%` as a number from 0 to 1; raises UsageError where it is none.

    >>> share("10%")
    0.1
    """
    found = _SHARE.fullmatch(text.strip())
    if not found or float(found[1]) > 100:
        raise UsageError(f"`{text}` is no share", remedy="write a number from 0% to 100%, such as 10%")
    return float(found[1]) / 100


def shrunk(found: Difference, most: float) -> Iterator[str]:
    """A sentence for each source and class that lost more than the share `most` of what it had."""
    for what, counts in (("claims from", found.sources), ("records of class", found.classes)):
        for name, (before, after) in counts.items():
            if after < before * (1 - most):
                yield f"{what} {name}: {before} → {after} ({100 * (after - before) / before:+.0f} %)"
