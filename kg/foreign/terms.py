"""Classes and properties that data use and no vocabulary has, each once a file, with all its uses counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError
from kg.findings import Finding, Position, RuleText, Severity
from kg.foreign.vocabulary import OWN
from kg.quads import RDF_TYPE, is_iri, text_of
from kg.schema import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kg.foreign.vocabulary import Vocabulary
    from kg.quads import Quad

UNKNOWN = "unknown-term"
WISHES = ("error", "warn", "off")
MOST = 10  # further places that a finding names
RULE = RuleText(
    UNKNOWN,
    "A class or property is one that its vocabulary has.",
    "Write it as the vocabulary does, or give the ontology that has it.",
    Severity.WARNING,
)


class Term(NamedTuple):
    """A class or property, as a term."""

    iri: str
    is_class: bool


def used(quads: Collection[Quad]) -> dict[Term, int]:
    """How often the quads use each class and property."""
    properties = Counter(quad[1] for quad in quads)
    classes = Counter(quad[2] for quad in quads if quad[1] == RDF_TYPE)
    return {
        **{Term(iri, is_class=False): uses for iri, uses in properties.items()},
        **{Term(iri, is_class=True): uses for iri, uses in classes.items() if is_iri(iri)},
    }


def severities(terms: Iterable[Term], vocabulary: Vocabulary, wish: str = "") -> dict[Term, Severity]:
    """The unknown ones among the terms, and how grave each is: as wished for, or by itself an error for kg's own alone.

    Raises UsageError for a wish that there is not.
    """
    if wish not in (*WISHES, ""):
        raise UsageError(f"{wish!r} is no way to take unknown terms", remedy=f"use one of {', '.join(WISHES)}")
    if wish == "off":
        return {}
    states = {term: vocabulary.unknown(text_of(term.iri)) for term in terms}
    return {term: _severity(term, state, wish) for term, state in states.items() if state is not False}


def graver(severity: Severity, wish: str) -> Severity:
    """How grave something unknown is: as wished for, else as given."""
    return {"error": Severity.VIOLATION, "warn": Severity.WARNING}.get(wish, severity)


def _severity(term: Term, state: bool | None, wish: str) -> Severity:
    if state is None:
        return Severity.INFO
    return graver(Severity.VIOLATION if text_of(term.iri).startswith(OWN) else Severity.WARNING, wish)


def finding(term: Term, uses: int, severity: Severity, vocabulary: Vocabulary, places: Sequence[Position]) -> Finding:
    """What is to be said of an unknown term."""
    iri = text_of(term.iri)
    what = "class" if term.is_class else "property"
    known = "no vocabulary here has" if severity < Severity.INFO else "the tool's list of this vocabulary has not"
    near = [f"`{local}`" for local in vocabulary.meant(iri)]
    remedy = f"did you mean {' or '.join(near)}? " if near else ""
    first, *others = sorted(places)
    return Finding(
        first, severity, UNKNOWN, f"{known} the {what} {shorten(iri)} (used {uses:,} time{'s' * (uses != 1)})",
        f"{remedy}{RULE.remedy}", focus=iri, also=tuple(others[:MOST]), label=shorten(iri),
    )  # fmt: skip
