"""Terms in a case that no vocabulary has: the reader refuses such keys, but a build may be older than its ontology."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.build.folder import BUILD
from kg.build.last import GRAPH
from kg.findings import Position
from kg.foreign.terms import MOST, RULE, UNKNOWN, finding, severities, used
from kg.foreign.vocabulary import Vocabulary
from kg.quads import RDF_TYPE, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.findings import Report
    from kg.foreign.terms import Term
    from kg.quads import Quad
    from kg.validate.report import Positions

NOWHERE = Position(f"{BUILD}/{GRAPH}", 0, 0)


def with_unknown(report: Report, quads: Sequence[Quad], places: Positions, wish: str = "") -> Report:
    """The report with a finding for each term of a case that no vocabulary has."""
    uses, vocabulary = used(quads), Vocabulary(())
    unknown = severities(uses, vocabulary, wish)
    if not unknown:
        return report
    found = [
        finding(term, uses[term], severity, vocabulary, _places(term, quads, places))
        for term, severity in unknown.items()
    ]
    return replace(report.with_findings(found), rules={**report.rules, UNKNOWN: RULE})


def _places(term: Term, quads: Sequence[Quad], places: Positions) -> list[Position]:
    """Where the first that use the term were written."""
    at = 2 if term.is_class else 1
    users = [quad for quad in quads if quad[at] == term.iri and (not term.is_class or quad[1] == RDF_TYPE)]
    found: set[Position] = set()
    for subject, predicate, *_ in sorted(users)[: MOST + 1]:
        node = text_of(subject)
        found.update(places.get((node, text_of(predicate))) or places.get((node, "")) or ())
    return sorted(found) or [NOWHERE]
