"""`kg validate` from the outside, and shapes met by whole cases: what is printed, where it points, how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kg.build import build
from kg.build.last import GRAPH
from kg.cli.options import Options
from kg.cli.validate import validate
from kg.errors import BuildError, CaseError, InputError
from kg.findings import Position, Severity
from kg.validate import ENGINES
from kg.validate.built import validate_built
from tests.cases import CLAIMS, CLAIMS_FILE, REGISTER, SOURCES, make, only, swap

if TYPE_CHECKING:
    from pathlib import Path

ORDERED = "  - Participation: {agent: minister, role: ordered, event: transfer}\n  - Count:"
TENTATIVE = swap(swap(CLAIMS, "  - Count:", ORDERED), "  stance: denied\n", "  stance: tentative\n")
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> .
e:Thing a sh:NodeShape ; sh:targetClass e:Thing ; sh:property e:Thing-name .
e:Thing-name a sh:PropertyShape ; sh:path e:name ; sh:minCount 1 ; sh:message "A thing has a name. Write one."@en .
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one warning, built once: nobody may change it."""
    root = make(tmp_path_factory.mktemp("built"), claims=TENTATIVE)
    build(root)
    return root


def run(root: Path, *words: str) -> Result:
    """The command's status and output."""
    return CliRunner().invoke(validate, words, obj=Options(case=root), standalone_mode=False)


def status(result: Result) -> int:
    """What the command returned; an error it raised is raised again."""
    if result.exception is not None:
        raise result.exception
    returned = result.return_value
    assert isinstance(returned, int)
    return returned


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("fail_on", "code"), [("violation", 0), ("warning", 1), ("info", 1), ("none", 0)])
def test_fail_on_decides_the_exit_status(built: Path, engine: str, fail_on: str, code: int) -> None:
    assert status(run(built, "--engine", engine, "--fail-on", fail_on)) == code


def test_a_finding_points_into_the_file(built: Path) -> None:
    result = run(built, "--group-by", "source")
    line = TENTATIVE[: TENTATIVE.index("- id: ca2")].count("\n") + 1
    assert f"{CLAIMS_FILE}:{line}:3: warning: A tentative claim keeps the words that make it so." in result.stdout
    assert "remedy: Copy them to `hedge`" in result.stdout


def test_coverage_counts_nodes_and_names_idle_shapes(built: Path) -> None:
    lines = run(built).stdout.splitlines()
    assert "        3         0  cts:Claim" in lines
    assert "        3         1  cts:Claim-tentativeHasHedge" in lines
    (idle,) = (line for line in lines if "matched no node" in line)
    assert "cts:Vote" in idle


def test_views_are_looked_at_too(built: Path) -> None:
    found = json.loads(run(built, "--format", "json").stdout)
    nodes = {looked["iri"]: looked["nodes"] for looked in found["coverage"]}
    assert nodes["https://w3id.org/child-transfer/shapes#Edge"] > 0
    assert [finding["rule"] for finding in found["findings"]] == ["cts:Claim-tentativeHasHedge"]
    assert found["engine"] == "shifty"
    assert nodes["https://w3id.org/child-transfer/shapes#Vote"] == 0


def test_both_engines_find_the_same_in_a_built_case(built: Path) -> None:
    assert validate_built(built, engine_name="shifty").findings == validate_built(built, engine_name="pyshacl").findings


def test_a_case_that_is_not_built_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="not been built"):
        status(run(make(tmp_path)))


def test_a_build_without_its_canonical_file_says_so(tmp_path: Path) -> None:
    build(make(tmp_path))
    (tmp_path / "build" / GRAPH).unlink()
    with pytest.raises(BuildError, match="kg build"):
        status(run(tmp_path))


# RDF files, and shapes of one's own.


