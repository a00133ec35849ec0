"""`kg explain`: who says what, in which words, through whom, resting on what, and where the sources are silent."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build import build, open_store
from kg.build.places import table
from kg.explain import Explained, explain, render
from kg.paper.page import terminal_width
from kg.quads import text_of
from kg.query.lookup import entity
from kg.schema import CT, DATA, data
from tests import cases, seedcase
from tests.cases import CLAIMS, swap
from tests.console import kg as run

if TYPE_CHECKING:
    from collections.abc import Callable

    Explain = Callable[[str], Explained]

ROOT = Path(__file__).parents[1]
ARTICLE = (ROOT / "data/sources/seed-article.txt").read_text("utf-8")
ORDERED = "Lukashenko personally ordered the transfer of orphans to Belarus and facilitated their access"
REPORT = "National Anti-Crisis Management"


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed case, built."""
    root = seedcase.copy(tmp_path_factory.mktemp("seed"))
    build(root)
    return root


@pytest.fixture(scope="module")
def of_seed(seed: Path) -> Explain:
    """Explains things of the seed case by id."""
    return explainer(seed)


@pytest.fixture(scope="module")
def of_tests(tmp_path_factory: pytest.TempPathFactory) -> Explain:
    """Explains things of the small case by id."""
    root = cases.make(tmp_path_factory.mktemp("small"))
    build(root)
    return explainer(root)


def explainer(root: Path) -> Explain:
    """Explains things of a built case by id."""
    store = open_store(root)
    return lambda tail: explain(store, table(root), data(tail))


def plain(found: Explained) -> str:
    """The explanation in one line, so that no line break hides a word."""
    return " ".join(render(found).split())


# Names, and who uses them


def test_a_name_that_a_source_uses_leads_to_the_thing_and_to_the_claim_that_says_so(tmp_path: Path) -> None:
    """The back-translated name of an agency finds the agency, and shows which claim says that it is so called."""
    named = """- id: cn1
  quote: The agency said on Tuesday
  claimant: minister
  stance: asserted
  states: {Naming: {named: agency, name: {en: Bureau of Crises}}}
- id: cn2
  quote: A minister denied it.
  claimant: minister
  stance: denied
  states: {Naming: {named: agency, name: {en: Bureau of Nothing}}}
"""
    root = cases.make(tmp_path, claims=CLAIMS + named)
    build(root)
    found = explainer(root)("agency")
    assert "Bureau of Crises [cn1]" in found.names
    assert not [name for name in found.names if "Nothing" in name], "a name that is only denied is nobody's name"
    assert entity(open_store(root), "bureau of crises") == f"<{data('agency')}>"


def test_what_is_said_under_any_id_that_judgements_hold_to_be_one_is_told_under_each(tmp_path: Path) -> None:
    """With the judgement that joins them, its reason and who signed; once it is undone, each is told alone again."""
    register = cases.REGISTER.replace("  lawyer:", "  listed: {label: the minister as listed}\n  lawyer:")
    judged = """- id: cn1
  quote: A minister denied it.
  claimant: agency
  stance: asserted
  states: {Affiliation: {agent: listed, organisation: agency}}
"""
    judgement = """IdentityJudgement:
  one-minister:
    {left: minister, right: listed, outcome: same, by: A. Reviewer, date: 2024-06-01, why: the same day of birth}
"""
    undone = """  one-no-more:
    {left: minister, right: listed, outcome: unsure, by: B. Reviewer, undoes: one-minister, why: a doubt}
"""
    told = {}
    for name, written in {"joined": judgement, "undone": judgement + undone}.items():
        root = cases.make(tmp_path / name, register=register + written, claims=CLAIMS + judged)
        build(root)
        told[name] = {ident: explainer(root)(ident) for ident in ("minister", "listed")}
    for found in told["joined"].values():
        assert [content.label for content in found.contents if "listed belonged" in content.label]
        assert {claim.claimant for claim in found.claims} == {"a minister"}
        (sentence,) = found.one
        assert sentence.endswith("held to be one: the same day of birth (A. Reviewer, 2024-06-01) [one-minister]")
    assert "the minister as listed" in told["joined"]["minister"].names
    assert told["undone"]["minister"].one == ()
    assert not [content for content in told["undone"]["minister"].contents if "listed" in content.label]


