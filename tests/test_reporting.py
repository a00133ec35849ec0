"""The options that commands with findings share: reports and their places, what is shown, what fails, what is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kg.reports import FORMATS
from kg.reports.baseline import FILE
from kg.validate.paths import members
from tests.cases import CLAIMS, make, swap
from tests.console import Done, kg
from tests.test_cli_validate import SHAPES

if TYPE_CHECKING:
    from pathlib import Path

DATA = """@prefix e: <http://example.org/> .
e:a a e:Thing . e:b a e:Thing ; e:name 'b' . e:c a e:Thing . e:d a e:Other .
"""
IDLE = "e:Idle a sh:NodeShape ; sh:targetClass e:Absent . e:Alone a sh:NodeShape ; sh:nodeKind sh:IRI ."
RULE = "http://example.org/Thing-name"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    """Two things without a name, one with, and one that no shape looks at."""
    (tmp_path / "data.ttl").write_text(DATA, "utf-8")
    (tmp_path / "rules.ttl").write_text(SHAPES + IDLE, "utf-8")
    return "validate", str(tmp_path / "data.ttl"), "--shapes", str(tmp_path / "rules.ttl")


def document(done: Done) -> dict[str, Any]:
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_several_reports_go_to_several_places(files: tuple[str, ...], tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.txt"
    done = kg(*files, "--report", f"json={one}", "--report", f"table={two}", "--report", "json=-")
    assert done.returncode == 1
    assert one.read_text("utf-8") == done.stdout
    assert two.read_text("utf-8").startswith("violation: A thing has a name.")
    assert f"wrote {one}" in done.stderr


def test_the_table_has_stdout_where_no_report_does(files: tuple[str, ...], tmp_path: Path) -> None:
    done = kg(*files, "--report", f"json={tmp_path / 'one.json'}")
    assert done.stdout.startswith("violation: A thing has a name.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--report", "json=-", "--format", "json"), "two reports go to stdout"),
        (("--report", "json=x", "--report", "table=x"), "two reports go to x"),
        (("--report", "sheet=x"), "not understood"),
        (("--report", "json"), "not understood"),
        (("--report", "json="), "not understood"),
        (("--shape", "e:Tihng"), "no shape or rule is called"),
        (("--baseline", "absent.yaml"), "cannot be read"),
        (("--update-baseline",), "no baseline is named"),
        (("--update-baseline", "--baseline", "b.yaml", "--shape", RULE), "a part of the findings"),
    ],
)
def test_words_that_cannot_be_meant_are_refused(files: tuple[str, ...], words: tuple[str, ...], said: str) -> None:
    done = kg(*files, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "remedy:" in done.stderr
    assert not done.stdout


def test_a_place_that_cannot_be_written_loses_no_report(files: tuple[str, ...], tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("old", "utf-8")
    done = kg(*files, "--report", f"json={kept}", "--report", f"table={tmp_path / 'absent' / 'x'}")
    assert done.returncode == 2
    assert kept.read_text("utf-8") == "old"


def test_the_document_has_a_version_and_everything(files: tuple[str, ...]) -> None:
    found = document(kg(*files, "--format", "json", "--max", "1"))
    assert (found["version"], found["tool"]["name"], found["command"]) == (1, "kg", "kg validate")
    assert [each["focus"][-1] for each in found["findings"]] == ["a", "c"]
    assert len({each["fingerprint"] for each in found["findings"]}) == 2
    assert found["summary"] == {"violation": 2, "warning": 0, "info": 0}
    looked = {each["iri"]: (each["nodes"], each["findings"]) for each in found["coverage"]}
    assert looked == {"http://example.org/Thing": (3, 2), "http://example.org/Idle": (0, 0)}
    assert found["untargeted"] == ["http://example.org/Alone"]
    assert found["untouched"] == {"http://example.org/Other": 1}
    assert found["rules"][RULE] == {
        "summary": "A thing has a name.", "remedy": "Write one.", "severity": "violation", "nodes": 3,
    }  # fmt: skip


def test_of_thousands_of_idle_shapes_some_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    idle = "".join(f"e:I{n} a sh:NodeShape ; sh:targetClass e:Absent{n} . " for n in range(2000))
    (tmp_path / "data.ttl").write_text(DATA, "utf-8")
    (tmp_path / "rules.ttl").write_text(SHAPES + idle, "utf-8")
    words = ("validate", str(tmp_path / "data.ttl"), "--shapes", str(tmp_path / "rules.ttl"))
    assert "2,000 shape(s) matched no node: " in (said := kg(*words).stdout)
    assert "and 1,800 more (`--format json` has all)" in said
    assert len(document(kg(*words, "-f", "json"))["coverage"]) == 2001


def test_two_constraints_on_one_value_are_one_finding_in_the_coverage_too(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text(DATA, "utf-8")
    rule = (
        "e:S a sh:NodeShape ; sh:targetClass e:Thing ; sh:property [ sh:path e:name ; sh:maxLength 0 ; sh:in ( 1 ) ] ."
    )
    (tmp_path / "rules.ttl").write_text(ANONYMOUS.partition("e:S")[0] + rule, "utf-8")
    found = document(kg("validate", str(tmp_path / "data.ttl"), "--shapes", str(tmp_path / "rules.ttl"), "-f", "json"))
    assert sum(each["findings"] for each in found["coverage"]) == len(found["findings"])


def test_what_is_cut_is_counted(files: tuple[str, ...]) -> None:
    in_all, of_each = kg(*files, "--max", "1").stdout, kg(*files, "--max-per-shape", "1").stdout
    assert "… and 1 more:\n         1 × http://example.org/Thing-name\n" in in_all
    assert in_all == of_each


@pytest.mark.parametrize("group", ["shape", "source", "message"])
def test_every_grouping_shows_every_finding(files: tuple[str, ...], group: str) -> None:
    said = kg(*files, "--group-by", group).stdout
    assert "data.ttl:2:1" in said
    assert "data.ttl:2:46" in said


def test_narrowing_by_shape_and_focus(files: tuple[str, ...]) -> None:
    for words, nodes in (
        (("--shape", "http://example.org/Thing"), ["a", "c"]),
        (("--shape", "*Thing-name", "--focus", "c"), ["c"]),
        (("--focus", "http://example.org/a"), ["a"]),
        (("--shape", "*Idle"), []),
    ):
        done = kg(*files, *words, "--format", "json")
        assert [each["focus"][-1] for each in document(done)["findings"]] == nodes
        assert done.returncode == int(bool(nodes))


def test_a_shape_that_looks_at_nothing_fails_where_targets_are_required(files: tuple[str, ...]) -> None:
    done = kg(*files, "--require-targets", "--format", "json")
    idle = [each["text"] for each in document(done)["findings"] if each["rule"] == "validate-shape-without-nodes"]
    assert idle == ["http://example.org/Alone", "http://example.org/Idle"]


def test_a_baseline_is_written_and_then_accepts(files: tuple[str, ...], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    first = kg(*files, "--baseline", str(base), "--update-baseline", "--reason", "asked the desk on 3 March")
    assert first.returncode == 0
    again = kg(*files, "--baseline", str(base))
    assert again.returncode == 0
    assert "no findings (2 more accepted by the baseline)" in again.stderr
    found = document(kg(*files, "--baseline", str(base), "--format", "json"))
    assert {each["reason"] for each in found["accepted"]} == {"asked the desk on 3 March"}


def test_a_case_has_its_baseline_beside_its_settings(tmp_path: Path) -> None:
    root = make(tmp_path, claims=swap(CLAIMS, "stance: denied", "stance: denyed"))
    assert kg("-C", str(root), "check").returncode == 1
    assert kg("-C", str(root), "check", "--update-baseline", "--reason", "known").returncode == 2  # shapes have waited
    warned = make(tmp_path / "other", claims=swap(CLAIMS, "stance: denied", "stance: tentative"))
    found = kg("-C", str(warned), "check", "--fail-on", "warning")
    assert found.returncode == 1, found.stdout + found.stderr
    assert kg("-C", str(warned), "check", "--update-baseline", "--reason", "known").returncode == 0
    assert kg("-C", str(warned), "check", "--fail-on", "warning").returncode == 0
    assert (warned / FILE).is_file()


def test_every_format_is_offered() -> None:
    said = kg("validate", "--help").stdout
    assert FORMATS
    assert all(form in said for form in FORMATS)


# Shapes without a name of their own.

ANONYMOUS = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> .
e:S a sh:NodeShape ; sh:targetClass e:Thing ;
  sh:property [ sh:path e:name ; sh:minCount 1 ] , [ sh:path e:name ; sh:maxCount 0 ] ,
    [ sh:path ( e:part [ sh:inversePath e:of ] ) ; sh:node [ sh:property [ sh:path e:size ; sh:minCount 1 ] ] ] .
"""


