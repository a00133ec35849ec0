"""The rules of a report, those without a text of their own too: the reader's rules are known by what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import RuleText

if TYPE_CHECKING:
    from kg.findings import Finding, Report


def rules(report: Report) -> dict[str, RuleText]:
    """Every rule by name, sorted: those that were asked, and those that found something."""
    found = [*report.findings, *(finding for finding, _ in report.accepted)]
    known = {**{finding.rule: _of(finding) for finding in found}, **report.rules}
    return dict(sorted(known.items()))


def _of(finding: Finding) -> RuleText:
    """A rule as its name says it: messages of the reader speak of one place."""
    words = finding.rule.rpartition(":")[2].replace("-", " ")
    return RuleText(finding.rule, words[:1].upper() + words[1:] + ".", severity=finding.severity)
