"""Where sentences begin and end, so that a quotation is stored with the whole sentence it was cut from.

`sentencex` finds the boundaries. It knows initials and abbreviations of some languages only, so boundaries are taken
back by their shape: after a single letter or before a small letter no sentence ends, in any alphabet. Where in doubt
two sentences stay together, since a sentence cut short can hide a "not", and one too many hides nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST = 1500  # code points of one sentence; beyond, a quotation mark that was never closed has swallowed the rest
PORTION = 20_000  # code points given to sentencex at a time

_NEAREST = {"be": "ru"}
"""Languages that sentencex has no rules for, and one whose initials and abbreviations look alike."""

_INITIAL = re.compile(r"(?:^|[^\w])[^\W\d_]\.\Z")
_SHORT = re.compile(r"(?:^|[^\w])[^\W\d_]{1,4}\.\Z")
_DASH = re.compile(r"[-–—]\s*")
_CLOSING = re.compile(r"[)\]}»”’\"']+(?=\s|\Z)")
_PARAGRAPH = re.compile(r"(?:\r\n|[\r\n\u2029]){2,}")
_STOP = re.compile(r"(?<=[.!?…])[)\]»”’\"']*\s+(?=[\"'«“„‘(\[]*[^\W\d_a-zа-яёіїєґў])|[\r\n\u2028\u2029]+")
_LAST_BREAK = re.compile(r"(?s:.*)\n\s*\n")
_LAST_STOP = re.compile(r"(?s:.*)[.!?…][)\]»”’\"']*\s")
_PIECE = re.compile(rf"\S(?:.{{0,{LONGEST - 2}}}\S)?(?=\s|\Z)|\S+", re.DOTALL)


class Sentence(NamedTuple):
    """Code point offsets, without the white space around."""

    start: int
    end: int


def sentences(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """The sentences in order; together they hold every character but white space between them."""
    from sentencex import get_sentence_boundaries  # type: ignore[attr-defined]  # compiled: mypy sees no names in it

    code = language.split("-", maxsplit=1)[0].lower()
    spans = [
        Sentence(start + piece["start_index"], start + piece["end_index"])
        for start, end in _portions(text)
        for piece in get_sentence_boundaries(_NEAREST.get(code, code), text[start:end])
    ]
    return tuple(part for whole in _joined(text, spans) for part in _parted(text, whole))


def around(spans: Sequence[Sentence], start: int, end: int) -> Sentence:
    """From the start of the sentence that holds `start` to the end of the one that holds the last character."""
    first = max(bisect_right(spans, start, key=lambda span: span.start) - 1, 0)
    last = bisect_left(spans, end, key=lambda span: span.end)
    if not spans:
        return Sentence(start, end)
    return Sentence(min(spans[first].start, start), max(spans[min(last, len(spans) - 1)].end, end))


def _portions(text: str) -> Iterator[tuple[int, int]]:
    """The text in portions that end with a paragraph, or else a full stop: sentencex is quadratic in open quotes."""
    start = 0
    while len(text) - start > PORTION:
        ends = (last.match(text, start, start + PORTION) for last in (_LAST_BREAK, _LAST_STOP))
        end = next((match.end() for match in ends if match), start + PORTION)
        yield start, end
        start = end
    yield start, len(text)


def _joined(text: str, spans: Iterable[Sentence]) -> Iterator[Sentence]:
    """The spans without outer white space, those joined that are one sentence."""
    held: Sentence | None = None
    for start, end in spans:
        span = _trimmed(text, start, end)
        if span.start == span.end:
            continue
        if held and _goes_on(text, held, span):
            held = Sentence(held.start, span.end)
            continue
        if held:
            mark = _CLOSING.match(text, span.start, span.end)
            moved = mark.end() if mark and mark.end() < span.end else span.start
            yield held if moved == span.start else Sentence(held.start, moved)
            span = _trimmed(text, moved, span.end)
        held = span
    if held:
        yield held


def _goes_on(text: str, before: Sentence, after: Sentence) -> bool:
    """Whether what follows the boundary belongs to the sentence before it."""
    gap = text[before.end : after.start]
    if _PARAGRAPH.search(gap):
        return False
    tail, first = text[max(before.start, before.end - 6) : before.end], text[after.start]
    if dash := _DASH.match(text, after.start):
        return dash.end() < len(text) and text[dash.end()].islower() and not re.search(r"[\r\n]", gap)
    return first.islower() or bool(_INITIAL.search(tail)) or (first.isdecimal() and bool(_SHORT.search(tail)))


def _parted(text: str, whole: Sentence) -> Iterator[Sentence]:
    """The sentence itself, or its parts by plain full stops, line breaks and length where it is too long to be one."""
    if whole.end - whole.start <= LONGEST:
        yield whole
        return
    start = whole.start
    for end in [*(stop.end() for stop in _STOP.finditer(text, *whole)), whole.end]:
        yield from (Sentence(*piece.span()) for piece in _PIECE.finditer(text, start, end))
        start = end


def _trimmed(text: str, start: int, end: int) -> Sentence:
    """The span without the white space at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Sentence(start + left, max(start + left, start + len(piece.rstrip())))
