"""Bad input, a case for each kind: one finding, at the right place, with a remedy a person can follow."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.errors import CaseError
from kg.findings import Severity
from kg.read.files import LARGEST, find_case
from tests.cases import CLAIMS, REGISTER, SETTINGS, SOURCES, TEXT, findings, make, only, swap

if TYPE_CHECKING:
    from pathlib import Path


class Bad(NamedTuple):
    """A change of one file, and the finding it must give."""

    file: str
    old: str
    new: str
    rule: str
    at: str
    remedy: str


NOW = hashlib.sha256(swap(TEXT, "2,150", "2,152").encode()).hexdigest()
BAD = [
    Bad("claims", "  claimant: agency", "\tclaimant: agency", "yaml-syntax", "10:1", "spaces, never with tabs"),
    Bad("claims", "  work: report", "   work: report", "yaml-syntax", "11:4", "start in one column"),
    Bad("claims", "  work: report", "  work: re: port", "yaml-syntax", "11:11", "quote a text that holds `: `"),
    Bad("claims", "stance: asserted", "stance:asserted", "yaml-syntax", "12:3", "space belongs after the colon"),
    Bad("claims", "source: paper", "source:paper", "yaml-syntax", "1:1", "`source: paper`"),
    Bad("claims", "statedCount: 2150}", "statedCount: 2150", "yaml-syntax", "16:12", "close it with `}`"),
    Bad("claims", "claimant: minister", "claimant: [minister", "yaml-syntax", "20:13", "failed on line 21"),
    Bad("claims", "claimant: minister", "claimant: {a: [b}", "yaml-syntax", "20:17", "close it with `]`"),
    Bad("claims", "claimant: minister", "claimant: [a] b", "yaml-syntax", "20:17", "quote texts that hold"),
    Bad("claims", "wording: a crime}}", "wording: a crime}}}", "yaml-syntax", "31:67", "take it out"),
    Bad("claims", "quote: A minister denied it.", 'quote: "A minister', "yaml-syntax", "19:10", 'close it with `"`'),
    Bad("claims", "quote: A minister", "quote: 'A' minister", "yaml-syntax", "19:14", "for an apostrophe in it"),
    Bad("claims", "  stance: denied", " stance: denied", "yaml-syntax", "21:2", "starts with `- `"),
    Bad("claims", "- id: ca2", "  id: ca2", "duplicate-key", "18:3", "put `- ` before it"),
    Bad("claims", "  work:", "  claimant: lawyer\n  work:", "duplicate-key", "11:3", "first is on line 10"),
    Bad("claims", "  claimant: agency", "  clamant: agency", "unknown-key", "10:3", "did you mean `claimant`"),
    Bad("claims", "claimant: agency", "claimant: agensy", "unknown-id", "10:13", "did you mean `agency`"),
    Bad("claims", "claimant: agency", "claimant: dubrava", "wrong-class", "10:13", "name another id"),
    Bad("claims", "stance: asserted", "stance: assertet", "unknown-code", "12:11", "did you mean `asserted`"),
    Bad("claims", "- Count:", "- Cuont:", "unknown-class", "16:5", "did you mean `Count`"),
    Bad("claims", "statedCount: 2150", "statedCount: 2,150", "unknown-key", "16:50", "write `2150`, or"),
    Bad("claims", "statedCount: 2150", "statedCount: 2,150,150", "unknown-key", "16:50", "write `2150150`"),
    Bad("claims", "statedCount: 2150", "statedCount: 2, xyzzy", "unknown-key", "16:51", "use one of"),
    Bad("claims", "stance: asserted", "stance: assumed", "unknown-code", "12:11", "use one of"),
    Bad("claims", "claimant: agency", "claimant: Агенція", "unknown-id", "10:13", "did you mean `agency`?"),
    Bad(
        "claims",
        "destination: dubrava, date: last year}\n- id",
        "destination: camp  dubrava}\n- id",
        "unknown-id",
        "17:71",
        "`dubrava`",
    ),
    Bad("claims", "  hedge: could\n", "  population: children\n", "unknown-key", "29:3", "is a role of"),
    Bad(
        "claims",
        "date: on Tuesday",
        "date: the other day",
        "not-a-date",
        "14:9",
        "“last month”, “on Monday”, “last year”",
    ),
    Bad(
        "claims",
        "quote: A minister denied it.",
        "quote: “A minister denied it.”",
        "quote-not-found",
        "19:10",
        "A minister",
    ),
    Bad(
        "register",
        "a minister}",
        "a minister, post: head}",
        "unknown-key",
        "2:33",
        "role of `Affiliation`: state it in",
    ),
    Bad("claims", "statedCount: 2150", 'statedCount: "2,150"', "bad-value", "16:48", "write `2150`"),
    Bad("claims", "statedCount: 2150", "statedCount: many", "bad-value", "16:48", "digits"),
    Bad("claims", "date: on Tuesday", "date: 2023-02-30", "not-a-date", "14:9", ""),
    Bad("claims", "date: on Tuesday", "date: 23.05.2023", "not-a-date", "14:9", "2023-05-23"),
    Bad("claims", "date: on Tuesday", "date: soon", "not-a-date", "14:9", ""),
    Bad("claims", "quote: 2,150 children", "quote: 2,151 children", "quote-not-found", "9:10", "2,150 children"),
    Bad("claims", "A minister denied it.", "The agency said so again.", "quote-ambiguous", "19:10", "prefix"),
    Bad("claims", "quote: A minister denied it.", "quote: minister denied i", "quote-cut", "19:10", "“it”"),
    Bad("claims", "  condition: {", "  conditio: {", "unknown-key", "30:3", "did you mean `condition`"),
    Bad("claims", "- id: ca2", "- id: ca1", "duplicate-id", "18:7", "the first is at data/claims/paper.yaml:8:7"),
    Bad("claims", "- id: ca2", "- id: CA 2", "bad-id", "18:7", "a-z"),
    Bad("claims", "- id: ca2\n  quote", "- quote", "missing-id", "18:3", "kg fmt"),
    Bad("claims", "claimant: minister", "claimant: &m minister", "yaml-refused", "20:13", "write the value out"),
    Bad("claims", "claimant: minister", "claimant: !!python/name:os.system m", "yaml-refused", "20:13", "drop the tag"),
    Bad("claims", "claimant: minister", "claimant: {a: b}", "wrong-type", "20:13", "write one value"),
    Bad("claims", "claimant: minister", "claimant:", "empty-value", "20:12", "take the key out"),
    Bad("register", "Person:", "Persn:", "unknown-class", "1:1", "did you mean `Person`"),
    Bad("register", "uk: агенція", "українська: агенція", "bad-language", "5:36", "tag such as"),
    Bad("sources", "snapshot: paper.txt", "snapshot: papers.txt", "snapshot-missing", "6:15", "put it back"),
    Bad("sources", "snapshot: paper.txt", "snapshot: ../../../etc/hosts", "outside-case", "6:15", "below data/sources"),
    Bad("text", "2,150", "2,152", "hash-changed", "7:13", f"`sha256: {NOW}`"),
]
START = {"claims": CLAIMS, "register": REGISTER, "sources": SOURCES, "text": TEXT}


def test_no_case_has_vanished() -> None:
    assert len(BAD) == 51


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.rule}: {bad.new.strip()[:30]}")
def test_one_finding_at_its_place(bad: Bad, tmp_path: Path) -> None:
    root = make(tmp_path, **{bad.file: swap(START[bad.file], bad.old, bad.new)})
    found = [finding for finding in findings(root) if finding.severity is Severity.VIOLATION]
    rules = [finding.rule for finding in found]
    assert bad.rule in rules, "\n".join(map(str, found))
    finding = found[rules.index(bad.rule)]
    assert str(finding.position).partition(":")[2] == bad.at
    assert bad.remedy in finding.remedy


def test_the_case_as_it_stands_is_sound(tmp_path: Path) -> None:
    assert findings(make(tmp_path)) == []


def test_words_left_out_are_named(tmp_path: Path) -> None:
    claims = swap(CLAIMS, "quote: If proven, it could be a crime", "quote: be a crime")
    finding = only(make(tmp_path, claims=swap(claims, "  hedge: could\n", "")), "words-left-out")
    assert finding.severity is Severity.WARNING
    assert "“could”" in finding.message
    assert "proven" not in finding.message, "the condition accounts for it"


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    claims = swap(swap(CLAIMS, "claimant: agency", "clamant: agency"), "stance: denied", "stance: denyed")
    root = make(tmp_path, claims=claims, register=REGISTER.replace("Camp Dubrava, within", "Camp Dubrava, wihtin"))
    assert {"unknown-key", "unknown-code"} <= {finding.rule for finding in findings(root)}
    assert {"data/claims/paper.yaml", "data/register/all.yaml"} <= {finding.position.file for finding in findings(root)}


@pytest.mark.parametrize("mark", ["'", '"'])
def test_a_quotation_mark_is_told_where_it_was_opened(mark: str, tmp_path: Path) -> None:
    """The parser stops at the next mark, which may be pages on; what it ended there is where to look."""
    claims = swap(CLAIMS, "quote: 2,150 children", f"quote: {mark}2,150 children")
    claims = swap(claims, "quote: A minister denied it.", f"quote: {mark}A minister denied it.{mark}")
    finding = next(found for found in findings(make(tmp_path, claims=claims)) if found.rule == "yaml-syntax")
    assert str(finding.position) == "data/claims/paper.yaml:9:10"
    assert "opened here is not closed before line 19" in finding.message


def test_two_files_that_issue_one_id(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data/register/more.yaml").write_text("Person:\n  minister: {label: another}\n")
    finding = only(root, "duplicate-id")
    assert [str(place) for place in finding.also] == ["data/register/all.yaml:2:3"]
    assert "if it is the same thing, take it out here" in finding.remedy


def test_quotation_marks_typed_around_a_quotation_are_told(tmp_path: Path) -> None:
    claims = swap(CLAIMS, "quote: A minister denied it.", "quote: «A minister denied it.»")
    assert "leave them out" in only(make(tmp_path, claims=claims), "quote-not-found").message


@pytest.mark.parametrize("broken", ["Person: {", "[a]", "Person: &a {}"])
def test_ids_of_a_file_that_cannot_be_read_are_not_guessed_at(broken: str, tmp_path: Path) -> None:
    found = findings(make(tmp_path, register=broken))
    assert [finding.rule for finding in found if finding.severity is Severity.VIOLATION] == [found[0].rule]
    (told,) = [finding for finding in found if finding.rule == "ids-unread"]
    assert "data/register/all.yaml" in told.message
    assert "`agency`, `dubrava`, `lawyer`, `minister`" in told.message
    assert "did you mean" not in str(found)


def test_ids_of_a_block_with_a_wrong_class_are_not_missed_too(tmp_path: Path) -> None:
    assert only(make(tmp_path, register=swap(REGISTER, "Person:", "Persn:")), "unknown-class")
    register = swap(REGISTER, "  minister:", "  Minister:")
    claims = swap(CLAIMS, "claimant: minister", "claimant: Minister")
    assert only(make(tmp_path, register=register, claims=claims), "bad-id")


def test_not_utf8_names_line_and_column(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data/register/latin.yaml").write_bytes("Person:\n  someone: {label: Andr\xe9}\n".encode("latin-1"))
    finding = only(root, "not-utf8")
    assert (finding.position.line, finding.position.column) == (2, 24)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    root = make(tmp_path)
    with (root / "data/register/large.yaml").open("wb") as handle:
        handle.truncate(LARGEST + 1)
    assert "split the file" in only(root, "too-large").remedy


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    root = make(tmp_path)
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 10))
    (root / "data/register/bomb.yaml").write_text(f"l0: &l0 [x]\n{levels}")
    assert only(root, "yaml-refused").position.line == 1


def test_depth_is_bounded(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data/register/deep.yaml").write_text("Person: " + "[" * 5000 + "]" * 5000)
    assert only(root, "yaml-refused").rule == "yaml-refused"


def test_a_link_out_of_the_case_is_refused(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    outside = tmp_path / "outside.yaml"
    outside.write_text("Person:\n  spy: {label: a stranger}\n")
    (root / "data/register/link.yaml").symlink_to(outside)
    assert only(root, "outside-case").position.file == "data/register/link.yaml"


def test_a_snapshot_behind_a_link_out_of_the_case_is_refused(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    held = root / "data/sources/paper.txt"
    outside = tmp_path / "paper.txt"
    held.rename(outside)
    held.symlink_to(outside)
    assert "outside-case" in [finding.rule for finding in findings(root)]


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data/register/gone.yaml").symlink_to(root / "data/register/nothing.yaml")
    assert only(root, "unreadable").position.file == "data/register/gone.yaml"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "Person: {}\n", "source: paper\n"])
def test_an_empty_case_is_said_to_be_empty_and_nothing_else(text: str, tmp_path: Path) -> None:
    (tmp_path / "kg.yaml").write_text(SETTINGS)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/all.yaml").write_text(text)
    rules = [finding.rule for finding in findings(tmp_path)]
    assert rules == (["unknown-id"] if "paper" in text else ["empty-case"])


def test_a_folder_without_a_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="kg init"):
        find_case(tmp_path)


def test_minimum_above_maximum_is_found_on_its_line(tmp_path: Path) -> None:
    claims = swap(CLAIMS, "statedCount: 2150}", "qualifier: between, minCount: 3000, maxCount: 2000}")
    found = [finding for finding in findings(make(tmp_path, claims=claims)) if finding.severity is Severity.VIOLATION]
    assert [finding.position.line for finding in found] == [16], "\n".join(map(str, found))


def test_a_circle_of_works_is_found(tmp_path: Path) -> None:
    circle = "Work:\n  study: {label: a study, drawsOn: survey}\n  survey: {label: a survey, drawsOn: study}\n"
    root = make(tmp_path)
    (root / "data/sources/circle.yaml").write_text(circle)
    found = findings(root)
    assert {finding.position.file for finding in found} == {"data/sources/circle.yaml"}, "\n".join(map(str, found))


@pytest.mark.parametrize("who", ["  claimant: minister\n", "  claimant: agency\n  work: report\n"])
def test_a_missing_claimant_is_told_once(who: str, tmp_path: Path) -> None:
    claims = swap(CLAIMS, who, "")
    found = [finding for finding in findings(make(tmp_path, claims=claims)) if finding.severity is Severity.VIOLATION]
    assert len(found) == 1, "\n".join(map(str, found))
    assert "claimant" in found[0].message


def test_two_classes_in_one_item_are_shown_as_a_list(tmp_path: Path) -> None:
    claims = swap(CLAIMS, "  - TransferLeg: {event: transfer", "    TransferLeg: {event: transfer")
    assert "list item: `- Count: …`" in only(make(tmp_path, claims=claims), "not-one-class").remedy


@pytest.mark.parametrize(
    ("text", "at"), [("Person: {", "1:9"), ("Person: {a: {b: [c,\n\n", "1:17"), ("a: [[b], ", "1:4")]
)
def test_a_bracket_that_the_file_never_closes_is_told(text: str, at: str, tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data/register/more.yaml").write_text(text)
    finding = only(root, "yaml-syntax")
    assert str(finding.position) == f"data/register/more.yaml:{at}"
    assert "opened here is not closed" in finding.message


@pytest.mark.parametrize("name", ["register/people.YAML", "claims/a.yaml.txt", "claims/a.json", "sources/b.yml.bak"])
def test_a_file_that_is_passed_over_is_said(name: str, tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data" / name).write_text("Person:\n  lost: {label: somebody}\n")
    finding = only(root, "not-read")
    assert (finding.severity, finding.position.file) == (Severity.WARNING, f"data/{name}")


@pytest.mark.parametrize("name", ["README.md", "kg.schema.json", "sources/original.pdf", "claims/.a.yaml.swp"])
def test_what_may_lie_among_data_files_is_no_matter(name: str, tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data" / name).write_text("{}")
    assert findings(root) == []
