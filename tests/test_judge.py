"""Judgements in files: signed, checked, never edited away, and told when they no longer fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.build import assemble
from kg.cli.root import kg
from kg.errors import InputError, KgError
from kg.judge import conflicts, signed
from kg.read.yaml import read
from kg.tidy.files import plain
from kg.tidy.insert import inserted
from kg.tidy.scalar import written
from tests import cases

if TYPE_CHECKING:
    from pathlib import Path

REGISTER = """\
Person:
  minister: {label: a minister}
  list-entry: {label: a minister on a list}
  lawyer: {label: a lawyer}
Organisation:
  agency: {label: {en: the agency, uk: агенція}}
  ministry: {label: the ministry}
Place:
  dubrava: {label: Camp Dubrava, within: minsk-region}
  minsk-region: {label: Minsk region}
Event:
  happening: {label: a happening}
"""
SIGNED = ("--by", "A. Reviewer", "--why", "one birth date, one post")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return cases.make(tmp_path, register=REGISTER)


def run(case: Path, *words: str) -> str:
    """What `kg judge` prints; it must end well."""
    done = CliRunner().invoke(kg, ["-C", str(case), "judge", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(case: Path, *words: str) -> KgError:
    """The error of a judgement that is not written."""
    before = sorted((path, path.read_bytes()) for path in case.rglob("*.yaml"))
    with pytest.raises(KgError) as caught:
        CliRunner().invoke(kg, ["-C", str(case), "judge", *words], catch_exceptions=False)
    assert sorted((path, path.read_bytes()) for path in case.rglob("*.yaml")) == before
    return caught.value


def listed(case: Path, *words: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(run(case, "list", "--format", "json", *words))
    return rows


def sign(case: Path, *words: str) -> str:
    """Judge, and give the id."""
    return run(case, *words, *SIGNED).split()[0]


def test_a_judgement_is_appended_and_the_case_stays_clean(case: Path) -> None:
    (case / "data/kg.schema.json").write_text("{}", "utf-8")
    first = sign(case, "same", "minister", "a minister on a list")
    file = case / "data/judgements/identity.yaml"
    noted = file.read_text("utf-8").replace("    by:", "    # both read the list\n    by:")
    file.write_text(f"{noted}# the end\n", "utf-8")
    second = sign(case, "different", "minister", "lawyer")
    text = file.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../kg.schema.json\nIdentityJudgement:\n")
    assert "# both read the list" in text
    assert text.endswith("# the end\n")
    assert [row["id"] for row in listed(case)] == sorted([first, second])
    assert cases.findings(case) == []


def test_what_is_judged_same_counts_as_one_and_undoing_gives_the_old_bytes(case: Path) -> None:
    before = assemble(case)
    judgement = sign(case, "same", "minister", "list-entry")
    identity = assemble(case).derivation.identity
    assert [len(each) for each in identity.clusters.values()] == [2]
    undoing = sign(case, "undo", judgement)
    after = assemble(case)
    assert after.derivation.identity.clusters == {}
    graphs = ("columns", "propositions")
    kept = [
        {quad for quad in each.derived if any(f"/{graph}>" in quad[3] for graph in graphs)} for each in (before, after)
    ]
    assert kept[0] == kept[1]
    assert [row["state"] for row in listed(case, "--about", "minister")] == [f"undone by {undoing}"]


def test_an_undone_judgement_is_not_undone_again_but_its_undoing_is(case: Path) -> None:
    judgement = sign(case, "same", "minister", "list-entry")
    undoing = run(case, "undo", judgement, *SIGNED).split()[0]
    assert undoing in str(refused(case, "undo", judgement, *SIGNED))
    run(case, "undo", undoing, *SIGNED)
    assert assemble(case).derivation.identity.clusters


@pytest.mark.parametrize(
    ("words", "message", "remedy"),
    [
        (("same", "minister", "agency"), "a person, 'agency' an organisation", "of one kind"),
        (("same", "happening", "minister"), "one cannot be the other", "of one kind"),
        (("unsure", "dubrava", "children"), "one cannot be the other", "of one kind"),
        (("same", "minister", "minister"), "both names mean", "two different ids"),
        (("same", "a minister", "minister"), "both names mean", "two different ids"),
        (("same", "minister", "ca1"), "'claim/ca1' is a claim", "an entity"),
        (("same", "minister", "list-enty"), "nothing in this case", "did you mean 'list-entry'"),
        (("same", "transfer", "paper"), "'paper' is a source", "a work"),
        (("independence", "report", "minister", "showm"), "no code of `independence`", "did you mean `shown`"),
        (("independence", "report", "transfer", "shown"), "is a transfer event", "an agent"),
        (("undo", "j22222"), "no judgement of this case", "kg judge list"),
        (("same", "minister", "list-entry", "--undoes", "j22222"), "no judgement of this case", "kg judge list"),
        (("same", "minister", "list-entry", "--date", "yesterdy"), "--date", "2026-11-25"),
        (("same", "minister", "list-entry", "--file", "../out.yaml"), "no file for judgements", "persons.yaml"),
        (("same", "minister", "list-entry", "--file", "a.txt"), "no file for judgements", "persons.yaml"),
        (("same", "minister", "list-entry", "--by", " "), "--by is empty", "your name"),
        (("same", "minister", "list-entry", "--why", ""), "--why is empty", "reason"),
    ],
)
def test_what_is_no_judgement_is_refused_with_a_remedy(
    case: Path, words: tuple[str, ...], message: str, remedy: str
) -> None:
    error = refused(case, *words[:1], *SIGNED, *words[1:])
    assert message in error.message
    assert remedy in error.remedy


def test_a_subclass_may_be_the_same_as_its_class(case: Path) -> None:
    sign(case, "same", "transfer", "happening")
    assert cases.findings(case) == []


def test_a_repeated_judgement_is_kept_and_told(case: Path) -> None:
    first = sign(case, "same", "minister", "list-entry")
    words = ["-C", str(case), "judge", "same", "list-entry", "minister", "--by", "B", "--why", "the same photograph"]
    done = CliRunner().invoke(kg, words, catch_exceptions=False)
    assert "A. Reviewer judged so already on" in done.stderr
    assert first in done.stderr
    assert len(listed(case)) == 2


def test_a_contradiction_is_told_at_once_shown_with_reasons_and_found(case: Path) -> None:
    sign(case, "same", "minister", "list-entry")
    sign(case, "same", "list-entry", "lawyer")
    words = ["-C", str(case), "judge", "different", "minister", "lawyer", "--by", "B", "--why", "two photographs"]
    assert "it contradicts j" in CliRunner().invoke(kg, words, catch_exceptions=False).stderr
    done = CliRunner().invoke(kg, ["-C", str(case), "judge", "conflicts", "--format", "csv"], catch_exceptions=False)
    for word in ("two photographs", "one birth date", "A. Reviewer"):
        assert word in done.stdout
    (conflict,) = conflicts(assemble(case))
    assert [each.outcome for each in conflict.judgements] == ["different", "same", "same"]
    assert [finding.rule for finding in cases.findings(case)] == ["judgements-contradict"]
    assert sorted(row["state"] for row in listed(case)) == ["blocked", "blocked", "holds"]


def test_the_status_says_whether_judgements_contradict(case: Path) -> None:
    from kg.cli import main

    sign(case, "same", "minister", "list-entry")
    assert main(["-C", str(case), "-q", "judge", "conflicts"]) == 0
    sign(case, "unsure", "minister", "list-entry")
    assert main(["-C", str(case), "-q", "judge", "conflicts"]) == 1


def test_independence_is_contradicted_by_another_answer_and_by_identity(case: Path) -> None:
    sign(case, "independence", "agency", "ministry", "shown")
    assert conflicts(assemble(case)) == []
    sign(case, "independence", "ministry", "agency", "shared")
    assert [each.kind for each in conflicts(assemble(case))] == ["independence"]
    sign(case, "same", "ministry", "agency")
    (conflict,) = conflicts(assemble(case))
    assert (conflict.kind, [each.outcome for each in conflict.judgements]) == ("independent of itself", ["shown"])


def test_a_judgement_on_what_changed_is_stale_until_signed_anew(case: Path) -> None:
    judgement = sign(case, "same", "minister", "list-entry")
    assert listed(case, "--stale") == []
    register = case / "data/register/all.yaml"
    register.write_text(REGISTER.replace("a minister on a list", "a former minister on a list"), "utf-8")
    finding = cases.only(case, "stale-judgement")
    assert (finding.position.file, judgement in finding.remedy) == ("data/judgements/identity.yaml", True)
    assert [row["id"] for row in listed(case, "--stale")] == [judgement]
    assert assemble(case).derivation.identity.clusters  # stale is a warning: it holds until somebody looks
    run(case, "same", "minister", "list-entry", "--undoes", judgement, *SIGNED)
    assert cases.findings(case) == []
    assert sorted(row["state"][:6] for row in listed(case)) == ["holds", "undone"]


def test_a_changed_claim_makes_what_was_judged_of_it_stale(case: Path) -> None:
    judgements = (
        "CountSeries:\n  row: {label: a row}\nSeriesJudgement:\n"
        "  s1: {series: row, member: [ca1], by: A, date: 2024-01-05, why: one counting rule, digest: DIGEST}\n"
    )
    file = case / "data/judgements/series.yaml"
    file.parent.mkdir()
    file.write_text(judgements, "utf-8")
    (judgement,) = signed(assemble(case)).values()
    assert judgement.stale
    file.write_text(judgements.replace("DIGEST", judgement.fresh), "utf-8")
    assert cases.findings(case) == []
    claims = case / cases.CLAIMS_FILE
    claims.write_text(cases.swap(claims.read_text("utf-8"), "  work: report\n", ""), "utf-8")
    assert "`kg judge seal`" in cases.only(case, "stale-judgement").remedy, "no command writes judgements of this class"


def test_a_file_of_people_that_are_events_is_refused_by_check(case: Path) -> None:
    file = case / "data/judgements/by-hand.yaml"
    file.parent.mkdir()
    entry = "  j1: {left: minister, right: transfer, outcome: same, by: A, date: 2024-01-05, why: so}\n"
    file.write_text(f"IdentityJudgement:\n{entry}", "utf-8")
    finding = cases.only(case, "judged-unlike")
    assert "`minister` is a person, `transfer` a transfer event" in finding.message


def test_no_judgement_is_made_on_files_that_are_wrong(case: Path) -> None:
    (case / "data/register/all.yaml").write_text(REGISTER.replace("label: a lawyer", "lable: a lawyer"), "utf-8")
    refused(case, "same", "minister", "list-entry", *SIGNED)


BY_HAND = """\
# by hand
IdentityJudgement:
  j1: {left: minister, right: list-entry, outcome: same, by: A, date: 2024-01-05, why: so}

  # the second
  j2:
    left: minister
    right: lawyer
    outcome: different  # two photographs
    by: A
    date: 2024-01-05
    why: so

