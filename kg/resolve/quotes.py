"""Quotations in their sources: found verbatim, placed, put in their sentence, and checked for words left out.

The characters stored are the source's own. A quotation that is not there, or there twice, is an error, because every
other promise of the tool rests on this one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.findings import Finding, Position, Severity
from kg.resolve.cues import Cue, Cues, compiled, left_out
from kg.resolve.folding import fold
from kg.resolve.passages import Ambiguous, Found, Missing, locate
from kg.resolve.records import Literal, Record, Ref, Statement
from kg.schema import CT, OA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolve.held import Held
    from kg.schema import Schema

NON_NEGATIVE = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"


class Quotes:
    """Finds quotations; `findings` grows as it goes."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.findings: list[Finding] = []
        self._cues: dict[str, Cues] = {}

    def placed(self, claim: Record, held: Held | None) -> Record:
        """The claim with each of its passages bound to the source: position, context and state."""
        statements = tuple(
            self.passage(statement, claim, held) if statement.property == CT.passage else statement
            for statement in claim.statements
        )
        return Record(claim.cls, claim.iri, claim.graph, statements, claim.place)

    def passage(self, statement: Statement, claim: Record, held: Held | None) -> Statement:
        """One passage with what the tool adds to it."""
        passage = statement.value
        if not isinstance(passage, Record) or held is None or held.broken:
            return statement
        place = statement.place
        added = [Statement(OA.hasSource, Ref(held.iri), place, computed=True)]
        quote = next((s for s in passage.all(OA.hasSelector) if is_quote(s)), None)
        if held.snapshot is None or quote is None:
            added.append(Statement(CT.passageState, Ref(CT.passageNotHeld), place, computed=True))
            return statement._replace(value=passage.adding(*added))
        return statement._replace(value=self.bind(passage.adding(*added), quote, claim, held))

    def bind(self, passage: Record, quote: Statement, claim: Record, held: Held) -> Record:
        """The passage bound to the snapshot, or as it was with a finding."""
        assert isinstance(quote.value, Record) and held.snapshot is not None
        said = quote.value
        exact = said.first(OA.exact)
        place = exact.place if exact else quote.place
        found = self.find(said, place, claim, held)
        if found is None:
            return passage
        self.check_words(found, claim, passage, place, held)
        kept = tuple(s for s in passage.statements if s is not quote)
        own = Record(said.cls, said.iri, said.graph, tuple(selector(found, place)), said.place)
        position = Record(
            OA.TextPositionSelector, f"{passage.iri}/TextPositionSelector", said.graph, tuple(span(found, place)), place
        )
        return Record(
            passage.cls, passage.iri, passage.graph,
            (*kept, Statement(OA.hasSelector, own, place), Statement(OA.hasSelector, position, place, computed=True),
             Statement(CT.context, Literal(found.context), place, computed=True),
             Statement(CT.passageState, Ref(CT.passageFound), place, computed=True)), passage.place,
        )  # fmt: skip

    def find(self, said: Record, place: Position, claim: Record, held: Held) -> Found | None:
        """The one place of the quotation, or None with a finding that says what stands there instead."""
        assert held.snapshot is not None
        exact = said.text(OA.exact)
        try:
            found = locate(held.snapshot, exact, said.text(OA.prefix), said.text(OA.suffix))
        except InputError as bad:
            self.findings.append(
                Finding(place, Severity.VIOLATION, "quote-empty", bad.message, bad.remedy, exact, claim.iri)
            )
            return None
        if not isinstance(found, Found):
            self.findings.append(lost(found, exact, place, claim, held))
            return None
        if found.cut:
            message = f"the quotation cuts “{found.cut}” in two"
            remedy = f"quote “{found.cut}” whole"
            self.findings.append(
                Finding(place, Severity.VIOLATION, "quote-cut", message, remedy, exact[:120], claim.iri)
            )
        return found

    def check_words(self, found: Found, claim: Record, passage: Record, place: Position, held: Held) -> None:
        """Warn of hedging or negating words of the sentence that neither the quotation nor the claim holds."""
        start = found.start - found.context_start
        missing = left_out(found.context, start, start + len(found.exact), self.cues(held.language))
        uncovered = sorted(
            {word for word, cue in missing if not self.covered(word, cue, claim, passage)}, key=str.casefold
        )
        if uncovered:
            words = ", ".join(f"“{word}”" for word in uncovered)
            message = f"the quotation leaves out {words} of its own sentence"
            remedy = "quote more of the sentence, or put the words into `hedge`, or state the `condition`, or say `leavesOut`"
            self.findings.append(
                Finding(place, Severity.WARNING, "words-left-out", message, remedy, found.exact[:120], claim.iri)
            )

    def covered(self, word: str, cue: Cue, claim: Record, passage: Record) -> bool:
        """Whether the claim's hedge or condition accounts for the word, or its coder left it out in so many words."""
        said = [
            s.value.text for s in (*claim.all(CT.hedge), *passage.all(CT.leavesOut)) if isinstance(s.value, Literal)
        ]
        whole = re.compile(rf"(?<!\w){re.escape(fold(word))}(?!\w)", re.IGNORECASE)
        spoken_for = cue.covered_by == "condition" and claim.first(CT.condition) is not None
        return spoken_for or any(whole.search(fold(text)) for text in said)

    def cues(self, language: str) -> Cues:
        """The cue words of a language, compiled once."""
        tag = language.partition("-")[0]
        if tag not in self._cues:
            concepts = (concept for concept in self.schema.concepts.values() if "coveredBy" in concept.marks)
            cues = [Cue(concept.words.get(tag, ()), concept.marks["coveredBy"], concept.label) for concept in concepts]
            self._cues[tag] = compiled(cues)
        return self._cues[tag]


def is_quote(statement: Statement) -> bool:
    """Whether a selector is a quotation."""
    return isinstance(statement.value, Record) and statement.value.cls == OA.TextQuoteSelector


def selector(found: Found, place: Position) -> Iterator[Statement]:
    """The quotation in the source's own characters, with those around it."""
    yield Statement(OA.exact, Literal(found.exact), place)
    for prop, text in ((OA.prefix, found.prefix), (OA.suffix, found.suffix)):
        if text:
            yield Statement(prop, Literal(text), place, computed=True)


def span(found: Found, place: Position) -> Iterator[Statement]:
    """Start and end in code points of the snapshot's text."""
    for prop, number in ((OA.start, found.start), (OA.end, found.end)):
        yield Statement(prop, Literal(str(number), NON_NEGATIVE), place, computed=True)


def lost(found: Missing | Ambiguous, exact: str, place: Position, claim: Record, held: Held) -> Finding:
    """The finding for a quotation that is not in its source, or stands there more than once."""
    if isinstance(found, Ambiguous):
        message = f"the quotation stands {len(found.starts)} times in `{held.id}` (at {', '.join(map(str, found.starts[:5]))})"
        remedy = "quote more words, or add `prefix:` or `suffix:` with the words beside it"
        return Finding(place, Severity.VIOLATION, "quote-ambiguous", message, remedy, exact[:120], claim.iri)
    message = f"the quotation is not in `{held.id}`: {found.difference}"
    remedy = f"the nearest text there is “{found.nearest}”" if found.nearest else "check that this is the right source"
    return Finding(place, Severity.VIOLATION, "quote-not-found", message, remedy, exact[:120], claim.iri)
