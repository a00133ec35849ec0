"""What was asked to be looked at, and one report about all of it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.findings import Finding, Report
from kg.lint.case import lint_case
from kg.lint.gather import gathered, of_case
from kg.lint.looked import Looked
from kg.lint.pages import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.lint.gather import Files

RECORDS = "data records"


@dataclass(frozen=True, slots=True)
class Asked:
    """A case to look at, whether to look at the tool's own files, and files and folders to look at instead."""

    case: Path | None = None
    tool: bool = False
    paths: tuple[Path, ...] = ()


def lint(asked: Asked) -> tuple[Report, str]:
    """The report, and in words how much was looked at; raises UsageError where that is nothing."""
    files = gathered(asked.paths) if asked.paths else of_case(asked.case)
    if asked.tool:
        files.add_own()
    name = _namer(None if asked.paths else asked.case)
    looked = _files(files, name)
    findings, records, left_out = list(looked.findings), 0, ""
    for root, chosen in files.data.items():
        found = lint_case(root)
        places = {path.relative_to(root).as_posix() for path in chosen}
        findings += [_moved(each, root, name) for each in found.findings if not places or each.position.file in places]
        records, left_out = records + found.records, left_out or found.left_out
    looked.count(RECORDS, records)
    if not looked.counts and not findings:
        raise UsageError("there is nothing to look at", remedy="name .ttl, .rq or data files, a case, or --tool")
    return _report(findings, looked, left_out), ", ".join(_counted(many, kind) for kind, many in looked.counts.items())


def _files(files: Files, name: Callable[[Path], str]) -> Looked:
    """What is in Turtle files and queries; engines are imported only where there are any."""
    if not (files.turtle or files.sparql):
        return Looked()
    from kg.lint.files import lint_files

    return lint_files(files.turtle, files.sparql, name)


def _counted(many: int, kind: str) -> str:
    """How many of a kind, in words.

    >>> _counted(1, "queries"), _counted(2000, "queries")
    ('1 query', '2,000 queries')
    """
    return f"{many:,} {kind}" if many != 1 else f"1 {re.sub('s$', '', re.sub('ies$', 'y', kind))}"


def _report(findings: Iterable[Finding], looked: Looked, left_out: str) -> Report:
    """The report with all rules, and how much each looked at."""
    every = {rule.id: rule.text() for rule in rules().values()}
    asked = {rule.id: sum(looked.counts.get(kind, 0) for kind in rule.about) for rule in rules().values()}
    if looked.held:
        taken = {name for rule in rules().values() for name in rule.shapes}
        every |= {name: text for name, text in looked.held.rules.items() if name not in taken}
        asked |= {name: many for name, many in looked.held.asked.items() if name not in taken}
    return Report(tuple(sorted(set(findings))), every, asked=asked, left_out=left_out)


def _namer(case: Path | None) -> Callable[[Path], str]:
    """What findings call a file: seen from the case that is looked at, else as it was named."""
    if case is None:
        return lambda path: path.as_posix()
    return lambda path: Path(os.path.relpath(path, case)).as_posix()


def _moved(finding: Finding, root: Path, name: Callable[[Path], str]) -> Finding:
    """A finding of a case with its places as files are called here."""

    def moved(file: str) -> str:
        seen = name(root / file)
        return Path(os.path.relpath(seen)).as_posix() if Path(seen).is_absolute() else seen

    also = tuple(place._replace(file=moved(place.file)) for place in finding.also)
    return finding._replace(position=finding.position._replace(file=moved(finding.position.file)), also=also)
