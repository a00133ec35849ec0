"""Where agents of the case are named in a sentence: by any of their labels, in any script, the longest first.

A person is known by the last word of a name too; a name in Cyrillic also with another ending, since it is declined.
What two agents share goes to the one who has spoken more often in this case, and the other is named beside it: a
proposal may guess, if it says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.read.nodes import texts
from kg.resolve.cues import Cue, compiled, places
from kg.resolve.index import ALT_LABEL, LABEL
from kg.schema import CT, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.entry.desk import Desk
    from kg.read.nodes import Mapping

SEARCH_LABEL = PREFIXES["skos"] + "hiddenLabel"
ARTICLE = re.compile(r"(?:the|an?) (?=[A-Z0-9])")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LEAST = 4  # letters of a name that may stand alone
_ENDING = 3  # letters of an ending that declining may change


class Named(NamedTuple):
    """An agent named at a place of a text; `also` are others of that name."""

    start: int
    end: int
    id: str
    text: str
    also: tuple[str, ...] = ()


class Names:
    """The names of a case's agents, made ready to be looked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.holders: dict[str, set[str]] = defaultdict(set)
        for agent in desk.agents.values():
            person = desk.schema.is_a(agent.cls.iri, CT.Person)
            for label in self.labels(agent.content):
                for name in _forms(label, person=person):
                    self.holders[name].add(agent.id)
        self.cues = compiled(Cue((name,), "", name) for name in self.holders)

    def labels(self, content: Mapping) -> Iterator[str]:
        """All names in an entity's block."""
        for prop in (LABEL, ALT_LABEL, SEARCH_LABEL):
            yield from texts(content.get(self.desk.key(prop)))

    def within(self, text: str) -> list[Named]:
        """Every agent that the text names, in order; none inside another's name."""
        exact = [
            self._named(start, end, text, cue.label)
            for start, end, cue in places(text, self.cues, names=True)
            if _fits(text[start:end], cue.label)
        ]
        taken = [(each.start, each.end) for each in exact]
        declined = [each for each in self._declined(text) if not any(a < each.end and each.start < b for a, b in taken)]
        return sorted([*exact, *declined])

    def _named(self, start: int, end: int, text: str, name: str) -> Named:
        first, *rest = sorted(self.holders[name], key=lambda each: (-self.desk.spoken.get(each, 0), each))
        return Named(start, end, first, text[start:end], tuple(rest))

    def _declined(self, text: str) -> Iterator[Named]:
        """Names in Cyrillic with another ending than they are registered with; the longest wins."""
        lowered, reached = text.casefold(), 0
        found = [
            (match.start(), -match.end(), name)
            for name in self.holders
            if CYRILLIC.search(name) and _stem(name.split()[0].casefold()) in lowered
            for match in re.finditer(_declinable(name), text, re.IGNORECASE)
            if _fits(match[0], name)
        ]
        for start, end, name in sorted(found):
            if start >= reached:
                reached = -end
                yield self._named(start, -end, text, name)


def _forms(label: str, *, person: bool) -> Iterator[str]:
    """What a label may look like in a sentence: without its article, and a person by the last name."""
    plain = " ".join(label.split())
    yield plain
    if match := ARTICLE.match(plain):
        yield plain[match.end() :]
    *rest, last = plain.split(" ")
    if person and rest and rest[0][:1].isupper() and last[:1].isupper() and last.isalpha() and len(last) >= LEAST:
        yield last


def _fits(found: str, name: str) -> bool:
    """Whether a name with a capital was found with one: "Us" is no name of the "US"."""
    if name.isupper() and len(name) <= LEAST:
        return found == name
    return found[:1].isupper() or not name[:1].isupper()


def _stem(word: str) -> str:
    return word[: max(len(word) - _ENDING, min(len(word), LEAST))] if len(word) > LEAST else word


def _declinable(name: str) -> str:
    """An expression for the name with any endings.

    >>> bool(re.fullmatch(_declinable("Україна"), "України")), bool(re.fullmatch(_declinable("Лубінець"), "Лубінця"))
    (True, True)
    """
    return (
        r"(?<!\w)" + r"\s+".join(rf"{re.escape(_stem(word))}\w{{0,{_ENDING + 1}}}" for word in name.split()) + r"(?!\w)"
    )
