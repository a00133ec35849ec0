"""Every shape has cases that it passes and cases that break it, and both engines agree on each.

A case is a Turtle file below `tests/shapes/`; README.md there says how one is written. All cases go through an engine
in one run: what a file describes is moved to IRIs of its own first, so that no case can lean on another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.build import assemble
from kg.derive import infer
from kg.engines.results import SH
from kg.findings import Severity
from kg.quads import RDF_TYPE, iri, is_iri, language_of, text_of, triples, write
from kg.schema import CT, PREFIXES, load
from kg.schema.files import modules
from kg.store import Store, parse
from kg.validate import ENGINES, Shapes, code_types, engine, ontology_shapes, own_shapes, validate
from kg.validate.checking import all_findings
from kg.validate.focus import focus_nodes
from kg.validate.shapes import TARGETS
from kg.validate.walk import Data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.quads import Quad
    from kg.validate import Rule

HOME = Path(__file__).parent / "shapes"
BASE = "https://w3id.org/child-transfer/"
SKOS = PREFIXES["skos"]
KINDS = ["case", "ontology"]
LIST = HOME / "cases.txt"

Fired = set[tuple[str, str]]


class Case(NamedTuple):
    """One file: which shapes (by local name) must fire at which of its nodes, and what it holds, moved apart."""

    name: str
    fires: Fired
    passes: set[str]
    quads: list[Quad]


class Group(NamedTuple):
    """All cases that one set of shapes looks at."""

    cases: list[Case]
    shapes: Shapes
    quads: list[Quad]


# Reading the cases.


def read_case(path: Path) -> Case:
    """A case file with what it includes; its own nodes are renamed after it."""
    text = path.read_text("utf-8")
    header = re.findall(r"^# (fires|passes|with): (.+)$", text, re.MULTILINE)
    quads = parse(text.encode(), "ttl")
    for _, include in (entry for entry in header if entry[0] == "with"):
        quads += parse((HOME / f"{include}.ttl").read_bytes(), "ttl")
    name = path.relative_to(HOME).with_suffix("").as_posix()
    fires = {found for word, text in header if word == "fires" for found in expected(text)}
    passes = {local for word, text in header if word == "passes" for local in re.findall(r"cts:(\S+)", text)}
    return Case(name, fires, passes, apart(quads, name))


def expected(text: str) -> Fired:
    """`cts:Claim-stance at :a :b` as pairs of shape and node, by their local names."""
    shape, _, nodes = text.partition(" at ")
    return {(shape.removeprefix("cts:"), node.partition(":")[2] or node) for node in nodes.split()}


def apart(quads: list[Quad], name: str) -> list[Quad]:
    """The quads with every node that they describe moved to an IRI of this case."""
    own = {s: s.replace(BASE, f"{BASE}case/{name}/") for s, _, _, _ in quads}
    return [(own[s], p, own.get(o, o), g) for s, p, o, g in quads]


def local(term: str) -> str:
    """The last part of an IRI; blank nodes have none."""
    return re.split(r"[#/]", text_of(term))[-1] if is_iri(term) else "[]"


@lru_cache(maxsize=2)
def group(kind: str) -> Group:
    """The cases about a case, or those about the ontology, with the world that they point to."""
    cases = [read_case(path) for path in sorted((HOME / kind).rglob("*.ttl"))]
    own = [quad for case in cases for quad in case.quads]
    if kind == "ontology":
        return Group(cases, ontology_shapes(), own + ontology_world())
    world = parse((HOME / "world.ttl").read_bytes(), "ttl") + code_types()
    return Group(cases, own_shapes(), with_supertypes(own + world))


def with_supertypes(quads: list[Quad]) -> list[Quad]:
    """With what the build infers, as far as shapes need it: types, and what steps lead to."""
    steps = {iri(term.iri) for term in load().properties.values() if term.transitive and not term.symmetric}
    return quads + [quad for quad in infer(quads, load()) if quad[1] == RDF_TYPE or quad[1] in steps]


def ontology_world() -> list[Quad]:
    """Modules, code lists and the axioms that make a list's members concepts, as the real ontology has them."""
    quads = [quad for path in modules("ontology") for quad in parse(path.read_bytes(), "ttl")]
    kept = {iri(PREFIXES["owl"] + "Ontology"), iri(SKOS + "ConceptScheme")}
    subjects = {s for s, p, o, _ in quads if p == RDF_TYPE and o in kept}
    axiom = iri(PREFIXES["rdfs"] + "subClassOf")
    return [quad for quad in quads if quad[0] in subjects or (quad[1] == axiom and quad[2] == iri(SKOS + "Concept"))]


