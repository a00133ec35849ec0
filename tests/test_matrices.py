"""The matrices of the case are those that were argued through, and none of them speaks a verdict."""

from __future__ import annotations

import re

import pytest

from kg.matrix import write
from tests.matrices import FROZEN, PROVISIONS, frozen, matrix
from tests.test_matrix import QUOTED, VERDICT


@pytest.mark.parametrize("provision", PROVISIONS)
def test_a_matrix_is_as_it_was_argued(provision: str) -> None:
    argued = (FROZEN / f"{provision}.txt").read_text("utf-8")
    assert frozen(provision) == argued, "read the difference, then `python -m tests.matrices`"


def test_every_provision_that_the_case_is_about_is_frozen() -> None:
    assert len(PROVISIONS) == 14
    assert {path.stem for path in FROZEN.glob("*.txt")} == set(PROVISIONS)


@pytest.mark.parametrize("provision", PROVISIONS)
def test_every_mark_is_signed_and_has_a_reason(provision: str) -> None:
    found = [bearing for row in matrix(provision).rows for bearing in row.bearings]
    assert found
    assert [bearing.id for bearing in found if not (bearing.by and bearing.date and bearing.why)] == []


def test_what_nobody_speaks_to_is_left_open() -> None:
    silent = {name: len(matrix(name).silent) for name in PROVISIONS}
    assert silent["rome-7-1-d"] == 3, "what was lawful presence, who knew of it, who knew of the attack: no claim says"
    assert sum(silent.values()) >= 10


@pytest.mark.parametrize("provision", PROVISIONS)
def test_a_mental_element_is_somebodys(provision: str) -> None:
    for row in matrix(provision).rows:
        sides = [(group.person, way) for group in row.groups for way in group.ways if row.kind == "mental"]
        assert [way for person, way in sides if not person and way != "neither"] == []


@pytest.mark.parametrize("provision", PROVISIONS)
def test_the_tool_itself_concludes_nothing(provision: str) -> None:
    found = matrix(provision)
    text = QUOTED.sub("", "".join(write(found, "table", width=1000)))
    for row in found.rows:  # what the law asks, and why an editor marked a claim, is signed or quoted
        for words in (row.label, row.summary, *(bearing.why for bearing in row.bearings)):
            text = text.replace(words, "")
    for told in found.claims:  # what is said is said by its claimant
        for words in (*told.states, *told.conditions, told.work, told.source, told.claimant):
            text = text.replace(words, "")
    text = re.sub(r"words not seen; as summarised: .*", "", text)
    text = text.replace("International Criminal Court", "the Court")
    assert VERDICT.findall(re.sub(r"\s+", " ", text)) == []
