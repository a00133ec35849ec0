"""Matrices: what an editor marked, nothing added up, nothing concluded, and every gap in plain sight."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from lxml import html as reader_of_html  # type: ignore[import-untyped]

from kg.build import build, open_store
from kg.build.last import quads
from kg.build.places import table
from kg.errors import QueryError
from kg.matrix import FORMATS, Asked, Matrix, gather, provision, write
from kg.matrix.model import AGAINST, FOR, NEITHER
from kg.schema import DATA, load
from kg.tell import Reader
from tests import cases
from tests.cases import CLAIMS, REGISTER, swap
from tests.console import kg as run

if TYPE_CHECKING:
    from pathlib import Path

LAW = """\
State:
  belland: {label: Belland}
  farland: {label: Farland}
LegalInstrument:
  statute: {label: {en: Statute of the Court}, altLabel: {en: [the Statute]}}
Provision:
  statute-7-d: {label: "Statute, art. 7(d)", value: 7(d), instrument: statute, summary: {en: Moving people.}}
  statute-9: {label: "Statute, art. 9", value: "9", instrument: statute}
  statute-10: {label: "Statute, art. 10", value: "10", instrument: statute}
Element:
  e-10: {label: the tenth, value: "10", elementOf: statute-7-d, elementKind: conduct}
  e-2: {label: it was known, value: "2", elementOf: statute-7-d, elementKind: mental}
  e-1: {label: people were moved, value: "1", elementOf: statute-7-d, elementKind: conduct, edition: of 2011}
Obligation:
  o-1: {label: children stay, value: "1", obligationOf: statute-9, dutyBearer: stateParty, ageThreshold: 15}
"""
BEARINGS = """\
ElementBearing:
  b-for:
    {claim: ca1, element: e-1, bearing: supports, meansOfProof: document, by: A. Editor,
     date: 2024-01-05, why: a report}
  b-against: {claim: ca2, element: e-1, bearing: opposes, by: A. Editor, date: 2024-01-05, why: he denies it}
  b-open: {claim: ca3, element: e-1, bearing: supports, by: A. Editor, date: 2024-01-05, why: a lawyer}
  b-undone: {claim: ca3, element: e-10, bearing: supports, by: A. Editor, date: 2024-01-05, why: a slip}
  b-mind:
    {claim: ca2, element: e-2, bearing: opposes, person: minister, modeOfLiability: ordering, by: A. Editor,
     date: 2024-01-05, why: of his mind}
  b-duty: {claim: ca1, obligation: o-1, bearing: supports, by: A. Editor, date: 2024-01-05, why: children are counted}
  b-duty-of-belland:
    {claim: ca2, obligation: o-1, bearing: opposes, state: belland, by: A. Editor, date: 2024-01-05, why: of Belland}
Judgement:
  undo: {undoes: b-undone, by: B. Editor, date: 2024-01-06, why: the claim is about something else}
Assessment:
  a-1:
    {assesses: e-1, conclusion: the report carries this, against: balanceOfProbabilities, by: C. Counsel,
     date: 2024-02-01, why: two surveys}
"""
MORE = """\
- id: cb1
  quote: The agency said on Tuesday
  claimant: lawyer
  stance: asserted
  states:
  - TreatyStatus: {party: belland, instrument: statute, status: ratified, date: 2020-05-01}
  - TreatyStatus: {party: belland, instrument: statute, status: denounced, date: 2024}
  - TreatyStatus: {party: belland, instrument: statute, status: signed}
- id: cb2
  quote: The agency said on Tuesday
  claimant: agency
  work: report
  stance: alleged
  states: {Qualification: {qualifies: transfer, provision: statute-7-d, wording: moving people}}
