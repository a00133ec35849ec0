"""Findings as a person reads them: the first ones in full, then what was not shown by rule, then a count of all.

A list of ten thousand is read by nobody, and a list that ends without a word is a lie; so the cut is told and can be
lifted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.findings import Finding

SHOWN = 50
PLURALS = {Severity.VIOLATION: "violations", Severity.WARNING: "warnings", Severity.INFO: "notes"}
SINGULARS = {Severity.VIOLATION: "violation", Severity.WARNING: "warning", Severity.INFO: "note"}


def listing(findings: Sequence[Finding], limit: int | None = SHOWN) -> str:
    """The findings in order, at most `limit` in full (None: all), and their count in the last line."""
    shown = [str(finding) for finding in findings[:limit]]
    rest = findings[limit:] if limit is not None else []
    return "\n".join([*shown, *_rest(rest), summary(findings)])


def _rest(rest: Sequence[Finding]) -> list[str]:
    if not rest:
        return []
    rules = Counter(finding.rule for finding in rest)
    return [f"… and {len(rest)} more:", *(f"    {count:>6} × {rule}" for rule, count in rules.most_common())]


def summary(findings: Sequence[Finding]) -> str:
    """How many of each severity, in how many files.

    >>> summary([])
    'no findings'
    """
    if not findings:
        return "no findings"
    counts = Counter(finding.severity for finding in findings)
    words = [
        f"{count} {(SINGULARS if count == 1 else PLURALS)[severity]}" for severity, count in sorted(counts.items())
    ]
    files = len({finding.position.file for finding in findings})
    return f"{', '.join(words)} in {files} file{'s' if files > 1 else ''}"
