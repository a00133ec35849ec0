"""`kg conflicts`: what is shown, chosen, answered and written, and what is said when something is off."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from kg.build import build, open_store
from kg.build.places import table
from kg.conflicts import FORMATS, Report, gather, write
from kg.conflicts.gather import kinds
from kg.conflicts.model import MOST
from kg.schema import CT, data, load
from kg.tell import Reader
from tests.console import kg as run
from tests.test_conflicts import CASES, written

if TYPE_CHECKING:
    from pathlib import Path

YALE = next(case for case in CASES if "Yale" in case["name"])
HOSTILE = "<script>alert(1)</script> | \x1b[31m=cmd()"
ANSWER = {"by": "A. Editor", "date": "2026-11-25", "why": "all others have 2,442", "outcome": "transmissionSlip"}


def built(case: dict[str, Any], root: Path) -> Path:
    build(written(case, root))
    return root


def report(root: Path, **chosen: Any) -> Report:
    return gather(Reader(open_store(root), table(root)), "digest", **chosen)


def text(found: Report, form: str, width: int = 100) -> str:
    return "".join(write(found, form, width=width))


@pytest.fixture(scope="module")
def yale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Yale figures, with an answer to the misprint, one that is stale, and one that has lost its conflict."""
    root = tmp_path_factory.mktemp("yale")
    found = {each.rule: each for each in report(built(YALE, root)).found if "other facilities" not in each.about}
    share, misprint = found["share"], found["transmission"]
    answers = {
        "fits": {**ANSWER, "answers": misprint.id, "digest": misprint.digest},
        "stale": {**ANSWER, "answers": share.id, "digest": "asitwas"},
        "lost": {**ANSWER, "answers": "qgonegone"},
    }
    return built({**YALE, "judgements": {"ConflictAnswer": answers}}, root)


# What is found and told


def test_each_side_has_its_claims_words_roots_and_places(yale: Path) -> None:
    (found,) = [each for each in report(yale).found if "taken to Belarus" in each.about and each.rule == "transmission"]
    assert [(side.label, side.agrees) for side in found.sides] == [
        ("2,422", False),
        ("at least 2,442", False),
        ("more than 2,400", True),
    ]
    (claim,) = found.sides[0].claims
    assert (claim.claimant, claim.relays, claim.source) == ("the agency", ("paper three",), "article 3")
    assert claim.quotations[0].exact == "as it is said"
    assert claim.entered.startswith("data/claims.yaml:")
    assert found.sides[0].rests == "1 root: the report"


def test_answers_stand_beside_what_they_answer(yale: Path) -> None:
    states = {each.id: (each.state, [a.fits for a in each.answers]) for each in report(yale).found}
    assert sorted(states.values()) == [("answered", [True]), ("open", []), ("stale", [False])]
    assert report(yale).unmatched == ("lost",)
    assert {each.state for each in report(yale, state=("open", "stale")).found} == {"open", "stale"}


def test_an_answer_that_was_undone_is_none(tmp_path: Path) -> None:
    (first, *_) = report(built(YALE, tmp_path)).found
    undo = {"Judgement": {"undo": {"by": "B.", "date": "2026-11-26", "why": "asked the paper", "undoes": "answer"}}}
    judgements = {"ConflictAnswer": {"answer": {**ANSWER, "answers": first.id}}, **undo}
    found = report(built({**YALE, "judgements": judgements}, tmp_path)).found[0]
    assert (found.state, [each.fits for each in found.answers]) == ("open", [False])


def test_check_warns_of_answers_that_no_longer_fit(yale: Path) -> None:
    done = run("-C", str(yale), "check", "--format", "json")
    warned = {(each["rule"], each["focus"].rpartition("/")[2]) for each in json.loads(done.stdout)["findings"]}
    assert warned == {("cts:ConflictAnswer-findsItsConflict", "lost"), ("cts:ConflictAnswer-stillFits", "stale")}
    assert done.returncode == 0


def test_what_is_about_a_thing(yale: Path) -> None:
    def rules(thing: str) -> list[str]:
        return sorted(each.rule for each in report(yale, about=data(thing)).found)

    assert rules("at-dubrava") == ["share"]
    assert rules("report") == ["share", "transmission", "transmission"]
    assert rules("paper-three") == ["share", "transmission"]
    assert rules("minister") == []


def test_sparql_sees_what_is_found(yale: Path) -> None:
    query = (
        "SELECT ?rule WHERE { ?c a ct:Contradiction ; ct:rule ?rule ; ct:side/ct:basedOn kg:claim\\/c3 } ORDER BY ?rule"
    )
    done = run("-C", str(yale), "query", "-q", query, "--format", "csv")
    assert done.stdout.split() == ["rule", "share", "transmission"]


def test_every_kind_can_be_asked_for() -> None:
    codes = load().codes(CT.ConflictKind)
    assert {"fall", "update"} == set(kinds()) - set(codes)
    assert {"agent", "attribution"} == set(codes) - set(kinds())  # no rule finds these yet


# Formats


