"""The seed article as data: each of its seventeen statements, field by field, as the article has them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.build import assemble
from kg.findings import Severity
from kg.quads import RDF_TYPE, is_iri, text_of
from kg.schema import CT, DATA, OA, PROV, load
from kg.validate.checking import all_findings
from tests import seedcase

ROOT = Path(__file__).parents[1]
CLAIMS = ROOT / "data/claims/seed.yaml"
ARTICLE = (ROOT / "data/sources/seed-article.txt").read_text("utf-8")
SCHEMA = load()
BOTH = ("reuters", "waradana")


class Statement(NamedTuple):
    """A claim: which statement of the article it stands for, and what must be said of it.

    `states` has a proposition a line; a comma at the end of a line goes on with the next.
    """

    numbers: str
    id: str
    words: str
    claimant: str
    work: str
    stance: str
    act: str
    states: str
    relays: tuple[str, ...] = BOTH
    mode: str = "indirect"
    hedge: str = ""
    condition: str = ""
    wording: str = ""
    date: str = ""


REPORT, ITEM, TALK = "nam-report-2023", "reuters-item-2023-05-23", "ioffe-interview-2023"
ORDER = "Participation(agent=lukashenko, event=orphans-to-belarus, population=orphans-in-belarus, role=ordered)"
BUS = "TransferLeg(event=transfer-to-belarus, origin=held-territories-of-ukraine, transportMode=bus)"
TRAIN = "TransferLeg(destination=territory-of-belarus, event=transfer-to-belarus, transportMode=train)"
STATEMENTS = [
    Statement(
        "1", "c95k95", "announced in an initial report that their government is involved",
        "exiled-opposition-leaders", REPORT, "alleged", "accusation",
        """
        Participation(agent=government-of-belarus, event=transfer-to-belarus, role=participated)
        TransferLeg(event=transfer-to-belarus, origin=held-territories-of-ukraine)
        Qualification(qualifies=transfer-to-belarus, wording=illegal deportation)
        """,
    ),
    Statement(
        "2", "cz4kkz", "National Crisis Management Agency, a group of political opponents",
        "reuters", ITEM, "asserted", "statement",
        """
        Relation(object=nam, relation=authored, subject=nam-report-2023)
        Relation(object=government-of-belarus, relation=opposedTo, subject=nam)
        Affiliation(agent=lukashenko, asOf=2023-05-23, organisation=belarus, post=president-of-belarus)
        """,
        relays=("waradana",),
    ),
    Statement(
        "3", "c5amdd", "2,150 Ukrainian children, including orphans aged between six and fifteen",
        "nam", REPORT, "asserted", "report",
        """
        Count(minCount=2150, population=children-in-belarus, qualifier=unqualified, statedCount=2150)
        Composition(part=orphans-in-belarus, population=children-in-belarus)
        TransferLeg(destination=camps-in-belarus, event=transfer-to-belarus, population=children-in-belarus)
        """,
        hedge="so-called",
    ),
    Statement(
        "4", "camgqh", "did not receive responses", "reuters", ITEM, "asserted", "noAnswer",
        """
        Enquiry(addressee=office-of-lukashenko, answered=false, enquirer=reuters)
        Affiliation(agent=lukashenko, organisation=office-of-lukashenko)
        """,
        relays=("waradana",),
    ),
    Statement(
        "5", "caqc9j", "there have been cases of forced deportation of Ukrainians to Russia and Belarus",
        "former-prosecutor-general", "former-prosecutor-interview-2022", "asserted", "statement",
        """
        TransferLeg(destination=territory-of-russia, event=earlier-transfers, origin=territory-of-ukraine)
        TransferLeg(destination=territory-of-belarus, event=earlier-transfers, origin=territory-of-ukraine)
        Qualification(qualifies=earlier-transfers, wording=forced deportation)
        """,
        wording="last year", date="2022",
    ),
    Statement(
        "6", "cwxfn6", "did not immediately respond", "reuters", ITEM, "asserted", "noAnswer",
        """
        Enquiry(addressee=ukrainian-prosecutors, answered=false, date=2023-05-23,
         earliest=2023-05-23, enquirer=reuters, latest=2023-05-23)
        """,
        relays=("waradana",), hedge="immediately", wording="on Tuesday",
    ),
    Statement(
        "7", "cz5r7j", "around 20,000 children have been unlawfully transferred to Russia",
        "ukraine", "", "alleged", "accusation",
        """
        Count(period=2022-02-24/.., periodEarliest=2022-02-24, population=children-in-russia,
         qualifier=about, statedCount=20000)
        TransferLeg(destination=territory-of-russia, event=transfer-to-russia, population=children-in-russia)
        Qualification(qualifies=transfer-to-russia, wording=unlawfully transferred)
        """,
    ),
    Statement(
        "8", "cvec6y", "put up for adoption", "ukraine", "", "alleged", "accusation",
        """
        StatusChange(change=putUpForAdoption, population=children-for-adoption)
        Count(countWording=some, partOf=children-in-russia, population=children-for-adoption, qualifier=vague)
        """,
    ),
    Statement(
        "9", "cg393h", 'if proven, it is "strongly likely"', "ioffe", TALK, "conditional", "statement",
        """
        Qualification(provision=convention-on-the-rights-of-the-child, qualifies=transfer-to-belarus,
         wording=violating the Convention on the Rights of the Child)
        """,
        hedge="strongly likely",
        condition="Participation(agent=government-of-belarus, event=transfer-to-belarus, role=participated)",
    ),
    Statement(
        "10", "c7dc92", "could also amount to a crime against humanity", "ioffe", TALK, "conditional", "statement",
        """
        Qualification(provision=rome-statute, qualifies=transfer-to-belarus,
         wording=a crime against humanity in the form of 'forced population transfer')
        """,
        mode="direct", hedge="could",
        condition="Circumstance(circumstance=widespreadOrSystematic, event=transfer-to-belarus)",
    ),
    Statement(
        "11", "ctcrah", "cannot be considered a neutral state", "ioffe", TALK, "denied", "statement",
        "Circumstance(agent=belarus, circumstance=neutralState, event=transfer-to-belarus)",
    ),
    Statement(
        "11", "c764gr", "there is no evidence of Ukraine's consent", "ioffe", TALK, "noEvidence", "statement",
        "Consent(event=transfer-to-belarus, giver=ukraine)",
    ),
    Statement(
        "12", "c768ey", "is illegal and violates the Geneva Conventions and the Rome Statute",
        "nam", REPORT, "alleged", "report",
        """
        Qualification(qualifies=transfer-to-belarus, wording=illegal)
        Qualification(provision=geneva-conventions, qualifies=transfer-to-belarus,
         wording=violates the Geneva Conventions)
        Qualification(provision=rome-statute, qualifies=transfer-to-belarus, wording=violates the Rome Statute)
        """,
    ),
    Statement(
        "13", "cwmabk", "by bus from Russian-controlled territories in Ukraine and then by trains to Belarus",
        "nam", REPORT, "asserted", "report",
        f"""
        {BUS}
        {TRAIN}
        LegOrder(first={BUS}, then={TRAIN})
        """,
    ),
    Statement(
        "14", "cjz2v9", "personally ordered the transfer of orphans", "nam", REPORT, "alleged", "report",
        f"""
        {ORDER}
        {ORDER.replace("ordered", "financed")}
        {ORDER.replace("ordered", "organised")}
        """,
        mode="direct",
    ),
    Statement(
        "15", "c3a8nh", "accused him of committing war crimes", "nam", REPORT, "alleged", "accusation",
        f"Qualification(qualifies={ORDER}, wording=war crimes)",
    ),
    Statement(
        "16", "cntfzk", "Julia Ioffe, an assistant professor at University College London",
        "reuters", ITEM, "asserted", "statement",
        """
        Affiliation(agent=ioffe, asOf=2023-05-23, organisation=university-college-london,
         post=assistant-professor)
        """,
        relays=("waradana",),
    ),
    Statement(
        "17", "cyevv7", "since its invasion on February 24, 2022", "reuters", ITEM, "asserted", "statement",
        """
        Participation(agent=russia, date=2022-02-24, earliest=2022-02-24, event=invasion-of-ukraine,
         latest=2022-02-24, role=carriedOut)
        """,
        relays=("waradana",),
    ),
]  # fmt: skip
EACH = pytest.mark.parametrize("statement", STATEMENTS, ids=lambda each: f"{each.numbers}-{each.id}")
ASSEMBLY = assemble(seedcase.seed())


def collected() -> dict[str, dict[str, set[str]]]:
    """Subject → property → values of everything that is stated or derived; what is inferred left out."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value, graph in [*ASSEMBLY.stated, *ASSEMBLY.derived]:
        if not graph.endswith("/inferred>"):
            said[text_of(subject)][text_of(predicate)].add(value)
    return said


