"""Quotations in their sources: found verbatim, placed, put in their sentence, and checked for words left out.

The characters stored are the source's own. A quotation that is not there, or there twice, is an error, because every
other promise of the tool rests on this one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.findings import Finding, Position, Severity
from kg.resolve.cues import Cue, Cues, compiled, parted
from kg.resolve.folding import fold
from kg.resolve.passages import Ambiguous, Found, Missing, locate
from kg.resolve.pinpoint import page_differs, pinpointed
from kg.resolve.records import Literal, Record, Ref, Statement
from kg.resolve.spoken import Quoted, checked
from kg.schema import CT, OA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolve.held import Held
    from kg.resolve.passages import Snapshot
    from kg.schema import Concept, Schema

NON_NEGATIVE = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"


class Quotes:
    """Finds quotations; `findings` grows as it goes."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.findings: list[Finding] = []
        self._cues: dict[str, Cues] = {}
        self._quoted: list[Quoted] = []
        self._told: set[tuple[str, str]] = set()

    def placed(self, claim: Record, held: Held | None) -> Record:
        """The claim with each of its passages bound to the source: position, context and state."""
        self._quoted = []
        before = len(self.findings)
        statements = tuple(
            self.passage(statement, claim, held) if statement.property == CT.passage else statement
            for statement in claim.statements
        )
        self.findings += checked(claim, self._quoted, self.schema)
        if held is not None and held.vault:
            self.findings[before:] = [each._replace(text="", private=True) for each in self.findings[before:]]
        return replace(claim, statements=statements)

    def passage(self, statement: Statement, claim: Record, held: Held | None) -> Statement:
        """One passage with what the tool adds to it."""
        passage = statement.value
        if not isinstance(passage, Record) or held is None or held.broken:
            return statement
        place = statement.place
        sourced = passage.adding(Statement(OA.hasSource, Ref(held.iri), place, computed=True))
        said = quote_in(passage)
        if held.vault and said:
            self.warn_of_git(said, held)
        if held.snapshot is None or said is None:
            silent = CT.passageNotText if held.mute else CT.passageNotHeld
            reason = CT.passageParaphrased if passage.first(CT.paraphrase) else silent
            state = Statement(CT.passageState, Ref(reason), place, computed=True)
            return statement._replace(value=sourced.adding(state))
        return statement._replace(value=self.bind(sourced, said, held.snapshot, claim, held))

    def bind(self, passage: Record, said: Record, snapshot: Snapshot, claim: Record, held: Held) -> Record:
        """The passage bound to the snapshot, or as it was with a finding."""
        exact = said.first(OA.exact)
        place = exact.place if exact else said.place
        found = self.find(said, place, snapshot, claim, held)
        if found is None:
            return passage
        self.check_words(found, claim, passage, place, held)
        self.findings += page_differs(passage, found, held.pages, claim, self.schema)
        kept = tuple(statement for statement in passage.statements if statement.value is not said)
        own = replace(said, statements=tuple(selector(found, place)))
        name = f"{passage.iri}/TextPositionSelector"
        position = Record(OA.TextPositionSelector, name, said.graph, tuple(span(found, place)), place)
        bound = (
            Statement(OA.hasSelector, own, place),
            Statement(OA.hasSelector, position, place, computed=True),
            *pinpointed(passage, found, held.pages, self.schema, place),
            Statement(CT.context, Literal(found.context), place, computed=True),
            Statement(CT.passageState, Ref(CT.passageFound), place, computed=True),
        )
        return replace(passage, statements=(*kept, *bound))

    def warn_of_git(self, said: Record, held: Held) -> None:
        """Say once a file that words from the vault stand in it: git keeps for ever what is in a file of the case."""
        if (said.place.file, held.id) not in self._told:
            self._told.add((said.place.file, held.id))
            message = f"words of `{held.id}`, which lies in the vault, stand in a file that git keeps"
            remedy = "write `paraphrase:` instead, unless these very words may be in everybody's copy of this case"
            told = Finding(said.place, Severity.WARNING, "vault-words", message, remedy, private=True)
            self.findings.append(told)

    def find(self, said: Record, place: Position, snapshot: Snapshot, claim: Record, held: Held) -> Found | None:
        """The one place of the quotation, or None with a finding that says what stands there instead."""
        exact = said.text(OA.exact)
        try:
            found = locate(snapshot, exact, said.text(OA.prefix), said.text(OA.suffix))
        except InputError as bad:
            self.findings.append(_violation(place, "quote-empty", bad.message, bad.remedy, exact, claim))
            return None
        if not isinstance(found, Found):
            self.findings.append(lost(found, exact, place, claim, held))
            return None
        if found.cut:
            message, remedy = f"the quotation cuts “{found.cut}” in two", f"quote “{found.cut}” whole"
            self.findings.append(_violation(place, "quote-cut", message, remedy, exact, claim))
        return found

    def check_words(self, found: Found, claim: Record, passage: Record, place: Position, held: Held) -> None:
        """Warn of hedging or negating words of the sentence that neither the quotation nor the claim holds."""
        start = found.start - found.context_start
        inside, missing = parted(found.context, start, start + len(found.exact), self.cues(held.language))
        against = [(word, cue) for word, cue in inside if cue.suggests and not self.covered(word, cue, claim, passage)]
        self._quoted.append(Quoted(passage, found, tuple(against)))
        uncovered = {word for word, cue in missing if not self.covered(word, cue, claim, passage)}
        if uncovered:
            words = ", ".join(f"“{word}”" for word in sorted(uncovered, key=str.casefold))
            message = f"the quotation leaves out {words} of its own sentence"
            remedy = "quote more of the sentence, put the words into `hedge`, state the `condition`, or say `leavesOut`"
            shown = found.exact[:120]
            finding = Finding(place, Severity.WARNING, "words-left-out", message, remedy, shown, claim.iri)
            self.findings.append(finding)

    def covered(self, word: str, cue: Cue, claim: Record, passage: Record) -> bool:
        """Whether the claim's hedge or condition accounts for the word, or its coder left it out in so many words."""
        statements = (*claim.all(CT.hedge), *passage.all(CT.leavesOut))
        said = [statement.value.text for statement in statements if isinstance(statement.value, Literal)]
        whole = re.compile(rf"(?<!\w){re.escape(fold(word))}(?!\w)", re.IGNORECASE)
        spoken_for = cue.covered_by == "condition" and claim.first(CT.condition) is not None
        return spoken_for or any(whole.search(fold(text)) for text in said)

    def cues(self, language: str) -> Cues:
        """The cue words of a language, compiled once."""
        tag = language.partition("-")[0]
        if tag not in self._cues:
            self._cues[tag] = cues_of(self.schema, tag)
        return self._cues[tag]


