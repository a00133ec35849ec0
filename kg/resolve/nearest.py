"""What in a text comes nearest to a quotation that is not in it, and where the two first part.

"Not found" sends a person back to read the whole source; «2,150» instead of «2,151» sends them to one figure. The
place is found by likeness (rapidfuzz), the difference word by word in a window around it, so that only the first of
the two grows with the length of the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import NamedTuple

LIKE_ENOUGH = 55.0  # per cent of characters in common; unrelated sentences of one language reach about 45
COMPARED = 600  # code points of the quotation that are compared word by word
_PLACED = 240  # code points of the quotation that are looked for; time grows with them
_EDGE = 80  # code points by which an edge is moved to take a word whole
_TOKEN = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)*|\w+(?:'\w+)*|[^\w\s]")


class Token(NamedTuple):
    """A word, number or mark and its place."""

    text: str
    start: int
    end: int


class Step(NamedTuple):
    """One of difflib's opcodes: tokens `a` to `b` of the text stand against tokens `c` to `d` of the quotation."""

    tag: str
    a: int
    b: int
    c: int
    d: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest text, and the first piece in which it differs: `there` in the text, `wanted` in the quotation.

    All are offsets in the two texts compared. An empty piece means that the other side has something more.
    """

    start: int
    end: int
    there: tuple[int, int]
    wanted: tuple[int, int]


def nearest(text: str, quotation: str) -> Nearest | None:
    """The place in the text most like a quotation that is not in it, or None where nothing is like it."""
    place = _place(text, quotation)
    if place is None:
        return None
    found = _compare(text, quotation, place)
    agreed = _agreed(text, quotation, found.start)
    if agreed < COMPARED // 2:
        return found
    rest = _compare(text, quotation, found.start + agreed, agreed)
    return replace(rest, start=found.start)


def _place(text: str, quotation: str) -> int | None:
    """About where in the text the quotation should begin: by its first words, or else by its last."""
    from rapidfuzz.fuzz import partial_ratio_alignment, ratio

    if len(text) <= len(quotation):
        return 0 if ratio(quotation[: 4 * COMPARED], text[: 4 * COMPARED]) >= LIKE_ENOUGH else None
    for start in dict.fromkeys((0, max(len(quotation) - _PLACED, 0))):
        found = partial_ratio_alignment(quotation[start : start + _PLACED], text, score_cutoff=LIKE_ENOUGH)
        if found:
            return max(found.dest_start - start, 0)
    return None


def _agreed(text: str, quotation: str, start: int) -> int:
    """How many characters of the quotation stand in the text from `start` on."""
    low, high = 0, len(quotation)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text.startswith(quotation[:middle], start) else (low, middle - 1)
    return low


def _compare(text: str, quotation: str, start: int, skip: int = 0) -> Nearest:
    """Compare the quotation from `skip` on with the text around `start`."""
    length = min(len(quotation) - skip, COMPARED)
    slack = 24 + length // 4
    lead = 60 if skip else slack
    ours = _tokens(quotation, skip - (60 if skip else 0), skip + length)
    theirs = _tokens(text, start - lead, start + length + slack)
    matcher = SequenceMatcher(None, [t.text for t in theirs], [t.text for t in ours], autojunk=False)
    steps = [Step(*code) for code in matcher.get_opcodes()]
    if all(step.tag != "equal" for step in steps):
        theirs = [token for token in theirs if token.end > start and token.start < start + length]
        steps = [Step("replace", 0, len(theirs), 0, len(ours))]
    steps = _inner(steps, theirs, ours)
    there, wanted = _parting(steps, theirs, ours)
    return Nearest(theirs[steps[0].a].start, theirs[steps[-1].b - 1].end, there, wanted)


def _tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens between two places, with the words on the edges whole."""
    start, end = max(start, 0), min(end, len(text))
    before = re.search(r"\S*\Z", text[max(start - _EDGE, 0) : start])
    after = re.match(r"\S*", text[end : end + _EDGE])
    reach = (start - len(before[0] if before else ""), end + len(after[0] if after else ""))
    return [Token(m[0], *m.span()) for m in _TOKEN.finditer(text, *reach)]


def _inner(steps: list[Step], theirs: list[Token], ours: list[Token]) -> list[Step]:
    """The steps without what the window holds before and after the quotation.

    Where its first or last words are replaced, nothing says where the replaced text begins or ends: as many tokens
    are taken as come nearest to the length of those words.
    """
    steps = [step for n, step in enumerate(steps) if step.tag != "delete" or 0 < n < len(steps) - 1]
    if len(steps) == 1:
        return steps
    tag, a, b, c, d = steps[0]
    if tag == "replace":
        lengths = {n: theirs[b - 1].end - theirs[n].start for n in range(a, b)}
        steps[0] = steps[0]._replace(a=_nearest_length(lengths, ours[d - 1].end - ours[c].start))
    tag, a, b, c, d = steps[-1]
    if tag == "replace":
        lengths = {n + 1: theirs[n].end - theirs[a].start for n in range(a, b)}
        steps[-1] = steps[-1]._replace(b=_nearest_length(lengths, ours[d - 1].end - ours[c].start))
    return steps


def _nearest_length(lengths: dict[int, int], wanted: int) -> int:
    """The key of the length that is nearest to the wanted one."""
    return min(lengths, key=lambda key: abs(lengths[key] - wanted))


def _parting(steps: list[Step], theirs: list[Token], ours: list[Token]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first pieces that differ: words, or where all words agree those with other white space between them."""
    for step in steps:
        if step.tag != "equal":
            return _piece(theirs, step.a, step.b), _piece(ours, step.c, step.d)
    for step in steps:
        for a, c in zip(range(step.a, step.b - 1), range(step.c, step.d - 1), strict=True):
            if theirs[a + 1].start - theirs[a].end != ours[c + 1].start - ours[c].end:
                return _piece(theirs, a, a + 2), _piece(ours, c, c + 2)
    return _piece(theirs, steps[0].a, steps[-1].b), _piece(ours, steps[0].c, steps[-1].d)


def _piece(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """From the first token to before the last; an empty place where there is none."""
    if last > first:
        return tokens[first].start, tokens[last - 1].end
    at = tokens[first].start if first < len(tokens) else tokens[-1].end
    return at, at
