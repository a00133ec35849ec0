"""Inference: what the axioms say of the data, never a fact from a proposition, never what is already there."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.derive import columns, edges, infer
from kg.derive.components import reached
from kg.quads import RDF_TYPE, Quad, iri, text_of
from kg.schema import CT, data, shorten
from tests.claimed import CASES, Said, noted
from tests.notes import SCHEMA, Notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from random import Random

    from kg.schema import Schema


def inferred(notes: Notes, schema: Schema = SCHEMA) -> set[tuple[str, str, str]]:
    """Short forms of what follows, ids without their base."""

    def short(term: str) -> str:
        return shorten(text_of(term)).removeprefix("kg:")

    return {(short(s), short(p), short(o)) for s, p, o, _ in infer(notes.quads, schema)}


def with_axioms(prop: str, **axioms: object) -> Schema:
    """The schema with other axioms on a property."""
    changed = replace(SCHEMA.properties[prop], **axioms)  # type: ignore[arg-type]
    return replace(SCHEMA, properties={**SCHEMA.properties, prop: changed})


def test_types_go_up() -> None:
    notes = Notes()
    notes.thing("State", "ruritania")
    types = {cls for subject, prop, cls in inferred(notes) if (subject, prop) == ("ruritania", "rdf:type")}
    assert types == {"ct:Agent", "ct:Entity", "prov:Agent", "foaf:Agent"}


def test_what_is_stated_in_any_graph_is_not_repeated() -> None:
    notes = Notes()
    notes.thing("State", "ruritania")
    notes.thing("Entity", "ruritania", "source/paper")
    assert ("ruritania", "rdf:type", "ct:Entity") not in inferred(notes)


def test_the_ontology_gets_no_types_and_is_not_repeated() -> None:
    notes = Notes()
    notes.thing("State", "ruritania")
    ontology = iri(data("graph/ontology"))
    notes.quads += [
        (iri(data("ruritania")), RDF_TYPE, iri(CT.Entity), ontology),
        (iri(CT.State), RDF_TYPE, iri(CT.Person), ontology),
    ]
    found = inferred(notes)
    assert ("ruritania", "rdf:type", "ct:Entity") not in found
    assert not any(subject.startswith("ct:") for subject, _, _ in found)


def test_transitive_properties_close_and_circles_end() -> None:
    notes = Notes()
    for narrow, broad in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "c")):
        notes.say(narrow, "within", broad)
    found = {(s, o) for s, p, o in inferred(notes) if p == "ct:within"}
    assert found == {("a", "c"), ("a", "d"), ("b", "d"), ("c", "c"), ("d", "d")}, "a circle leads back to itself"


def test_a_long_chain_is_closed_along_its_own_steps_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """300 places within one another took 99 seconds: the second round went along 45,000 shortcuts."""
    walked: list[str] = []
    module = import_module("kg.derive.infer")

    def counted(arcs: Mapping[str, Iterable[str]], start: str) -> tuple[str, ...]:
        walked.append(start)
        return reached(arcs, start)

    monkeypatch.setattr(module, "reached", counted)
    notes = Notes()
    for number in range(60):
        notes.say(f"p{number}", "within", f"p{number + 1}")
    assert len({pair for pair in inferred(notes) if pair[1] == "ct:within"}) == 60 * 59 // 2
    assert len(walked) == 60


def test_subproperties_follow_the_closure() -> None:
    notes = Notes()
    notes.say("a", "within", "b")
    notes.say("b", "within", "c")
    assert {(s, o) for s, p, o in inferred(notes) if p == "geo:sfWithin"} == {("a", "b"), ("b", "c"), ("a", "c")}


def test_inverse_and_symmetric() -> None:
    notes = Notes()
    notes.thing("IdentityJudgement", "judgement/j2", "judgements", undoes="judgement/j1")
    notes.say("a", "judgedSameAs", "b", graph="judgements")
    notes.say("b", "judgedSameAs", "c", graph="judgements")
    found = inferred(notes)
    assert ("judgement/j1", "ct:undoneBy", "judgement/j2") in found
    same = {(s, o) for s, p, o in found if p == "ct:judgedSameAs"}
    assert same == {("b", "a"), ("c", "b"), ("a", "c"), ("c", "a")}


def test_a_role_of_a_proposition_is_no_step_of_a_transitive_property() -> None:
    """`partOf` is transitive between populations and also a role of counts: a count gains no role from it."""
    notes = Notes()
    notes.say("orphans", "partOf", "children")
    notes.say("children", "partOf", "people")
    notes.proposition("Count", population="orphans", statedCount=40, partOf="children")
    assert {(s, o) for s, p, o in inferred(notes) if p == "ct:partOf"} == {("orphans", "people")}


def hostile() -> list[Schema]:
    """Axioms with which a careless or malicious ontology might make a fact of "X ordered E"."""
    agent, event = SCHEMA.properties[CT.agent], SCHEMA.properties[CT.event]
    made_up = replace(agent, iri=CT.agent + "Of", local="agentOf", key="agentOf", inverse=CT.agent, transitive=True)
    tied = replace(event, supers=(made_up.iri,))
    chained = replace(SCHEMA, properties={**SCHEMA.properties, made_up.iri: made_up, CT.event: tied})
    both = with_axioms(CT.agent, symmetric=True, transitive=True, supers=(CT.event,))
    both = replace(
        both,
        properties={**both.properties, CT.event: replace(event, symmetric=True, transitive=True, supers=(CT.agent,))},
    )
    said = with_axioms(CT.states, symmetric=True, transitive=True, supers=(CT.partOf,))
    return [SCHEMA, chained, both, said]


@pytest.mark.parametrize(
    "schema", hostile(), ids=["ours", "inverse and chain", "symmetric and transitive", "through claims"]
)
def test_no_axiom_makes_a_fact_of_a_proposition(schema: Schema) -> None:
    """Between two things in the world nothing follows that was not stated between things in the world."""
    notes = Notes()
    notes.thing("Person", "x")
    notes.thing("TransferEvent", "e", partOf="war")
    ordered = notes.proposition("Participation", agent="x", event="e", role="ordered")
    financed = notes.proposition("Participation", agent="x", event="war", role="financed")
    notes.claim("c1", "nam", ordered, financed)
    notes.quads += columns(notes.quads, SCHEMA)
    notes.quads += edges("everything", [ordered, financed], notes.derived(), SCHEMA)
    things = {iri(data(each)) for each in ("x", "e", "war", "nam", "paper")}
    said = [quad for quad in infer(notes.quads, schema) if quad[0] in things and quad[2] in things]
    assert said == []


def objects(quads: list[Quad]) -> set[tuple[str, str]]:
    return {(s, o) for s, p, o, _ in quads if o.startswith("<") and p != RDF_TYPE}


@given(CASES, st.randoms(use_true_random=False))
def test_inferred_triples_are_new_in_one_graph_and_in_any_order_the_same(case: list[Said], random: Random) -> None:
    notes = noted(case)
    quads = [*notes.quads, *columns(notes.quads, SCHEMA)]
    found = infer(quads, SCHEMA)
    assert {quad[:3] for quad in found}.isdisjoint({quad[:3] for quad in quads})
    assert {quad[3] for quad in found} <= {iri(data("graph/inferred"))}
    assert found == sorted(set(found))
    random.shuffle(quads)
    assert infer(quads, SCHEMA) == found


@given(CASES)
def test_only_steps_between_places_events_and_populations_make_new_pairs(case: list[Said]) -> None:
    notes = noted(case)
    new = objects(infer(notes.quads, SCHEMA)) - objects(notes.quads)
    along = {iri(CT.within), iri(CT.partOf)}
    steps = {(s, o) for s, p, o, g in notes.quads if p in along and "/propositions" not in g}
    assert {end for pair in new for end in pair} <= {end for pair in steps for end in pair}


@given(CASES)
def test_inferring_again_adds_nothing(case: list[Said]) -> None:
    notes = noted(case)
    assert infer([*notes.quads, *infer(notes.quads, SCHEMA)], SCHEMA) == []