# The seed: who says that he ordered what


def test_who_says_he_ordered_what_in_whose_words_through_whom(of_seed: Explain) -> None:
    found = of_seed("lukashenko")
    (ordered,) = [
        content for content in found.contents if content.label.startswith("that Alexander Lukashenko ordered")
    ]
    assert "the transfer of orphans to Belarus" in ordered.label
    (claim,) = ordered.claims
    assert (claim.stance, claim.bearing) == ("alleged", "supports")
    assert claim.claimant == REPORT
    assert claim.relays == ("Reuters", "Waradana")
    assert REPORT in claim.work
    (quotation,) = claim.quotations
    assert quotation.exact.startswith(ORDERED)
    assert quotation.exact in ARTICLE
    assert quotation.context[quotation.start :].startswith(quotation.exact)
    start, end = map(int, re.findall(r"\d+", quotation.pinpoint))
    assert ARTICLE[start:end] == quotation.exact


def test_what_it_rests_on(of_seed: Explain) -> None:
    (ordered,) = [content for content in of_seed("lukashenko").contents if " ordered " in content.label[:40]]
    assert len(ordered.roots) == 1
    assert "report of National Anti-Crisis Management" in ordered.roots[0]
    assert not ordered.disputed


def test_each_claim_is_at_the_file_and_line_it_says(of_seed: Explain) -> None:
    lines = (ROOT / "data/claims/seed.yaml").read_text("utf-8").splitlines()
    claims = [claim for content in of_seed("transfer-to-belarus").contents for claim in content.claims]
    assert len({claim.id for claim in claims}) > 5
    for claim in claims:
        file, _, line = claim.entered.partition(":")
        assert file == "data/claims/seed.yaml"
        assert lines[int(line) - 1].strip() == f"- id: {claim.id}"


def test_what_is_said_of_what_he_is_said_to_have_done(of_seed: Explain) -> None:
    """A claimant's name for an order belongs under whoever is said to have given it."""
    labels = [content.label for content in of_seed("lukashenko").contents]
    assert any(
        label.startswith("that “war crimes” describes this: that Alexander Lukashenko ordered") for label in labels
    )


def test_where_the_sources_are_silent(of_seed: Explain) -> None:
    silences = of_seed("lukashenko").silences
    said = "Reuters says that the office of Alexander Lukashenko did not answer it. No answer is no denial."
    assert said in silences
    assert any(said.startswith("No source in this case denies") and "not agreement" in said for said in silences)
    assert any("rests on one root and no second" in said for said in silences)


def test_the_text_says_all_of_it(of_seed: Explain) -> None:
    text = plain(of_seed("lukashenko"))
    for words in (
        "Alexander Lukashenko (person, lukashenko)",
        "Аляксандр Лукашэнка",
        "that Alexander Lukashenko ordered the transfer of orphans to Belarus",
        f"alleged by {REPORT} [cjz2v9]",
        f'It added that "«{ORDERED}',
        "through Reuters, Waradana",
        "1 root: ",
        "data/claims/seed.yaml:",
        "Where the sources are silent",
    ):
        assert words in text


def test_a_claim_is_told_in_full_once(of_seed: Explain) -> None:
    text = plain(of_seed("lukashenko"))
    assert text.count(ORDERED) == 1
    assert text.count("[cjz2v9, above]") == 2


def test_lines_fit_a_terminal(of_seed: Explain) -> None:
    for thing in ("lukashenko", "transfer-to-belarus", "seed-article"):
        for width in (60, 100, 120):
            assert max(map(len, render(of_seed(thing), width=width).splitlines())) <= width