SAID = collected()
TYPE = text_of(RDF_TYPE)
QUIET = {CT.asOfEarliest, CT.asOfLatest}  # bounds of a date that is a day, and not what the test is about


def worded(term: str) -> str:
    """A value as the data files would have it: a text, a code, an id, or a proposition with its roles."""
    name = text_of(term)
    if not is_iri(term):
        return name
    if name in SCHEMA.concepts:
        return SCHEMA.concepts[name].key
    if "/proposition/" not in name:
        return name.removeprefix(DATA).removeprefix("claim/")
    (cls,) = (text_of(value) for value in SAID[name][TYPE])
    own = {SCHEMA.properties[p].key: v for p, v in SAID[name].items() if in_proposition(p, cls)}
    roles = (f"{key}={'+'.join(sorted(map(worded, own[key])))}" for key in sorted(own))
    return f"{SCHEMA.classes[cls].key}({', '.join(roles)})"


def in_proposition(prop: str, cls: str) -> bool:
    """Whether it belongs to what is said, or bounds it."""
    term = SCHEMA.properties.get(prop)
    bounds = {bound for known in SCHEMA.properties.values() for bound in (known.lower, known.upper)}
    return term is not None and prop not in QUIET and (term.key in SCHEMA.keys(cls) or prop in bounds)


