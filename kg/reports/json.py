"""JSON for scripts: everything there is, never cut. `version` grows when a key changes its meaning or goes away.

version      1
tool         {"name": "kg", "version": …}
command      what ran, such as "kg validate"
findings     [{file, line, column, severity, rule, message, remedy, text, focus, label, path, also, private,
             quote, fingerprint}]; a private one is about somebody who must not be named; `quote` are words that
             its node rests on
accepted     findings that the baseline knows, each with its `reason`
coverage     [{shape, iri, nodes, findings}]: every shape that has a target
untargeted   names of shapes that nothing leads to
untouched    {class: nodes that no shape looks at}
rules        {rule: {summary, remedy, severity, nodes}}: every rule that was asked, also those that found nothing;
             `nodes` is how many nodes the shapes that lead to it looked at
engine       which SHACL engine ran, or ""
leftOut      what could not be looked at, in words, or ""
only         what somebody asked to see of the whole, or ""
incomplete   whether a limit cut the run short
summary      {severity: findings}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import Severity
from kg.paper.json import SLOT, streamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Finding, Report, RuleText
    from kg.reports.about import About

VERSION = 1


def write(report: Report, about: About) -> Iterator[str]:
    """The document; findings stand in it a line each."""
    return streamed(
        document(report, about),
        ({**plain(each), "quote": _quote(each, report), "fingerprint": report.mark(each)} for each in report.findings),
    )


def document(report: Report, about: About) -> dict[str, object]:
    """The document as plain values, with a slot for the findings."""
    return {
        "version": VERSION,
        "tool": {"name": "kg", "version": about.tool},
        "command": about.command,
        "summary": {severity.word: sum(each.severity is severity for each in report.findings) for severity in Severity},
        "engine": report.engine,
        "leftOut": report.left_out,
        "only": report.only,
        "incomplete": report.incomplete,
        "findings": SLOT,
        "accepted": [{**plain(finding), "reason": reason} for finding, reason in report.accepted],
        "coverage": [
            {"shape": each.name, "iri": each.shape, "nodes": each.nodes, "findings": each.findings}
            for each in report.coverage
        ],
        "untargeted": list(report.untargeted),
        "untouched": dict(report.untouched),
        "rules": {rule.id: _rule(rule, report) for rule in sorted(report.rules.values())},
    }


def _rule(rule: RuleText, report: Report) -> dict[str, object]:
    found: dict[str, object] = {"summary": rule.summary, "remedy": rule.remedy, "severity": rule.severity.word}
    return {**found, "nodes": report.asked[rule.id]} if rule.id in report.asked else found


def _quote(finding: Finding, report: Report) -> str:
    return "" if finding.private else report.words.get(finding.focus, "")


def plain(finding: Finding) -> dict[str, object]:
    """A finding as plain values; `also` lists the other places."""
    place = finding.position
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": finding.severity.word,
        "rule": finding.rule,
        "message": finding.message,
        "remedy": finding.remedy,
        "text": finding.text,
        "focus": finding.focus,
        "label": finding.label,
        "path": finding.path,
        "private": finding.private,
        "also": [{"file": other.file, "line": other.line, "column": other.column} for other in finding.also],
    }