# What the engines make of them.


@lru_cache(maxsize=4)
def results(kind: str, name: str) -> dict[str, set[tuple[str, str, str]]]:
    """For each case: (shape, node, component) of every result. Results outside the cases are under ""."""
    cases = group(kind)
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    owner = {quad[0]: case.name for case in cases.cases for quad in case.quads}
    nameless = {shape: case.name for case in cases.cases for shape, node in case.fires if node == "[]"}
    for result in engine(name).run(triples(cases.quads), cases.shapes.ntriples):
        shape, component = local(f"<{result.shape}>"), result.component.removeprefix(SH)
        case = nameless.get(shape, "") if result.focus.startswith("_:") else owner.get(result.focus, "")
        found[case].add((shape, local(result.focus), component))
    return found


def fired(kind: str, name: str) -> dict[str, Fired]:
    """For each case: which shape fired at which node."""
    return {case: {(shape, node) for shape, node, _ in found} for case, found in results(kind, name).items()}


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_case_fires_exactly_what_it_says(kind: str, name: str) -> None:
    got = fired(kind, name)
    assert got.pop("", set()) == set(), "the world itself fires"
    wrong = {case.name: (case.fires, got.get(case.name, set())) for case in group(kind).cases}
    assert {case: f"wanted {want}, got {have}" for case, (want, have) in wrong.items() if want != have} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_both_engines_agree_down_to_the_constraint(kind: str) -> None:
    assert results(kind, "shifty") == results(kind, "pyshacl")


# Whether there is a case for everything.


def reported(shapes: Shapes) -> dict[str, Rule]:
    """The rules that can be reported, by local name: a part of other shapes has no message."""
    return {local(f"<{name}>"): rule for name, rule in shapes.rules.items() if rule.message}


