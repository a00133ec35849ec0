"""Find a quotation in the held text of its source, or say what stands there instead.

A quotation is found verbatim or not at all: only what `folding` folds may differ, and what is stored is the source's
own characters. Two places are not settled by taking the first, since a pinpoint that may be wrong is worse than none;
the coder says what stands before or after. Offsets are Unicode code points of the text as it was held, line ends and
byte order mark included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.resolve.folding import fold, fold_mapped
from kg.resolve.nearest import nearest
from kg.resolve.sentences import around, sentences
from kg.resolve.unseen import unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolve.folding import Folded
    from kg.resolve.sentences import Sentence

BESIDE = 32  # code points of prefix and suffix
MARKS = frozenset("\"'“”„«»‘’‚")
SHOWN = 10  # contexts given with an ambiguous quotation
_ELLIPSIS = re.compile(r"\.\.\.|…")
_GROUPS = "[.,'’ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
_NUMBER = re.compile(rf"(?<!\d)\d{{1,3}}(?:{_GROUPS}\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")
_INSIDE = re.compile(rf"\w\w|\d{_GROUPS}|{_GROUPS}\d")


@dataclass(frozen=True)
class Snapshot:
    """The text of a source as held and its language (a tag such as `uk`); folded and cut into sentences only once."""

    text: str
    language: str = "en"

    @cached_property
    def folded(self) -> Folded:
        """The text folded for comparison."""
        return fold_mapped(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Where its sentences are."""
        return sentences(self.text, self.language)


@dataclass(frozen=True, slots=True)
class Found:
    """The one place of a quotation; all texts are the source's own characters.

    `context` is the whole sentence or sentences around it and begins at `context_start`. `cut` is the word or number
    that the quotation begins or ends in the middle of ("2,150" for a quotation that begins "150 children"), or empty.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    context: str
    context_start: int
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places: all their starts, and the sentences around the first ten."""

    starts: tuple[int, ...]
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """No such place: the nearest text, where it starts, and the first piece that `found` there differs from `wanted`.

    `nearest` is empty and `start` -1 where nothing in the text is like the quotation; `marked` is a quotation that is
    there but for the quotation marks somebody put around it.
    """

    nearest: str
    start: int
    found: str
    wanted: str
    marked: bool = False

    @property
    def difference(self) -> str:
        """The difference in words, fit to follow "the quotation is not in the source: "."""
        if self.marked:
            return "it is there without the quotation marks around it; leave them out"
        if self.start < 0:
            return "nothing in the source is like it"
        hint = unseen(self.found, self.wanted)
        if _ELLIPSIS.search(self.wanted):
            hint += "; quote the parts around an ellipsis as passages of their own"
        if not self.found:
            return f"the source does not have «{self.wanted}»{hint}"
        if not self.wanted:
            return f"the source also has «{self.found}»{hint}"
        return f"the source has «{self.found}», not «{self.wanted}»{hint}"


def locate(snapshot: Snapshot, exact: str, prefix: str = "", suffix: str = "") -> Found | Ambiguous | Missing:
    """Find a quotation; `prefix` and `suffix`, what stands just before and after it, choose among several places.

    Places where the quotation would cut a word or a number in two count only if there are no others. InputError for
    a quotation without a word in it.
    """
    quoted = Snapshot(exact.strip())
    wanted = quoted.folded.text
    if not _WORD.search(wanted):
        raise InputError("a quotation without words", remedy="quote the words that say it")
    hits = list(_hits(snapshot.folded.text, wanted))
    fitting = [at for at in hits if _fits(snapshot.folded.text, at, at + len(wanted), fold(prefix), fold(suffix))]
    if not fitting:
        return _beside(snapshot, hits[0], wanted, prefix, suffix) if hits else _missing(snapshot, quoted)
    spans = [snapshot.folded.span(at, at + len(wanted)) for at in fitting]
    whole = [span for span in spans if not _cut(snapshot.text, *span)] or spans
    if len(whole) > 1:
        return Ambiguous(
            tuple(start for start, _ in whole), tuple(_context(snapshot, *span)[1] for span in whole[:SHOWN])
        )
    return _found(snapshot, *whole[0])


