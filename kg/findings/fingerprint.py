"""By what a finding is known again: in the next run, after an edit above it, and on another machine.

Decision: it is made of rule, node, path and value, and of the file only where there is no node. Rejected: lines (an
edit above would make every finding a new one), blank nodes' labels (a parser makes them up), and messages (a better
wording is no new fault). Consequence: two findings that are alike in all of it are told apart by their order.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.findings.model import Finding

DIGITS = 16


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One fingerprint of 16 hexadecimal digits for each finding, in their order, no two the same."""
    seen: Counter[tuple[str, ...]] = Counter()
    return [_digest(*_next(_known_by(finding), seen)) for finding in findings]


def _known_by(finding: Finding) -> tuple[str, ...]:
    where = finding.focus or finding.position.file
    return finding.rule, where, finding.path, finding.text or ("" if finding.focus else finding.message)


def _next(parts: tuple[str, ...], seen: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """The parts, and from the second of their kind on its number."""
    seen[parts] += 1
    return parts if seen[parts] == 1 else (*parts, str(seen[parts]))


def _digest(*parts: str) -> str:
    text = "\0".join(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
