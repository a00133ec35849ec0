"""Findings as a model: known again by fingerprint, and accepted by a baseline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.findings import Finding, Position, Report, Severity, fingerprints
from kg.reports.baseline import EXPIRED, STALE, UNREASONED, apply, load, updated

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 3, 1)
SHORT = st.text("abcé:'\" #-{}\n", max_size=6)
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.builds(Position, st.sampled_from(["a.yaml", "b.yaml"]), st.integers(1, 9), st.integers(1, 9)),
        st.sampled_from(Severity),
        st.sampled_from(["cts:Claim-stance", "lost-quotation"]),
        SHORT,
        SHORT,
        SHORT,
        SHORT,
        SHORT,
    ),
    max_size=8,
)


def finding(focus: str = "") -> Finding:
    said = "A claim has a stance."
    return Finding(Position("a.yaml", 3, 1), Severity.VIOLATION, "cts:Claim-stance", said, focus=focus)


def held(path: Path, report: Report, today: date = TODAY, *, whole: bool = True) -> Report:
    return apply(report, load(path, "base.yaml"), today, whole=whole)


@given(FINDINGS)
def test_fingerprints_are_different_and_know_no_line(found: list[Finding]) -> None:
    digests = fingerprints(found)
    assert len(set(digests)) == len(found)
    moved = [each._replace(position=each.position._replace(line=77, column=5)) for each in found]
    assert fingerprints(moved) == digests


def test_a_better_wording_is_no_new_finding_about_a_node() -> None:
    one, two = finding("http://e/a"), finding("http://e/a")._replace(message="Say how it is said.")
    assert fingerprints([one]) == fingerprints([two])
    assert fingerprints([one]) != fingerprints([finding("http://e/b")])


@given(found=FINDINGS, reason=SHORT)
def test_what_a_baseline_was_made_of_it_accepts(
    found: list[Finding], reason: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    report = Report(tuple(sorted(set(found))))
    path = tmp_path_factory.mktemp("base") / "base.yaml"
    path.write_text(updated(report, [], "because " + reason), "utf-8")
    again = held(path, report)
    assert again.findings == ()
    assert [each for each, _ in again.accepted] == list(report.findings)
    entries = load(path, "base.yaml")
    assert updated(report, entries) == path.read_text("utf-8")


def test_a_new_finding_is_not_accepted_and_a_mended_one_is_stale(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    path.write_text(updated(Report((finding("http://e/a"),)), [], "known"), "utf-8")
    report = held(path, Report((finding("http://e/b"),)))
    assert [each.rule for each in report.findings] == ["cts:Claim-stance", STALE]
    assert report.findings[1].position == Position("base.yaml", 2, 3)
    assert not held(path, Report(()), whole=False).findings


def test_an_entry_past_its_day_accepts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    path.write_text(updated(Report((finding(),)), [], "known", "2026-02-28"), "utf-8")
    assert [each.rule for each in held(path, Report((finding(),))).findings] == ["cts:Claim-stance", EXPIRED]
    assert held(path, Report((finding(),)), date(2026, 2, 28)).findings == ()


def test_an_entry_without_a_reason_is_told(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    path.write_text(updated(Report((finding(),)), []), "utf-8")
    assert [each.rule for each in held(path, Report((finding(),))).findings] == [UNREASONED]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fingerprint: a\n", "a baseline is a list"),
        ("- a\n", "a block of keys"),
        ("- rule: x\n", "without a fingerprint"),
        ("- fingerprint: a\n  why: b\n", "`why` is not read here"),
        ("- fingerprint: a\n  expires: soon\n", "`soon` is no day"),
        ("- fingerprint: [a]\n", "`fingerprint` is not read here"),
        ("- {fingerprint: a", "is not closed|brace|not"),
        ("\x00", "invisible character"),
    ],
)
def test_a_baseline_that_is_none_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "base.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=message) as caught:
        load(tmp_path / "base.yaml", "base.yaml")
    assert caught.value.where.startswith("base.yaml")
    assert caught.value.remedy


def test_a_baseline_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "absent.yaml", "absent.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"- fingerprint: \xe9\n")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "latin.yaml", "latin.yaml")