def _hits(text: str, wanted: str) -> Iterator[int]:
    """Every place of the wanted text, overlapping ones too."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _fits(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    """Whether prefix and suffix stand beside the place, white space between them forgiven."""
    before, after = prefix.strip(" "), suffix.strip(" ")
    left = start - 1 if start and text[start - 1] == " " else start
    right = end + 1 if text.startswith(" ", end) else end
    return text.endswith(before, 0, left) and text.startswith(after, right)


def _found(snapshot: Snapshot, start: int, end: int) -> Found:
    text = snapshot.text
    at, context = _context(snapshot, start, end)
    prefix, suffix = text[max(start - BESIDE, 0) : start], text[end : end + BESIDE]
    if start > BESIDE:  # begin with a whole word
        prefix = re.sub(r"\A\S*\s(?=.*\S)", "", prefix, flags=re.DOTALL)
    if end + BESIDE < len(text):
        suffix = re.sub(r"(?<=\S)\s\S*\Z", "", suffix)
    return Found(start, end, text[start:end], prefix, suffix, context, at, _cut(text, start, end))


def _context(snapshot: Snapshot, start: int, end: int) -> tuple[int, str]:
    """Where the sentences around the place begin, and their text."""
    span = around(snapshot.sentences, start, end)
    return span.start, snapshot.text[span.start : span.end]


def _cut(text: str, start: int, end: int) -> str:
    """The word or number that an edge of the place lies in the middle of, or nothing."""
    for edge in (start, end):
        if not edge or not _INSIDE.match(text, edge - 1):
            continue
        for pattern in (_NUMBER, _WORD):
            for match in pattern.finditer(text, max(edge - 40, 0), edge + 40):
                if match.start() < edge < match.end():
                    return match[0]
    return ""


def _missing(snapshot: Snapshot, quoted: Snapshot) -> Missing:
    folded = snapshot.folded
    bare = quoted.text[1:-1].strip() if MARKS.issuperset({quoted.text[0], quoted.text[-1]}) else ""
    if bare and (at := folded.text.find(fold(bare))) >= 0:
        start, end = folded.span(at, at + len(fold(bare)))
        return Missing(snapshot.text[start:end], start, "", quoted.text, marked=True)
    near = nearest(folded.text, quoted.folded.text)
    if near is None:
        return Missing("", -1, "", quoted.text)
    start, end = folded.span(near.start, near.end)
    return Missing(snapshot.text[start:end], start, _own(snapshot, *near.there), _own(quoted, *near.wanted))


def _beside(snapshot: Snapshot, hit: int, wanted: str, prefix: str, suffix: str) -> Missing:
    """The quotation is there, but what should stand before or after it is not: show what does."""
    before, after = fold(prefix).strip(" "), fold(suffix).strip(" ")
    start, end = snapshot.folded.span(hit, hit + len(wanted))
    if _fits(snapshot.folded.text, hit, hit + len(wanted), before, ""):
        words = list(re.finditer(r"\S+", snapshot.text[end : end + 4 * len(suffix) + 80]))[: len(after.split())]
        found, expected = snapshot.text[end : end + words[-1].end()] if words else "", after
    else:
        low = max(start - 4 * len(prefix) - 80, 0)
        words = list(re.finditer(r"\S+", snapshot.text[low:start]))[-len(before.split()) :]
        found, expected = snapshot.text[low + words[0].start() : start] if words else "", before
    return Missing(snapshot.text[start:end], start, found.strip(), expected)


def _own(snapshot: Snapshot, start: int, end: int) -> str:
    """The own characters of a folded place, without outer white space."""
    if start >= end:
        return ""
    first, last = snapshot.folded.span(start, end)
    return snapshot.text[first:last].strip()
