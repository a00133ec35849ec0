"""`kg lint`: every rule has a page, a file that breaks it at one place, and one that does not.

`tests/lint/RULE.fail.ENDING` begins with `# at LINE:COLUMN`, where the rule must fire; nothing else may, but for mere
infos. `RULE.pass.ENDING` is the same made sound. Data files are read as a part of the small case of `tests/cases.py`.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import InputError, UsageError
from kg.findings import Finding, Severity
from kg.lint import Asked, lint, page, rules
from kg.lint.children import patterns
from kg.lint.files import lint_files
from kg.lint.pages import read
from kg.lint.texts import Text
from kg.lint.turtle import Turtle
from kg.lint.voice import pattern
from kg.schema import CT, load
from kg.schema.files import modules
from kg.store import parse
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
    assert len(CASES) == 2 * len(pages) == 78


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


SHAPES = """@prefix ct: <https://w3id.org/child-transfer/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix e: <http://example.org/> .

e:Camp a sh:NodeShape ;
    sh:targetClass ct:Place ;
    sh:property [ sh:path ct:within ; sh:maxCount 1 ; sh:severity sh:Info ; sh:message "One. Write one."@en ] ;
    sh:property [ sh:path ct:deJureState ; sh:maxCount 1 ; sh:severity sh:Info ] .
