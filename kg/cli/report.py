"""Findings on the screen and for machines: one way for every command that has some."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.findings import Finding, Position, Severity
from kg.paper.json import text as json_text
from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


MOST = 50


def show(findings: Sequence[Finding], form: str, *, colour: bool, most: int = MOST, root: Path | None = None) -> None:
    """Print findings to stdout: as blocks of text for people, or as one JSON document, which is never cut.

    People get paths that open from where they stand; the document has them relative to the case.
    """
    if form == "json":
        click.echo(json_text([as_json(finding) for finding in findings]))
    else:
        for block in listing(findings, colour=colour, most=most, root=root):
            click.echo(block)


def listing(
    findings: Sequence[Finding], *, colour: bool = False, most: int = MOST, root: Path | None = None
) -> list[str]:
    """The gravest findings in full, in file order, and the rest counted by rule.

    Nobody reads ten thousand findings, and a silent cut is a lie. `most` 0 shows all.
    """
    by_weight = sorted(findings, key=lambda finding: finding.severity)
    shown, rest = (by_weight[:most], by_weight[most:]) if most else (by_weight, [])
    counted = [f"    {count:>6} × {rule}" for rule, count in Counter(finding.rule for finding in rest).most_common()]
    more = [f"… and {len(rest)} more:", *counted] if rest else []
    return [*(_block(_from_here(finding, root), colour=colour) for finding in sorted(shown)), *more]


def _from_here(finding: Finding, root: Path | None) -> Finding:
    """The finding with its places as seen from the working folder; a place that is no file stays as it is."""
    if root is None or root == Path.cwd():
        return finding
    return finding._replace(
        position=_relative(finding.position, root), also=tuple(_relative(place, root) for place in finding.also)
    )


def _relative(place: Position, root: Path) -> Position:
    path = root / place.file
    return place._replace(file=os.path.relpath(path)) if path.exists() else place


def _block(finding: Finding, *, colour: bool) -> str:
    head, *rest = visible(str(finding)).split("\n")
    word = finding.severity.word
    painted = head.replace(f" {word}: ", f" {click.style(word, fg=COLOURS[finding.severity], bold=True)}: ", 1)
    return "\n".join([painted if colour else head, *rest])


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