def test_a_file_is_validated_without_a_case(tmp_path: Path) -> None:
    data, rules = tmp_path / "data.ttl", tmp_path / "rules.ttl"
    data.write_text("@prefix e: <http://example.org/> . e:a a e:Thing . e:b a e:Thing ; e:name 'b' .", "utf-8")
    rules.write_text(SHAPES, "utf-8")
    result = run(tmp_path, str(data), "--shapes", str(rules))
    assert status(result) == 1
    assert "violation: A thing has a name. [http://example.org/Thing-name]" in result.stdout
    assert f"    {data}:1:36" in result.stdout
    assert "        2         1  http://example.org/Thing" in result.stdout


def test_supertypes_are_inferred_for_a_file(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("@prefix ct: <https://w3id.org/child-transfer/ns#> . <http://e/a> a ct:Person .", "utf-8")
    result = run(tmp_path, str(data))
    assert status(result) == 1
    assert "[cts:named]" in result.stdout


def test_data_that_no_shape_looks_at_do_not_pass(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("<http://e/a> a <http://e/Unknown> .", "utf-8")
    result = run(tmp_path, str(data))
    assert status(result) == 1
    assert "[validate-nothing-checked]" in result.stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.ttl", None, r"gone\.ttl: cannot be read"),
        ("notes.txt", "hello", r"notes\.txt: not known as RDF"),
        ("bad.ttl", "<http://e/a> a <http://e/B> .\n<http://e/a> <http://e/p> .\n", r"bad\.ttl:2:"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        status(run(tmp_path, str(tmp_path / name)))


# Faults in the YAML of a case that only the shapes can see, each on its own line and column.

LEG = "{TransferLeg: {event: transfer, population: children, destination: dubrava, date: last year}}"
DENIED, CONDITION = f"  states: {LEG}\n- id: ca3", f"  condition: {LEG}\n"
TWO = "  states:\n  - TransferLeg: {destination: dubrava}\n  - TransferLeg: {origin: dubrava}\n- id: ca3"
COUNT = "{population: children, statedCount: 2150}"


@pytest.mark.parametrize(
    ("rule", "file", "old", "new"),
    [
        ("cts:Claim-deniesOne", "claims", DENIED, TWO),
        ("cts:Claim-conditionalHasCondition", "claims", CONDITION, ""),
        ("cts:Claim-stance", "claims", "  stance: denied\n", ""),
        ("cts:Claim-relayIsAnother", "claims", "claimant: minister\n", "claimant: minister\n  relayedBy: minister\n"),
        ("cts:Claim-standardIsAnAuthoritys", "claims", "  speechAct: denial\n",
         "  speechAct: finding\n  standardOfProof: beyondReasonableDoubt\n"),
        ("cts:Count-order", "claims", COUNT, "{population: children, minCount: 400, maxCount: 300}"),
        ("cts:Person-minor", "register", "{label: a lawyer}", "{label: a lawyer, minor: true}"),
        ("cts:Person-protectedHasNoName", "register", "{label: a lawyer}", "{label: a lawyer, protected: true}"),
        ("cts:Claim-claimantIsNoPlaceholder", "register", "{label: a lawyer}", "{label: a lawyer, placeholder: true}"),
        ("cts:Work-noCircle", "sources", "author: agency}", "author: agency, drawsOn: report}"),
        ("cts:Place-noCircle", "register", "{label: Minsk region}", "{label: Minsk region, within: minsk-region}"),
    ],
)  # fmt: skip
def test_a_fault_across_nodes_is_found_where_it_was_written(
    tmp_path: Path, rule: str, file: str, old: str, new: str
) -> None:
    text = {"claims": CLAIMS, "register": REGISTER, "sources": SOURCES}[file]
    found = only(make(tmp_path, **{file: swap(text, old, new)}), rule)
    assert found.position.line > 0
    assert found.remedy


def test_min_above_max_points_at_the_key(tmp_path: Path) -> None:
    claims = swap(CLAIMS, COUNT, "{population: children, minCount: 400, maxCount: 300}")
    found = only(make(tmp_path, claims=claims), "cts:Count-order")
    row = next(row for row in claims.splitlines() if "minCount" in row)
    assert found.position == Position(CLAIMS_FILE, claims.splitlines().index(row) + 1, row.index("minCount: 400") + 11)
    assert (found.severity, found.text) == (Severity.VIOLATION, "400")
