"""Compiling: names made from content alone, every triple in one graph, and every value as its author wrote it."""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kg.build import assemble, canonical
from kg.build.assembly import ontology_quads
from kg.compile import SCHEME, compile_records
from kg.derive import derive, edges, infer, tabulate
from kg.quads import RDF_TYPE, XSD, is_iri, language_of, text_of, write
from kg.read.files import Document, Tree, read_case
from kg.read.nodes import Mapping
from kg.read.yaml import read
from kg.resolve.case import resolve
from kg.resolve.literals import EDTF
from kg.schema import CT, DATA, OA, data, expand, shorten
from kg.store import Store
from tests import cases, everything
from tests.everything import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.compile import Compiled
    from kg.quads import Quad

ROOT = Path(__file__).parents[1]
NAME = re.compile(rf"{DATA}proposition/{SCHEME}-[a-z2-7]{{26}}\Z")
STATES = f"<{CT.states}>"
NOTE = SCHEMA.keys(CT.Person)["note"].iri


def compiled(*texts: str) -> Compiled:
    """What the data files compile to; they must be sound."""
    tree = Tree(Path("/nowhere"))
    for number, text in enumerate(texts):
        content, findings = read(text, f"data/{number}.yaml")
        assert isinstance(content, Mapping), findings
        tree.documents.append(Document(f"data/{number}.yaml", content, len(text)))
    resolved = resolve(tree, SCHEMA)
    assert [str(finding) for finding in resolved.findings] == []
    return compile_records(resolved.records)


def stated(made: Compiled, claim: str) -> list[str]:
    """The names of what a claim states."""
    return [o[1:-1] for s, p, o, _ in made.quads if (s, p) == (f"<{DATA}claim/{claim}>", STATES)]


# A proposition is named by what it says

REGISTER = """
Source: {paper: {label: PAPER, date: 2023-05-23}, leaflet: {label: a leaflet, date: 2023}}
Person: {minister: {label: MINISTER}, lawyer: {label: a lawyer}}
Place: {north: {label: NORTH}, south: {label: South, within: north}}
TransferEvent: {ride: {label: RIDE}, walk: {label: the walk}}
Population: {children: {label: CHILDREN}, orphans: {label: orphans, partOf: children}}
"""


class Said(NamedTuple):
    """What a proposition says: its class, and for each role a set of values, each a text or another proposition."""

    cls: str
    roles: frozenset[tuple[str, frozenset[str | Said]]]


SAME = {  # texts that mean the first of them
    "2022": ["2022", "last year", "Last Year"],
    "2023-05-22": ["2023-05-22", "yesterday"],
    "2023-05-23": ["2023-05-23", "on Tuesday"],
    "20000": ["20000", "+20000", "020000"],
    "85.5": ["85.5", "85.50", "+085.5"],
}
PLACES, PEOPLE, EVENTS, GROUPS = ["north", "south"], ["minister", "lawyer"], ["ride", "walk"], ["children", "orphans"]
DATES = ["2022", "2022-05~", "2022-02-24/..", "2023-05-22", "2023-05-23"]
ROLES: dict[str, dict[str, list[str]]] = {
    "TransferLeg": {
        "event": EVENTS,
        "population": GROUPS,
        "origin": PLACES,
        "destination": PLACES,
        "via": PLACES,
        "date": DATES,
        "transportMode": ["bus", "train"],
    },
    "Participation": {"agent": PEOPLE, "role": ["ordered", "financed"], "event": EVENTS, "date": DATES},
    "Count": {"population": GROUPS, "statedCount": ["1", "20000"], "qualifier": ["atLeast", "about"], "asOf": DATES},
    "Share": {"population": GROUPS, "share": ["85.5", "86"], "qualifier": ["upTo"]},
    "Enquiry": {"enquirer": PEOPLE, "addressee": PEOPLE, "answered": ["true", "false"], "date": DATES},
    "Qualification": {"qualifies": EVENTS, "wording": ["a crime", "a Crime", "a 'crime'", "злочин"]},
    "Naming": {"named": PEOPLE, "name": ["Somebody", "Хтось"]},
}