# what is undone
Judgement:
  j3: {undoes: j2, by: A, date: 2024-01-06, why: so}
"""


def test_sealing_adds_digests_to_what_was_written_by_hand_and_moves_nothing_else(case: Path) -> None:
    file = case / "data/judgements/by-hand.yaml"
    file.parent.mkdir()
    file.write_text(BY_HAND, "utf-8")
    assert [line.split()[0] for line in run(case, "seal").splitlines()] == ["j1"]
    text = file.read_text("utf-8")
    assert [line for line in text.split("\n") if "digest" not in line] == [
        line for line in BY_HAND.split("\n") if not line.startswith("  j1:")
    ]
    assert run(case, "seal") == ""
    assert cases.findings(case) == []
    file.write_text(text.replace("undoes: j2", "undoes: j1"), "utf-8")
    run(case, "seal")
    assert "    why: so\n    digest: 1-" in file.read_text("utf-8")
    register = case / "data/register/all.yaml"
    register.write_text(REGISTER.replace("label: a lawyer", "label: the lawyer"), "utf-8")
    cases.only(case, "stale-judgement")


VALUES = {"left": "a", "why": "so"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "S:\n  j1:\n    left: a\n    why: so\n"),
        ("# head\n", "# head\nS:\n  j1:\n    left: a\n    why: so\n"),
        ("S:\n", "S:\n  j1:\n    left: a\n    why: so\n"),
        (
            "S:\n    x: {a: b}\n\n# of T\nT:\n  y: {}\n",
            "S:\n    x: {a: b}\n    j1:\n      left: a\n      why: so\n\n# of T\nT:\n  y: {}\n",
        ),
        ("S:\n  x: {a: b}\n  # more to come", "S:\n  x: {a: b}\n  # more to come\n  j1:\n    left: a\n    why: so\n"),
        ("T: {y: {a: b}}\r\n", "T: {y: {a: b}}\r\n\r\nS:\r\n  j1:\r\n    left: a\r\n    why: so\r\n"),
    ],
)
def test_an_entry_goes_to_the_end_of_its_section_and_nothing_else_moves(before: str, after: str) -> None:
    assert inserted(before, "f.yaml", "S", "j1", VALUES) == after


@pytest.mark.parametrize(
    "before", ["S: {x: {a: b}}\n", "{S: {x: {a: b}}}\n", "S: text\n", "S:\n  j1: {a: b}\n", "- a\n", "a: [\n"]
)
def test_a_file_without_a_place_for_the_entry_is_left_alone(before: str) -> None:
    with pytest.raises(InputError):
        inserted(before, "f.yaml", "S", "j1", VALUES)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1))
def test_any_reason_is_read_back_as_it_was_written(text: str) -> None:
    told = " ".join(text.split())
    content, findings = read(f"why: {written(told)}\n", "f.yaml")
    if told and not findings:
        assert plain(content.get("why")) == told  # type: ignore[union-attr, arg-type]