def test_a_table_fits_its_width(yale: Path) -> None:
    for width in (60, 100):
        lines = text(report(yale), "table", width).splitlines()
        assert max(map(len, lines)) <= width
        assert lines[-1] == "3 conflicts (1 answered)"


def test_json_holds_everything_and_is_versioned(yale: Path) -> None:
    found = json.loads(text(report(yale), "json"))
    assert (found["format"], found["version"], found["build"]) == ("kg-conflicts", 1, "digest")
    assert (len(found["conflicts"]), found["notes"], found["unmatchedAnswers"]) == (3, [], ["lost"])
    (side, *_) = found["conflicts"][0]["sides"]
    assert side["claims"][0]["quotations"][0]["exact"] == "as it is said"


def test_csv_has_a_row_for_each_claim_on_each_side(yale: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(text(report(yale), "csv"))))
    assert len(rows) == sum(len(side.claims) for each in report(yale).found for side in each.sides)
    assert {row["claimant"] for row in rows} == {"the agency"}
    assert any(row["answers"].startswith("slip in transmission (A. Editor") for row in rows)


def test_markdown_and_html_say_the_same(yale: Path) -> None:
    for form in ("md", "html"):
        page = text(report(yale), form)
        for words in ("more than 2,400", "83.9 per cent", "as it is said", "slip in transmission", "data/claims.yaml:"):
            assert words in page, (form, words)


@pytest.mark.parametrize("form", FORMATS)
def test_what_data_hold_stays_text(form: str, tmp_path: Path) -> None:
    case = {
        "claims": [
            {
                "id": "c1",
                "source": "paper-1",
                "states": [{"Qualification": {"qualifies": "journey", "wording": HOSTILE}}],
            },
            {
                "id": "c2",
                "source": "paper-2",
                "claimant": "minister",
                "stance": "denied",
                "states": [{"Qualification": {"qualifies": "journey", "wording": HOSTILE}}],
            },
        ]
    }
    page = text(report(built(case, tmp_path)), form)
    assert "put forward" in page
    assert "\x1b" not in page.replace("\\u001b", "")
    if form in ("md", "html"):
        assert "<script" not in page


def test_many_claims_are_counted_for_people_and_kept_for_machines(tmp_path: Path) -> None:
    said = {"source": "paper-1", "states": [{"TransferLeg": {"event": "journey", "destination": "dubrava"}}]}
    many = [{"id": f"c{at}", **said} for at in range(MOST + 5)]
    case = {"claims": [*many, {"id": "d1", "claimant": "minister", "stance": "denied", **said}]}
    found = report(built(case, tmp_path))
    for form in ("table", "md", "html"):
        assert "… and 5 more claims" in text(found, form)
    assert text(found, "csv").count("\r\n") == 1 + MOST + 5 + 1


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_a_whole_result(form: str, tmp_path: Path) -> None:
    found = report(built({"claims": [{"id": "c1", "source": "paper-1", "states": YALE["claims"][0]["states"]}],
                          "register": YALE["register"]}, tmp_path))  # fmt: skip
    assert found.found == ()
    page = text(found, form)
    assert page == "" if form == "table" else page


# The command


def test_the_command_shows_chooses_and_ends_with_0(yale: Path) -> None:
    done = run("-C", str(yale), "conflicts", "--open", "--kind", "transmission")
    assert done.returncode == 0
    assert "12 · 1 root: the report" in done.stdout
    assert "2,422" not in done.stdout
    assert "answers to what is no longer found: lost" in done.stderr


def test_an_empty_choice_says_how_much_there_is(yale: Path) -> None:
    done = run("-C", str(yale), "conflicts", "--kind", "consent")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no conflicts; 3 in the case are not of this kind, thing or state" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--kind", "transmision"), "did you mean `transmission`?"),
        (("--kind", "xxxxxxx"), "use one of"),
        (("--about", "the agencyy"), "did you mean 'the agency'"),
        (("--rules", "--format", "html"), "take another --format"),
    ],
)
def test_bad_words_are_told_with_a_remedy(yale: Path, words: tuple[str, ...], told: str) -> None:
    done = run("-C", str(yale), "conflicts", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_rules_explain_themselves() -> None:
    done = run("conflicts", "--rules", "--format", "json")
    rules = json.loads(done.stdout)
    assert [rule["rule"] for rule in rules][:3] == ["denial", "counts", "transmission"]
    assert "2,442" in rules[2]["text"]
    shown = run("conflicts", "--rules").stdout
    assert "transmission  (transmission)" in shown
    assert "update  (a note, no conflict)" in shown


def test_a_file_appears_whole(yale: Path, tmp_path: Path) -> None:
    target = tmp_path / "conflicts.html"
    done = run("-C", str(yale), "conflicts", "-f", "html", "-o", str(target))
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text("utf-8").startswith("<!doctype html>")


def test_a_case_that_is_not_built_says_so(tmp_path: Path) -> None:
    done = run("-C", str(written(YALE, tmp_path)), "conflicts")
    assert done.returncode == 2
    assert "run `kg build`" in done.stderr
