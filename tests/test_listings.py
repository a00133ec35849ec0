"""The Council's listings: all 109 are there, once, each with a claim, a target with a name, a legal basis and its day.

The list they were entered from is not in the repository. Its numbers of entries by day are, so that none can vanish;
so are the checks by hand that matter most: whom the Council is made to accuse of what.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

import pytest

from kg.quads import iri, language_of, text_of
from kg.query import Answer, library, lookup, prepare
from kg.query.prefixes import OURS
from tests.freeze import case

BY_DAY = {
    "EU-2006R0765": {"2022-06-03": 2},
    "EU-2014R0269": {
        "2022-07-21": 2,
        "2022-12-16": 11,
        "2023-02-25": 1,
        "2023-06-23": 19,
        "2023-12-18": 6,
        "2024-02-23": 20,
        "2024-06-24": 10,
        "2025-02-24": 5,
        "2025-07-19": 1,
        "2025-10-23": 7,
        "2026-04-23": 3,
        "2026-05-11": 22,
    },
}
BASIS = {"EU-2006R0765": "eu-reg-765-2006", "EU-2014R0269": "eu-reg-269-2014"}
NUMBER = re.compile(r"EU-(2006R0765|2014R0269)-[PE]-[0-9]+")
IMPOSED = """SELECT ?id ?measure ?target ?day ?basis ?claim WHERE {
  ?measure a ct:Measure ; ct:materialId ?id ; ct:legalBasis ?basis .
  ?said ct:measure ?measure ; ct:measureStatus ct:imposed ; ct:target ?target ; ct:effectiveOn ?day ;
    ct:imposedBy kg:council-of-the-eu .
  ?claim ct:states ?said ; ct:materialId ?id ; prov:wasAttributedTo kg:council-of-the-eu ; ct:stance ct:asserted ;
    ct:speechAct ct:listing
} ORDER BY ?id ?claim"""
REASONS = """SELECT ?id ?claim ?stance ?class ?agent ?role ?event WHERE {
  ?claim ct:materialId ?id ; prov:wasAttributedTo kg:council-of-the-eu ; ct:stance ?stance ;
    ct:standardOfProof ct:sufficientlySolidFactualBasis ; ct:states ?said .
  GRAPH graph:propositions { ?said a ?class }
  OPTIONAL { ?said ct:agent ?agent } OPTIONAL { ?said ct:role ?role } OPTIONAL { ?said ct:event ?event }
  FILTER(STRSTARTS(?id, "EU-"))
}"""
# What the Council's words accuse of a movement of children; whoever is not here is said to have had no part in one.
TRANSFER = re.compile(r"eu-(transfer|relocation|removal|abduction)")
NO_TRANSFER = {
    "EU-2014R0269-P-1216": "indoctrination of children, not said to be from Ukraine",
    "EU-2014R0269-P-1561": "camps; who moved the children is not said",
    "EU-2014R0269-P-1562": "camps; who moved the children is not said",
    "EU-2014R0269-P-1564": "camps; who moved the children is not said",
    "EU-2014R0269-P-1643": "posts only",
    "EU-2014R0269-P-1676": "what his movement does",
    "EU-2014R0269-P-1736": "support for another's positions",
    "EU-2014R0269-P-1917": "Russian youth",
    "EU-2014R0269-P-1919": "a post only",
    "EU-2014R0269-E-359": "“re-education” of children whom nobody is named to have moved",
    "EU-2014R0269-P-2032": "policies “contributing to”",
    "EU-2014R0269-E-772": "schooling of minors for military service",
    "EU-2006R0765-E-28": "owns a facility",
}
# Entries whose words, as far as they are quoted, say it of somebody else.
OF_ANOTHER = {
    "EU-2014R0269-P-1735": "of the Russian Federation",
    "EU-2014R0269-P-2038": "of the centre that he manages",
    "EU-2014R0269-E-399": "of the founder",
    "EU-2014R0269-E-401": "of the founder",
}


def rows(query: str, *values: str) -> list[dict[str, str]]:
    """The answer of a query on the whole case, ids as one types them."""
    store = case(whole=True)
    with Answer(prepare(query, store, list(values)), store) as found:
        return [dict(zip(found.columns, map(short, row), strict=True)) for row in found]


def short(term: str | None) -> str:
    return "" if term is None else lookup.short(term)


@cache
def imposed() -> list[dict[str, str]]:
    """One row a listing."""
    return [row for row in rows(IMPOSED) if NUMBER.fullmatch(row["id"])]


def test_every_listing_is_there_once() -> None:
    assert len(imposed()) == 109
    for column in ("id", "measure", "target", "claim"):
        assert len({row[column] for row in imposed()}) == 109, column
    assert all(row["measure"] == row["id"].lower() for row in imposed())


def test_none_has_vanished_from_its_day() -> None:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in imposed():
        found[row["id"][:12]][row["day"]] += 1
    assert found == BY_DAY


def test_each_rests_on_its_regulation() -> None:
    assert [row["id"] for row in imposed() if row["basis"] != BASIS[row["id"][:12]]] == []


def test_each_target_has_a_name_in_latin_letters_and_most_have_one_in_cyrillic() -> None:
    labels: dict[str, set[str]] = defaultdict(set)
    for row in imposed():
        for quad in case(whole=True).quads(s=iri(OURS["kg"] + row["target"]), p=iri(OURS["rdfs"] + "label")):
            labels[row["target"]].add(language_of(quad[2]) or "")
            assert not re.search(r"[a-zA-Z]", text_of(quad[2])) or language_of(quad[2]) in {"en", "be-latn"}
    assert [row["target"] for row in imposed() if "en" not in labels[row["target"]]] == []
    latin_only = {target for target, tags in labels.items() if not tags & {"ru", "uk", "be"}}
    assert latin_only == {"eu-kadyrov-foundation", "eu-patriot-club"}


def test_each_has_a_reason_in_the_words_of_the_council() -> None:
    assert {row["id"] for row in rows(REASONS)} == {row["id"] for row in imposed()}


def test_nobody_is_made_a_participant_in_a_transfer_whom_the_words_do_not_name_as_one() -> None:
    target = {row["id"]: row["target"] for row in imposed()}
    taking_part = [row for row in rows(REASONS) if row["class"] == "Participation" and TRANSFER.match(row["event"])]
    moved = {row["id"]: row["agent"] for row in taking_part if row["role"] != "publicised"}
    assert moved.keys().isdisjoint(NO_TRANSFER)
    assert len(moved) == 60
    others = {entry for entry, agent in moved.items() if agent != target[entry]} - {"EU-2006R0765-P-195"}
    assert others == OF_ANOTHER.keys()


def test_an_accusation_is_alleged_and_a_post_asserted() -> None:
    found = Counter((row["class"], row["stance"]) for row in rows(REASONS))
    assert found["Participation", "asserted"] == 1, "the schooling at the Nakhimov school, which accuses nobody"
    assert found["Affiliation", "alleged"] == 0


def test_no_number_of_a_taxpayer_is_kept() -> None:
    people = [row["target"] for row in imposed() if "-P-" in row["id"]]
    assert len(people) == 92
    found = rows("SELECT ?who ?scheme { ?who a ct:Person ; ct:identifier ?number . ?number ct:scheme ?scheme }")
    assert {row["scheme"] for row in found if row["who"] in people} == {"euListing"}


@pytest.mark.parametrize("number", ["EU-2014R0269-P-1210", "EU-2006R0765-E-28"])
def test_a_listing_is_found_by_its_number(number: str) -> None:
    assert short(lookup.entity(case(whole=True), number)) == number.lower()
    query = library()["material"]
    found = {row["record"] for row in rows(query.text, f"id={number}")}
    assert number.lower() in found
    assert len(found) in {3, 4}


def test_people_registered_before_are_joined_by_a_signed_judgement() -> None:
    joined = {row["left"]: row["right"] for row in rows("SELECT ?left ?right { ?left ct:identity ?right }")}
    known = {f"eu-{name}": name for name in ("lvova-belova", "talay", "shautsou", "mezentsev", "belaruskali")}
    assert {left: joined.get(left) for left in known} == known
    assert joined.get("eu-vorobyov-andrey", "eu-vorobyov-andrey") != joined.get("eu-vorobyov-igor", "eu-vorobyov-igor")
