"""Which files to look at, by kind: those that were named, those of a case, the tool's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import CaseError, UsageError
from kg.query.collection import SHIPPED as QUERIES
from kg.read.files import SETTINGS, data_files, find_case
from kg.read.forms import ENDINGS
from kg.schema.files import modules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TURTLE, SPARQL = ".ttl", ".rq"
PASSED_OVER = "build"


@dataclass(slots=True)
class Files:
    """Files by kind; data files by the root of their case."""

    turtle: list[Path]
    sparql: list[Path]
    data: dict[Path, set[Path]]

    def add_own(self) -> None:
        """Add the tool's own ontology, shapes, queries and policies."""
        queries = sorted([*QUERIES.glob(f"*{SPARQL}"), *QUERIES.with_name("policies").glob(f"*{SPARQL}")])
        self.turtle = _once([*self.turtle, *modules("ontology"), *modules("shapes")])
        self.sparql = _once([*self.sparql, *queries])


def of_case(case: Path | None) -> Files:
    """The data files of a case, and its own queries."""
    if case is None:
        return Files([], [], {})
    return Files([], sorted((case / "queries").glob(f"*{SPARQL}")), {case: set()})


def gathered(paths: Iterable[Path]) -> Files:
    """The files that were named, and those below the folders that were, by kind."""
    files = Files([], [], {})
    for path in paths:
        for each in _below(path) if path.is_dir() else [path]:
            _sort(each, files, alone=not path.is_dir())
    return Files(_once(files.turtle), _once(files.sparql), files.data)


def _once(paths: Iterable[Path]) -> list[Path]:
    """The files, one that was named in two ways only once."""
    return list({path.resolve(): path for path in reversed([*paths])}.values())[::-1]


def _below(folder: Path) -> list[Path]:
    """The files below a folder, hidden ones and a build left out, in one order everywhere."""
    found = (path for path in folder.rglob("*") if path.is_file())
    inside = ((path, path.relative_to(folder).parts) for path in found)
    return sorted(path for path, parts in inside if not any(p.startswith(".") or p == PASSED_OVER for p in parts))


def _sort(path: Path, files: Files, *, alone: bool) -> None:
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
