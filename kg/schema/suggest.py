"""Did you mean: the one place that guesses what somebody meant to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 60  # per cent of likeness below which a guess confuses more than it helps
SURE = 80  # the same for words of a code list: they share beginnings and ends, and a wrong one is a wrong statement
SHORT = 4  # letters below which a slip is no sign
BESIDE = 10  # per cent behind the best guess within which another is worth naming


def nearest(word: str, known: Iterable[str], *, most: int = 3, near: int = NEAR, beside: int = BESIDE) -> list[str]:
    """The known words most like the given one, best first; `near` is the least likeness in per cent.

    None is more than `beside` per cent worse than the best.

    >>> nearest("stanse", ["stance", "states", "source"])
    ['stance']
    """
    from rapidfuzz import fuzz, process  # late: only a mistake needs it

    matches = process.extract(
        word, sorted(set(known)), scorer=fuzz.ratio, processor=str.casefold, limit=most, score_cutoff=near
    )
    return [entry for entry, score, _ in matches if score >= matches[0][1] - beside]


def slips(word: str, known: Iterable[str]) -> list[str]:
    """The known words that are one slip of the keyboard away: a letter too many, too few, wrong, or two swapped.

    Of words of three letters and less, any two are: they have none.

    >>> slips("nmae", ["name", "named", "maxValue"])
    ['name']
    >>> slips("m", ["n"])
    []
    """
    if len(word) < SHORT:
        return []
    from rapidfuzz.distance import OSA

    return [each for each in sorted(set(known)) if OSA.distance(word.casefold(), each.casefold(), score_cutoff=1) <= 1]


def did_you_mean(word: str, known: Iterable[str], *, most: int = 3, near: int = NEAR) -> str:
    """A question with the nearest known words, or an empty string where none is near.

    >>> did_you_mean("clamant", ["claimant", "stance"])
    'did you mean `claimant`?'
    """
    found = nearest(word, known, most=most, near=near)
    return f"did you mean {' or '.join(f'`{entry}`' for entry in found)}?" if found else ""


def one_of(known: Iterable[str], *, most: int = 12, like: str = "") -> str:
    """The known words as a short list: all of them, or the first few (most `like` a word first) and how many more.

    >>> one_of(["acquitted", "charged", "placedInFamily"], most=1, like="placedInCamp")
    '`placedInFamily` and 2 more'
    """
    words = sorted(known)
    if like and len(words) > most:
        words = list(dict.fromkeys([*nearest(like, words, most=most, near=0, beside=100), *words]))
    shown = ", ".join(f"`{word}`" for word in words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown
