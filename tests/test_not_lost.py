"""Nothing is lost silently: keys that reach no claim, values that are none, files that cannot be what they seem."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.read.files import read_case
from kg.resolve.case import resolve
from kg.resolve.literals import decimal
from kg.schema import CT, load
from tests.cases import CLAIMS, REGISTER, SOURCES, findings, make, only, swap

if TYPE_CHECKING:
    from pathlib import Path

    from kg.findings import Finding

DENIAL = "{id: cz, quote: A minister denied it., claimant: minister, stance: denied, speechAct: denial, states: {Count: {population: children, statedCount: 1}}}"  # fmt: skip  # noqa: E501


def read(root: Path) -> list[Finding]:
    """What reading finds, before any shape is asked."""
    return resolve(read_case(root), load()).findings


class Lost(NamedTuple):
    """A further claims file, and the one finding it must give."""

    text: str
    rule: str
    at: str
    remedy: str


LOST = [
    Lost("source: paper\nmentions: {}\nclams: []\n", "unknown-key", "3:1", "did you mean `claims`"),
    Lost("source: paper\nclams: []\n", "unknown-key", "2:1", "did you mean `claims`"),
    Lost("source: paper\nstanse: denied\nclaims: []\n", "unknown-key", "2:1", "did you mean `stance`"),
    Lost("source: papper\nmentions: {}\n", "unknown-id", "1:9", "did you mean `paper`"),
    Lost("source: report\nmentions: {}\n", "wrong-class", "1:9", "name another id"),
    Lost("mentions: {Person: {q: {label: q}}}\n", "no-source", "1:1", "`source: …`"),
    Lost(
        f"source: paper\nclaims:\n- mentions: {{}}\n  claims:\n  - {DENIAL}\n",
        "misplaced-key",
        "3:3",
        "top of the file",
    ),
    Lost(f"source: paper\nclaims:\n- id: foo\n  claims:\n  - {DENIAL}\n", "misplaced-key", "3:3", "each of its claims"),
    Lost("Claims: {}\n", "unknown-class", "1:1", "did you mean `claims`"),
    Lost("Claim: {cx: {claimant: minister}}\n", "unknown-class", "1:1", "did you mean `claims`"),
    Lost("Edge: {ex: {relation: authored}}\n", "unknown-class", "1:1", "use one of"),
    Lost("TextQuoteSelector: {tx: {exact: words}}\n", "unknown-class", "1:1", "use one of"),
    Lost("Count: {kx: {statedCount: 5}}\n", "unknown-class", "1:1", "did you mean `CountSeries`"),
]


@pytest.mark.parametrize("lost", LOST, ids=lambda lost: lost.text[:40].replace("\n", " "))
def test_a_key_that_reaches_no_claim_is_told(lost: Lost, tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data/claims/more.yaml").write_text(lost.text, "utf-8")
    (found,) = read(root)
    assert (found.rule, str(found.position)) == (lost.rule, f"data/claims/more.yaml:{lost.at}")
    assert lost.remedy in found.remedy


def test_no_case_has_vanished() -> None:
    assert len(LOST) == 13


def test_a_claim_without_an_id_is_read_like_any_other(tmp_path: Path) -> None:
    """Or its other problems would wait for the id to be issued."""
    claims = swap(swap(CLAIMS, "- id: ca1\n  quote: 2,150", "- quote: 2,151"), "stance: asserted", "stance: assertet")
    rules = [finding.rule for finding in read(make(tmp_path, claims=claims))]
    assert rules == ["missing-id", "quote-not-found", "unknown-code"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("hedge: could", "hedge: []"), ("hedge: could", 'hedge: [could, ""]'), ("hedge: could", 'hedge: " "')],
)
def test_an_empty_value_in_a_list_is_none(old: str, new: str, tmp_path: Path) -> None:
    assert only(make(tmp_path, claims=swap(CLAIMS, old, new)), "empty-value").position.line == 29


def relays(root: Path, claim: str) -> list[str]:
    """Who relays a claim."""
    found = next(record for record in resolve(read_case(root), load()).records if record.iri.endswith(f"/{claim}"))
    return [str(statement.value) for statement in found.all(CT.relayedBy)]


def test_an_empty_list_clears_what_a_claim_would_inherit(tmp_path: Path) -> None:
    claims = "relayedBy: lawyer\n" + swap(CLAIMS, "  claimant: minister\n", "  claimant: minister\n  relayedBy: []\n")
    root = make(tmp_path, claims=claims)
    assert read(root) == []
    assert [len(relays(root, claim)) for claim in ("ca1", "ca2", "ca3")] == [1, 0, 1]


def test_a_group_may_clear_it_for_all_its_claims(tmp_path: Path) -> None:
    group = f"source: paper\nrelayedBy: agency\nclaims:\n- relayedBy: []\n  claims:\n  - {DENIAL}\n"
    root = make(tmp_path)
    (root / "data/claims/more.yaml").write_text(group)
    assert read(root) == []
    assert relays(root, "cz") == []


def test_an_empty_list_that_clears_nothing_is_an_empty_value(tmp_path: Path) -> None:
    claims = swap(CLAIMS, "  claimant: minister\n", "  claimant: minister\n  relayedBy: []\n")
    assert only(make(tmp_path, claims=claims), "empty-value").position.line == 21


@pytest.mark.parametrize(("new", "rule"), [("label: {}", "empty-value"), ("label: {en: []}", "wrong-type")])
def test_a_name_in_no_language_is_none(new: str, rule: str, tmp_path: Path) -> None:
    assert only(make(tmp_path, register=swap(REGISTER, "label: a lawyer", new)), rule).position.line == 3


@pytest.mark.parametrize("figure", ["9" * 5000, "9" * 19])
def test_a_figure_beyond_all_counting_is_refused(figure: str, tmp_path: Path) -> None:
    found = only(make(tmp_path, claims=swap(CLAIMS, "statedCount: 2150", f"statedCount: {figure}")), "bad-value")
    assert "18 digits" in found.remedy
    assert len(found.text) <= 120


def test_an_address_with_half_a_bracket_is_none(tmp_path: Path) -> None:
    sources = swap(SOURCES, "    date: 2023-05-23\n", '    date: 2023-05-23\n    url: "http://["\n')
    assert "https://" in only(make(tmp_path, sources=sources), "bad-value").remedy


@pytest.mark.parametrize("text", ["", "+", ".5", "5.", "1e5", "--1", "+-1", "1.2.3", "1,5", "٣"])
def test_what_is_no_decimal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        decimal(text)


@pytest.mark.parametrize(("text", "same"), [("85.50", "85.5"), ("+007.0", "7"), ("-0.10", "-0.1"), ("100", "100")])
def test_a_decimal_has_one_form(text: str, same: str) -> None:
    assert decimal(text) == same
    assert decimal(same) == same


# Files

ODD = {
    "\x00": "0000",
    "\x07": "0007",
    "\x85": "0085",
    "\u2028": "2028",
    "\u2029": "2029",
    "\r": "000D",
    "\ufffe": "FFFE",
}


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"U+{ODD[odd]}")
def test_an_invisible_character_is_named_at_its_place(odd: str, tmp_path: Path) -> None:
    """Line ends that editors do not count would put every later finding on the wrong line."""
    root = make(tmp_path)
    text = f"# a note\r\n# Андрій{odd}later\nPerson: {{}}\n"
    (root / "data/register/odd.yaml").write_bytes(text.encode())
    found = only(root, "yaml-refused")
    assert (found.position.line, found.position.column) == (2, 9)
    assert f"U+{ODD[odd]}" in found.message


def test_lines_may_end_as_on_windows(tmp_path: Path) -> None:
    root = make(tmp_path, claims=CLAIMS.replace("\n", "\r\n"))
    assert read(root) == []


def test_columns_count_characters_not_bytes(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data/register/odd.yaml").write_bytes("Person:\n  a: {label: Андр".encode() + b"\xe9}\n")
    assert str(only(root, "not-utf8").position) == "data/register/odd.yaml:2:18"


@pytest.mark.parametrize("name", [b"a\tb.yaml", b"a\nb.yaml", b"a\xffb.yaml"])
def test_a_file_name_that_cannot_be_shown_is_refused(name: bytes, tmp_path: Path) -> None:
    root = make(tmp_path)
    with (root / "data/register" / os.fsdecode(name)).open("w") as handle:
        handle.write("Person: {}\n")
    found = only(root, "bad-name")
    assert str(found.position).isascii()
    assert str(found.position).isprintable()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    root = make(tmp_path)
    os.mkfifo(root / "data/register/pipe.yaml")
    assert "pipe" in only(root, "unreadable").message


def test_a_circle_of_links_leads_nowhere(tmp_path: Path) -> None:
    root = make(tmp_path)
    circle = root / "data/register/circle.yaml"
    circle.symlink_to(circle)
    assert only(root, "unreadable").position.file == "data/register/circle.yaml"


def test_the_case_as_it_stands_loses_nothing(tmp_path: Path) -> None:
    assert findings(make(tmp_path)) == []
