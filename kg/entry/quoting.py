"""The quotation found in its source, with its sentence and its pinpoint; or what stands there, and how to say which.

What is typed is only looked for: the characters that go into the case are the source's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.resolve.folding import fold
from kg.resolve.passages import Ambiguous, Found, Missing, Snapshot, locate

if TYPE_CHECKING:
    from kg.resolve.held import Held

_BROKEN = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]\s*")
BESIDE = 80  # characters beside a place among which words are sought that single it out


class NotThere(InputError):
    """The source does not have the quotation: a finding about what was typed, not a mistake in the command."""

    exit_status = 1


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in its sentence: `start` and `end` are places in `context`; `pinpoint` is empty where none is known.

    `checked` is False where no text of the source is held, so that nobody looked. `prefix` and `suffix` choose among
    several places.
    """

    exact: str
    context: str
    start: int
    end: int
    pinpoint: str
    language: str
    prefix: str = ""
    suffix: str = ""
    checked: bool = True
    at: int = -1

    def marked(self) -> str:
        """The sentence with the quoted words in marks."""
        words = f"{self.context[: self.start]}«{self.context[self.start : self.end]}»{self.context[self.end :]}"
        return " ".join(words.split())


def quoted(held: Held, quote: str, prefix: str = "", suffix: str = "") -> Quoted:
    """The quotation in the source; NotThere or InputError, with what to do, where it cannot be settled."""
    bare = " ".join(quote.split())
    if held.snapshot is None:
        if not re.search(r"\w", bare):
            raise InputError("a quotation without words", remedy="quote the words that say it")
        return Quoted(bare, bare, 0, len(bare), "", held.language, prefix, suffix, checked=False)
    found = locate(held.snapshot, quote, prefix, suffix)
    if isinstance(found, Missing):
        raise _missing(found, held)
    if isinstance(found, Ambiguous):
        raise _ambiguous(found, held.snapshot, quote, held.id)
    if found.cut:
        raise NotThere(f"the quotation cuts “{found.cut}” in two", remedy=f"quote “{found.cut}” whole")
    start = found.start - found.context_start
    exact, pinpoint = one_line(found.exact), _pinpoint(found, held)
    end = start + len(found.exact)
    return Quoted(exact, found.context, start, end, pinpoint, held.language, prefix, suffix, at=found.start)


def one_line(text: str) -> str:
    """The text without the line ends that a page or a screen put into it; all other characters stay.

    >>> one_line("children were\\n  taken")
    'children were taken'
    """
    return _BROKEN.sub(" ", text)


def _pinpoint(found: Found, held: Held) -> str:
    told = held.pages.span(found.start, found.end) if held.pages else {}
    return ", ".join([*(f"{key} {name}" for key, name in told.items()), f"characters {found.start}-{found.end}"])


def _missing(found: Missing, held: Held) -> NotThere:
    remedy = f"the nearest text there is “{one_line(found.nearest)}”" if found.nearest else "is it the right source?"
    return NotThere(f"the quotation is not in `{held.id}`: {found.difference}", remedy=remedy)


def _ambiguous(found: Ambiguous, snapshot: Snapshot, quote: str, source: str) -> InputError:
    """Every place in its sentence, each with the option that chooses it."""
    length = len(quote.strip())
    told = [
        f"    at {start}: “{' '.join(context.split())}”\n      {choice(snapshot, start, start + length, found.starts)}"
        for start, context in zip(found.starts, found.contexts, strict=False)
    ]
    more = len(found.starts) - len(told)
    rest = [f"    and {more} more"] if more else []
    message = f"the quotation stands {len(found.starts)} times in `{source}`"
    remedy = "\n".join(["quote more words, or choose one:", *told, *rest])
    return InputError(message, remedy=remedy)


def choice(snapshot: Snapshot, start: int, end: int, starts: tuple[int, ...]) -> str:
    """The option that singles out one place among those of `starts`: as few words before it as that takes."""
    text, length = snapshot.text, end - start
    befores = {at: fold(text[max(at - BESIDE, 0) : at]).strip(" ") for at in starts}
    afters = {at: fold(text[at + length : at + length + BESIDE]).strip(" ") for at in starts}
    for number in range(1, 9):
        words = " ".join(befores[start].split(" ")[-number:])
        if words and sum(each.endswith(words) for each in befores.values()) == 1:
            return f'--prefix "{words}"'
        words = " ".join(afters[start].split(" ")[:number])
        if words and sum(each.startswith(words) for each in afters.values()) == 1:
            return f'--suffix "{words}"'
    return "quote more words"
