"""Which findings people are shown, and in which groups: the gravest first, and what is left out is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.findings import Finding
    from kg.reports.about import About


class Cut(NamedTuple):
    """The findings that are shown, and those that are not; each gravest first."""

    shown: list[Finding]
    rest: list[Finding]

    def left_out(self) -> list[tuple[str, int]]:
        """Rules of the findings that are not shown, with how many: most first, then by name."""
        counts = Counter(finding.rule for finding in self.rest)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def cut(findings: Iterable[Finding], about: About, most: int | None = None) -> Cut:
    """What is shown under the caps of `about`, or with another cap in all."""
    by_weight = sorted(findings, key=lambda finding: finding.severity)
    limit = about.most if most is None else most
    shown, rest = (by_weight[:limit], by_weight[limit:]) if limit else (by_weight, [])
    if not about.most_each:
        return Cut(shown, rest)
    seen: Counter[str] = Counter()
    kept: list[Finding] = []
    more: list[Finding] = []
    for finding in shown:
        group = key(finding, about.group)
        seen[group] += 1
        (kept if seen[group] <= about.most_each else more).append(finding)
    return Cut(kept, [*more, *rest])


def groups(findings: Iterable[Finding], about: About) -> list[Sequence[Finding]]:
    """The findings in their groups, each sorted: the gravest group first, then the largest."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[key(finding, about.group)].append(finding)
    members = [sorted(each) for each in found.values()]
    return sorted(
        members,
        key=lambda each: (min(one.severity for one in each), -len(each), key(each[0], about.group)),
    )


def key(finding: Finding, group: str) -> str:
    """What a finding has in common with others of its group."""
    return {"shape": finding.rule, "source": finding.position.file, "message": finding.message}[group]
