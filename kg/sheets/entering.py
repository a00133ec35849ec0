"""A workbook's claims into the case: checked as if they stood there already, then written as a data file, or not.

All or nothing: where one cell is wrong nothing is written, so that a corrected workbook can be taken as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.build import assemble
from kg.build.assembly import known_ids
from kg.errors import InputError
from kg.findings import Finding, Position, Severity
from kg.read.files import Document
from kg.read.nodes import Entry, Mapping, Scalar, Sequence
from kg.read.yaml import read
from kg.schema import CT, did_you_mean
from kg.sheets import yaml
from kg.sheets.columns import CLAIMS, ID
from kg.sheets.taking import Taken
from kg.sheets.workbook import pages
from kg.tidy.files import plain
from kg.tidy.head import head
from kg.tidy.ids import issue
from kg.tidy.put import put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kg.build import Assembly

    Findings = Callable[[Assembly], Iterable[Finding]]

FOLDER = "data/claims"


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of a workbook: the file that was written (empty where none was), its claims, and the findings.

    A finding's file is `partner.xlsx: claims!B7`; its line and column are 0, since the cell says where it is.
    """

    file: str
    claims: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether a cell must be mended first."""
        return any(finding.severity is Severity.VIOLATION for finding in self.findings)


def enter(root: Path, path: Path, source: str, findings: Findings, coder: str = "", *, write: bool = True) -> Entered:
    """Take the claims of one source from a workbook, a CSV file, or a folder of CSV files.

    `findings` says what is wrong with an assembly, as `kg check` does. With `write=False` nothing is written.
    """
    target = root / FOLDER / f"{_stem(path)}.yaml"
    if target.exists():
        remedy = "rename the workbook, or move the claims that you keep and remove the file"
        raise InputError(f"{target.relative_to(root)} is there already", remedy=remedy)
    known = known_ids(root).get(CT.Source, [])
    if source not in known:
        raise InputError(f"no source is called `{source}`", remedy=did_you_mean(source, known) or "enter it first")
    taken = Taken(path.name, pages(path), source, coder)
    content = _with_ids(taken.content, target.relative_to(root).as_posix(), root)
    checked = findings(assemble(root, also=(Document(taken.file, content, 1),)))
    found = {*taken.findings, *(each for each in checked if each.position.file == taken.file)}
    told = tuple(_told(each, taken) for each in sorted(found))
    entered = Entered("", tuple(_ids(content)), told)
    if not (entered.claims or entered.findings):
        raise InputError(f"{path} holds no claims", remedy=f"fill the sheet `{CLAIMS}`, a row for each claim")
    if entered.failed or not write:
        return entered
    _write(root, target, content)
    return Entered(target.relative_to(root).as_posix(), entered.claims, told)


def _stem(path: Path) -> str:
    """A file name made of the workbook's: letters, digits and hyphens."""
    stem = "".join(char if char.isalnum() else "-" for char in path.stem.lower())
    return "-".join(filter(None, stem.split("-"))) or "sheet"


def _with_ids(content: Mapping, file: str, root: Path) -> Mapping:
    """The content with a permanent id as the first key of every claim."""
    claims = content.get(CLAIMS)
    taken = {each for path in (root / "data").rglob("*.y*ml") for each in _words(path)}
    if not isinstance(claims, Sequence):
        return content
    numbered = [_numbered(claim, file, taken) for claim in claims.items if isinstance(claim, Mapping)]
    entry = content.entries[CLAIMS]
    return Mapping(
        {**content.entries, CLAIMS: entry._replace(value=Sequence([*numbered], claims.place))}, content.place
    )


def _numbered(claim: Mapping, file: str, taken: set[str]) -> Mapping:
    new = Scalar(issue(claim, file, taken), claim.place)
    return Mapping({ID: Entry(Scalar(ID, claim.place), new), **claim.entries}, claim.place)


def _words(path: Path) -> set[str]:
    """Every word of a data file: an id that is among them is not issued again, whatever it is there."""
    return set(path.read_text("utf-8", errors="replace").replace(":", " ").replace(",", " ").split())


def _ids(content: Mapping) -> list[str]:
    claims = content.get(CLAIMS)
    items = claims.items if isinstance(claims, Sequence) else []
    return [claim.text(ID) for claim in items if isinstance(claim, Mapping)]


def _told(finding: Finding, taken: Taken) -> Finding:
    place = Position(taken.where(finding.position), 0, 0)
    also = tuple(Position(taken.where(each), 0, 0) if each.file == taken.file else each for each in finding.also)
    return finding._replace(position=place, also=also)


def _write(root: Path, target: Path, content: Mapping) -> None:
    """Write the file, after its text has been read back and says the same."""
    made = head(root, target.relative_to(root).as_posix()) + yaml.text(content)
    again, findings = read(made, target.name)
    if findings or again is None or plain(again) != plain(content):
        raise InputError(
            "the claims cannot be written as they stand", remedy="look for control characters in the cells"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    put(target, made)
