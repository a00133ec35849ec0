"""All findings of one run, and what was looked at: a run that looked at nothing must not pass for a good one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from kg.findings.fingerprint import fingerprints
from kg.findings.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.findings.model import ShaclResult

NO_RULES: Mapping[str, RuleText] = MappingProxyType({})
NOTHING: Mapping[str, int] = MappingProxyType({})
NO_RESULTS: Mapping[Finding, tuple[ShaclResult, ...]] = MappingProxyType({})
NO_WORDS: Mapping[str, str] = MappingProxyType({})
NO_MARKS: Mapping[Finding, str] = MappingProxyType({})


class RuleText(NamedTuple):
    """What a report says of a rule: what must hold, and how to mend what does not.

    A rule that is a shape has its IRI, and its path in Turtle where it has one; `page` is a longer text in Markdown.
    """

    id: str
    summary: str = ""
    remedy: str = ""
    severity: Severity = Severity.VIOLATION
    page: str = ""
    iri: str = ""
    path: str = ""


class Looked(NamedTuple):
    """How many nodes a shape with a target looked at, and how many findings it and the shapes below it have."""

    name: str
    shape: str
    nodes: int
    findings: int


@dataclass(frozen=True, slots=True)
class Report:
    """Sorted findings, and what was looked at.

    `rules` has every rule that was asked, also those that found nothing; `untargeted` are shapes that no target and no
    other shape leads to; `untouched` counts by class the nodes that no shape looks at; `asked` has for the name of each
    rule how many nodes the shapes with a target that lead to it look at; `results` are an engine's own of each finding
    that it made, for the W3C's report; `accepted` are findings that a baseline knows, each with its reason; `left_out`
    says what could not be looked at, `only` what somebody asked to see of the whole, and `incomplete` that a limit cut
    the run short. `words` has the quotation that the node of a finding rests on, and `marks` the fingerprints, made of
    all findings before any was set apart.
    """

    findings: tuple[Finding, ...]
    rules: Mapping[str, RuleText] = field(default_factory=lambda: NO_RULES)
    coverage: tuple[Looked, ...] = ()
    untargeted: tuple[str, ...] = ()
    untouched: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    engine: str = ""
    asked: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    results: Mapping[Finding, tuple[ShaclResult, ...]] = field(default_factory=lambda: NO_RESULTS)
    accepted: tuple[tuple[Finding, str], ...] = ()
    left_out: str = ""
    only: str = ""
    incomplete: bool = False
    words: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)
    marks: Mapping[Finding, str] = field(default_factory=lambda: NO_MARKS)

    @property
    def idle(self) -> tuple[str, ...]:
        """Shapes that matched no node: they say nothing about the data, good or bad."""
        return tuple(looked.name for looked in self.coverage if not looked.nodes)

    def at_least(self, severity: Severity) -> bool:
        """Whether there is a finding as grave as that, or graver."""
        return any(finding.severity <= severity for finding in self.findings)

    def with_findings(self, more: Iterable[Finding]) -> Report:
        """The report with further findings, sorted, none twice."""
        return replace(self, findings=tuple(sorted({*self.findings, *more})))

    @property
    def checked(self) -> bool:
        """Whether all was looked at that was to be looked at."""
        return not (self.left_out or self.incomplete)

    def marked(self) -> Report:
        """The report with a fingerprint for each finding that has none."""
        new = dict(zip(self.findings, fingerprints(self.findings), strict=True))
        return replace(self, marks={**new, **self.marks})

    def mark(self, finding: Finding) -> str:
        """The fingerprint of a finding; `marked` has made it."""
        return self.marks[finding]

    def summary(self) -> str:
        """How many of each severity, in words."""
        counts = Counter(finding.severity for finding in self.findings)
        named = [f"{n} {severity.word}{'s' * (n != 1)}" for severity in Severity if (n := counts[severity])]
        known = f" ({len(self.accepted)} more accepted by the baseline)" if self.accepted else ""
        return (", ".join(named) or "no findings") + known
