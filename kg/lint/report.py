"""What was asked to be looked at, and one report about all of it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import CaseError, UsageError
from kg.findings import Finding, Report
from kg.lint.case import lint_case
from kg.lint.looked import Looked
from kg.lint.pages import rules
from kg.query.collection import SHIPPED as QUERIES
from kg.read.files import ENDINGS, SETTINGS, data_files, find_case
from kg.schema.files import modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

RECORDS = "data records"
TURTLE, SPARQL = ".ttl", ".rq"
PASSED_OVER = "build"


@dataclass(frozen=True, slots=True)
class Asked:
    """A case to look at, whether to look at the tool's own files, and files and folders to look at instead."""

    case: Path | None = None
    tool: bool = False
    paths: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Files:
    """Files by kind; data files by the root of their case."""

    turtle: list[Path]
    sparql: list[Path]
    data: dict[Path, set[Path]]


def lint(asked: Asked) -> tuple[Report, str]:
    """The report, and in words how much was looked at; raises UsageError where that is nothing."""
    files = _gathered(asked.paths) if asked.paths else _of_case(asked.case)
    if asked.tool:
        files.turtle += [*modules("ontology"), *modules("shapes")]
        files.sparql += sorted([*QUERIES.glob(f"*{SPARQL}"), *QUERIES.with_name("policies").glob(f"*{SPARQL}")])
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


def _files(files: _Files, name: Callable[[Path], str]) -> Looked:
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


def _of_case(case: Path | None) -> _Files:
    """The data files of a case, and its own queries."""
    if case is None:
        return _Files([], [], {})
    return _Files([], sorted((case / "queries").glob(f"*{SPARQL}")), {case: set()})


def _gathered(paths: Iterable[Path]) -> _Files:
    """The files that were named, and those below the folders that were, by kind."""
    files = _Files([], [], {})
    for path in paths:
        for each in _below(path) if path.is_dir() else [path]:
            _sort(each, files, alone=not path.is_dir())
    return files


def _below(folder: Path) -> list[Path]:
    """The files below a folder, hidden ones and a build left out, in one order everywhere."""
    found = (path for path in folder.rglob("*") if path.is_file())
    inside = ((path, path.relative_to(folder).parts) for path in found)
    return sorted(path for path, parts in inside if not any(p.startswith(".") or p == PASSED_OVER for p in parts))


def _sort(path: Path, files: _Files, *, alone: bool) -> None:
    """Put a file to its kind; one that was named `alone` and is of none is an error."""
    if path.suffix == TURTLE:
        files.turtle.append(path)
    elif path.suffix == SPARQL:
        files.sparql.append(path)
    elif path.suffix in ENDINGS and (root := _case_of(path, alone=alone)):
        files.data.setdefault(root, set()).add(path.resolve())
    elif alone:
        remedy = f"name files that end in {TURTLE} or {SPARQL}, or data files of a case"
        raise UsageError(f"{path} is nothing that `kg lint` knows", remedy=remedy)


def _case_of(path: Path, *, alone: bool) -> Path | None:
    """The case whose data file or settings this is, or None."""
    try:
        root = find_case(path.parent)
    except CaseError:
        if alone:
            raise
        return None
    return root if path.resolve() in {root / SETTINGS, *data_files(root)} else None


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
