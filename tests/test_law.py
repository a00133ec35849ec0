"""The law of the case: what is there, in which order, and that nothing recalled passes for something seen."""

from __future__ import annotations

import pytest

from kg.quads import text_of
from kg.query import Answer, library, prepare
from tests.freeze import case

PREFIXES = """PREFIX ct: <https://w3id.org/child-transfer/ns#> PREFIX kg: <https://w3id.org/child-transfer/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#> """
ARTICLES = [
    "rome-6-e",
    "rome-7-1-d",
    "rome-7-2-d",
    "rome-8-2-a-vii",
    "rome-8-2-b-viii",
    "rome-25-3-a",
    "rome-28-b",
    "gc-iv-24",
    "gc-iv-49",
    "gc-iv-50",
    "ap-i-78",
    "crc-7",
    "crc-8",
    "crc-9",
    "crc-11",
    "crc-20",
    "crc-21",
    "crc-35",
    "genocide-ii-e",
]
KINDS = {
    "rome-6-e": "conduct circumstance mental conduct circumstance mental contextual",
    "rome-7-1-d": "conduct circumstance mental contextual mental",
    "rome-8-2-a-vii": "conduct circumstance mental contextual mental",
    "rome-8-2-b-viii": "conduct contextual mental",
}


def select(body: str) -> list[dict[str, str]]:
    """Rows of a query over the case, as texts without the namespaces."""
    rows = case(whole=True).select(PREFIXES + "SELECT DISTINCT * WHERE {" + body + "}")
    return [
        {name: text_of(term).rpartition("#")[2].rpartition("/id/")[2] for name, term in row.items()} for row in rows
    ]


def test_the_nineteen_articles_are_there_each_in_its_instrument_and_summarised() -> None:
    found = {row["a"] for row in select("?a a ct:Provision ; ct:instrument ?of ; skos:notation ?n ; ct:summary ?s")}
    assert set(ARTICLES) <= found
    assert len(ARTICLES) == 19


@pytest.mark.parametrize("article", KINDS)
def test_elements_are_in_the_order_of_the_court_contextual_and_mental_ones_last(article: str) -> None:
    rows = select(
        f"?e ct:elementOf kg:{article} ; skos:notation ?n ; ct:elementKind/ct:key ?kind ; ct:edition ?edition"
    )
    by_number = {int(row["n"]): row["kind"] for row in rows}
    assert [by_number[n] for n in sorted(by_number)] == KINDS[article].split()
    assert sorted(by_number) == list(range(1, len(by_number) + 1))


def test_every_article_on_duties_lays_at_least_one_on_somebody() -> None:
    rows = select("?o ct:obligationOf ?a ; ct:dutyBearer ?who ; ct:summary ?s")
    assert {row["a"] for row in rows} == {a for a in ARTICLES if a.startswith(("gc-iv", "ap-i", "crc"))}


@pytest.mark.parametrize(
    ("duty", "age"), [("gc-iv-24-care", "15"), ("gc-iv-24-identification", "12"), ("crc-9-separation", "18")]
)
def test_an_age_threshold_is_that_of_its_own_instrument(duty: str, age: str) -> None:
    assert [row["age"] for row in select(f"kg:{duty} ct:ageThreshold ?age")] == [age]
    assert select("?o ct:obligationOf kg:ap-i-78 ; ct:ageThreshold ?age") == []


def test_what_the_editors_recall_is_put_forward_by_nobody() -> None:
    """Their recollection is tentative or denied, marked as recalled, and so counts as no root of anything."""
    rows = select(
        "?c ct:source kg:editors-recollection ; ct:stance ?stance ; ct:verification ?how ; ct:unverified ?what"
    )
    assert {(row["stance"], row["how"]) for row in rows} == {("tentative", "recalled"), ("denied", "recalled")}
    assert {row["by"] for row in select("?c ct:source kg:editors-recollection ; prov:wasAttributedTo ?by")} == {
        "founding-editors"
    }


def test_everything_that_was_not_verified_is_listed_with_what_is_open() -> None:
    marked = {row["x"] for row in select("?x ct:verification ?how FILTER(?how != ct:verified)")}
    assert {"rome-statute", "icc-elements-of-crimes", "rome-6-e-3", "crc-7-parents", "dubrava"} <= marked
    store = case(whole=True)
    with Answer(prepare(library()["unverified"].text, store, [], "unverified"), store) as found:
        listed = {text_of(str(row[0])).rpartition("/id/")[2] for row in found if row[3]}
    assert marked <= listed


def test_a_bearing_has_a_reason_and_mental_ones_a_person_or_no_direction() -> None:
    rows = select("?b a ct:ElementBearing ; ct:bearsAs ?as ; ct:because ?why ; ct:judgedBy ?by")
    assert len(rows) == len(select("?b a ct:ElementBearing")) > 200
    mental = select("?b ct:element/ct:elementKind/ct:key 'mental' ; ct:bearsAs ?as OPTIONAL { ?b ct:ofPerson ?who }")
    assert {row["as"] for row in mental if "who" not in row} == {"neither"}


def test_no_bearing_weighs_on_words_that_nobody_coded() -> None:
    uncoded = select("?b a ct:ElementBearing ; ct:ofClaim ?c ; ct:bearsAs ?as . ?c ct:codingStatus ct:quotedOnly")
    assert {row["as"] for row in uncoded} == {"neither"}


def test_every_crime_has_claims_for_and_against_and_gaps_that_are_left_open() -> None:
    sides = select("?b ct:element/ct:elementOf ?article ; ct:bearsAs ?as")
    assert {(row["article"], row["as"]) for row in sides} == {
        (article, side) for article in KINDS for side in ("supports", "opposes", "neither")
    }
    gaps = {row["e"] for row in select("?e a ct:Element FILTER NOT EXISTS { ?b ct:element ?e }")}
    assert gaps == {"rome-7-1-d-2", "rome-7-1-d-3", "rome-7-1-d-5"}


def test_no_term_or_label_of_a_bearing_says_that_anything_was_met_or_broken() -> None:
    reasons = " ".join(row["why"] for row in select("?b a ct:ElementBearing ; ct:because ?why")).lower()
    for word in ("guilty", "is proven that", "unproven", "fulfilled", "committed genocide"):
        assert word not in reasons
