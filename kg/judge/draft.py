"""A new judgement, checked before anything is written: that it is about two things, of one kind, and signed.

A draft is what the file will hold, by the ontology's own keys. What speaks against it without forbidding it (somebody
judged so before) is told, not decided: two people may sign the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.judge.findings import short
from kg.judge.kinds import called, kinds, may_be_one
from kg.judge.records import described, digest
from kg.judge.signed import Signed, signed
from kg.resolve.dates import DateError, span
from kg.schema import CT, DATA, did_you_mean, one_of
from kg.tidy.ids import named

if TYPE_CHECKING:
    from kg.build import Assembly
    from kg.schema import Concept, PropertyTerm


class Signature(NamedTuple):
    """Who judges, when, and why."""

    by: str
    date: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A judgement to be kept: its section of a data file, its id, its keys in order; and what people should know."""

    section: str
    id: str
    values: dict[str, str]
    warnings: tuple[str, ...] = ()


def compare(
    assembly: Assembly, outcome: str, pair: tuple[str, str], signature: Signature, undoes: str | None = None
) -> Draft:
    """Whether two entries (terms) are one thing: a draft of an identity judgement."""
    ends = (CT.subjectA, CT.subjectB)
    _within(assembly, pair, ends)
    _alike(assembly, pair)
    return _pair(assembly, CT.IdentityJudgement, ends, CT.outcome, (outcome, pair, signature, undoes))


def weigh(
    assembly: Assembly, outcome: str, pair: tuple[str, str], signature: Signature, undoes: str | None = None
) -> Draft:
    """Whether two works or claimants (terms) are independent roots: a draft of an independence judgement."""
    ends = (CT.rootA, CT.rootB)
    _within(assembly, pair, ends)
    return _pair(assembly, CT.IndependenceJudgement, ends, CT.judgedIndependence, (outcome, pair, signature, undoes))


def retract(assembly: Assembly, judgement: str, signature: Signature) -> Draft:
    """That a judgement, by its id, no longer counts: a draft of one that undoes it."""
    target = standing(assembly, judgement)
    return _draft(assembly, CT.Judgement, {CT.undoes: target.id}, signature, ())


def standing(assembly: Assembly, ident: str) -> Signed:
    """The judgement with this id, which must not be undone already; raises InputError otherwise."""
    known = {each.id: each for each in signed(assembly).values()}
    found = known.get(ident.removeprefix(DATA))
    if found is None:
        remedy = did_you_mean(ident, known) or "`kg judge list` shows all ids"
        raise InputError(f"no judgement of this case is called {ident!r}", remedy=remedy)
    if found.undone_by:
        by = known[short(found.undone_by[0])]
        remedy = f"nothing is left to undo; to let it count again, undo `{by.id}`"
        raise InputError(f"judgement {found.id!r} was undone by {by.by} ({by.id}, {by.date})", remedy=remedy)
    return found


Judged = tuple[str, tuple[str, str], Signature, str | None]


def _pair(assembly: Assembly, cls: str, ends: tuple[str, str], answer: str, judged: Judged) -> Draft:
    outcome, pair, signature, undoes = judged
    code = _code(assembly, answer, outcome)
    old = standing(assembly, undoes) if undoes else None
    warnings = _again(assembly, pair, code.key, old)
    values = {ends[0]: short(pair[0]), ends[1]: short(pair[1]), answer: code.key}
    values |= {CT.undoes: old.id} if old else {}
    return _draft(assembly, cls, values, signature, warnings, pair)


def _draft(
    assembly: Assembly,
    cls: str,
    values: dict[str, str],
    signature: Signature,
    warnings: tuple[str, ...],
    about: tuple[str, ...] = (),
) -> Draft:
    """The draft with its signature, the digest of what it is about, and an id of its own."""
    values = {**values, **_signed(signature)}
    if about:
        values[CT.digest] = digest(about, described(assembly.stated, about))
    keys = assembly.schema.keys(cls)
    by_property = {prop.iri: key for key, prop in keys.items()}
    taken = {subject.removeprefix(DATA) for subject, prop in assembly.positions if not prop}
    ident = named("j", hashlib.sha256("\0".join([cls, *values.values()]).encode()).digest(), taken)
    told = {by_property[prop]: text for prop, text in values.items()}
    return Draft(assembly.schema.classes[cls].key, ident, told, warnings)


def _signed(signature: Signature) -> dict[str, str]:
    by, date, why = (" ".join(text.split()) for text in signature)
    for text, option, wanted in ((by, "--by", "your name or code"), (why, "--why", "the reason in one sentence")):
        if not text:
            raise InputError(f"{option} is empty", remedy=f"give {wanted}: a judgement is signed and has a reason")
    try:
        span(date)
    except DateError as error:
        raise InputError(f"--date: {error}", remedy="write a day such as 2026-11-25") from error
    return {CT.judgedBy: by, CT.date: date, CT.because: why}


def _within(assembly: Assembly, pair: tuple[str, str], ends: tuple[str, str]) -> None:
    """Refuse a pair of one, and what is of no kind that such a judgement compares."""
    if pair[0] == pair[1]:
        remedy = "name two different ids; `kg judge list --about` shows what was judged of one"
        raise InputError(f"both names mean {short(pair[0])!r}: nothing is left to judge", remedy=remedy)
    classes = kinds(assembly.stated, pair)
    for term, prop in zip(pair, ends, strict=True):
        wanted = assembly.schema.properties[prop].ranges
        if not any(assembly.schema.supers(cls).intersection(wanted) for cls in classes[term]):
            remedy = f"name {one_of(called([each], assembly.schema) for each in wanted)}"
            raise InputError(f"{short(term)!r} is {called(classes[term], assembly.schema)}", remedy=remedy)


def _alike(assembly: Assembly, pair: tuple[str, str]) -> None:
    left, right = (kinds(assembly.stated, pair)[term] for term in pair)
    if not may_be_one(left, right, assembly.schema):
        what = f"{short(pair[0])!r} is {called(left, assembly.schema)}, {short(pair[1])!r}"
        remedy = "compare two entries of one kind; if one stands under the wrong class, move it first"
        raise InputError(f"{what} {called(right, assembly.schema)}: one cannot be the other", remedy=remedy)


def _code(assembly: Assembly, answer: str, word: str) -> Concept:
    prop: PropertyTerm = assembly.schema.properties[answer]
    codes = {key: each for cls in prop.ranges for key, each in assembly.schema.codes(cls).items()}
    if word not in codes:
        remedy = did_you_mean(word, codes) or f"use one of {one_of(codes)}"
        raise InputError(f"{word!r} is no code of `{prop.key}`", remedy=remedy)
    return codes[word]


def _again(assembly: Assembly, pair: tuple[str, str], outcome: str, old: Signed | None) -> tuple[str, ...]:
    """Judgements that say the same of the pair already, in words; one that is about to be undone is none."""
    said = (
        each
        for each in signed(assembly).values()
        if set(each.about) == set(pair) and each.outcome == outcome and not each.undone_by and each != old
    )
    return tuple(f"{each.by} judged so already on {each.date} ({each.id})" for each in said)