def field(claim: str, prop: str) -> tuple[str, ...]:
    """The values of a claim's property in words, sorted."""
    return tuple(sorted(worded(value) for value in SAID[f"{DATA}claim/{claim}"][prop]))


def one_or_none(text: str) -> tuple[str, ...]:
    """What a field of the table holds."""
    return (text,) if text else ()


def test_every_statement_and_every_claim_is_in_the_table() -> None:
    assert {statement.numbers for statement in STATEMENTS} == {str(number) for number in range(1, 18)}
    claims = {subject.rpartition("/")[2] for subject, said in SAID.items() if f"<{CT.Claim}>" in said[TYPE]}
    assert claims == {statement.id for statement in STATEMENTS}


@EACH
def test_who_says_it_where_and_through_whom(statement: Statement) -> None:
    assert field(statement.id, PROV.wasAttributedTo) == (statement.claimant,)
    assert field(statement.id, CT.work) == one_or_none(statement.work)
    assert field(statement.id, CT.relayedBy) == statement.relays
    assert field(statement.id, CT.source) == ("seed-article",)


@EACH
def test_the_root_is_the_work_or_where_it_is_not_known_the_claimant(statement: Statement) -> None:
    assert field(statement.id, CT.root) == (statement.work or statement.claimant,)


@EACH
def test_in_what_stance_and_under_what_condition(statement: Statement) -> None:
    assert field(statement.id, CT.stance) == (statement.stance,)
    assert field(statement.id, CT.speechAct) == (statement.act,)
    assert field(statement.id, CT.speechMode) == (statement.mode,)
    assert field(statement.id, CT.hedge) == one_or_none(statement.hedge)
    assert field(statement.id, CT.condition) == one_or_none(statement.condition)


@EACH
def test_what_is_said(statement: Statement) -> None:
    wanted = re.sub(r",\n +", ", ", statement.states).strip().splitlines()
    assert field(statement.id, CT.states) == tuple(sorted(line.strip() for line in wanted))


@EACH
def test_when_it_was_said_and_how_that_was_worded(statement: Statement) -> None:
    assert field(statement.id, CT.date) == one_or_none(statement.date)
    assert field(statement.id, CT.dateWording) == one_or_none(statement.wording)


@EACH
def test_the_words_are_the_articles_own(statement: Statement) -> None:
    (passage,) = (text_of(value) for value in SAID[f"{DATA}claim/{statement.id}"][CT.passage])
    selectors = [SAID[text_of(value)] for value in SAID[passage][OA.hasSelector]]
    (exact,) = (text_of(value) for selector in selectors for value in selector[OA.exact])
    (start,) = (int(text_of(value)) for selector in selectors for value in selector[OA.start])
    (end,) = (int(text_of(value)) for selector in selectors for value in selector[OA.end])
    assert statement.words in exact
    assert ARTICLE[start:end] == exact
    assert SAID[passage][CT.passageState] == {f"<{CT.passageFound}>"}
    (context,) = (text_of(value) for value in SAID[passage][CT.context])
    assert exact in context
    assert context in ARTICLE


