"""JSON for scripts: everything there is, never cut. `version` grows when a key changes its meaning or goes away.

version      1
tool         {"name": "kg", "version": …}
command      what ran, such as "kg validate"
findings     [{file, line, column, severity, rule, message, remedy, text, focus, label, path, also, fingerprint}]
accepted     findings that the baseline knows, each with its `reason`
coverage     [{shape, iri, nodes, findings}]: every shape that has a target
untargeted   names of shapes that nothing leads to
untouched    {class: nodes that no shape looks at}
rules        {rule: {summary, remedy, severity}}: every rule that was asked, also those that found nothing
engine       which SHACL engine ran, or ""
leftOut      what could not be looked at, in words, or ""
incomplete   whether a limit cut the run short
summary      {severity: findings}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import Severity, fingerprints
from kg.paper.json import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Finding, Report
    from kg.reports.about import About

VERSION = 1


def write(report: Report, about: About) -> Iterator[str]:
    """The document."""
    yield text(document(report, about)) + "\n"


def document(report: Report, about: About) -> dict[str, object]:
    """The document as plain values."""
    known = zip(report.findings, fingerprints(report.findings), strict=True)
    return {
        "version": VERSION,
        "tool": {"name": "kg", "version": about.tool},
        "command": about.command,
        "findings": [{**plain(finding), "fingerprint": digest} for finding, digest in known],
        "accepted": [{**plain(finding), "reason": reason} for finding, reason in report.accepted],
        "coverage": [
            {"shape": each.name, "iri": each.shape, "nodes": each.nodes, "findings": each.findings}
            for each in report.coverage
        ],
        "untargeted": list(report.untargeted),
        "untouched": dict(report.untouched),
        "rules": {
            rule.id: {"summary": rule.summary, "remedy": rule.remedy, "severity": rule.severity.word}
            for rule in sorted(report.rules.values())
        },
        "engine": report.engine,
        "leftOut": report.left_out,
        "incomplete": report.incomplete,
        "summary": {severity.word: sum(each.severity is severity for each in report.findings) for severity in Severity},
    }


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
        "also": [{"file": other.file, "line": other.line, "column": other.column} for other in finding.also],
    }
