"""Hedging and negating words of a sentence that a quotation of it leaves out.

"Belarus is violating the Convention" is verbatim, and says something else than its sentence once "if proven" has been
left outside. Which words do that is data of the ontology, by language; here they are only looked for, all at once, as
whole words. The one cue that is no whole word is "n't": it is found at the end of a word and given back with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.resolve.folding import APOSTROPHES, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_HYPHEN = "[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}]"
_LOOSE = {" ": r"\s+", "'": f"['{APOSTROPHES}]", "-": _HYPHEN}
_WORDS = re.compile(r"\w+")
_OPENING = re.compile(r"(?:\A|[.!?…:\n])[\s\"'«“„‘(\[—–-]*\Z")
_RUNNING = re.compile(r"(?:\d|\b[^\W\d_A-ZА-ЯЁІЇЄҐЎ]\w*)[,.]?\s+\Z")
_NUMBERED = re.compile(r"\s\d")


@dataclass(frozen=True)
class Cue:
    """Words that hedge or negate; `covered_by` is the claim's key that accounts for them: `hedge` or `condition`.

    `suggests` is the IRI of the stance that the words speak for, or empty; of several in a sentence, the cue of the
    lowest `rank` speaks.
    """

    words: tuple[str, ...]
    covered_by: str
    label: str
    suggests: str = ""
    rank: int = 0


@dataclass(frozen=True)
class Phrase:
    """A cue word, folded; its expression is made when its first word is met."""

    text: str
    cue: Cue

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the whole word looks like in a sentence."""
        return re.compile(_expression(self.text), re.IGNORECASE)


@dataclass(frozen=True)
class Cues:
    """The cues of one language by the first word of each, longest first; `anywhere` are those that begin inside a word.

    A sentence has a score of words and a language a few hundred cues: looking its words up finds the two or three
    expressions worth trying, where one expression of all cues takes a hundred times as long.
    """

    by_word: dict[str, tuple[Phrase, ...]]
    anywhere: tuple[Phrase, ...]


def compiled(cues: Iterable[Cue]) -> Cues:
    """The cues made ready: longer words are tried first; a word that two cues claim belongs to the first of them."""
    by_text: dict[str, Cue] = {}
    for cue in cues:
        for word in cue.words:
            by_text.setdefault(fold(word).strip(" ").lower(), cue)
    by_word: dict[str, list[Phrase]] = {}
    anywhere: list[Phrase] = []
    for text in sorted(filter(None, by_text), key=lambda text: (-len(text), text)):
        phrase = Phrase(text, by_text[text])
        first = _WORDS.match(text)
        (by_word.setdefault(first[0], []) if first and not text.startswith("n't") else anywhere).append(phrase)
    return Cues({word: tuple(phrases) for word, phrases in by_word.items()}, tuple(anywhere))


def left_out(context: str, start: int, end: int, cues: Cues) -> list[tuple[str, Cue]]:
    """The cue words of `context` that are not whole inside `start` to `end`, in order, in the context's own characters.

    >>> cues = compiled([Cue(("if proven", "not"), "condition", "hypothesis")])
    >>> [word for word, _ in left_out("If proven, it is a crime.", 11, 24, cues)]
    ['If proven']
    """
    return parted(context, start, end, cues)[1]


def parted(context: str, start: int, end: int, cues: Cues) -> tuple[list[tuple[str, Cue]], list[tuple[str, Cue]]]:
    """The cue words of `context` that are whole inside `start` to `end`, and those that are not; both in order."""
    inside: list[tuple[str, Cue]] = []
    outside: list[tuple[str, Cue]] = []
    for a, b, cue in places(context, cues):
        (outside if a < start or b > end else inside).append((context[a:b], cue))
    return inside, outside


def places(context: str, cues: Cues, *, names: bool = False) -> Iterator[tuple[int, int, Cue]]:
    """Place and cue of every cue word, none inside another; a soft hyphen inside one hides nothing.

    What a capital in running text makes a name is passed over, unless it is `names` that are looked for.
    """
    own = [place for place, char in enumerate(context) if char != _SOFT_HYPHEN]
    bare, reached = context.replace(_SOFT_HYPHEN, ""), 0
    for match, cue in sorted(_matches(bare, cues), key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() >= reached:
            reached = match.end()
            if names or not _is_name(bare, match):
                yield own[match.start()], own[match.end() - 1] + 1, cue


def _matches(context: str, cues: Cues) -> Iterator[tuple[re.Match[str], Cue]]:
    for word in _WORDS.finditer(context):
        for phrase in cues.by_word.get(word[0].lower(), ()):
            if match := phrase.pattern.match(context, word.start()):
                yield match, phrase.cue
    for phrase in cues.anywhere:
        for match in phrase.pattern.finditer(context):
            yield match, phrase.cue


def _is_name(context: str, match: re.Match[str]) -> bool:
    """Whether a capital in running text, or before a number, makes the word a name: "On May 23" hedges nothing."""
    word, before = match[0], context[max(match.start() - 40, 0) : match.start()]
    if not word[0].isupper() or word[1:].isupper() or " " in word:
        return False
    return not _OPENING.search(before) and bool(_RUNNING.search(before) or _NUMBERED.match(context, match.end()))


def _expression(word: str) -> str:
    """A regular expression for the whole word, with any apostrophe, hyphen and white space.

    A hyphen before it makes it part of another word ("called" in "so-called"); one after it does so only to the
    shortest ("no-fly zone", but "alleged-perpetrator list").
    """
    body = "".join(_LOOSE.get(char) or re.escape(char) for char in word)
    if word.startswith("n't"):
        return rf"(?<!\w)\w+{body}(?!\w)"
    left = rf"(?<!\w)(?<!\w{_HYPHEN})" if word[0].isalnum() else ""
    right = (r"(?!\w)" + (rf"(?!{_HYPHEN}\w)" if len(word) < 4 else "")) if word[-1].isalnum() else ""
    return left + body + right
