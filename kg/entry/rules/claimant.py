"""Who says it: whoever is named beside the word that tells of it, else who spoke just before, else who published it.

What a source says in its own voice was first said by the first of those who passed it on, where the file names such,
else by its publisher.

Grammar is not parsed: of what stands before a reporting word, the nearest name is taken, or the first of a clause that
explains it between commas ("Julia Ioffe, who teaches at the university, said"). The rule is shown with the proposal, so
that whoever enters the claim sees at once where it goes wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.entry.beside import places
from kg.entry.desk import texts
from kg.entry.rules.model import Proposed
from kg.schema import CT, PROV

if TYPE_CHECKING:
    from kg.entry.desk import Desk
    from kg.entry.names import Named
    from kg.entry.sentence import Sentence, Word
    from kg.resolve.held import Held
    from kg.resolve.index import Declared

NEAR = 40  # characters between a word such as “according to” and the name that follows it
GOES_ON = 300  # characters after a quotation within which the next sentence may go on telling of it
PUBLISHER = "http://purl.org/dc/terms/publisher"
_OWNER = re.compile(r"['’]s?\b")
_END = re.compile(r"[.!?…;]\s")
_INVERTED = 2  # words before a reporting word that opens its sentence, as in “Как сообщил Лукашенко”


def claimant(sentence: Sentence, desk: Desk, source: Declared, held: Held, given: tuple[str, ...] = ()) -> Proposed:
    """The claimant that the rules propose, no value where nothing speaks for anybody; `given` are the file's relays."""
    word, voices = sentence.governing, voices_of(desk, source, given)
    if word is not None and word.says == CT.noAnswer:
        named = next((each for each in sentence.agents if each.id in voices), None)
        why = f"who tells of the silence: “{word.text}”"
        return _proposed(named, why) if named else _voice(voices, why, given)
    for found in (_introduced(sentence), _named(sentence, word) if word else None):
        if found is not None:
            return found
    if word is None:
        return _voice(voices, "nobody is named beside a reporting word", given)
    before = _before(sentence, desk, held, word)
    return before or _voice(voices, f"nobody is named beside “{word.text}”", given)._replace(guess=True)


def publisher(desk: Desk, source: Declared) -> tuple[str, ...]:
    """The ids of those who made a source available."""
    node = source.content.get(desk.key(PUBLISHER))
    return tuple(texts(node)) if node else ()


def voices_of(desk: Desk, source: Declared, given: tuple[str, ...]) -> list[str]:
    """Who may speak in the source's own voice, the likeliest first."""
    return [each for each in (*given, *publisher(desk, source)) if each in desk.agents]


def _voice(voices: list[str], why: str, given: tuple[str, ...]) -> Proposed:
    if not voices:
        return Proposed((), f"{why}, and the source names no publisher", weak=True)
    whose = "the first through whom the file has it" if voices[0] in given else "the publisher of the source"
    return Proposed((voices[0],), f"{why}; {voices[0]} is {whose}", weak=True)


def _introduced(sentence: Sentence) -> Proposed | None:
    """Whoever is named behind words such as “according to”."""
    for word in sentence.words(CT.SpeechMode):
        after = (each for each in sentence.agents if word.end <= each.start <= word.end + NEAR)
        named = next(after, None)
        if named and sentence.outside(word.start, named.end) and not _END.search(sentence.text, word.end, named.start):
            return _proposed(named, f"named after “{word.text}”")
    return None


def _named(sentence: Sentence, word: Word) -> Proposed | None:
    """Whoever is named before the governing word, or behind it where nobody can be before it."""
    inside = sentence.inside(word.start, word.end)
    fits = sentence.inside if inside else sentence.outside
    start = sentence.quoted.end if word.start >= sentence.quoted.end else 0
    around = [each for each in sentence.agents if fits(each.start, each.end) and each.start >= start]
    subject = _subject(sentence.text, [each for each in around if each.end <= word.start], word)
    if subject is not None:
        return _proposed(subject, f"named before “{word.text}”")
    reach = NEAR if word.start >= sentence.quoted.end else 1
    after = [each for each in around if word.end <= each.start <= word.end + reach]
    opens = len(sentence.text[: word.start].split()) <= _INVERTED
    return _proposed(after[0], f"named after “{word.text}”") if after and (opens or reach == NEAR) else None


def _subject(text: str, before: list[Named], word: Word) -> Named | None:
    """The name that most likely goes with the word: no owner (“Ukraine's”), no part of what stands between commas."""
    names = [
        each for each in before if not _OWNER.match(text, each.end) and not _END.search(text, each.end, word.start)
    ]
    explained = [each for each in names if text[each.end : each.end + 1] == ","]
    if explained and text[: word.start].rstrip().endswith(","):
        return explained[0]
    return names[-1] if names else None


def _proposed(named: Named, why: str) -> Proposed:
    also = f"; {', '.join(named.also)} has that name too" if named.also else ""
    return Proposed((named.id,), f"“{' '.join(named.text.split())}”, {why}{also}")


def _before(sentence: Sentence, desk: Desk, held: Held, word: Word) -> Proposed | None:
    """Whoever made the claim whose quotation stands before this one: “It added that …” goes on."""
    found = [
        (place.start, place.claim.id, said)
        for place in places(desk, held)
        if 0 <= sentence.quoted.at - place.end <= GOES_ON
        and (said := desk.said(place.claim, PROV.wasAttributedTo)) in desk.agents
    ]
    if not found:
        return None
    _, ident, said = max(found)
    why = f"nobody is named beside “{word.text}”; {said} made the claim before it, {ident}"
    return Proposed((said,), why, weak=True, guess=True)
