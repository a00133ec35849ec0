"""Which values evidently fit a constraint, told from their text alone; all that is doubtful is left to an engine.

Decision: a value fits only where no reading of the recommendation can say otherwise: plain forms of the common
datatypes, patterns that every dialect reads alike. Rejected: to do as an engine does in every corner, which is what
engines are for. Consequence: a doubt costs time and never a finding.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kg.engines.results import SH
from kg.quads import XSD, language_of, text_of
from kg.validate.paths import members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.validate.paths import Nodes

    Test = Callable[[str], bool]

RDF_OWN = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LANGUAGE = f"{RDF_OWN}langString>"
DAY = r"[12]\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
FORMS = {
    f"<{XSD}{name}>": re.compile(form, re.ASCII)
    for name, form in (
        ("integer", r"(?:0|-?[1-9]\d{0,17})"), ("nonNegativeInteger", r"(?:0|[1-9]\d{0,17})"),
        ("positiveInteger", r"[1-9]\d{0,17}"), ("decimal", r"-?(?:0|[1-9]\d{0,9})\.\d{1,6}"),
        ("boolean", "true|false"), ("gYear", r"[12]\d{3}"), ("gYearMonth", r"[12]\d{3}-(?:0[1-9]|1[0-2])"),
        ("date", DAY), ("dateTime", rf"{DAY}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"),
        ("language", r"[a-z]{2,3}(?:-[a-z]{2,4})?"), ("anyURI", r"https?://[a-z0-9.-]+(?:[/?][A-Za-z0-9._~/?&=:@,;+-]*)?"),
    )
}  # fmt: skip
"""Lexical forms of which nobody doubts that they are valid, and that are canonical besides: equal only if alike."""
INTEGERS = (f"^^<{XSD}integer>", f"^^<{XSD}nonNegativeInteger>", f"^^<{XSD}positiveInteger>")
DATE = f"^^<{XSD}date>"
KINDS = {
    "IRI": "<", "BlankNode": "_", "Literal": '"',
    "BlankNodeOrIRI": "_<", "BlankNodeOrLiteral": '_"', "IRIOrLiteral": '<"',
}  # fmt: skip
_SAFE = re.compile(
    r"(?:[A-Za-z0-9 :/,;_<>=@#%&~!'-]|\\[.\-/d]|\[\^?(?:[A-Za-z0-9 :/.,;_]|-(?!-))+\]"
    r"|\(\?:|\((?!\?)|[)|^$*+?.]|\{\d+(?:,\d*)?\})+"
)
_PRINTABLE = re.compile(r"[ -~]*")


def exact(term: str) -> bool:
    """Whether an engine cannot take the term for one that is written otherwise: numbers have many forms."""
    if not term.startswith('"') or term.endswith('"'):
        return True
    text, mark, datatype = term[1:].rpartition('"^^')
    if not mark:
        return language_of(term).islower()
    return datatype in FORMS and FORMS[datatype].fullmatch(text) is not None


def test(local: str, value: str, shapes: Nodes) -> Test | None:
    """Whether a value evidently fits the constraint `sh:local value`; None where nothing is known of it."""
    make = TESTS.get(local)
    return make(value, shapes) if make else None


def _datatype(value: str, _: Nodes) -> Test | None:
    if value == f"<{XSD}string>":
        return lambda term: term.endswith('"')
    if value == LANGUAGE:
        return lambda term: bool(language_of(term))
    if not value.startswith((f"<{XSD}", RDF_OWN)):
        return lambda term: term.endswith(f'"^^{value}')  # of a type of somebody's own, only the name can be compared
    form = FORMS.get(value)
    if form is None:
        return None
    end, match = f'"^^{value}', form.fullmatch
    return lambda term: term.endswith(end) and match(term, 1, len(term) - len(end)) is not None


def _kind(value: str, _: Nodes) -> Test | None:
    marks = KINDS.get(text_of(value).removeprefix(SH))
    return (lambda term: term[0] in marks) if marks else None


def _pattern(value: str, _: Nodes) -> Test | None:
    pattern = text_of(value)
    if not _SAFE.fullmatch(pattern):
        return None
    try:
        search = re.compile(pattern, re.ASCII).search
    except re.error:
        return None

    def fits(term: str) -> bool:
        text = text_of(term)
        return not term.startswith("_") and _PRINTABLE.fullmatch(text) is not None and search(text) is not None

    return fits


def _in(value: str, shapes: Nodes) -> Test | None:
    listed = frozenset(members(value, shapes))
    return lambda term: term in listed


def _language(value: str, shapes: Nodes) -> Test | None:
    tags = {text_of(tag).lower() for tag in members(value, shapes)}
    return lambda term: language_of(term).lower() in tags


def _bound(holds: Callable[[int, int], bool]) -> Callable[[str, Nodes], Test | None]:
    """A constraint on whole numbers."""

    def make(value: str, _: Nodes) -> Test | None:
        limit = number(value)
        return None if limit is None else lambda term: (it := number(term)) is not None and holds(it, limit)

    return make


def _length(holds: Callable[[int, int], bool]) -> Callable[[str, Nodes], Test | None]:
    def make(value: str, _: Nodes) -> Test | None:
        limit = number(value)
        return (
            None
            if limit is None
            else lambda term: term.isascii() and term[0] != "_" and holds(len(text_of(term)), limit)
        )

    return make


def number(term: str) -> int | None:
    """The value of a whole number in its plain form, or None."""
    text, _, datatype = term[1:].rpartition('"^^')
    return int(text) if f"^^{datatype}" in INTEGERS and FORMS[datatype].fullmatch(text) else None


def in_order(first: str, second: str, *, or_equal: bool) -> bool:
    """Whether a term evidently comes before another: both whole numbers, or both days of four-digit years."""
    one, two = number(first), number(second)
    if one is not None and two is not None:
        return one <= two if or_equal else one < two
    days = (_day(first), _day(second))
    return None not in days and (first <= second if or_equal else first < second)


def _day(term: str) -> date | None:
    end = f'"{DATE}'
    text = term[1 : -len(end)] if term.endswith(end) else ""
    return date.fromisoformat(text) if FORMS[f"<{XSD}date>"].fullmatch(text) else None


def one_language_each(values: Iterable[str]) -> bool:
    """Whether no two values evidently share a language."""
    tags = [tag.lower() for value in values if (tag := language_of(value))]
    return len(tags) == len(set(tags))


TESTS: dict[str, Callable[[str, Nodes], Test | None]] = {
    "datatype": _datatype, "nodeKind": _kind, "pattern": _pattern, "in": _in, "languageIn": _language,
    "minInclusive": _bound(lambda it, limit: it >= limit), "maxInclusive": _bound(lambda it, limit: it <= limit),
    "minExclusive": _bound(lambda it, limit: it > limit), "maxExclusive": _bound(lambda it, limit: it < limit),
    "minLength": _length(lambda it, limit: it >= limit), "maxLength": _length(lambda it, limit: it <= limit),
}  # fmt: skip
