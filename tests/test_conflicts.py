"""Conflicts: what the rules find in small cases, and what they must not find.

The cases are data (`tests/conflicts/*.yaml`): claims as people write them, and every line that is to be found.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kg.build import assemble
from kg.contradictions import RULES, Conflict, compare
from kg.contradictions.answers import states
from kg.findings import Severity
from kg.schema import CT, load
from tests import cases

if TYPE_CHECKING:
    from kg.build import Assembly

HOME = Path(__file__).parent / "conflicts" / "small"
CASES = [case for path in sorted(HOME.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]
NUMBER = 37  # a case that goes missing must be missed
PAPERS = ("one", "two", "three", "four", "five")
REGISTER: dict[str, Any] = {
    "Person": {"minister": {"label": "a minister"}, "lawyer": {"label": "a lawyer"}},
    "Organisation": {
        "agency": {"label": "the agency"},
        "agency-two": {"label": "another agency"},
        **{f"paper-{number}": {"label": f"paper {number}"} for number in PAPERS},
    },
    "Place": {
        "dubrava": {"label": "Camp Dubrava", "within": "minsk-region"},
        "minsk-region": {"label": "Minsk region"},
    },
    "TransferEvent": {"journey": {"label": "the journey"}},
}
SOURCES = {
    "Source": {
        f"paper-{at}": {"label": f"article {at}", "url": f"https://example.org/{at}", "publisher": f"paper-{number}"}
        for at, number in enumerate(PAPERS, 1)
    },
    "Work": {
        work: {"label": label, "author": "agency"}
        for work, label in {
            "report": "the report",
            "letter": "a letter",
            "study": "a study",
            "study-2": "a paper",
        }.items()
    },
}
CLAIM = {"quote": "as it is said", "claimant": "agency", "stance": "asserted"}


def dumped(content: object) -> str:
    """The content as JSON, which is YAML too: no anchors, dates as texts."""
    return json.dumps(content, indent=1, default=str)


def written(case: dict[str, Any], root: Path) -> Path:
    """The case as files."""
    register = {cls: dict(members) for cls, members in REGISTER.items()}
    for cls, members in case.get("register", {}).items():
        register.setdefault(cls, {}).update(members)
    files = {
        "kg.yaml": cases.SETTINGS,
        "data/register.yaml": dumped(register),
        "data/sources.yaml": dumped(SOURCES),
        "data/judgements.yaml": dumped(case.get("judgements", {"Work": {"unused": {"label": "unused"}}})),
        "data/claims.yaml": dumped({"claims": [{**CLAIM, **claim} for claim in case["claims"]]}),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def assembled(case: dict[str, Any], root: Path) -> Assembly:
    """The case, which must have no violation."""
    assembly = assemble(written(case, root))
    assert [str(found) for found in assembly.findings if found.severity is Severity.VIOLATION] == []
    return assembly


def line(found: Conflict) -> str:
    """A comparison in a line: its rule, the sides that differ, and those that agree."""
    against = " | ".join(side.label for side in found.sides if not side.agrees)
    beside = "".join(f" ~ {side.label}" for side in found.sides if side.agrees)
    return f"{found.rule}: {against}{beside}"


def test_no_case_has_vanished() -> None:
    assert len(CASES) == NUMBER
    assert len({case["name"] for case in CASES}) == NUMBER


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_has_just_these_conflicts(case: dict[str, Any], tmp_path: Path) -> None:
    assembly = assembled(case, tmp_path)
    found = compare(assembly.derivation, assembly.schema)
    assert sorted(map(line, found)) == sorted(case["expect"])
    said = " ".join(each.because for each in found)
    assert [words for words in case.get("says", ()) if words not in said] == [], said
    assert sorted({each for one in found for each in one.assumed}) == sorted(case.get("assumed", ()))
    if "kinds" in case:
        codes = load().concepts
        assert [codes[each.kind].key for each in found] == case["kinds"]


def test_every_rule_has_a_case_in_which_it_finds_something() -> None:
    named = {found.partition(":")[0] for case in CASES for found in case["expect"]}
    assert {rule.name for rule in RULES} == named


def test_a_rule_explains_itself_and_finds_kinds_of_the_ontology() -> None:
    kinds = {code.local for code in load().codes(CT.ConflictKind).values()}
    for rule in RULES:
        assert rule.summary.endswith((".", ":")) or "." in rule.summary, rule.name
        assert set(rule.kinds) <= kinds, rule.name


# The case that ships


ROOT = Path(__file__).parents[1]
ROWS = yaml.safe_load((HOME.parent / "case.yaml").read_text("utf-8"))


def test_the_case_has_just_the_conflicts_that_were_argued_through() -> None:
    assembly = assemble(ROOT)
    found = compare(assembly.derivation, assembly.schema)
    codes, state = load().concepts, states(found, assembly.derivation.facts)
    got = {each.id: (line(each), codes[state[each.id]].key) for each in found}
    assert got == {row["id"]: (row["found"], row["state"]) for row in ROWS}


def test_each_row_is_argued() -> None:
    assert [row["id"] for row in ROWS if len(row["why"].split()) < 10] == []