@lru_cache(maxsize=2)
def statements(kind: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The shapes graph: shape → SHACL word → values, all by local name."""
    said: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for s, p, o, _ in parse(group(kind).shapes.ntriples, "nt"):
        said[local(s)][local(p)] = (*said[local(s)].get(local(p), ()), local(o) if is_iri(o) else o)
    return said


def test_no_case_has_vanished() -> None:
    """A line for each case, and no number: two branches that add cases of different classes do not meet in it."""
    found = sorted(path.relative_to(HOME).as_posix() for kind in KINDS for path in (HOME / kind).rglob("*.ttl"))
    listed = LIST.read_text("utf-8").split()
    assert sorted({*listed} ^ {*found}) == [], "cases came or went: `make cases` lists them anew, if that was meant"
    assert listed == sorted({*listed}), "`make cases` puts the list in order"
    assert [name for name in found if not re.search(r"/(?:pass|fail)[^/]*$", name)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_failing_cases_fire(kind: str) -> None:
    failing = {case.name for case in group(kind).cases if case.name.rpartition("/")[2].startswith("fail")}
    assert {case.name for case in group(kind).cases if case.fires} == failing


@pytest.mark.parametrize("kind", KINDS)
def test_every_shape_has_a_failing_case(kind: str) -> None:
    broken = {shape for case in group(kind).cases for shape, _ in case.fires}
    assert sorted(reported(group(kind).shapes).keys() - broken) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_constraint_of_every_shape_is_broken_by_a_case(kind: str) -> None:
    """A shape may ask for three things; a case for the first says nothing of the third."""
    broken: dict[str, set[str]] = defaultdict(set)
    for shape, _, component in (entry for found in results(kind, "shifty").values() for entry in found):
        broken[shape].add(component)
    missing = {name: constraints(kind, name) - broken[name] for name in reported(group(kind).shapes)}
    assert {name: left for name, left in missing.items() if left} == {}


def constraints(kind: str, shape: str) -> set[str]:
    """The constraint components of a shape."""
    words = statements(kind)[shape].keys() - {"type", "path", "severity", "message", "property", "comment", *TARGETS}
    names = {"SPARQL" if word == "sparql" else word[0].upper() + word[1:] for word in words}
    return {name + "ConstraintComponent" for name in names}


@pytest.mark.parametrize("kind", KINDS)
def test_every_shape_has_a_passing_case(kind: str) -> None:
    """A passing file names the shape, or has a node that the shape looks at and a value on its path."""
    cases = [case for case in group(kind).cases if not case.fires]
    named = {shape for case in cases for shape in case.passes}
    shown = with_values(kind, {quad[0] for case in cases for quad in case.quads})
    unknown = named - reported(group(kind).shapes).keys() - {local(f"<{s}>") for s in group(kind).shapes.targets}
    assert sorted(unknown) == [], "a passing case names a shape that there is not"
    assert sorted(reported(group(kind).shapes).keys() - named - shown) == []


def with_values(kind: str, passing: set[str]) -> set[str]:
    """The shapes whose path has a value at a node that they look at in a passing case."""
    every = group(kind)
    focus = {
        local(f"<{shape}>"): nodes & passing
        for shape, nodes in focus_nodes(Data({quad[:3] for quad in every.quads}), every.shapes).items()
    }
    looked: dict[str, set[str]] = defaultdict(set, focus)
    for host, nodes in focus.items():
        for shape in statements(kind)[host].get("property", ()):
            looked[shape] |= nodes
    store = Store.memory()
    store.load(write({(s, p, o, iri(BASE)) for s, p, o, _ in every.quads}))
    rules = reported(every.shapes)
    return {name for name, rule in rules.items() if rule.path and looked[name] & subjects(store, rule.path)}


def subjects(store: Store, path: str) -> set[str]:
    """The nodes from which the path leads somewhere."""
    return {row["node"] for row in store.select(f"SELECT DISTINCT ?node WHERE {{ ?node {path} ?value }}")}


# What ships passes.


def test_the_ontology_passes_its_own_shapes() -> None:
    quads = [quad for path in modules("ontology") for quad in parse(path.read_bytes(), "ttl")]
    report = validate(quads, ontology_shapes())
    assert [str(finding) for finding in report.findings if finding.severity is Severity.VIOLATION] == []
    assert report.idle == ()


def test_the_case_that_ships_passes_the_shapes() -> None:
    found = all_findings(assemble(Path(__file__).parents[1]))
    assert [str(finding) for finding in found.findings] == []


# What is asked of the shapes themselves.


def test_every_class_of_the_ontology_has_a_node_shape() -> None:
    targets = {
        text_of(target.term)
        for shapes in (own_shapes(), ontology_shapes())
        for found in shapes.targets.values()
        for target in found
        if target.kind == "targetClass"
    }
    assert sorted(load().classes.keys() - targets) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_has_severity_and_a_message_of_rule_and_remedy(kind: str) -> None:
    shapes = group(kind).shapes
    for name, rule in reported(shapes).items():
        said = statements(kind)[name]
        assert len(said.get("severity", ())) == 1, name
        assert [language_of(text) for text in said["message"]] == ["en"], name
        assert re.fullmatch(r"[A-ZF`“][^.].*\.", rule.message), (name, rule.message)
        assert re.fullmatch(r"[A-Z`“].*[.]", rule.remedy), (name, rule.remedy)


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_without_a_message_only_serves_others(kind: str) -> None:
    """A node shape that lists property shapes, or a part of another shape: neither can be reported by itself."""
    every = group(kind).shapes
    silent = {local(f"<{shape}>") for shape in every.rules} - reported(every).keys()
    assert {name for name in silent if constraints(kind, name) and statements(kind)[name].keys() & {*TARGETS}} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_shapes_name_only_terms_of_the_ontology(kind: str) -> None:
    schema = load()
    known = {*schema.classes, *schema.properties, *schema.concepts}
    known |= {text_of(s) for s, p, o, _ in ontology_world() if p == RDF_TYPE}
    used = {text_of(term) for row in parse(group(kind).shapes.ntriples, "nt") for term in row[:3] if is_iri(term)}
    own = {name for name in used if name.startswith(CT.Claim.removesuffix("Claim"))}
    assert sorted(own - known) == []


def test_every_property_of_the_ontology_is_looked_at_by_a_shape() -> None:
    paths = " ".join(rule.path for rule in own_shapes().rules.values())
    schema = load()
    about_data = [term.iri for term in schema.properties.values() if schema.classes.keys() & {*term.domains}]
    assert [prop for prop in about_data if f"<{prop}>" not in paths] == []
