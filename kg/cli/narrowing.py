"""From all findings to those that somebody asked for, and of these to those that are not yet known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from kg.cli import target
from kg.cli.output import note
from kg.errors import UsageError
from kg.findings import Finding, Position, Severity
from kg.reports.baseline import FILE, apply, load, updated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.cli.options import Options
    from kg.cli.reporting import Wishes
    from kg.findings import Report

LINT_FILE = "kg-lint-baseline.yaml"
IDLE = "validate-shape-without-nodes"


def narrowed(report: Report, shapes: Sequence[str], focus: Sequence[str]) -> Report:
    """Only findings of these shapes and about these nodes; raises UsageError for a shape that no rule is called."""
    if shapes:
        _known(report, shapes)
        report = replace(
            report,
            findings=tuple(each for each in report.findings if _one_of(each.rule, shapes)),
            coverage=tuple(each for each in report.coverage if _one_of(each.name, shapes)),
        )
    if shapes or focus:
        report = replace(report, only=", ".join([*shapes, *focus]))
    if focus:
        report = replace(report, findings=tuple(each for each in report.findings if _about(each.focus, focus)))
    return report


def _one_of(rule: str, shapes: Sequence[str]) -> bool:
    """Whether the rule is one of these, or belongs to it: `cts:Claim-stance` and `cts:Claim/stance` to `cts:Claim`."""
    return any(fnmatchcase(rule, shape) or rule.startswith((f"{shape}-", f"{shape}/")) for shape in shapes)


def _known(report: Report, shapes: Sequence[str]) -> None:
    from kg.schema.suggest import did_you_mean

    rules = sorted({*report.rules, *(each.rule for each in report.findings)})
    for shape in shapes:
        if not any(_one_of(rule, [shape]) for rule in rules):
            remedy = did_you_mean(shape, rules) or "`--format json` lists all under `rules`"
            raise UsageError(f"no shape or rule is called {shape!r}", remedy=remedy)


def _about(node: str, focus: Sequence[str]) -> bool:
    return any(node == each or (each and node.endswith(("/" + each, "#" + each))) for each in focus)


def required(report: Report, wishes: Wishes) -> Report:
    """The report where a shape that looked at nothing is a violation, if somebody wants that."""
    if not wishes.require_targets:
        return report
    idle = [*report.idle, *report.untargeted]
    return report.with_findings(_idle(name) for name in idle)


def _idle(name: str) -> Finding:
    message, remedy = "This shape looked at no node.", "Check its target and the data, or leave --require-targets out."
    return Finding(Position("(the shapes)", 0, 0), Severity.VIOLATION, IDLE, message, remedy, name)


def known(options: Options, report: Report, wishes: Wishes, root: Path | None) -> Report:
    """The report held against the baseline, which is written anew first if somebody wants that."""
    path = wishes.baseline or (root / _usual(report) if root else None)
    if path is None or not (path.exists() or wishes.update or wishes.baseline):
        if wishes.update:
            raise UsageError("no baseline is named", remedy="give --baseline FILE")
        return report
    whole = not (wishes.shapes or wishes.focus or report.left_out or report.incomplete)
    entries = load(path, _called(path, root)) if path.exists() or not wishes.update else []
    if wishes.update:
        if not whole:
            remedy = "look at everything: leave --shape and --focus out, and mend what hides the rest"
            raise UsageError("a part of the findings cannot become the baseline", remedy=remedy)
        target.save({path: [updated(report, entries, wishes.reason, wishes.until)]})
        note(options, f"wrote {path}: {len(report.findings)} finding(s)")
        entries = load(path, _called(path, root))
    return apply(report, entries, datetime.now(UTC).date(), whole=whole)


def _usual(report: Report) -> str:
    """The baseline of a case; that of lint is another, since neither command finds what the other accepts."""
    return LINT_FILE if any(rule.startswith("lint-") for rule in report.rules) else FILE


def _called(path: Path, root: Path | None) -> str:
    """The file as findings name it: relative to the case where it is in it."""
    full = path.resolve()
    return full.relative_to(root).as_posix() if root and full.is_relative_to(root) else str(path)