def filled(cls: str) -> st.SearchStrategy[Said]:
    """A proposition of the class with some of its roles, each with one or two values."""
    values = {role: st.frozensets(st.sampled_from(known), min_size=1, max_size=2) for role, known in ROLES[cls].items()}
    roles = st.fixed_dictionaries({}, optional=values).filter(bool)
    return roles.map(lambda chosen: Said(cls, frozenset(chosen.items())))


FLAT = st.sampled_from(sorted(ROLES)).flatmap(filled)
NESTED = st.builds(
    lambda cls, role, inner: Said(cls, frozenset({(role, frozenset(inner))})),
    cls=st.just("Conjunction"),
    role=st.just("all"),
    inner=st.sets(FLAT, min_size=2, max_size=3),
) | FLAT.map(lambda inner: Said("Qualification", frozenset({("qualifies", frozenset({inner}))})))
SAID = FLAT | NESTED


def worded(said: Said, chance: Random) -> str:
    """The proposition as YAML in one of the many ways of writing it."""
    roles = []
    for role, values in said.roles:
        texts = [worded(v, chance) if isinstance(v, Said) else quoted(v, chance) for v in values]
        texts += chance.sample(texts, chance.randrange(2))
        chance.shuffle(texts)
        listed = f"[{', '.join(texts)}]" if len(texts) > 1 else texts[0]
        roles.append(f"{role}: {listed}")
    chance.shuffle(roles)
    return f"{{{said.cls}: {{{', '.join(roles)}}}}}"


def quoted(value: str, chance: Random) -> str:
    """A YAML scalar that means the value, in single or double quotation marks."""
    text = chance.choice(SAME.get(value, [value]))
    single = text.replace("'", "''")
    return chance.choice([f"'{single}'", json.dumps(text), json.dumps(text, ensure_ascii=False)])


def straight() -> Random:
    """The same choices each time."""
    return Random(0)  # noqa: S311


def named(said: Said, chance: Random) -> str:
    """The name of the proposition in a case that says it somewhere, in some words, among other things."""
    register = re.sub("[A-Z]{4,}", lambda label: f"{label[0].lower()} {chance.randrange(99)}", REGISTER)
    claim = f"{{id: ca, claimant: {chance.choice(PEOPLE)}, states: {worded(said, chance)}}}"
    others = [f"{{id: c{n}, claimant: lawyer, states: {worded(said, chance)}}}" for n in range(chance.randrange(3))]
    listed = "\n- ".join(chance.sample([claim, *others], len(others) + 1))
    files = [register, f"source: {chance.choice(['paper'])}\nclaims:\n- {listed}\n"]
    chance.shuffle(files)
    made = compiled(*files)
    (found,) = stated(made, "ca")
    assert len({name for other in range(len(others)) for name in stated(made, f"c{other}")} | {found}) == 1
    return found


@settings(max_examples=60, deadline=None)
@given(said=SAID, one=st.randoms(use_true_random=False), other=st.randoms(use_true_random=False))
def test_order_repetition_wording_file_and_neighbours_do_not_change_a_name(
    said: Said, one: Random, other: Random
) -> None:
    first = named(said, one)
    assert NAME.match(first)
    assert named(said, other) == first


@settings(max_examples=60, deadline=None)
@given(one=SAID, other=SAID)
def test_what_says_something_else_has_another_name(one: Said, other: Said) -> None:
    assume(one != other)
    assert named(one, straight()) != named(other, straight())


@settings(max_examples=60, deadline=None)
@given(said=FLAT, data_=st.data())
def test_any_role_that_is_changed_changes_the_name(said: Said, data_: st.DataObject) -> None:
    role, values = data_.draw(st.sampled_from(sorted(said.roles, key=lambda pair: pair[0])))
    instead = data_.draw(
        st.sampled_from(ROLES[said.cls][role]).filter(lambda value: {value} != values), "another value"
    )
    changed = said._replace(roles=(said.roles - {(role, values)}) | {(role, frozenset({instead}))})
    left_out = said._replace(roles=said.roles - {(role, values)})
    names = {named(each, straight()) for each in (said, changed, left_out)}
    assert len(names) == 3 if left_out.roles else 2


