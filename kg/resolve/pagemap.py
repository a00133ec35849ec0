"""From a character of an extracted text to its page, section and paragraph, and back.

An extracted text has no pages any more, and a pinpoint of a court is a page. So whoever extracts notes where each page,
section and paragraph begins, in a table beside the text: one line for each, the number of characters before it (Unicode
code points), the key of the page selector that it fills, and its name, parted by tabs and sorted. Which keys there are
is the ontology's business. A table is used only with the hash that was noted for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 160  # characters of a name, such as a heading


class Mark(NamedTuple):
    """Where something begins: so many characters in, what (`page`), and its name (`iv`)."""

    start: int
    key: str
    name: str


class PageMap:
    """The marks of one text, by key and in order; equal maps have equal texts."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.marks = tuple(sorted(set(marks)))
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._names: dict[str, list[str]] = defaultdict(list)
        for start, key, name in self.marks:
            self._starts[key].append(start)
            self._names[key].append(name)

    def __bool__(self) -> bool:
        return bool(self.marks)

    def keys(self) -> tuple[str, ...]:
        """The keys that have marks, sorted."""
        return tuple(sorted(self._starts))

    def span(self, start: int, end: int) -> dict[str, str]:
        """Where the characters from `start` up to `end` stand: a name for each key, two where they run over.

        >>> PageMap([Mark(0, "page", "1"), Mark(50, "page", "2")]).span(40, 60)
        {'page': '1–2'}
        """
        found = {}
        for key in self.keys():
            first, last = self.number(key, start), self.number(key, max(end - 1, start))
            names = list(dict.fromkeys(self._names[key][at] for at in (first, last) if at >= 0))
            if names:
                found[key] = "–".join(names)
        return found

    def number(self, key: str, offset: int) -> int:
        """Which mark of the key the character belongs to, counted from 0; -1 for one before the first."""
        return bisect_right(self._starts[key], offset) - 1 if key in self._starts else -1

    def within(self, key: str, offset: int) -> tuple[int, int]:
        """Mark and character in it, both counted from 0: page and place on the page.

        >>> PageMap([Mark(0, "page", "1"), Mark(50, "page", "2")]).within("page", 57)
        (1, 7)
        """
        number = self.number(key, offset)
        return number, offset - self._starts[key][number] if number >= 0 else offset

    def offset(self, key: str, number: int, character: int) -> int:
        """The way back: the character of the text that is the given one of the given mark."""
        return (self._starts[key][number] if number >= 0 else 0) + character

    def text(self) -> str:
        """The table as it is written down."""
        return "".join(f"{start}\t{key}\t{name}\n" for start, key, name in self.marks)


def read_map(raw: bytes, length: int) -> PageMap:
    """The map of a text of `length` characters; InputError with the line where the table is not one."""
    marks = []
    for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), 1):
        start, _, rest = line.partition("\t")
        key, tab, name = rest.partition("\t")
        if not (tab and key and name.strip() and start.isascii() and start.isdecimal()) or int(start) > length:
            remedy = "take the table that was written with the text, or run `kg source lock`"
            raise InputError(f"line {number} of the map is no place in a text of {length} characters", remedy=remedy)
        marks.append(Mark(int(start), key, name))
    return PageMap(marks)


def named(name: str) -> str:
    """A name fit for the table: one line, not too long.

    >>> named(" What\\n the report\\tsays ")
    'What the report says'
    """
    plain = " ".join(name.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
