"""Everything that can go wrong and is somebody's to mend.

    KgError                    exit status 2 unless a class says otherwise
    ├── UsageError             the command's words are off
    ├── InputError             a file that cannot be read or is not what it claims
    │   └── FindingsError      a case whose files hold errors: carries the findings (exit 1)
    ├── CaseError              no case here, or one that is laid out wrongly
    ├── BuildError             the build folder: locked, full, unwritable, missing or stale
    ├── QueryError             a query that is refused or does not parse
    ├── EngineError            an engine that is missing, crashed or answered nonsense
    └── Incomplete             an answer that was cut short (exit 3)

Library code raises these and knows nothing of the command line; one handler in `kg.cli` prints them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.findings import Finding


class KgError(Exception):
    """What is wrong, where (file:line:column if known), and the remedy in its own sentence."""

    exit_status = 2

    def __init__(self, message: str, *, remedy: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.where = where

    def __str__(self) -> str:
        head = f"{self.where}: {self.message}" if self.where else self.message
        return f"{head}\n  remedy: {self.remedy}" if self.remedy else head


class UsageError(KgError):
    """The command's words are off."""


class InputError(KgError):
    """A file that cannot be read, or is not what it claims to be."""


class FindingsError(InputError):
    """The files of the case at `root` hold errors; `findings` has every one of them, sorted."""

    exit_status = 1

    def __init__(self, findings: Sequence[Finding], root: Path | None = None) -> None:
        super().__init__(f"{len(findings)} finding(s)")
        self.findings = tuple(findings)
        self.root = root


class CaseError(KgError):
    """No case here, or one that is laid out wrongly."""


class BuildError(KgError):
    """The build folder is locked, full, unwritable, missing or stale."""


class QueryError(KgError):
    """A query that is refused or does not parse."""


class EngineError(KgError):
    """An engine that is missing, crashed or answered nonsense."""


class Incomplete(KgError):
    """An answer that was cut short: what has been given so far is right, but not all of it."""

    exit_status = 3