def test_colour_takes_no_room(of_seed: Explain) -> None:
    found = of_seed("transfer-to-belarus")
    painted = render(found, lambda text, _: f"\x1b[1m{text}\x1b[0m", width=80)
    assert "\x1b[1m" in painted
    assert re.sub(r"\x1b\[\d+m", "", painted) == render(found, width=80)


@pytest.mark.parametrize(("columns", "width"), [("40", 60), ("77", 77), ("300", 120), ("", 100)])
def test_the_width_is_the_terminals_within_reason(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert terminal_width() == width


def test_a_claimant_is_told_by_what_it_says(of_seed: Explain) -> None:
    found = of_seed("ioffe")
    assert {claim.id for claim in found.claims} == {"cg393h", "c7dc92", "ctcrah", "c764gr"}
    text = plain(found)
    assert "What it says itself" in text
    assert "on the condition that" in text
    assert "hedged: strongly likely" in text


# What rests on a work, a source, evidence, a legal instrument


def titles(found: Explained) -> list[str]:
    return [resting.title for resting in found.resting]


def test_a_work_has_the_claims_and_the_things_said_that_rest_on_it(of_seed: Explain) -> None:
    found = of_seed("nam-report-2023")
    assert titles(found) == ["Going back to it: 16 things said", "First said in it: 6 claims"]
    assert "that Ukrainian children transferred to camps in Belarus numbered 2,150" in found.resting[0].labels
    assert ORDERED in plain(found)
    assert any("under “What is said” rests on one root" in said for said in found.silences)


def test_a_work_is_drawn_on_and_held(of_seed: Explain) -> None:
    assert titles(of_seed("seed-text")) == ["Holding it: 1 source"]
    assert titles(of_seed("reuters-item-2023-05-23"))[0] == "Drawing on it: 1 work"


def test_a_source_has_the_claims_read_in_it_and_a_relay_those_it_passed_on(of_seed: Explain) -> None:
    assert titles(of_seed("seed-article")) == ["Read in it: 18 claims"]
    assert "Passed on through it: 18 claims" in titles(of_seed("waradana"))
    assert plain(of_seed("seed-article")).count(ORDERED) == 1


def test_an_instrument_has_what_is_said_under_its_provisions(tmp_path: Path) -> None:
    law = """\
LegalInstrument:
  treaty: {label: a treaty}
Provision:
  article: {label: Article 1, instrument: treaty}
  section: {label: Section 2, partOf: article}
"""
    claims = swap(CLAIMS, "{qualifies: transfer, wording: a crime}", "{qualifies: transfer, provision: section}")
    root = cases.make(tmp_path, register=cases.REGISTER + law, claims=claims)
    build(root)
    for thing in ("treaty", "article", "section"):
        assert [claim.id for found in explainer(root)(thing).contents for claim in found.claims] == ["ca3"]


def test_evidence_has_the_claims_that_rest_on_it(tmp_path: Path) -> None:
    item = "EvidenceItem:\n  photo: {label: a photograph}\n"
    claims = swap(CLAIMS, "  work: report\n", "  work: report\n  evidence: photo\n")
    root = cases.make(tmp_path, sources=cases.SOURCES + item, claims=claims)
    build(root)
    assert titles(explainer(root)("photo")) == ["Resting on it as evidence: 1 claim"]


# A claim, a proposition, an event


def test_a_claim(of_seed: Explain) -> None:
    found = of_seed("claim/cjz2v9")
    assert render(found).splitlines()[0] == f"Claim cjz2v9: alleged by {REPORT}"
    assert [claim.id for claim in found.claims] == ["cjz2v9"]
    assert len(found.contents) == 3
    assert plain(found).count(ORDERED) == 1


def test_a_proposition(of_seed: Explain) -> None:
    (iri,) = {content.iri for content in of_seed("lukashenko").contents if " ordered " in content.label[:40]}
    found = of_seed(iri.removeprefix(DATA))
    assert found.label.startswith("that Alexander Lukashenko ordered")
    assert [content.iri for content in found.contents] == [iri]
    assert found.claims == ()


def test_an_event_has_every_proposition_about_it(of_seed: Explain) -> None:
    labels = " ".join(content.label for content in of_seed("transfer-to-belarus").contents)
    for words in ("by bus", "by train", "Convention on the Rights of the Child", "camps"):
        assert words in labels


def test_what_nothing_is_said_of_is_told_so(of_seed: Explain) -> None:
    found = of_seed("head-of-office")
    assert (found.contents, found.claims, found.resting) == ((), (), ())
    assert found.silences == ("Nothing is said of it in this case.",)
    assert "head of the office" in render(found)


# Side by side


def test_an_assertion_and_its_denial_stand_side_by_side(of_tests: Explain) -> None:
    (leg,) = [
        content for content in of_tests("transfer").contents if "Camp Dubrava" in content.label and content.disputed
    ]
    assert [(claim.stance, claim.claimant) for claim in leg.claims] == [
        ("asserted", "the agency"),
        ("denied", "a minister"),
    ]
    assert [claim.quotations[0].exact for claim in leg.claims][1] == "A minister denied it."
    assert leg.condition_of == ("ca3",)
    text = plain(of_tests("transfer"))
    assert "disputed: it, or something more general, is denied" in text
    assert "a condition of ca3" in text
    assert text.index("asserted by the agency") < text.index("denied by a minister")


def test_what_only_stands_within_something_said_never_looks_like_something_said(tmp_path: Path) -> None:
    order = "{Participation: {agent: minister, role: ordered, event: transfer}}"
    more = f"""- id: ca4
  quote: The agency said on Tuesday
  claimant: agency
  stance: alleged
  speechAct: accusation
  states: {{Qualification: {{wording: a crime, qualifies: {order}}}}}
"""
    root = cases.make(tmp_path, claims=CLAIMS + more)
    build(root)
    found = explainer(root)("minister")
    (found_order,) = [content for content in found.contents if content.label.startswith("that a minister ordered")]
    assert found_order.claims == ()
    assert found_order.within == (
        "alleged by the agency, that “a crime” describes this: that a minister ordered the transfer [ca4]",
    )
    text = plain(found)
    assert "said by nobody for itself; it stands within what is" in text
    assert "alleged by the agency, that “a crime” describes this" in text
    assert "or it stands within something else that is said" in " ".join(found.silences)


def test_where_something_is_denied_it_is_not_said_that_nothing_is(of_seed: Explain, of_tests: Explain) -> None:
    silences = of_seed("transfer-to-belarus").silences
    whole = "The 10 things said above that somebody asserts or alleges are denied by no source in this case."
    assert silences[0] == f"{whole} That is silence, not agreement."
    assert silences[1] == "Of the 15 things said above, 1 is denied by somebody."
    assert not any("denied by no source" in said for said in of_tests("transfer").silences)
    (first, second, *_) = of_tests("children").silences
    assert first.startswith("Of the 2 things said above that somebody asserts or alleges, 1 is denied by no source")
    assert second == "Of the 2 things said above, 1 is denied by somebody."


def test_silences_count_what_is_said_of_it_only(of_seed: Explain) -> None:
    silences = of_seed("ioffe").silences
    assert any("what is under “What is said”" in said for said in silences)
    assert not any("said above" in said for said in silences)


def test_stances_are_said_in_the_words_of_the_ontology(of_seed: Explain) -> None:
    text = plain(of_seed("ioffe"))
    assert "said conditionally by Julia Ioffe [cg393h]" in text
    assert "Julia Ioffe says there is no evidence of it [c764gr]" in text


def test_how_many_claims_go_back_to_how_many_roots(tmp_path: Path, of_seed: Explain) -> None:
    assert "2 claims, 1 root: the initial report" in plain(of_seed("transfer-to-belarus"))
    root = cases.make(tmp_path, claims=swap(CLAIMS, "stance: denied\n  speechAct: denial", "stance: asserted"))
    build(root)
    said = "2 claims, 2 roots: a minister; the report of the agency; whether they are independent is not known"
    assert said in plain(explainer(root)("transfer"))


def test_a_translation_stands_below_the_words_with_who_made_it(tmp_path: Path) -> None:
    translated = (
        "{exact: A minister denied it., translation: {uk: Міністр заперечив.}, translator: X, translatedBy: machine}"
    )
    root = cases.make(tmp_path, claims=swap(CLAIMS, "quote: A minister denied it.", f"quote: {translated}"))
    build(root)
    text = plain(explainer(root)("transfer"))
    assert "«A minister denied it.»" in text
    assert text.index("«A minister denied it.»") < text.index("translated (X, machine): «Міністр заперечив.»")


def test_what_only_a_summary_says_is_no_quotation(tmp_path: Path) -> None:
    account = "{paraphrase: {en: that the minister denied it}}"
    root = cases.make(tmp_path, claims=swap(CLAIMS, "quote: A minister denied it.", f"quote: {account}"))
    build(root)
    explained = explainer(root)("transfer")
    told = [claim for content in explained.contents for claim in content.claims if claim.stance == "denied"]
    assert {(one.quotations[0].exact, one.quotations[0].state) for one in told} == {("", "paraphrased")}
    text = plain(explained)
    assert "words not seen; as summarised: that the minister denied it" in text
    assert "«»" not in text


def test_a_conditional_never_looks_like_an_assertion(of_tests: Explain) -> None:
    (crime,) = [content for content in of_tests("transfer").contents if "a crime" in content.label]
    (claim,) = crime.claims
    assert (claim.stance, claim.bearing) == ("conditional", "neither")
    assert crime.roots == ()
    text = plain(of_tests("claim/ca3"))
    assert "on the condition that" in text
    assert "hedged: could" in text
    assert "No source in this case asserts or alleges what is said above" in text


def test_a_condition_on_any_stance_takes_away_its_support(tmp_path: Path) -> None:
    root = cases.make(tmp_path, claims=swap(CLAIMS, "stance: conditional", "stance: alleged"))
    build(root)
    (claim,) = explainer(root)("claim/ca3").claims
    assert (claim.stance, claim.bearing) == ("alleged", "neither")
    assert "asserts or alleges what is said above" in plain(explainer(root)("claim/ca3"))


def test_what_is_denied_together_is_no_silence(tmp_path: Path) -> None:
    """Whoever denies two things together has denied neither alone; yet no one may say that there is no denial."""
    root = cases.make(tmp_path, claims=CLAIMS + cases.TOGETHER)
    build(root)
    found = explainer(root)("minister")
    assert any("all of the following" in content.label and content.claims for content in found.contents)
    assert not any(said.startswith("No source in this case denies") for said in found.silences)
    assert not any("did not answer" in said for said in found.silences)


def test_what_is_said_together_is_shown_under_each_part(tmp_path: Path) -> None:
    together = swap(cases.TOGETHER, "- claimant: minister\n  stance: denied", "- claimant: lawyer\n  stance: alleged")
    root = cases.make(tmp_path, claims=CLAIMS + together)
    build(root)
    (financed,) = [
        c for c in explainer(root)("minister").contents if c.label == "that a minister financed the transfer"
    ]
    assert [claim.id for claim in financed.claims] == ["cb2"]
    assert financed.roots == ("a lawyer",)


# What is never said


def test_everything_can_be_explained_and_nothing_says_guilty_or_fact(seed: Path, of_seed: Explain) -> None:
    store = open_store(seed)
    things = {text_of(quad[0]) for quad in store.quads(p=f"<{CT.stance}>")}
    things |= {text_of(quad[0]) for quad in store.quads(g=f"<{data('graph/propositions')}>")}
    things |= {text_of(quad[0]) for quad in store.quads(g=f"<{data('graph/register')}>")}
    assert len(things) > 80
    for thing in sorted(things):
        found = of_seed(thing.removeprefix(DATA))
        text = render(found)
        assert not re.search(r"\b(guilt\w*|unproven|facts?|proved|perpetrators?)\b", text, re.IGNORECASE), text
        assert "proposition/" not in text.partition("\n\n")[2], "a hash where people read"
        json.dumps(asdict(found))


def test_colour_marks_words_and_changes_none(of_seed: Explain) -> None:
    found, styles = of_seed("lukashenko"), set()

    def paint(text: str, style: str) -> str:
        styles.add(style)
        return text

    assert render(found, paint) == render(found)
    assert styles == {"head", "stance", "quote", "faint"}


# The command


def test_the_command_takes_a_name(seed: Path) -> None:
    done = run("-C", str(seed), "explain", "Alexander Lukashenko")
    assert done.returncode == 0, done.stderr
    assert ORDERED in " ".join(done.stdout.split())
    assert "Where the sources are silent" in done.stdout


def test_the_command_gives_json(seed: Path) -> None:
    done = run("-C", str(seed), "explain", "lukashenko", "--format", "json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["iri"] == data("lukashenko")
    assert any(claim["claimant"] == REPORT for content in found["contents"] for claim in content["claims"])


def test_the_command_says_what_it_does_not_know(seed: Path) -> None:
    done = run("-C", str(seed), "explain", "Alexander Lukashenk")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Alexander Lukashenko" in done.stderr


BROAD = """\
- id: cs1
  quote: The agency said on Tuesday
  claimant: lawyer
  stance: asserted
  speechAct: statement
  states:
  - Count: {population: paper-children, statedCount: 2000, qualifier: atLeast}
  - TransferLeg: {event: transfer, destination: minsk-region, date: 2022}
- id: cs2
  quote: A minister denied it.
  claimant: minister
  stance: denied
  speechAct: denial
  states: {TransferLeg: {event: transfer, destination: minsk-region, date: 2022}}
"""
SAME = """\
Population:
  paper-children: {label: the children under another id}
IdentityJudgement:
  one-group: {left: children, right: paper-children, outcome: same, by: A, date: 2024-01-05, why: one list of names}
"""


@pytest.fixture(scope="module")
def stepwise(tmp_path_factory: pytest.TempPathFactory) -> Explain:
    """Explains a case in which one claim is broader than another, and a population has two ids."""
    root = cases.make(tmp_path_factory.mktemp("steps"), claims=CLAIMS + BROAD)
    register = root / "data/register/more.yaml"
    register.write_text(SAME, "utf-8")
    build(root)
    return explainer(root)


def test_support_from_below_is_shown_with_each_step(stepwise: Explain) -> None:
    found = {content.label: content for content in (*stepwise("transfer").contents, *stepwise("children").contents)}
    broad = next(each for label, each in found.items() if "to Minsk region" in label)
    (below,) = (each for each in broad.backing if each.way == "supports")
    assert below.claims == ("the agency, ca1",)
    assert below.steps == ("Camp Dubrava: within Minsk region", "the broader one leaves open: population")
    assert broad.same == ()
    figure = next(each for label, each in found.items() if "at least 2,000" in label)
    (below,) = figure.backing
    assert below.steps == (
        "the children: judged the same as the children under another id",
        "2,150 bears out at least 2,000",
    )


def test_denial_from_above_is_shown_with_each_step(stepwise: Explain) -> None:
    narrow = next(each for each in stepwise("transfer").contents if "to Camp Dubrava" in each.label)
    (above,) = (each for each in narrow.backing if each.way == "denies")
    assert above.claims == ("a minister, cs2",)
    assert "Camp Dubrava: within Minsk region" in above.steps
    shown = " ".join(render(stepwise("transfer")).split())
    assert "denied by: that there is a movement" in shown
    assert "- Camp Dubrava: within Minsk region" in shown


def test_what_is_stated_outright_needs_no_steps(of_tests: Explain) -> None:
    assert all(content.backing == () for content in of_tests("transfer").contents)
