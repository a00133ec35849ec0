"""How far claims have come, and the mark of a second person: set in the file's own style, or taken back."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.cli.root import kg
from kg.errors import KgError
from tests import cases

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

BY = ("--by", "A. Reviewer")
CODED = ("--coded-by", "B. Coder")
FILE = cases.CLAIMS_FILE


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return cases.make(tmp_path)


def run(case: Path, *words: str) -> Result:
    done = CliRunner().invoke(kg, ["-C", str(case), "claim", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def refused(case: Path, *words: str) -> KgError:
    """The error of a review that leaves everything as it was."""
    before = (case / FILE).read_bytes()
    with pytest.raises(KgError) as caught:
        CliRunner().invoke(kg, ["-C", str(case), "claim", "review", *words], catch_exceptions=False)
    assert (case / FILE).read_bytes() == before
    return caught.value


def listed(case: Path, *words: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(run(case, "status", "--format", "json", *words).stdout)["claims"]
    return rows


def file(case: Path, text: str | None = None) -> str:
    """The claims file, or a new one."""
    if text is not None:
        (case / FILE).write_bytes(text.encode())
    return (case / FILE).read_bytes().decode()


# Status


def test_a_claim_that_says_nothing_of_its_status_is_coded(case: Path) -> None:
    assert {row["status"] for row in listed(case)} == {"coded"}
    row = listed(case)[0]
    assert row["entered"] == f"{FILE}:8"
    assert row["words"] == "2,150 children were taken to Camp Dubrava last year"


def test_status_counts_by_source_and_lists_what_is_to_be_done_first(case: Path) -> None:
    text = file(case).replace("- id: ca2\n", "- id: ca2\n  codingStatus: quotedOnly\n  codedBy: C. Coder\n")
    file(case, text.replace("  states: {TransferLeg: {event: transfer, population: children, destination: dubrava, "
                            "date: last year}}\n- id: ca3", "- id: ca3"))  # fmt: skip
    run(case, "review", "ca1", *BY, *CODED)
    told = json.loads(run(case, "status", "--format", "json").stdout)
    assert told["counts"][-1] == {"source": "all", "quotedOnly": 1, "coded": 1, "reviewed": 1, "all": 3}
    assert [row["claim"] for row in told["claims"]] == ["ca2", "ca3", "ca1"]
    assert [row["claim"] for row in listed(case, "--by", "c. coder")] == ["ca2"]
    assert [row["claim"] for row in listed(case, "--by", "A. Reviewer")] == ["ca1"]
    assert [row["claim"] for row in listed(case, "--status", "quotedOnly")] == ["ca2"]
    assert listed(case, "--source", "paper") == listed(case, "--source", "a newspaper article")


def test_status_as_a_table_and_for_spreadsheets(case: Path) -> None:
    table = run(case, "status").stdout
    assert table.startswith("source  quotedOnly  coded  reviewed  all\n")
    assert f"\ncoded  ca2  {FILE}:18\n    minister: A minister denied it.\n" in table
    rows = list(csv.DictReader(io.StringIO(run(case, "status", "--format", "csv").stdout)))
    assert [row["claim"] for row in rows] == ["ca1", "ca2", "ca3"]


def test_claims_without_an_id_are_not_passed_over_silently(case: Path) -> None:
    file(case, file(case).replace("- id: ca3\n  quote", "- quote"))
    assert "1 claim(s) have no id yet" in run(case, "status").stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [(("--source", "papre"), "did you mean `paper`?"), (("--status", "codde"), "did you mean `coded`?")],
)
def test_status_of_what_is_not_there(case: Path, words: tuple[str, ...], message: str) -> None:
    with pytest.raises(KgError, match="no ") as caught:
        CliRunner().invoke(kg, ["-C", str(case), "claim", "status", *words], catch_exceptions=False)
    assert message in caught.value.remedy


# Review


def test_a_review_shows_the_claim_marks_it_and_leaves_all_else(case: Path) -> None:
    before = file(case)
    done = run(case, "review", "ca3", *BY, *CODED)
    assert "said conditionally by a lawyer  [ca3]" in done.stderr
    assert "«If proven, it could be a crime»" in done.stderr
    assert done.stdout == f"ca3 {FILE}:24\n"
    new = "- id: ca3\n  codedBy: B. Coder\n  codingStatus: reviewed\n  reviewedBy: A. Reviewer\n"
    assert file(case) == before.replace("- id: ca3\n", new)
    assert cases.findings(case) == []


def test_undoing_a_review_leaves_a_coded_claim(case: Path) -> None:
    run(case, "review", "ca3", *BY, *CODED)
    run(case, "review", "ca3", *BY, "--undo")
    assert "codedBy: B. Coder\n  codingStatus: coded\n  quote" in file(case)
    assert "reviewedBy" not in file(case)
    assert cases.findings(case) == []


def test_reviewing_twice_changes_nothing(case: Path) -> None:
    run(case, "review", "ca1", "ca1", *BY, *CODED)
    once = file(case)
    run(case, "review", "ca1", *BY)
    assert file(case) == once


STYLES = {
    "flow": (
        "- {id: ca1, quote: q, codedBy: B. Coder}  # one line\n",
        "- {id: ca1, quote: q, codedBy: B. Coder, codingStatus: reviewed, reviewedBy: A. Reviewer}  # one line\n",
    ),
    "flow over lines": (
        "- {id: ca1,\n   quote: q}\n",
        "- {id: ca1, codedBy: B. Coder, codingStatus: reviewed, reviewedBy: A. Reviewer,\n   quote: q}\n",
    ),
    "status there": (
        "- id: ca1\n  codingStatus: coded # by hand\n  quote: q\n  codedBy: B. Coder\n",
        "- id: ca1\n  codingStatus: reviewed # by hand\n  quote: q\n  codedBy: B. Coder\n  reviewedBy: A. Reviewer\n",
    ),
    "quoted status": (
        '- id: ca1\n  codedBy: B. Coder\n  codingStatus: "coded"\n',
        "- id: ca1\n  codedBy: B. Coder\n  codingStatus: reviewed\n  reviewedBy: A. Reviewer\n",
    ),
    "id last": (
        "- quote: |\n    q\n  codedBy: B. Coder\n  id: ca1\n",
        "- quote: |\n    q\n  codedBy: B. Coder\n  codingStatus: reviewed\n  reviewedBy: A. Reviewer\n  id: ca1\n",
    ),
    "in a group": (
        "- codedBy: B. Coder\n  claims:\n  # 1\n  - id: ca1\n",
        "- codedBy: B. Coder\n  claims:\n  # 1\n  - id: ca1\n    codingStatus: reviewed\n    reviewedBy: A. Reviewer\n",
    ),
    "deep": (
        "  - codedBy: B. Coder\n    quote: q\n    id: ca1",
        "  - codedBy: B. Coder\n    codingStatus: reviewed\n    reviewedBy: A. Reviewer\n    quote: q\n    id: ca1",
    ),
    "at the end": (
        "- quote: q\n  id: ca1\n  codedBy: B. Coder",
        "- quote: q\n  id: ca1\n  codedBy: B. Coder\n  codingStatus: reviewed\n  reviewedBy: A. Reviewer",
    ),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_mark_is_set_in_the_style_of_its_block(case: Path, style: str, end: str, mark: str) -> None:
    before, after = (f"{mark}source: paper\nclaims:\n{text}".replace("\n", end) for text in STYLES[style])
    file(case, before)
    words = () if "B. Coder" in before else CODED
    done = CliRunner().invoke(kg, ["-C", str(case), "-q", "claim", "review", "ca1", *BY, *words])
    assert done.exit_code == 0, done.exception
    assert file(case) == after
    CliRunner().invoke(kg, ["-C", str(case), "-q", "claim", "review", "ca1", *BY, "--undo"], catch_exceptions=False)
    coded = re.sub(rf"(, |{end} +)reviewedBy: A. Reviewer", "", after).replace(": reviewed", ": coded")
    assert file(case) == coded


@pytest.mark.parametrize("name", ["A, B", "it: me", "#1", "О'Ніл", "no", "[x]", "{y}", '"Q"'])
def test_any_name_signs_in_any_style(case: Path, name: str) -> None:
    for text in ("- {id: ca1, quote: q}\n", "- id: ca1\n  quote: q\n"):
        file(case, f"source: paper\nclaims:\n{text}")
        words = ["-C", str(case), "-q", "claim", "review", "ca1", "--by", name, *CODED, "--note", f"by {name}"]
        CliRunner().invoke(kg, words, catch_exceptions=False)
        assert listed(case)[0]["reviewedBy"] == name


def test_a_note_is_kept_with_its_author(case: Path) -> None:
    run(case, "review", "ca1", *BY, *CODED, "--note", "checked against the scan")
    assert '  reviewedBy: A. Reviewer\n  note: "A. Reviewer: checked against the scan"\n' in file(case)
    assert "has a `note` already" in str(refused(case, "ca1", *BY, "--note", "again"))


@pytest.mark.parametrize(
    ("words", "message", "remedy"),
    [
        (("ca9", *BY, *CODED), "no claim of this case has the id 'ca9'", "did you mean"),
        (("ca1", "cz9zz9", *BY, *CODED), "'cz9zz9'", "kg claim status"),
        (("ca1", *BY), "does not say who coded it", "--coded-by"),
        (("ca1", "--by", "b. coder", *CODED), "was coded by B. Coder too", "somebody else"),
        (("ca1", "--by", " ", *CODED), "--by is empty", "your name"),
        (("ca1", *BY, "--undo"), "was not reviewed", "nothing is left"),
    ],
)
def test_what_is_no_review_is_refused_with_a_remedy(
    case: Path, words: tuple[str, ...], message: str, remedy: str
) -> None:
    error = refused(case, *words)
    assert message in error.message
    assert remedy in error.remedy


def test_one_that_cannot_be_marked_leaves_the_others_too(case: Path) -> None:
    file(case, file(case).replace("- id: ca2\n", "- id: ca2\n  codingStatus: quotedOnly\n"))
    assert "is quoted only" in str(refused(case, "ca1", "ca2", *BY, *CODED))


def test_what_somebody_else_has_reviewed_is_theirs(case: Path) -> None:
    run(case, "review", "ca1", *BY, *CODED)
    assert "was reviewed by A. Reviewer" in str(refused(case, "ca1", "--by", "C. Reviewer"))
    assert "only A. Reviewer takes it back" in refused(case, "ca1", "--by", "C. Reviewer", "--undo").remedy
    assert "leave --coded-by out" in refused(case, "ca1", *BY, "--coded-by", "D. Coder").remedy


def test_a_reviewer_whom_the_whole_file_gives_cannot_be_taken_back_from_one_claim(case: Path) -> None:
    file(case, file(case).replace("source: paper\n", "source: paper\nreviewedBy: A. Reviewer\n"))
    assert "from its group or file" in str(refused(case, "ca1", *BY, "--undo"))


def test_a_review_does_not_make_a_judgement_stale(case: Path) -> None:
    signed = ("--by", "A. Reviewer", "--why", "one count")
    words = ["-C", str(case), "judge", "different", "minister", "lawyer", *signed]
    CliRunner().invoke(kg, words, catch_exceptions=False)
    run(case, "review", "ca1", *BY, *CODED)
    assert cases.findings(case) == []


def test_a_case_that_cannot_be_read_is_not_reviewed(case: Path) -> None:
    file(case, file(case).replace("stance: denied", "stance: denyed"))
    with pytest.raises(KgError):
        CliRunner().invoke(kg, ["-C", str(case), "claim", "review", "ca1", *BY, *CODED], catch_exceptions=False)
    assert "reviewed" not in file(case)


def test_words_are_completed(case: Path) -> None:
    def completed(*words: str) -> list[str]:
        from click.shell_completion import ShellComplete

        shell = ShellComplete(kg, {}, "kg", "_KG_COMPLETE")
        return [item.value for item in shell.get_completions(["-C", str(case), "claim", *words], "")]

    assert completed("add", "--source") == ["paper"]
    assert completed("review") == ["ca1", "ca2", "ca3"]
    assert "alleged" in completed("add", "--stance")
    assert "denial" in completed("add", "--speech-act")
    assert completed("status", "--status") == ["coded", "quotedOnly", "reviewed"]
