"""A small case for tests: sound as it stands, so that each test breaks one thing and looks for one finding."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kg.build import assemble
from kg.validate.checking import all_findings

if TYPE_CHECKING:
    from pathlib import Path

    from kg.findings import Finding

TEXT = (
    "The agency said on Tuesday that 2,150 children were taken to Camp Dubrava last year. "
    "A minister denied it. If proven, it could be a crime, a lawyer said. "
    "The agency said so again. The agency said so again.\n"
)
SETTINGS = "title: A case for tests\nlanguage: en\naudience: public\n"
REGISTER = """\
Person:
  minister: {label: a minister}
  lawyer: {label: a lawyer}
Organisation:
  agency: {label: {en: the agency, uk: агенція}}
Place:
  dubrava: {label: Camp Dubrava, within: minsk-region}
  minsk-region: {label: Minsk region}
"""
SOURCES = f"""\
Source:
  paper:
    label: a newspaper article
    date: 2023-05-23
    sourceKind: newsArticle
    snapshot: paper.txt
    sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
Work:
  report: {{label: the report of the agency, author: agency}}
"""
CLAIMS = """\
source: paper
mentions:
  TransferEvent:
    transfer: {label: the transfer}
  Population:
    children: {label: the children, countsWhom: children}
claims:
- id: ca1
  quote: 2,150 children were taken to Camp Dubrava last year
  claimant: agency
  work: report
  stance: asserted
  speechAct: statement
  date: on Tuesday
  states:
  - Count: {population: children, statedCount: 2150}
  - TransferLeg: {event: transfer, population: children, destination: dubrava, date: last year}
- id: ca2
  quote: A minister denied it.
  claimant: minister
  stance: denied
  speechAct: denial
  states: {TransferLeg: {event: transfer, population: children, destination: dubrava, date: last year}}
- id: ca3
  quote: If proven, it could be a crime
  claimant: lawyer
  stance: conditional
  speechAct: statement
  hedge: could
  condition: {TransferLeg: {event: transfer, population: children, destination: dubrava, date: last year}}
  states: {Qualification: {qualifies: transfer, wording: a crime}}
"""
TOGETHER = """- id: cb1
  quote: The agency said on Tuesday
  claimant: agency
  stance: asserted
  speechAct: statement
  states: {Participation: {agent: minister, role: ordered, event: transfer}}
- claimant: minister
  stance: denied
  speechAct: denial
  claims:
  - id: cb2
    quote: A minister denied it.
    states:
      Conjunction:
        all:
        - Participation: {agent: minister, role: ordered, event: transfer}
        - Participation: {agent: minister, role: financed, event: transfer}
  - id: cb3
    quote: A minister denied it.
    states: {Enquiry: {enquirer: agency, addressee: minister, answered: false}}
"""
"""More claims: one who denies two things together, and that he was asked and did not answer."""
FILES = {
    "kg.yaml": SETTINGS,
    "data/register/all.yaml": REGISTER,
    "data/sources/all.yaml": SOURCES,
    "data/sources/paper.txt": TEXT,
    "data/claims/paper.yaml": CLAIMS,
}
CLAIMS_FILE = "data/claims/paper.yaml"
NAMES = {
    "settings": "kg.yaml",
    "register": "data/register/all.yaml",
    "sources": "data/sources/all.yaml",
    "claims": CLAIMS_FILE,
    "text": "data/sources/paper.txt",
}


def make(root: Path, **changed: str) -> Path:
    """The case in a folder; `changed` replaces files by their names in `NAMES`."""
    for file, content in {**FILES, **{NAMES[name]: content for name, content in changed.items()}}.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    return root


def swap(text: str, old: str, new: str) -> str:
    """The text with one passage replaced; fails where the passage is not there exactly once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def findings(root: Path) -> list[Finding]:
    """Everything `kg check` finds."""
    return list(all_findings(assemble(root)).findings)


def only(root: Path, rule: str) -> Finding:
    """The one finding of the case, which must be of this rule."""
    found = findings(root)
    assert [finding.rule for finding in found] == [rule], "\n".join(map(str, found))
    return found[0]