def test_a_default_said_or_left_unsaid_is_one_name() -> None:
    said, unsaid = (
        "Count: {population: children, statedCount: 5, qualifier: unqualified}",
        "Count: {population: children, statedCount: 5}",
    )
    made = compiled(
        REGISTER, f"source: paper\nclaims:\n- {{id: ca, states: {{{said}}}}}\n- {{id: cb, states: {{{unsaid}}}}}\n"
    )
    assert stated(made, "ca") == stated(made, "cb")


def test_bounds_that_were_worked_out_are_no_part_of_a_name() -> None:
    """A bound that a source states itself is one."""
    known, more = "population: children, statedCount: 5, qualifier: atLeast", "minCount: 5"
    claims = [f"{{id: ca, states: {{Count: {{{known}}}}}}}", f"{{id: cb, states: {{Count: {{{known}, {more}}}}}}}"]
    made = compiled(REGISTER, "source: paper\nclaims:\n" + "".join(f"- {claim}\n" for claim in claims))
    (one,), (other,) = stated(made, "ca"), stated(made, "cb")
    bounds = {s for s, p, o, _ in made.quads if p == f"<{CT.minCount}>" and text_of(o) == "5"}
    assert bounds == {f"<{one}>", f"<{other}>"}
    assert one != other


PINNED = {
    "TransferLeg: {event: ride, origin: north, date: last year}": "1-452rpg4wgvxsuwxq23gqgmsity",
    "Count: {population: children, statedCount: 5, qualifier: atLeast}": "1-hqkp6g6npica24ayxmjbzsxyfb",
    "Qualification: {qualifies: {Naming: {named: lawyer, name: Хтось}}, wording: “so”}": "1-oqlgjag27bugj3nlqjpfd7wbot",
}


@pytest.mark.parametrize("text", PINNED)
def test_names_stay_what_they_are(text: str) -> None:
    """Others cite them: a change of the canonical form needs a new number of the scheme."""
    made = compiled(REGISTER, f"source: paper\nclaims:\n- id: ca\n  states:\n    {text}\n")
    assert [name.rpartition("/")[2] for name in stated(made, "ca")] == [PINNED[text]]


# Every triple in one graph, and nothing without a name


def shared(quads: Iterable[Quad]) -> list[str]:
    """The triples that stand in two graphs."""
    graphs: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for *triple, graph in quads:
        graphs[tuple(triple)].add(graph)
    return [f"{' '.join(triple)} in {sorted(homes)}" for triple, homes in graphs.items() if len(homes) > 1]


def nameless(quads: Iterable[Quad]) -> list[Quad]:
    """The quads with a blank node, or in no graph."""
    return [quad for quad in quads if any(term.startswith("_:") for term in quad) or not quad[3]]


