"""Every report has every finding at its place, in the form that its consumer reads."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build import assemble
from kg.findings import Finding, Looked, Position, Report, RuleText, Severity
from kg.quads import RDF_TYPE
from kg.reports import FORMATS, About, write
from kg.validate import validate
from kg.validate.checking import all_findings
from tests.cases import CLAIMS, CLAIMS_FILE, REGISTER, make, swap
from tests.console import kg
from tests.reported import READERS

if TYPE_CHECKING:
    from pathlib import Path


class Fault(NamedTuple):
    """One thing wrong in the claims of the small case, and the rule and the words it is found at."""

    name: str
    claims: str
    rule: str
    at: str


FAULTS = (
    Fault("a wrong digit", swap(CLAIMS, "quote: 2,150", "quote: 2,151"), "quote-not-found", "2,151 children were"),
    Fault("a missing stance", swap(CLAIMS, "  stance: denied\n", ""), "cts:Claim-stance", "id: ca2"),
    Fault("a misspelt key", swap(CLAIMS, "speechAct: denial", "speachAct: denial"), "unknown-key", "speachAct"),
    Fault(
        "an orphan proposition",
        swap(CLAIMS, "claims:\n", "  TransferLeg:\n    leg: {event: transfer, destination: dubrava}\nclaims:\n"),
        "unknown-class",
        "TransferLeg:\n    leg",
    ),
    Fault(
        "a least number above the greatest",
        swap(CLAIMS, "statedCount: 2150}", "minCount: 3000, maxCount: 2000, qualifier: between}"),
        "cts:Count-order",
        "3000",
    ),
)


@pytest.fixture(scope="module", params=FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def broken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Fault, Path]:
    """The small case with one fault, and all reports of one run beside it."""
    fault: Fault = request.param
    root = make(tmp_path_factory.mktemp("case"), claims=fault.claims)
    (root / ".git").mkdir()
    words = [word for form in FORMATS for word in ("--report", f"{form}={root / f'out.{form}'}")]
    done = kg("-C", str(root), "check", *words)
    assert done.returncode == 1, done.stderr
    return fault, root


def place_of(fault: Fault) -> tuple[str, int, int]:
    start = fault.claims.index(fault.at)
    line = fault.claims.count("\n", 0, start) + 1
    return CLAIMS_FILE, line, start - fault.claims.rfind("\n", 0, start)


@pytest.mark.parametrize("form", FORMATS)
def test_a_fault_is_one_finding_at_its_place_in_every_format(broken: tuple[Fault, Path], form: str) -> None:
    fault, root = broken
    text = (root / f"out.{form}").read_bytes().decode()
    file, line, column = place_of(fault)
    found = READERS[form](text)
    assert [(place[0].endswith(file), place[1]) for place in found] == [(True, line)], text
    assert found[0][2] in {None, column}
    assert fault.rule.rpartition(":")[2] in text or form == "md"


def test_no_fault_and_no_format_has_vanished() -> None:
    assert len(list(product(FAULTS, FORMATS))) == 50
    assert READERS.keys() == set(FORMATS)


def test_a_pass_shows_as_a_pass_and_an_idle_shape_does_not(tmp_path: Path) -> None:
    done = kg("-C", str(make(tmp_path)), "check", "-f", "junit")
    assert done.returncode == 0
    assert '<testcase classname="kg check" name="cts:Claim-stance" time="0"/>' in done.stdout
    assert 'name="cts:Vote" time="0">\n<skipped message="This shape looked at no node."/>' in done.stdout
    assert 'name="cts:Measure-listing"' not in done.stdout or "<skipped" in done.stdout
    assert '<testcase classname="kg check" name="everything was looked at" time="0"/>' in done.stdout


@pytest.mark.parametrize("form", ["junit", "w3c", "github", "gitlab", "csv", "html", "md", "table", "json", "sarif"])
def test_nothing_is_green_because_nothing_was_checked(form: str) -> None:
    report = Report((), left_out="the engine was stopped after 3 seconds", incomplete=True).marked()
    text = "".join(write(form, report, About("kg validate")))
    assert "the engine was stopped after 3 seconds" in text
    READERS[form](text)
    assert "sh:conforms true" not in text
    assert "<error " in text or form != "junit"


SHAPE = "http://example.org/S"
NASTY = st.text(
    st.one_of(
        st.sampled_from("\"'<>&`|*_[](){}#:%,;=@!~\\\n\r\t\0\x1b\x85\u2028\u202e\ud800\ufffe é中"),
        st.characters(),
    ),
    max_size=24,
)
COMMANDS = st.sampled_from(["\n::error::x", "##[debug]x", "=cmd()", "</pre><script>x</script>", "]]>", "@all ![a](b)"])
TEXT = st.one_of(NASTY, COMMANDS, st.builds(str.__add__, NASTY, COMMANDS))
IRIS = st.one_of(TEXT, st.just("http://example.org/a"))
HOSTILE = st.builds(
    Finding,
    st.builds(Position, st.one_of(TEXT, st.just("kg.yaml")), st.integers(0, 9), st.integers(0, 9)),
    st.sampled_from(Severity),
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    IRIS,
    TEXT,
    st.lists(st.builds(Position, TEXT, st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
    TEXT,
)


@pytest.mark.parametrize("form", FORMATS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(HOSTILE, max_size=4), TEXT, TEXT, st.sampled_from(["source", "shape", "message"]))
def test_nothing_that_data_hold_breaks_a_report(
    form: str, found: list[Finding], name: str, said: str, group: str
) -> None:
    report = Report(
        tuple(sorted(set(found))),
        {name: RuleText(name, said, said, page=said, iri=SHAPE)},
        (Looked(name, SHAPE, 1, 0),),
        (said,),
        {said: 2},
        asked={name: 1},
        accepted=tuple((each, said) for each in found[:1]),
        left_out=said,
        only=name,
    ).marked()
    text = "".join(write(form, report, About("kg check", group=group)))
    assert not set(text) & set("\0\x1b\x85\u2028\u202e\ud800"), repr(text)
    text.encode()
    lines = text.splitlines()
    if form in {"table", "github", "md"}:
        assert "##[" not in text
    if form == "table":
        assert not any(line.lstrip().startswith("::") for line in lines)
    if form not in {"table", "csv", "md", "html", "w3c"} or not found:
        READERS[form](text)
    if form == "html":
        assert "<script" not in text


def test_who_must_not_be_named_is_in_no_report(tmp_path: Path) -> None:
    name = "Ivanka Example"
    register = swap(
        REGISTER, "  lawyer: {label: a lawyer}\n", f"  lawyer: {{label: {name}, protected: true, code: w1}}\n"
    )
    root = make(tmp_path, register=register)
    (root / ".git").mkdir()
    for form in FORMATS:
        done = kg("-C", str(root), "check", "-f", form)
        assert done.returncode == 1
        assert "A protected person has no name here" in done.stdout, form
        assert name not in done.stdout + done.stderr, form
        assert "Ivanka" not in done.stdout + done.stderr, form


def test_what_a_link_leads_to_outside_of_the_case_is_in_no_report(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the word is swordfish", "utf-8")
    root = make(tmp_path / "case")
    (root / ".git").mkdir()
    (root / "data/claims/evil.yaml").symlink_to(tmp_path / "secret.txt")
    for form in FORMATS:
        done = kg("-C", str(root), "check", "-f", form)
        assert done.returncode == 1
        assert "swordfish" not in done.stdout, form


@pytest.mark.parametrize("form", FORMATS)
def test_both_engines_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    claims = swap(CLAIMS, "  stance: denied\n", "").replace(
        "statedCount: 2150}", "minCount: 3000, maxCount: 2000, qualifier: between}"
    )
    assembly = assemble(make(tmp_path, claims=claims))
    quads = [*assembly.stated, *assembly.derived]
    texts = set()
    for engine in ("shifty", "pyshacl"):
        report = validate(quads, positions=assembly.positions, engine_name=engine)
        assert len(report.findings) == 2
        texts.add("".join(write(form, replace(report.marked(), engine=""), About("kg check", tmp_path))))
    assert len(texts) == 1


def test_a_comment_fits_into_githubs_limit() -> None:
    found = [
        Finding(Position(f"data/{n}.yaml", n, 1), Severity.WARNING, f"rule-{n % 7}", "m" * 900, "r" * 900, "t" * 900)
        for n in range(1, 3000)
    ]
    for group in ("source", "shape", "message"):
        about = About("kg check", group=group, most=0)
        text = "".join(write("md", Report(tuple(found)).marked(), about))
        assert 20_000 < len(text) < 65_536
        assert "more.\n" in text


def test_sarif_keeps_to_githubs_limit_and_says_so() -> None:
    found = tuple(Finding(Position("a", n, 1), Severity.INFO, "rule", "m") for n in range(1, 25_100))
    text = "".join(write("sarif", Report(found).marked(), About("kg check")))
    assert text.count('"ruleId"') == 25_000
    assert "99 finding(s) are left out" in text


def test_the_w3cs_report_is_what_the_engine_said(tmp_path: Path) -> None:
    assembly = assemble(make(tmp_path, claims=swap(CLAIMS, "  stance: denied\n", "")))
    report = all_findings(assembly).marked()
    from kg.store import parse

    quads = parse("".join(write("w3c", report, About("kg check", tmp_path))).encode(), "ttl")
    results = [s for s, p, o, _ in quads if p == RDF_TYPE and o.endswith("#ValidationResult>")]
    assert len(results) == sum(map(len, report.results.values())) == 1
    said = {p.rpartition("#")[2].rstrip(">"): o for s, p, o, _ in quads if s == results[0]}
    assert said["sourceConstraintComponent"] == "<http://www.w3.org/ns/shacl#MinCountConstraintComponent>"
    assert said["resultPath"] == "<https://w3id.org/child-transfer/ns#stance>"
    assert said["sourceShape"] == "<https://w3id.org/child-transfer/shapes#Claim-stance>"