@pytest.mark.parametrize("engine", ["shifty", "pyshacl"])
def test_an_anonymous_shape_is_called_after_what_it_is_part_of(tmp_path: Path, engine: str) -> None:
    (tmp_path / "data.ttl").write_text(DATA, "utf-8")
    (tmp_path / "rules.ttl").write_text(ANONYMOUS, "utf-8")
    words = ("validate", str(tmp_path / "data.ttl"), "--shapes", str(tmp_path / "rules.ttl"), "--engine", engine)
    found = document(kg(*words, "--unknown", "off", "--format", "json"))
    base = "http://example.org/S/name"
    assert sorted({each["rule"] for each in found["findings"]}) == [base, f"{base}-2"]
    assert {*found["rules"]} == {
        "http://example.org/S", base, f"{base}-2", "http://example.org/S/of", "http://example.org/S/of/node",
        "http://example.org/S/of/node/size",
    }  # fmt: skip


def test_a_list_in_a_circle_is_cut() -> None:
    first, rest = (f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}>" for name in ("first", "rest"))
    assert members("_:l", {"_:l": {first: ["<http://e/a>"], rest: ["_:l"]}}) == ["<http://e/a>"]
    assert members("_:l", {"_:l": {first: ["<http://e/a>"]}}) == ["<http://e/a>"]


def test_a_path_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rules.ttl").write_text(
        ANONYMOUS + "e:P a sh:PropertyShape ; sh:path _:p . _:p sh:inversePath _:p .", "utf-8"
    )
    (tmp_path / "data.ttl").write_text(DATA, "utf-8")
    done = kg("validate", str(tmp_path / "data.ttl"), "--shapes", str(tmp_path / "rules.ttl"))
    assert done.returncode == 2
    assert "a path of the shapes has no end" in done.stderr