def cues_of(schema: Schema, tag: str) -> Cues:
    """The cue words that the ontology has for a language."""
    return compiled(_cue(concept, tag) for concept in schema.concepts.values() if "coveredBy" in concept.marks)


def _cue(concept: Concept, tag: str) -> Cue:
    """The cue that a concept of the ontology stands for, in one language."""
    marks, words = concept.marks, concept.words.get(tag, ())
    return Cue(words, marks["coveredBy"], concept.label, marks.get("suggestsStance", ""), int(marks["rank"]))


def quote_in(passage: Record) -> Record | None:
    """The first selector of the passage that is a quotation, or None."""
    selectors = (statement.value for statement in passage.all(OA.hasSelector))
    return next((made for made in selectors if isinstance(made, Record) and made.cls == OA.TextQuoteSelector), None)


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
    if held.vault:
        message, remedy = f"the quotation does not stand once in `{held.id}`", "compare it with the text in the vault"
        return _violation(place, "quote-not-found", message, remedy, exact, claim)
    if isinstance(found, Ambiguous):
        starts = ", ".join(map(str, found.starts[:5]))
        message = f"the quotation stands {len(found.starts)} times in `{held.id}` (at {starts})"
        remedy = "quote more words, or add `prefix:` or `suffix:` with the words beside it"
        return _violation(place, "quote-ambiguous", message, remedy, exact, claim)
    message = f"the quotation is not in `{held.id}`: {found.difference}"
    remedy = f"the nearest text there is “{found.nearest}”" if found.nearest else "check that this is the right source"
    return _violation(place, "quote-not-found", message, remedy, exact, claim)


def _violation(place: Position, rule: str, message: str, remedy: str, exact: str, claim: Record) -> Finding:
    return Finding(place, Severity.VIOLATION, rule, message, remedy, exact[:120], claim.iri)
