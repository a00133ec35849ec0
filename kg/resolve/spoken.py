"""What a claim puts into its claimant's mouth, against the words that are quoted for it.

Words given as verbatim must stand in the sentence; a stance that supports must not rest on words that only suppose,
doubt or deny; a figure must be the quoted one. All three are warnings: the text is there, and the coder decides. Which
words speak for which stance is said by the ontology, not here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg.findings import Finding, Position, Severity
from kg.resolve.figures import counting, read
from kg.resolve.records import Literal, Record, Ref, Statement
from kg.resolve.words import absent, stand_in, words_of
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.resolve.cues import Cue
    from kg.resolve.passages import Found
    from kg.schema import Concept, Schema

VERBATIM = (CT.hedge, CT.wording, CT.countWording)
FIGURES = (CT.statedCount, CT.minCount, CT.maxCount)
SHOWN = 240  # characters of a text that a finding shows


class Quoted(NamedTuple):
    """A passage with the place its quotation was found at, and the cue words inside it that nothing accounts for."""

    passage: Record
    found: Found
    cues: tuple[tuple[str, Cue], ...] = ()


def checked(claim: Record, quoted: Sequence[Quoted], schema: Schema) -> Iterator[Finding]:
    """The warnings about a claim; what is looked for is looked for in all its passages, so all must be found."""
    yield from _stance(claim, quoted, schema)
    if quoted and len(quoted) == len(list(claim.all(CT.passage))):
        yield from _words(claim, quoted, schema)
        yield from _figures(claim, quoted)


def _words(claim: Record, quoted: Sequence[Quoted], schema: Schema) -> Iterator[Finding]:
    """Words given as verbatim that no sentence of the claim, and no translation of one, has."""
    given = [statement for statement in _within(claim) if statement.property in VERBATIM]
    if not given:
        return
    texts = [words_of(text) for text in _texts(quoted)]
    for statement in given:
        said = statement.value.text if isinstance(statement.value, Literal) else ""
        words = words_of(said)
        if not any(stand_in(words, text) for text in texts):
            gone = ", ".join(f"“{word}”" for word in dict.fromkeys(absent(words, texts)))
            why = f"{gone} not in the sentence that is quoted" if gone else "the sentence has them in another order"
            key = schema.properties[statement.property].key
            message = f"`{key}` gives words of the source, and they are not there: {why}"
            remedy = "write them as the sentence has them, or add the passage that has them"
            yield _warning(statement.place, "words-not-there", message, remedy, quoted[0].found.context, claim)


def _texts(quoted: Sequence[Quoted]) -> Iterator[str]:
    for passage, found, _ in quoted:
        yield found.context
        for statement in passage.all(CT.translation):
            if isinstance(statement.value, Literal):
                yield statement.value.text


def _stance(claim: Record, quoted: Sequence[Quoted], schema: Schema) -> Iterator[Finding]:
    """A stance that the quoted words, or the speech act, do not bear."""
    statement, act = claim.first(CT.stance), schema.concepts.get(claim.text(CT.speechAct))
    stance = schema.concepts.get(claim.text(CT.stance))
    if statement is None or stance is None:
        return
    bearing = stance.marks.get("bearing", "")
    asked = _suggested(act.marks.get("suggestsStance", ""), schema) if act else None
    if act and asked and asked.marks.get("bearing") != bearing:
        message = f"the speech act is `{act.key}`, and the stance is `{stance.key}`"
        remedy = f"write `stance: {asked.key}` with what is rejected under `states`, or another `speechAct`"
        text = quoted[0].found.exact if quoted else stance.key
        yield _warning(statement.place, "stance-and-words", message, remedy, text, claim)
    if bearing == CT.supports:
        for _, found, cues in quoted:
            if cues:
                yield _warning(statement.place, "stance-and-words", *_meant(cues, stance, schema), found.exact, claim)


def _meant(cues: Sequence[tuple[str, Cue]], stance: Concept, schema: Schema) -> tuple[str, str]:
    """The message that names the words, and the remedy that names what they may mean."""
    words = ", ".join(dict.fromkeys(f"“{word}” ({cue.label})" for word, cue in cues))
    likely = [found.key for _, cue in cues if (found := _suggested(cue.suggests, schema))]
    keys = " or ".join(f"`{key}`" for key in dict.fromkeys(likely))
    rest = "put the words into `hedge`, or say `leavesOut` where they belong to something else"
    return f"the stance is `{stance.key}`, and the quotation says {words}", f"if {keys} is meant, write it; else {rest}"


def _suggested(iri: str, schema: Schema) -> Concept | None:
    return schema.concepts.get(iri)


def _figures(claim: Record, quoted: Sequence[Quoted]) -> Iterator[Finding]:
    """Counts whose figure is none of those that the quotation gives in digits."""
    counts = [count for count in _counts(claim) if count.first(CT.countWording) is None]
    if not counts:
        return
    quotation = " | ".join(found.exact for _, found, _ in quoted)
    figures = counting(quotation)
    known = read(quotation) if figures else frozenset()
    for count in counts:
        stated = [s for s in count.statements if s.property in FIGURES and not s.computed]
        if stated and figures and not _crossed(count) and not any(_number(s) in known for s in stated):
            numbers = ", ".join(str(_number(statement)) for statement in stated)
            message = f"the count is {numbers}, and the quotation has {', '.join(dict.fromkeys(figures))}"
            remedy = "mend the figure, quote the words that hold it, or give them as `countWording`"
            yield _warning(stated[0].place, "figure-not-there", message, remedy, quotation, claim)


def _crossed(count: Record) -> bool:
    """Whether the minimum is above the maximum: the shapes tell of it, and one fault is told once."""
    least, most = count.first(CT.minCount), count.first(CT.maxCount)
    return least is not None and most is not None and _number(least) > _number(most)


def _counts(claim: Record) -> Iterator[Record]:
    """The counts that the claim states, also inside other propositions."""
    for stated in claim.all(CT.states):
        for record in _records(stated.value):
            if record.cls == CT.Count:
                yield record


def _records(value: Literal | Ref | Record) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        for statement in value.statements:
            yield from _records(statement.value)


def _within(record: Record) -> Iterator[Statement]:
    """Every statement of the record and of the records in it."""
    for inner in _records(record):
        yield from inner.statements


def _number(statement: Statement) -> Decimal:
    return Decimal(statement.value.text) if isinstance(statement.value, Literal) else Decimal(-1)


def _warning(place: Position, rule: str, message: str, remedy: str, text: str, claim: Record) -> Finding:
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return Finding(place, Severity.WARNING, rule, message, remedy, shown, claim.iri)
