"""Findings on the screen and for machines: one way for every command that has some."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def show(findings: Sequence[Finding], form: str, *, colour: bool) -> None:
    """Print findings to stdout: as blocks of text for people, or as one JSON document."""
    if form == "json":
        click.echo(json.dumps([as_json(finding) for finding in findings], indent=2, ensure_ascii=False))
        return
    for finding in findings:
        head, *rest = str(finding).split("\n")
        word = finding.severity.word
        painted = head.replace(f" {word}: ", f" {click.style(word, fg=COLOURS[finding.severity], bold=True)}: ", 1)
        click.echo("\n".join([painted if colour else head, *rest]))


def as_json(finding: Finding) -> dict[str, object]:
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
        "path": finding.path,
        "also": [str(other) for other in finding.also],
    }


def summary(findings: Sequence[Finding]) -> str:
    """How many of each severity, in words."""
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    named = [f"{count} {severity.word}{'s' * (count != 1)}" for severity, count in counts.items() if count]
    return ", ".join(named) or "no findings"
