"""`kg lint`: every rule has a page, a file that breaks it at one place, and one that does not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.findings import Finding, Severity
from kg.lint import Asked, lint, page, rules
from kg.lint.files import lint_files
from kg.lint.pages import read
from kg.schema import CT, load
from kg.validate import ontology_shapes
from tests import cases

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]
CASES = sorted((ROOT / "tests" / "lint").iterdir())
BROKEN = [path for path in CASES if ".fail." in path.name]
SOUND = [path for path in CASES if ".pass." in path.name]
SUBJECTS = ("data/more.yaml", "queries/more.rq", "policies/more.rq", "more.ttl")
AT = re.compile(r"# at (\d+):(\d+)\n(?:# also ([a-z, -]+)\n)?")


def found(case: Path, folder: Path) -> list[Finding]:
    """What is found in a case of a rule, its data file read as a part of the small case for tests."""
    rule, _, ending = case.name.split(".")
    if ending == "yaml":
        cases.make(folder)
        shutil.copy(case, folder / SUBJECTS[0])
        return list(lint(Asked(folder))[0].findings)
    subject = folder / (SUBJECTS[3] if ending == "ttl" else SUBJECTS[1 + rule.startswith("lint-policy")])
    subject.parent.mkdir(exist_ok=True)
    shutil.copy(case, subject)
    return list(lint(Asked(paths=(subject,)))[0].findings)


def grave(findings: Iterable[Finding], name: str) -> set[str]:
    """The rules that fired, mere infos left out unless they are what a case is about."""
    return {each.rule for each in findings if each.severity is not Severity.INFO or each.rule == name}


@pytest.mark.parametrize("case", BROKEN, ids=lambda path: path.name.split(".")[0])
def test_a_rule_fires_at_its_place(case: Path, tmp_path: Path) -> None:
    name = case.name.split(".")[0]
    header = AT.match(case.read_text("utf-8"))
    assert header, "a broken case says where"
    findings = found(case, tmp_path)
    assert grave(findings, name) == {name, *filter(None, (header[3] or "").split(", "))}, "\n".join(map(str, findings))
    places = {each.position[1:] for each in findings if each.rule == name and each.position.file.endswith(SUBJECTS)}
    assert (int(header[1]), int(header[2])) in places, "\n".join(map(str, findings))


@pytest.mark.parametrize("case", SOUND, ids=lambda path: path.name.split(".")[0])
def test_a_rule_is_silent_where_nothing_is_wrong(case: Path, tmp_path: Path) -> None:
    name = case.name.split(".")[0]
    findings = [each for each in found(case, tmp_path) if each.position.file.endswith(SUBJECTS)]
    assert not grave(findings, name), "\n".join(map(str, findings))


def test_every_rule_has_a_page_and_both_cases() -> None:
    pages = {path.stem for path in (ROOT / "kg" / "lint" / "rules").iterdir()}
    assert rules().keys() == pages
    assert {path.name.split(".")[0] for path in BROKEN} == pages
    assert {path.name.split(".")[0] for path in SOUND} == pages
    assert len(CASES) == 2 * len(pages) == 76


def test_a_page_names_only_shapes_that_exist_and_kinds_that_are_counted() -> None:
    shapes = {rule.name for rule in ontology_shapes().rules.values()}
    kinds = {"data records", "ontology modules", "shapes files", "queries", "policies"}
    for rule in rules().values():
        assert set(rule.shapes) <= shapes, rule.id
        assert set(rule.about) <= kinds, rule.id


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# lint-other\n\nA.\n\n- severity: info\n- looks at: queries\n", "begin"),
        ("# lint-x\n\nA.\n\n- severity: info\n- looks at: queries\n\n## What\n\nA.\n", "sections"),
    ],
)
def test_a_page_that_is_not_laid_out_as_one_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(text, "lint-x")


def test_every_group_of_loaded_words_has_its_rule() -> None:
    assert {f"lint-word-{key}" for key in load().codes(CT.LoadedWord)} == {n for n in rules() if "-word-" in n}


def test_a_page_is_shown_for_rules_and_shapes_and_for_nothing_else() -> None:
    assert page("lint-word-guilt").startswith("# lint-word-guilt\n")
    assert "lint-term-label" in page("cts:Term-label")
    with pytest.raises(UsageError, match="no rule is called") as error:
        page("lint-word-gilt")
    assert "lint-word-guilt" in error.value.remedy


def test_the_tools_own_files_and_case_have_no_violation_and_no_warning() -> None:
    report, size = lint(Asked(ROOT, tool=True))
    assert not report.at_least(Severity.WARNING), "\n".join(map(str, report.findings))
    assert report.checked
    assert all(kind in size for kind in ("ontology modules", "shapes files", "queries", "policies", "data records"))
    assert all(report.asked[name] for name in rules()), "every rule has something to look at"


def test_what_identifies_a_child_is_never_repeated(tmp_path: Path) -> None:
    for case in BROKEN:
        if case.name.startswith(("lint-child", "lint-contact")):
            made = found(case, tmp_path / case.stem)
            quiet = [each for each in made if each.rule == case.name.split(".")[0]]
            assert quiet, case.name
            for each in quiet:
                assert each.private, case.name
                assert (each.text, each.focus, each.label) == ("", "", ""), case.name


def test_records_that_are_withheld_are_looked_at_and_not_repeated(tmp_path: Path) -> None:
    cases.make(tmp_path)
    text = "Person:\n  witness: {label: {en: a witness}, note: one of the perpetrators, audience: internal}\n"
    (tmp_path / "data" / "more.yaml").write_text(text)
    guilt = [each for each in lint(Asked(tmp_path))[0].findings if each.rule == "lint-word-guilt"]
    assert [(each.private, each.text) for each in guilt] == [(True, "")]
    assert "perpetrators" not in str(guilt[0])


def test_paths_are_looked_at_alone_and_findings_open_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases.make(tmp_path / "case")
    for name in ("one", "two"):
        text = f"Place:\n  {name}: {{label: {{be: {name}}}}}\n"
        (tmp_path / "case" / "data" / f"{name}.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    report, _ = lint(Asked(paths=(Path("case/data/one.yaml"),)))
    assert {each.position.file for each in report.findings} == {"case/data/one.yaml"}
    report, _ = lint(Asked(paths=(Path("case/data"),)))
    assert {"case/data/one.yaml", "case/data/two.yaml"} <= {each.position.file for each in report.findings}


def test_what_is_nothing_to_lint_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_text("")
    with pytest.raises(UsageError, match="nothing that"):
        lint(Asked(paths=(tmp_path / "letter.docx",)))
    with pytest.raises(UsageError, match="nothing to look at"):
        lint(Asked(paths=(tmp_path,)))


def test_a_case_that_cannot_be_read_is_looked_at_in_part_and_says_so(tmp_path: Path) -> None:
    cases.make(tmp_path, register=cases.REGISTER + "  broken: {nonsense: 1}\n")
    report, _ = lint(Asked(tmp_path))
    assert not report.checked
    assert "kg check" in report.left_out


def test_broken_files_are_findings_and_the_others_are_still_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("@prefix ct: <https://w3id.org/child-transfer/ns#> .\nct:Place a .\n")
    (tmp_path / "b.rq").write_bytes(b"SELECT \xff")
    (tmp_path / "c.rq").write_text("SELECT * WHERE { ?s ?p nope:o }")
    made = lint_files([tmp_path / "a.ttl"], [tmp_path / "b.rq", tmp_path / "c.rq"], lambda path: path.name).findings
    assert {(each.rule, each.position.file) for each in made} == {
        ("lint-syntax", "a.ttl"), ("lint-syntax", "b.rq"), ("lint-syntax", "c.rq"),
        ("lint-query-star", "c.rq"), ("lint-query-header", "c.rq"),
    }  # fmt: skip


def test_a_module_under_work_stands_in_for_the_tools_copy(tmp_path: Path) -> None:
    copy = tmp_path / "core.ttl"
    shutil.copy(ROOT / "ontology" / "core.ttl", copy)
    assert not lint_files([copy], []).findings
    text = copy.read_text("utf-8").replace('rdfs:label "person"@en ;', "")
    copy.write_text(text, "utf-8")
    assert [each.rule for each in lint_files([copy], []).findings] == ["lint-term-label"]
