"""SARIF 2.1.0 (OASIS), as code scanning reads it: rules with help, places, fingerprints, what a baseline accepts.

Decision: files are named relative to the top of the git checkout, since services look them up there, and a finding
without a file stands at the file of the whole input, since a result without a place is refused. At most 25,000 results
are written, the gravest first, because GitHub refuses a file with more; a notification says what is left out.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.findings import Position, Severity
from kg.paper.json import SLOT, streamed
from kg.reports.rules import rules
from kg.reports.told import told, unseen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.findings import Finding, Report, RuleText
    from kg.reports.about import About

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
MOST, MOST_PLACES = 25_000, 100
FINGERPRINT = "kgFinding/v1"
"""Our own key; GitHub compares `primaryLocationLineHash` alone, and gets the same there."""

Plain = dict[str, object]


def write(report: Report, about: About) -> Iterator[str]:
    """One run in one document."""
    texts = rules(report)
    numbers = {name: number for number, name in enumerate(texts)}
    run = {
        "tool": {"driver": _driver(texts, report, about)},
        "automationDetails": {"id": f"{about.command}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": report.checked, "toolExecutionNotifications": _notes(report)}],
        "properties": _coverage(report),
        "results": SLOT,
    }
    return streamed({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, _results(report, about, numbers))


def _driver(texts: Mapping[str, RuleText], report: Report, about: About) -> Plain:
    return {
        "name": "kg",
        "fullName": "child-transfer-kg",
        "version": about.tool,
        "semanticVersion": about.tool,
        "rules": [_rule(text, report) for text in texts.values()],
    }


def _rule(rule: RuleText, report: Report) -> Plain:
    summary = rule.summary or rule.id
    help_text = rule.remedy or "The message of each result says what is wrong there, and how to mend it."
    return {
        "id": rule.id,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": " ".join(part for part in (summary, rule.remedy) if part)},
        "help": {"text": help_text, "markdown": rule.page or help_text},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "problem.severity": {"note": "recommendation"}.get(LEVELS[rule.severity], LEVELS[rule.severity]),
            **({"nodes": report.asked[rule.id]} if rule.id in report.asked else {}),
            **({"shape": rule.iri} if rule.iri else {}),
        },
    }


def _results(report: Report, about: About, numbers: Mapping[str, int]) -> Iterator[Plain]:
    by_weight = sorted(report.findings, key=lambda finding: finding.severity)
    for finding in sorted(by_weight[:MOST]):
        yield _result(finding, report, about, numbers)
    for finding, reason in report.accepted[: max(0, MOST - len(by_weight))]:
        accepted = [{"kind": "external", "status": "accepted", "justification": reason}]
        yield {**_result(finding, report, about, numbers), "suppressions": accepted}


def _result(finding: Finding, report: Report, about: About, numbers: Mapping[str, int]) -> Plain:
    mark = report.mark(finding)
    also = [place for place in finding.also if about.in_checkout(place)][:MOST_PLACES]
    related = [
        {"id": number, "physicalLocation": _physical(place, about), "message": {"text": "also here"}}
        for number, place in enumerate(also, 1)
    ]
    return {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": told(finding)},
        "locations": [_location(finding, about)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {FINGERPRINT: mark, "primaryLocationLineHash": f"{mark}:1"},
    }


def _location(finding: Finding, about: About) -> Plain:
    known = about.in_checkout(finding.position)
    place = finding.position if known else Position(about.main, 0, 0)
    physical = {"physicalLocation": _physical(place, about)} if about.in_checkout(place) else {}
    label = {"name": finding.label} if finding.label else {}
    logical = {"logicalLocations": [{"fullyQualifiedName": finding.focus, **label}]} if finding.focus else {}
    return {**physical, **logical}


def _physical(place: Position, about: About) -> Plain:
    region = {"region": {"startLine": place.line, "startColumn": max(place.column, 1)}} if place.line else {}
    uri = quote(os.fsencode(about.in_checkout(place)), safe="/-._~")
    return {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}, **region}


def _notes(report: Report) -> list[Plain]:
    said = [unseen(report)]
    if len(report.findings) > MOST:
        said.append(f"{len(report.findings) - MOST:,} finding(s) are left out, the least grave ones.")
    return [{"level": "error" if each == said[0] else "warning", "message": {"text": each}} for each in said if each]


def _coverage(report: Report) -> Plain:
    return {
        "coverage": {each.name: {"nodes": each.nodes, "findings": each.findings} for each in report.coverage},
        "untargeted": list(report.untargeted),
        "untouched": dict(report.untouched),
        "engine": report.engine,
        "only": report.only,
    }
