"""All findings of a case: those of its files, and, once these are sound, those of the shapes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.engines import DEFAULT, auto
from kg.engines.apart import Apart
from kg.errors import FindingsError
from kg.findings import Report, Severity
from kg.resolve.case import EMPTY
from kg.validate.called import words

if TYPE_CHECKING:
    from kg.build.assembly import Assembly
    from kg.engines import Choice
    from kg.validate.kept import Memory


WAITING = "shapes not checked until the files are mended"


def all_findings(assembly: Assembly, memory: Memory | None = None, jobs: int = 0, choice: Choice = DEFAULT) -> Report:
    """What reader, judgements and shapes find; the shapes wait until the files can be read, and the report says so.

    An empty case has been said to be empty; that the shapes find nothing to look at in it is no second finding. With a
    memory, the shapes look only at what an edit since the run before can have affected; the report is the same.
    """
    if assembly.broken:
        return _worded(Report(tuple(assembly.findings), left_out=WAITING), assembly)
    if any(finding.rule == EMPTY for finding in assembly.findings):
        return Report(tuple(assembly.findings))
    from kg.judge import findings
    from kg.validate import validate

    report = validate(
        [*assembly.stated, *assembly.derived],
        positions=assembly.positions,
        engine_name=choice,
        memory=memory,
        jobs=jobs,
    )
    return _worded(report.with_findings([*assembly.findings, *findings(assembly)]), assembly)


def _worded(report: Report, assembly: Assembly) -> Report:
    """The report with the quotations that its nodes rest on."""
    nodes = {finding.focus for finding in report.findings if finding.focus}
    return replace(report, words=words(assembly.stated, nodes)) if nodes else report


def approve(assembly: Assembly, seconds: float = 0) -> None:
    """Refuse an assembly that must not be built, as `kg check` would; raises FindingsError with all findings.

    An engine that takes longer than so many seconds is stopped, which raises Incomplete; 0 is no limit.

    A shape guards children and protected people, so no graph is written before the shapes have seen it.
    """
    report = all_findings(assembly, choice=Apart(auto(), seconds))
    if report.at_least(Severity.VIOLATION):
        raise FindingsError(report.findings, assembly.root)
