"""Findings about files of others, each where it was written: positions travel beside the graph, never in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.findings import Finding, Position, RuleText, Severity
from kg.foreign.nameless import called
from kg.foreign.second.sought import Want
from kg.schema import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.findings import Report, ShaclResult
    from kg.foreign.axioms import Axioms
    from kg.foreign.nameless import Called
    from kg.foreign.places import Places
    from kg.quads import Quad

NO_PLACE = "validate-no-place"
NOWHERE = Position("(the data)", 0, 0)
RULES = {
    NO_PLACE: RuleText(
        NO_PLACE, "The line of what was found can be told.",
        "Look for the node by its name; written as Turtle or N-Triples, every statement has a line.", Severity.INFO,
    )
}  # fmt: skip
_FIRST_STEP = re.compile(r"[(\s]*<([^<>]*)>")


def wants(report: Report, axioms: Axioms) -> dict[Finding, Want]:
    """The statement that each finding is about, under whichever property it may have been written."""
    return {finding: _want(finding, results[0], axioms) for finding, results in report.results.items()}


def _want(finding: Finding, result: ShaclResult, axioms: Axioms) -> Want:
    path = finding.path if finding.path and "<" not in finding.path else ""
    step = _FIRST_STEP.match(finding.path)
    prop = f"<{path or (step[1] if step else '')}>"
    predicates = () if prop == "<>" else (prop, *sorted(axioms.below.get(prop, ())))
    return Want(result.focus, predicates, result.value if result.value != result.focus else "")


def located(report: Report, sought: Mapping[Finding, Want], places: Places, quads: Iterable[Quad]) -> Report:
    """The report with places, and with names for nodes that have none; it says for which no place could be found."""
    bare = {term for want in sought.values() for term in (want.subject, want.value) if term.startswith("_:")}
    names = called(quads, bare)
    moved = {
        finding: _told(finding._replace(position=found[0], also=found[1:]), want, names)
        for finding, want in sought.items()
        for found in [tuple(sorted(set(places.of(want)))) or (NOWHERE,)]
    }
    results: dict[Finding, tuple[ShaclResult, ...]] = {}
    for old, new in moved.items():
        results[new] = (*results.get(new, ()), *report.results[old])
    final = replace(
        report, findings=tuple(sorted({moved.get(each, each) for each in report.findings})), results=results
    )
    return _owned_up(final, moved.values())


def _told(finding: Finding, want: Want, names: Mapping[str, Called]) -> Finding:
    """The finding without a parser's labels; a node that nobody gave a label is shown by its address."""
    node, value = names.get(want.subject), names.get(want.value)
    if node:
        finding = finding._replace(focus=node.name)
    if not (finding.private or finding.label):
        finding = finding._replace(label=node.label if node else shorten(finding.focus))
    if value and finding.text:
        finding = finding._replace(text=value.name)
    return finding


def _owned_up(report: Report, moved: Iterable[Finding]) -> Report:
    """The report with a word on each file in which no place could be found."""
    lost = Counter(each.position.file for each in moved if not each.position.line and each.position != NOWHERE)
    if not lost:
        return report
    findings = [_unplaced(file, many) for file, many in lost.items()]
    return replace(report.with_findings(findings), rules={**report.rules, **RULES})


def _unplaced(file: str, many: int) -> Finding:
    message = f"no line could be found in this file for {many:,} finding(s)"
    return Finding(Position(file, 0, 0), Severity.INFO, NO_PLACE, message, RULES[NO_PLACE].remedy)