"""


def test_a_shape_without_a_name_is_told_where_it_stands_in_the_shape_around_it(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    made = lint_files([tmp_path / "shapes.ttl"], [], lambda path: path.name).findings
    assert [(each.rule, str(each.position)) for each in made] == [("lint-shape-message", "shapes.ttl:8:27")]


def test_a_path_without_end_is_refused(tmp_path: Path) -> None:
    endless = "_:p sh:inversePath _:p . e:Camp sh:property [ sh:path _:p ; sh:minCount 1 ] ."
    (tmp_path / "shapes.ttl").write_text(SHAPES + endless)
    with pytest.raises(InputError, match="no end"):
        lint_files([tmp_path / "shapes.ttl"], [])


def test_words_of_guilt_are_found_in_an_ontology_and_deprecated_terms_in_a_query(tmp_path: Path) -> None:
    sound = (ROOT / "tests" / "lint" / "lint-term-name.pass.ttl").read_text("utf-8")
    (tmp_path / "more.ttl").write_text(
        sound.replace("children stay", "perpetrators stay") + "\nct:stayedAt owl:deprecated true .\n"
    )
    (tmp_path / "more.rq").write_text("#: summary: Who stayed.\nSELECT ?who { ?who ct:stayedAt ?camp }\n")
    made = lint_files([tmp_path / "more.ttl"], [tmp_path / "more.rq"], lambda path: path.name).findings
    assert {(each.rule, str(each.position)) for each in made} == {
        ("lint-word-guilt", "more.ttl:8:5"),
        ("lint-term-deprecated", "more.rq:2:20"),
    }


@pytest.mark.parametrize("path", [*modules("ontology"), *modules("shapes")], ids=lambda path: "/".join(path.parts[-2:]))
def test_every_subject_of_a_module_has_its_place(path: Path) -> None:
    text = path.read_text("utf-8")
    file = Turtle(path.name, text, parse(path.read_bytes(), "ttl"))
    assert set(file.statements) == file.subjects
    lines = text.split("\n")
    for subject in file.subjects:
        place = file.place(subject)
        assert place.column == 1, place
        assert subject.rpartition("#")[2].rpartition("/")[2] in lines[place.line - 1], place


@given(st.text(), st.integers(0, 300))
def test_any_text_has_pieces_and_places(text: str, offset: int) -> None:
    file = Turtle("x.ttl", text)
    assert all(iri for iri in file.statements)
    assert file.place("http://e.org/nowhere", "http://e.org/a") == file.first() or text
    assert Text("x", text).at(min(offset, len(text))).line >= 1


@given(st.lists(st.text(min_size=1), min_size=1))
@example(["*"])
@example([" *"])
def test_a_word_is_found_as_a_whole_whatever_it_is_made_of(words: list[str]) -> None:
    assert pattern(words).search("") is None


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("the perpetrators of May", True),
        ("War  Criminals, all of them", True),
        ("what the agency calls “perpetrators”", False),
        ("the perpetratorship", True),
        ("the file UA-WS-KIDNAPPERS.yml", False),
        ("an ex-officer, guiltless", False),
        ("воєнні злочинці з Мінська", True),
        ("«преступники», по словам агентства", False),
    ],
)
def test_words_are_heard_with_endings_and_not_in_quotations(text: str, heard: bool, tmp_path: Path) -> None:
    cases.make(tmp_path)
    said = json.dumps(text, ensure_ascii=False)
    (tmp_path / "data" / "more.yaml").write_text(f"Person:\n  witness: {{label: {{en: a witness}}, note: {said}}}\n")
    assert ("lint-word-guilt" in {each.rule for each in lint(Asked(tmp_path))[0].findings}) is heard


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("children aged 6 to 17 were seen on 3 May 2022", ""),
        ("after 8 years of work, on 3 May 2022", ""),
        ("a girl, Zarina Kuzmenka, 12, was seen", "lint-child-named"),
        ("дівчинка Заріна, 12 років", "lint-child-named"),
        ("9-летняя Зарина", "lint-child-named"),
        ("9-річний хлопець бачив це 3 травня 2022", "lint-child-described"),
        ("З. К., 2014 року народження", "lint-child-initials"),
        ("Z. K., born in 1961", ""),
        ("свідоцтво про народження І-БК № 123456", "lint-child-document"),
        ("zarina@example.org", "lint-contact"),
        ("resolution 52/32 of 4 April 2023, A/HRC/52/L.12", ""),
        ("16,226 (20 March 2023), 19,514 (28 March)", ""),
    ],
)
def test_what_could_identify_a_child(text: str, rule: str, tmp_path: Path) -> None:
    cases.make(tmp_path)
    said = json.dumps(text, ensure_ascii=False)
    (tmp_path / "data" / "more.yaml").write_text(f"Place:\n  site: {{label: {{en: a site}}, note: {said}}}\n")
    found_ = {each.rule for each in lint(Asked(tmp_path))[0].findings if each.severity is not Severity.INFO}
    assert found_ == ({rule} if rule else set())


@pytest.mark.parametrize(
    "text", ["girl A" + "a" * 9000, "a." * 9000, "Aa " * 9000, "A." * 9000, "12 " * 9000, "“" * 9000]
)
def test_no_text_takes_long(text: str) -> None:
    begun = monotonic()
    for expressions in patterns().values():
        for each in expressions:
            assert sum(1 for _ in each.finditer(text)) >= 0
    assert monotonic() - begun < 2


def test_the_command_tells_and_ends_as_others_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["lint"]) == 0
    (tmp_path / "data" / "more.yaml").write_text("Person:\n  witness: {label: {en: the perpetrator}}\n")
    assert main(["lint", "--format", "json"]) == 1
    document = capsys.readouterr().out
    assert '"lint-word-guilt"' in document
    assert main(["lint", "--update-baseline", "--reason", "to be mended"]) == 0
    assert (tmp_path / "kg-lint-baseline.yaml").is_file()
    assert main(["lint"]) == 0
    assert main(["check", "--fail-on", "warning"]) == 0, "what lint accepts is no news to check"
    assert main(["lint", "--rules"]) == 0
    assert "lint-word-guilt" in capsys.readouterr().out
    assert main(["lint", "--explain", "lint-nothing"]) == 2
    (tmp_path / "empty").mkdir()
    assert main(["lint", "empty"]) == 2


def test_the_tool_is_looked_at_outside_of_a_case_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["lint"]) == 2
    assert main(["lint", "--tool", "--fail-on", "warning"]) == 0


def test_the_data_of_a_case_need_neither_a_shacl_engine_nor_rdflib() -> None:
    code = (
        "import sys; from pathlib import Path; from kg.lint import Asked, lint; lint(Asked(Path()));"
        "print({'shifty', 'rdflib', 'rich', 'networkx', 'click'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("path", [*modules("ontology"), *modules("shapes")], ids=lambda path: "/".join(path.parts[-2:]))
def test_a_module_is_sound_also_when_it_is_looked_at_alone(path: Path) -> None:
    assert not lint_files([path], []).findings


def test_a_shape_that_nothing_declares_is_told_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(SHAPES + "e:Camp sh:property e:Camp-name .\n")
    made = lint_files([tmp_path / "shapes.ttl"], [], lambda path: path.name).findings
    assert ("lint-shape-invalid", "shapes.ttl:9:20") in {(each.rule, str(each.position)) for each in made}


def test_a_file_that_is_named_twice_is_looked_at_once() -> None:
    path = ROOT / "shapes" / "core.ttl"
    _, size = lint(Asked(tool=True, paths=(path, path.parent / "../shapes/core.ttl", path.parent)))
    assert "6 shapes files" in size


def test_a_folder_of_all_sorts_is_looked_at_without_a_crash() -> None:
    report, _ = lint(Asked(paths=(ROOT / "tests",)))
    assert report.findings