"""
AGED = "children: {label: the children, countsWhom: children, ageRange: {minAge: 6, maxAge: 17}}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    claims = swap(CLAIMS, "children: {label: the children, countsWhom: children}", AGED) + MORE
    folder = cases.make(tmp_path_factory.mktemp("case"), claims=claims, register=REGISTER)
    (folder / "data/law.yaml").write_text(LAW)
    (folder / "data/judgements.yaml").write_text(BEARINGS)
    build(folder)
    return folder


def reader(root: Path) -> Reader:
    return Reader(open_store(root), table(root))


def matrix(root: Path, name: str = "statute-7-d", **asked: str) -> Matrix:
    found = Asked(**{key: DATA + value for key, value in asked.items()})
    return gather(reader(root), quads(root), DATA + name, found)


def claims(found: Matrix, row: int, way: str) -> list[tuple[str, list[str]]]:
    return [
        (stance.stance, [bearing.told.id for bearing in stance.bearings])
        for group in found.rows[row].groups
        for stance in group.of(way)
    ]


def test_conditions_stand_in_the_order_of_their_numbers(root: Path) -> None:
    assert [row.number for row in matrix(root).rows] == ["1", "2", "10"]


def test_for_and_against_stand_apart_and_by_stance(root: Path) -> None:
    found = matrix(root)
    assert claims(found, 0, FOR) == [("asserted", ["ca1"]), ("conditional", ["ca3"])]
    assert claims(found, 0, AGAINST) == [("denied", ["ca2"])]
    asserted = found.rows[0].groups[0].of(FOR)[0]
    assert (asserted.roots, asserted.rests) == (("the report of the agency",), "one root")
    assert asserted.bearings[0].means == ("document",)


def test_what_was_undone_is_gone_and_the_gap_is_said(root: Path) -> None:
    row = matrix(root).rows[2]
    assert (row.groups, row.gaps) == ((), ("not addressed",))
    assert matrix(root).silent == ("the tenth",)


def test_a_mental_element_is_a_persons(root: Path) -> None:
    (group,) = matrix(root).rows[1].groups
    assert (group.person, group.mode) == ("a minister", "ordering")
    assert matrix(root).rows[1].gaps == ("nothing is marked as speaking for it (a minister, ordering)",)
    assert matrix(root, person="lawyer").rows[1].gaps == ("not addressed",)
    assert claims(matrix(root, person="lawyer"), 0, AGAINST) == [("denied", ["ca2"])]


def test_a_duty_is_a_states(root: Path) -> None:
    """What is marked for one state is not told of another; what is marked for none is told of each."""
    assert [group.person for group in matrix(root, "statute-9").rows[0].groups] == ["", "Belland"]
    assert claims(matrix(root, "statute-9", state="belland"), 0, AGAINST) == [("denied", ["ca2"])]
    assert claims(matrix(root, "statute-9", state="farland"), 0, AGAINST) == []
    assert claims(matrix(root, "statute-9", state="farland"), 0, FOR) == [("asserted", ["ca1"])]


def test_an_appraisal_is_its_authors(root: Path) -> None:
    (appraisal,) = matrix(root).rows[0].appraisals
    assert (appraisal.by, appraisal.standard) == ("C. Counsel", "balance of probabilities")
    text = " ".join("".join(write(matrix(root), "table", width=400)).split())
    assert "appraised by C. Counsel on 2024-02-01 against the standard “balance of probabilities”" in text


def test_a_condition_is_spelled_out(root: Path) -> None:
    text = " ".join("".join(write(matrix(root), "table", width=400)).split())
    assert re.search(r"a lawyer \[ca3\] — on the condition that there is a movement .*to Camp Dubrava", text)


def test_ages_beside_the_threshold_of_a_duty(root: Path) -> None:
    (row,) = matrix(root, "statute-9").rows
    assert (row.bearers, row.threshold) == (("state party",), 15)
    assert [(each.population, each.ages, each.lies) for each in row.ages] == [
        ("the children", "6 to 17", "some under 15, some not")
    ]


def test_on_a_duty_the_sides_are_its_being_kept_or_not(root: Path) -> None:
    text = "".join(write(matrix(root, "statute-9"), "table"))
    assert "speaks for its being kept" in text
    assert "speaks for it\n" not in text


def test_statuses_before_and_after_what_is_spoken_of(root: Path) -> None:
    found = matrix(root, "statute-9", state="belland")
    assert found.span == ("2022-01-01", "2022-12-31")
    assert [(each.label, each.lies) for each in found.statuses] == [
        ("ratified", "dated before what the marked claims speak of"),
        ("denounced", "dated after what the marked claims speak of"),
        ("signed", ""),
    ]
    assert [told.id for told in found.statuses[0].told] == ["cb1"]


def test_who_names_the_provision(root: Path) -> None:
    (stance,) = matrix(root).characterised
    assert [(stance.stance, each.told.id) for each in stance.bearings] == [("alleged", "cb2")]
    assert matrix(root, "statute-9").characterised == ()


def test_narrowed_to_an_event(root: Path) -> None:
    assert claims(matrix(root, event="transfer"), 0, FOR) == [("asserted", ["ca1"]), ("conditional", ["ca3"])]
    found = matrix(root, event="dubrava")
    assert claims(found, 0, AGAINST) == [("denied", ["ca2"])]


def test_a_claim_that_was_withdrawn_carries_no_root(tmp_path: Path) -> None:
    folder = cases.make(tmp_path, claims=CLAIMS, register=REGISTER)
    (folder / "data/law.yaml").write_text(LAW)
    withdrawal = "ClaimantWithdrawal:\n  w: {withdrawnClaim: ca1, by: A. Editor, date: 2024-03-01, why: a notice}\n"
    (folder / "data/judgements.yaml").write_text(BEARINGS + withdrawal)
    build(folder)
    asserted = matrix(folder).rows[0].groups[0].of(FOR)[0]
    assert asserted.bearings[0].fates == ("withdrawn (w)",)
    assert (asserted.roots, asserted.rests) == ((), "no root named")
    assert "each is conditional" in matrix(folder).rows[0].gaps[0]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_every_claim_and_every_gap(form: str, root: Path) -> None:
    assert len(FORMATS) == 5
    found = matrix(root)
    text = "".join(write(found, form))
    marked = {bearing.told.id for row in found.rows for bearing in row.bearings}
    assert marked == {"ca1", "ca2", "ca3"}
    assert all(claim in text for claim in marked)
    assert "not addressed" in text
    if form == "json":
        assert json.loads(text)["version"] == 1
    elif form == "csv":
        assert len(list(csv.reader(io.StringIO(text)))) == 1 + 5
    elif form == "html":
        page = reader_of_html.document_fromstring(text)
        first = page.xpath("(//table[@class='long'])[1]//th")
        assert [cell.text for cell in first] == ["speaks for it", "speaks against it"]
        assert {link.get("href")[1:] for link in page.xpath("//a")} <= {
            each.get("id") for each in page.xpath("//article")
        }


# Words of a verdict, of a sum or of a score. What sources and authors say stands in marks and is theirs.
VERDICT = re.compile(
    r"\b(guilty?|innocen\w+|proven|proved|unproven|disproved|established|verdict|scores?|scored|total|satisfied|"
    r"convict\w*|liable|culpab\w+|perpetrators?|criminals?|likel(y|ihood)|credib\w+|strong(er|est)?|weak(er|est)?)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"«[^»]*»|“[^”]*”")


@pytest.mark.parametrize("form", ["table", "md", "html"])
def test_no_output_speaks_a_verdict(form: str, root: Path) -> None:
    for name in ("statute-7-d", "statute-9", "statute-10"):
        text = QUOTED.sub("", "".join(write(matrix(root, name), form)))
        text = re.sub(r"<style>.*?</style>|</?strong>", "", text, flags=re.DOTALL)
        assert VERDICT.findall(text) == []


def test_no_term_of_the_ontology_speaks_a_verdict_on_elements() -> None:
    terms = load()
    labels = [terms.classes[iri].label for iri in terms.classes] + [prop.label for prop in terms.properties.values()]
    assert [label for label in labels if VERDICT.search(label) and label != "liability"] == []
    assert len(labels) > 300
    assert {FOR, AGAINST, NEITHER} < {code.key for code in terms.concepts.values()}


@pytest.mark.parametrize(
    "name",
    ["statute-7-d", "Statute, art. 7(d)", "statute 7(d)", "the Statute art 7 (d)", "Statute of the Court article 7(d)"],
)
def test_a_provision_goes_by_many_names(name: str, root: Path) -> None:
    assert provision(reader(root), name) == f"{DATA}statute-7-d"


@pytest.mark.parametrize(
    ("name", "message", "remedy"),
    [
        (
            "statute",
            "is no provision, but Statute of the Court",
            "name one of its provisions: statute-10, statute-7-d, statute-9",
        ),
        ("statute 8", "no provision is called", "did you mean `statute-9` or `statute-10`"),
        ("statute-7-e", "no provision is called", "did you mean `statute-7-d`?"),
        ("lawyer", "is no provision, but a lawyer", "use one of"),
    ],
)
def test_what_is_no_provision(name: str, message: str, remedy: str, root: Path) -> None:
    with pytest.raises(QueryError, match=message) as raised:
        provision(reader(root), name)
    assert remedy in raised.value.remedy


@pytest.mark.parametrize(
    "words",
    [("statute-7-d", "--person", "nobody"), ("statute-7-d", "--mode", "wishing"), ("statute-7-d", "--event", "x y")],
)
def test_words_that_are_off(words: tuple[str, ...], root: Path) -> None:
    done = run("-C", str(root), "matrix", *words)
    assert done.returncode == 2
    assert "remedy:" in done.stderr


def test_a_provision_without_conditions_says_so(root: Path) -> None:
    done = run("-C", str(root), "matrix", "statute-10")
    assert done.returncode == 0
    assert "no element and no duty of this provision is entered" in done.stderr


def test_who_denies_says_outright_that_it_is_not_so(tmp_path: Path) -> None:
    """A denial that speaks for an element is no condition and no doubt, and nobody asserts the element either."""
    gaps = matrix(marked(tmp_path)).rows[0].gaps
    assert "no claim asserts it: what speaks for it denies something" in gaps
    assert not [gap for gap in gaps if "conditional" in gap]


def test_a_root_goes_by_the_name_under_which_it_spoke(tmp_path: Path) -> None:
    """Whoever is held to be one with a smaller id is not shown under that one's name."""
    root = marked(tmp_path, "Person:\n  another: {label: another spelling}\n" + ONE)
    (stance,) = matrix(root).rows[0].groups[0].of(FOR)
    assert stance.roots == ("a minister",)


ONE = """\
IdentityJudgement:
  one: {left: another, right: minister, outcome: same, by: A. Editor, date: 2024-01-05, why: one post}
"""
MARK = """\
ElementBearing:
  b: {claim: ca2, element: e-1, bearing: supports, by: A. Editor, date: 2024-01-05, why: he denies that any agreed}
"""


def marked(folder: Path, more: str = "") -> Path:
    """A case in which a denial is all that speaks for an element."""
    root = cases.make(folder)
    for name, content in {"law": LAW, "mark": MARK, "more": more}.items():
        (root / f"data/{name}.yaml").write_text(content, "utf-8")
    build(root)
    return root


def test_a_case_without_provisions_says_what_to_do(tmp_path: Path) -> None:
    root = cases.make(tmp_path)
    build(root)
    with pytest.raises(QueryError) as raised:
        provision(reader(root), "CRC 20")
    assert "enter one with its elements below data/law" in raised.value.remedy
