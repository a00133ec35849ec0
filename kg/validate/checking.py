"""All findings of a case: those of its files, and, once these are sound, those of the shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import FindingsError
from kg.findings import Finding, Severity
from kg.resolve.case import EMPTY

if TYPE_CHECKING:
    from kg.build.assembly import Assembly


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings, sorted, and what could not be looked at because of them."""

    findings: tuple[Finding, ...]
    left_out: str = ""

    @property
    def failed(self) -> bool:
        """Whether anything must be mended."""
        return any(finding.severity is Severity.VIOLATION for finding in self.findings)


def all_findings(assembly: Assembly) -> Checked:
    """What reader, judgements and shapes find; the shapes wait until the files can be read, and the result says so.

    An empty case has been said to be empty; that the shapes find nothing to look at in it is no second finding.
    """
    if assembly.broken:
        return Checked(tuple(assembly.findings), "; shapes not checked until the files are mended")
    if any(finding.rule == EMPTY for finding in assembly.findings):
        return Checked(tuple(assembly.findings))
    from kg.judge import findings
    from kg.validate import validate

    report = validate([*assembly.stated, *assembly.derived], positions=assembly.positions)
    return Checked(tuple(sorted({*assembly.findings, *findings(assembly), *report.findings})))


def approve(assembly: Assembly) -> None:
    """Refuse an assembly that must not be built, as `kg check` would; raises FindingsError with all findings.

    A shape guards children and protected people, so no graph is written before the shapes have seen it.
    """
    checked = all_findings(assembly)
    if checked.failed:
        raise FindingsError(checked.findings, assembly.root)