@pytest.fixture(scope="module", params=["seed", "tests", "everything"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    """All quads of a build, ontology and views among them."""
    root = tmp_path_factory.mktemp("whole")
    if request.param == "seed":
        shutil.copytree(ROOT / "data", root / "data")
        shutil.copy(ROOT / "kg.yaml", root)
    else:
        (cases if request.param == "tests" else everything).make(root)
    return canonical(root).quads


def test_no_triple_stands_in_two_graphs(whole: list[Quad]) -> None:
    assert len(whole) > 10_000
    assert shared(whole) == []


def test_no_blank_nodes(whole: list[Quad]) -> None:
    assert nameless(whole) == []


def test_propositions_are_in_their_graph_only(whole: list[Quad]) -> None:
    graphs = {g for s, p, _, g in whole if NAME.match(s[1:-1]) and p == RDF_TYPE}
    assert graphs - {f"<{data('graph/inferred')}>"} == {f"<{data('graph/propositions')}>"}


ONTOLOGY = ontology_quads()


@settings(max_examples=25, deadline=None)
@given(
    saids=st.lists(
        st.tuples(SAID, st.sampled_from(["paper", "leaflet"]), st.sampled_from(["asserted", "denied"])),
        min_size=1,
        max_size=5,
    )
)
def test_no_triple_of_a_random_case_stands_in_two_graphs(saids: list[tuple[Said, str, str]]) -> None:
    chance = straight()
    files = [
        f"source: {source}\nclaims:\n- {{id: c{n}, stance: {stance}, states: {worded(said, chance)}}}\n"
        for n, (said, source, stance) in enumerate(saids)
    ]
    assume("yesterday" not in "".join(files) or "leaflet" not in "".join(files))
    quads = compiled(REGISTER, *(file.replace("on Tuesday", "2023-05-23") for file in files)).quads
    derivation = derive(quads, SCHEMA)
    made = [*tabulate(derivation), *infer(quads, SCHEMA), *edges("everything", derivation.support, derivation, SCHEMA)]
    assert shared([*quads, *made, *ONTOLOGY]) == []
    assert nameless([*quads, *made]) == []


# Every value as it was written

HOSTILE = [
    "no", "~", "null", "12:30", "0x1F", "1e5", "- a", "? b", ": c", "# d", "a: b", "a #b", "{e}", "[f]", "&g", "*h",
    "!i", "|", ">", "%j", "@k", "`l", "'m'", '"n"', "---", "...", "<<", "=", "\\", "\\u0041", "a\\", '\\"', "''", "%",
    "\x00", "a\x00b", "a\x07b", "a\x1bb", "a\x7fb", "a\x85b", "a\u2028b", "a\tb", "a\nb", "a\r\nb", "a\n\n b",
    "\u202eabc", "שלום עולם", "😀🏴", "e\u0301", "a\ufeffb", "\ufffd\ufffe", "\U0010ffff", "\N{NO-BREAK SPACE}x",
    "<http://e/>", '"@en', '"^^<x>', "_:b", "?x", "${x}", "%s",
]  # fmt: skip
TEXTS = st.text(min_size=1, max_size=40) | st.sampled_from(HOSTILE) | st.lists(st.sampled_from(HOSTILE)).map("".join)


def double_quoted(text: str) -> str:
    """The text between double quotation marks, all but plain ASCII escaped as YAML 1.2 (5.7) says."""
    escaped = (c if c.isascii() and c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in text)
    return f'"{"".join(escaped)}"'


def dumped(text: str) -> str:
    """The text as another program writes it."""
    return yaml.safe_dump(text, allow_unicode=True, default_style='"', width=10**6).rstrip("\n")


def asked(quads: Iterable[Quad], subject: str, prop: str) -> list[str]:
    """The values a store gives back; the quads go in as N-Quads, as they do in a build."""
    store = Store.memory()
    store.load(write(quads))
    return [row["value"] for row in store.select(f"SELECT ?value WHERE {{ <{subject}> <{prop}> ?value }}")]


@settings(max_examples=250, deadline=None)
@example("\x00")
@given(TEXTS)
def test_a_text_comes_back_as_it_was_written(text: str) -> None:
    wanted = text.strip()
    assume(wanted)
    for write_down in (double_quoted, dumped):
        source = f"Person: {{one: {{label: {{uk: {write_down(text)}}}, note: {write_down(text)}}}}}"
        quads = compiled(source).quads
        (label,) = asked(quads, data("one"), expand("rdfs:label"))
        (note,) = asked(quads, data("one"), NOTE)
        assert (text_of(label), language_of(label)) == (wanted, "uk")
        assert (text_of(note), language_of(note)) == (wanted, "")


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_wordings_that_differ_are_two_propositions(one: str, other: str) -> None:
    assume(one.strip() and other.strip())
    claims = [
        f"{{id: c{n}, states: {{Qualification: {{qualifies: ride, wording: {double_quoted(text)}}}}}}}"
        for n, text in enumerate((one, other))
    ]
    made = compiled(REGISTER, "source: paper\nclaims:\n- " + "\n- ".join(claims))
    (first,), (second,) = stated(made, "c0"), stated(made, "c1")
    assert (first == second) == (one.strip() == other.strip())
    assert [text_of(term) for term in asked(made.quads, first, CT.wording)] == [one.strip()]


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> set[Quad]:
    """The quads of the case with one of everything."""
    resolved = resolve(read_case(everything.make(tmp_path_factory.mktemp("every"))), SCHEMA)
    assert [str(finding) for finding in resolved.findings] == []
    return compile_records(resolved.records).quads


def test_every_key_of_every_class_reaches_the_graph(every: set[Quad]) -> None:
    said = {(s, p) for s, p, _, _ in every}
    for cls in everything.HEADS.values():
        subject = f"<{data(everything.named(cls, 'a'))}>"
        for word, key in everything.TABLE(cls).items():
            assert (subject, f"<{(key.via or key.prop).iri}>") in said, f"{cls.key}: {word}"


def test_every_role_of_every_proposition_reaches_the_graph(every: set[Quad]) -> None:
    classes = {s: o for s, p, o, _ in every if p == RDF_TYPE}
    said: dict[str, set[str]] = defaultdict(set)
    for s, p, _, _ in every:
        said[classes[s]].add(p)
    assert len(everything.propositions()) > 20
    for cls in everything.propositions():
        wanted = {f"<{key.prop.iri}>" for key in everything.TABLE(cls).values()}
        assert wanted <= said[f"<{cls.iri}>"], cls.key


def test_every_datatype_is_stored_as_the_ontology_says(every: set[Quad]) -> None:
    seen = set()
    for _, predicate, value, _ in every:
        prop = SCHEMA.properties.get(predicate[1:-1])
        if prop and not is_iri(value):
            kind = value[value.rindex('"') + 1 :].removeprefix("^^<").removesuffix(">") or XSD + "string"
            kind = expand("rdf:langString") if kind.startswith("@") else kind
            assert kind in prop.ranges, f"{shorten(prop.iri)}: {kind}"
            seen.add(kind)
    assert seen == everything.SAMPLES.keys() - {XSD + "integer"} | {XSD + "date"}


def test_every_value_survives_the_store(every: set[Quad]) -> None:
    """The engine keeps every whole number as `xsd:integer`; nothing else may change."""
    store = Store.memory()
    store.load(write(every))
    wanted = {(s, p, o.replace(f"{XSD}nonNegativeInteger", f"{XSD}integer"), g) for s, p, o, g in every}
    assert {*store.quads()} == wanted
    rows = store.select("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert {(row["s"], row["p"], row["o"], row["g"]) for row in rows} == wanted


def test_dates_keep_their_form_and_gain_bounds() -> None:
    quads = compiled(REGISTER.replace("ride: {label: RIDE}", "ride: {label: RIDE, date: 2022-02/2023~}")).quads
    (form,) = asked(quads, data("ride"), CT.date)
    bounds = [text_of(*asked(quads, data("ride"), prop)) for prop in (CT.earliest, CT.latest)]
    assert form == f'"2022-02/2023~"^^<{EDTF}>'
    assert bounds == ["2022-02-01", "2023-12-31"]


# Positions travel beside the graph


def test_everything_is_found_where_it_was_written(tmp_path: Path) -> None:
    root = cases.make(tmp_path)
    positions = assemble(root).positions
    lines = {file: text.split("\n") for file, text in cases.FILES.items()}
    for (subject, prop), places in positions.items():
        for place in places:
            there = lines[place.file][place.line - 1][place.column - 1 :]
            own = subject.removeprefix(DATA)
            if not prop and "/" not in own:
                assert there.startswith(f"{own}:"), place
            elif not prop and re.fullmatch("claim/c[a-z0-9]+", own):
                assert there.startswith(f"id: {own.removeprefix('claim/')}"), place
            elif not prop and NAME.match(subject):
                assert there.startswith(("Count:", "TransferLeg:", "Qualification:")), place
            elif prop == OA.exact:
                assert there.startswith(("2,150", "A minister", "If proven")), place


def test_a_shared_proposition_has_all_its_places(tmp_path: Path) -> None:
    assembly = assemble(cases.make(tmp_path))
    (leg,) = {s[1:-1] for s, p, o, _ in assembly.stated if p == RDF_TYPE and o == f"<{CT.TransferLeg}>"}
    places = assembly.positions[leg, ""]
    assert [(place.line, place.column) for place in places] == [(17, 5), (23, 12), (30, 15)]
    assert places == sorted(places)
    assert len(assembly.positions[leg, CT.destination]) == 3