def test_last_year_is_2022_from_its_first_to_its_last_day() -> None:
    assert (field("caqc9j", CT.earliest), field("caqc9j", CT.latest)) == (("2022-01-01",), ("2022-12-31",))


def test_ages_hold_for_the_orphans_only() -> None:
    aged = {subject for subject, said in SAID.items() if said[CT.ageRange]}
    assert aged == {f"{DATA}orphans-in-belarus"}
    (ages,) = (text_of(value) for value in SAID[f"{DATA}orphans-in-belarus"][CT.ageRange])
    assert {subject for subject, said in SAID.items() if said[CT.minAge] or said[CT.maxAge]} == {ages}
    assert [text_of(value) for prop in (CT.minAge, CT.maxAge) for value in SAID[ages][prop]] == ["6", "15"]


def test_about_and_some_set_no_bounds() -> None:
    """And a bare figure sets no maximum."""
    for said in SAID.values():
        if f"<{CT.Count}>" in said[TYPE]:
            assert not said[CT.maxCount]
            assert bool(said[CT.minCount]) == (said[CT.qualifier] == {f"<{CT.unqualified}>"})


def test_the_unnamed_prosecutor_is_a_person_and_no_placeholder() -> None:
    person = SAID[f"{DATA}former-prosecutor-general"]
    assert [text_of(value) for value in person[CT.unnamed]] == ["true"]
    assert not person[CT.placeholder]


def test_the_case_has_no_findings() -> None:
    assert [str(finding) for finding in all_findings(ASSEMBLY).findings] == []


def test_the_claims_take_about_120_lines() -> None:
    text = CLAIMS.read_text("utf-8").partition("\nclaims:\n")[2]
    lines = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    assert len(lines) <= 130


# One digit


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """`kg check` as installed."""
    command = [str(Path(sys.executable).with_name("kg")), "check"]
    variables = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The case in a folder of its own."""
    return seedcase.copy(tmp_path)


def test_one_changed_digit_of_one_quotation_is_found_at_its_place(copy: Path) -> None:
    path = copy / "data/claims/seed.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("quote: 2,150 Ukrainian", "quote: 2,151 Ukrainian"), "utf-8")
    line = before[: before.index("quote: 2,150 Ukrainian")].count("\n") + 1
    column = before.splitlines()[line - 1].index("2,150") + 1
    done = check(copy)
    assert done.returncode == 1
    assert done.stdout.startswith(f"data/claims/seed.yaml:{line}:{column}: violation: ")
    assert "2,150" in done.stdout
    path.write_text(before, "utf-8")
    again = check(copy)
    assert (again.returncode, "violation" in again.stdout) == (0, False)


def test_every_digit_of_every_quotation_is_held_against_the_article(copy: Path) -> None:
    """The same without the command: each figure in turn."""
    path = copy / "data/claims/seed.yaml"
    before = path.read_text("utf-8")
    quoted = [match.start() for match in re.finditer(r"(?<=\d)\d|\d(?=[,\d])", before)]
    in_quotes = [at for at in quoted if re.search(r"(quote|exact): [^\n]*\Z", before[:at])]
    assert len(in_quotes) > 10
    for at in in_quotes:
        path.write_text(f"{before[:at]}{(int(before[at]) + 1) % 10}{before[at + 1 :]}", "utf-8")
        found = [finding for finding in assemble(copy).findings if finding.severity is Severity.VIOLATION]
        assert [(finding.rule, finding.position.line) for finding in found] == [
            ("quote-not-found", before[:at].count("\n") + 1)
        ]


def test_one_changed_digit_of_the_held_article_is_found(copy: Path) -> None:
    path = copy / "data/sources/seed-article.txt"
    path.write_text(ARTICLE.replace("2,150", "2,151"), "utf-8")
    done = check(copy)
    assert done.returncode == 1
    assert re.match(
        r"data/sources/seed\.yaml:\d+:\d+: violation: the snapshot is not the one that was hashed", done.stdout
    )
