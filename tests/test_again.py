"""Looking again at what an edit can have affected gives what looking at everything gives."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from kg.build import assemble
from kg.engines import ENGINES
from kg.errors import EngineError, Incomplete
from kg.quads import RDF_TYPE, rows
from kg.store import parse
from kg.validate import ShaclResult, Shapes, code_types, own_shapes, validate
from kg.validate.again import again
from kg.validate.automaton import UnknownReach
from kg.validate.focus import focus_nodes
from kg.validate.ground import Ground, ground
from kg.validate.kept import Memory
from kg.validate.parts import dealt
from kg.validate.reach import reach
from kg.validate.reached import MOST, reached
from kg.validate.screened import screened
from kg.validate.shapes import from_quads
from kg.validate.walk import Data, Triple, needed
from tests.console import kg
from tests.test_diff import git

ROOT = Path(__file__).parents[1]
E = "https://e.org/"
SHIFTY = ENGINES["shifty"]()
NODES = [f"<{E}n{number}>" for number in range(5)]
PROPERTIES = [f"<{E}p{number}>" for number in range(3)]
CLASSES = [f"<{E}C{number}>" for number in range(3)]
BELOW = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
LITERALS = ['"a"', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '"b"@en']


def full(triples: set[Triple], shapes: Shapes) -> list[ShaclResult]:
    return SHIFTY.run(rows(triples), shapes.ntriples)


def focus(triples: set[Triple], shapes: Shapes) -> dict[str, set[str]]:
    return dict(focus_nodes(Data(triples), shapes))


def laid_out(triples: set[Triple], shapes: Shapes) -> Ground:
    found = ground(Data(triples), shapes, focus(triples, shapes))
    assert found is not None
    return found


def incremental(before: set[Triple], after: set[Triple], shapes: Shapes) -> list[ShaclResult]:
    """As `again` would have it if no edit were so large that everything is looked at."""
    last, found = full(before, shapes), laid_out(after, shapes)
    nodes = found.affected(before ^ after, {result.focus for result in last})
    event(f"affected: {len(nodes)} of {len(found.nodes)}")
    fresh = SHIFTY.run(found.cut(nodes), found.aimed.ntriples)
    assert {result.focus for result in fresh} <= nodes
    return sorted({result for result in last if result.focus not in nodes} | set(fresh))


def in_parts(triples: set[Triple], shapes: Shapes, parts: int) -> list[ShaclResult]:
    """As `--jobs` has it, in this process."""
    found = laid_out(triples, shapes)
    return sorted(
        {result for part in dealt(found.nodes, parts) for result in SHIFTY.run(found.cut(part), found.aimed.ntriples)}
    )


def only_in_doubt(triples: set[Triple], shapes: Shapes) -> list[ShaclResult]:
    """As large graphs have it, if it paid for any number of nodes in doubt."""
    found = screened(Data(triples), shapes, focus(triples, shapes), SHIFTY, share=0)
    assert found is not None
    return found


@st.composite
def triple(draw: st.DrawFn) -> Triple:
    kind = draw(st.integers(0, 9))
    if kind < 3:
        return draw(st.sampled_from(NODES)), RDF_TYPE, draw(st.sampled_from(CLASSES))
    if kind == 3:
        return draw(st.sampled_from(CLASSES)), BELOW, draw(st.sampled_from(CLASSES))
    value = draw(st.sampled_from([*NODES, *NODES, *LITERALS]))
    return draw(st.sampled_from(NODES)), draw(st.sampled_from(PROPERTIES)), value


def paths(depth: int = 2) -> st.SearchStrategy[str]:
    one = st.sampled_from(PROPERTIES)
    if not depth:
        return one
    inner = paths(depth - 1)
    marks = ("sh:inversePath", "sh:zeroOrMorePath", "sh:oneOrMorePath", "sh:zeroOrOnePath")
    return st.one_of(
        one,
        st.builds("[ {} {} ]".format, st.sampled_from(marks), inner),
        st.builds("( {} {} )".format, inner, inner),
        st.builds("[ sh:alternativePath ( {} {} ) ]".format, inner, inner),
    )


def constraints(depth: int = 2) -> st.SearchStrategy[str]:
    """Constraints on value nodes."""
    plain = st.one_of(
        st.builds("sh:class {}".format, st.sampled_from(CLASSES)),
        st.builds("sh:hasValue {}".format, st.sampled_from([*NODES, *CLASSES])),
        st.sampled_from(("sh:nodeKind sh:IRI", "sh:datatype xsd:string", "sh:in ( 1 'a' )", "sh:closed true")),
    )
    if not depth:
        return plain
    shape = st.one_of(
        st.builds("[ {} ]".format, constraints(depth - 1)), st.builds("[ {} ]".format, properties(depth - 1))
    )
    return st.one_of(
        plain,
        st.builds("sh:not {}".format, shape),
        st.builds("sh:node {}".format, shape),
        st.builds("sh:{} ( {} {} )".format, st.sampled_from(("and", "or", "xone")), shape, shape),
    )


def properties(depth: int = 2) -> st.SearchStrategy[str]:
    """The inside of a property shape: a path, and constraints on its values or their number."""
    shape = st.builds("[ {} ]".format, constraints(depth - 1) if depth else constraints(0))
    more = st.one_of(
        constraints(depth),
        st.builds("sh:minCount {}".format, st.integers(1, 2)),
        st.builds("sh:maxCount {}".format, st.integers(0, 2)),
        st.builds("sh:{} {}".format, st.sampled_from(("disjoint", "equals")), st.sampled_from(PROPERTIES)),
        st.builds("sh:qualifiedValueShape {} ; sh:qualifiedMinCount 1".format, shape),
    )
    return st.builds("sh:path {} ; {}".format, paths(), more)


TARGETS = st.one_of(
    st.builds("sh:targetClass {}".format, st.sampled_from(CLASSES)),
    st.builds("sh:targetNode {}".format, st.sampled_from(NODES)),
    st.builds("sh:targetSubjectsOf {}".format, st.sampled_from(PROPERTIES)),
    st.builds("sh:targetObjectsOf {}".format, st.sampled_from(PROPERTIES)),
)
SHAPE = st.one_of(
    st.builds("{} ; a sh:PropertyShape ; {} .".format, TARGETS, properties()),
    st.builds("{} ; a sh:NodeShape ; {} .".format, TARGETS, constraints()),
    st.builds("{} ; a sh:NodeShape ; sh:property [ {} ] .".format, TARGETS, properties()),
)


def made(*shapes: str) -> Shapes:
    heads = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    body = "\n".join(f"<{E}S{number}> {shape}" for number, shape in enumerate(shapes))
    return from_quads(parse((heads + body).encode(), "ttl"))


@settings(max_examples=250, deadline=None)
@given(st.lists(SHAPE, min_size=1, max_size=3), st.sets(triple(), max_size=14), st.sets(triple(), max_size=3))
def test_an_edit_of_any_data_under_any_shapes(written: list[str], before: set[Triple], edit: set[Triple]) -> None:
    shapes = made(*written)
    assert incremental(before, before ^ edit, shapes) == full(before ^ edit, shapes)
    assert in_parts(before, shapes, 2) == in_parts(before, shapes, 7) == full(before, shapes)
    assert only_in_doubt(before, shapes) == full(before, shapes)


VARIABLES = ("$this", "$this", "?x", "?y", "?value")
TERM = st.sampled_from((*VARIABLES, NODES[0]))
ALONG = st.sampled_from(
    (*PROPERTIES, "<https://e.org/p0>/^<https://e.org/p1>", "(<https://e.org/p0>|<https://e.org/p2>)+", "(^<https://e.org/p1>)+")
)  # fmt: skip
PATTERN = st.builds("{} {} {} .".format, st.sampled_from(VARIABLES), ALONG, TERM)
CONDITION = st.sampled_from(("?x != ?y", "isIRI(?x)", "BOUND(?y)", "$this = ?x"))
PART = st.recursive(
    PATTERN,
    lambda inner: st.one_of(
        st.builds("OPTIONAL {{ {} {} }}".format, PATTERN, inner),
        st.builds("FILTER NOT EXISTS {{ {} {} }}".format, PATTERN, inner),
        st.builds("FILTER (({}) || EXISTS {{ {} }})".format, CONDITION, inner),
        st.builds("{{ {} }} UNION {{ {} }}".format, inner, inner),
        st.builds("{{ {} {} }}".format, PATTERN, inner),
        st.builds("FILTER ({})".format, CONDITION),
    ),
    max_leaves=4,
)
FIRST = st.builds("$this {} {} .".format, ALONG, st.sampled_from(("?x", "?value")))
QUERY = st.builds("SELECT $this ?value WHERE {{ {} {} {} }}".format, FIRST, PART, PART)


@settings(max_examples=100, deadline=None)
@given(QUERY, st.sets(triple(), min_size=4, max_size=16), st.sets(triple(), min_size=1, max_size=3))
def test_an_edit_under_a_query(query: str, before: set[Triple], edit: set[Triple]) -> None:
    shapes = made(f'sh:targetNode {", ".join(NODES)} ; a sh:NodeShape ; sh:sparql [ sh:select """{query}""" ] .')
    try:
        reach(shapes)
    except UnknownReach as unknown:
        event(str(unknown))
        return
    event("known")
    assert incremental(before, before ^ edit, shapes) == full(before ^ edit, shapes)
    assert in_parts(before, shapes, 2) == full(before, shapes)
    assert only_in_doubt(before, shapes) == full(before, shapes)


@lru_cache(maxsize=1)
def part_of_the_case() -> list[Triple]:
    """All that a few hundred focus nodes of the case lead to, sorted: enough to break every kind of rule."""
    assembly = assemble(ROOT)
    triples = {quad[:3] for quad in (*assembly.stated, *assembly.derived, *code_types())}
    found = laid_out(triples, own_shapes())
    some = set(sorted(found.nodes)[::60])
    begin = ((node, found.reach.starts[shape]) for shape, nodes in found.focus.items() for node in nodes & some)
    return sorted(needed(found.reach.automaton, found.data, begin))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_an_edit_of_the_case_under_its_own_shapes(data: st.DataObject) -> None:
    pool = part_of_the_case()
    places = st.integers(0, len(pool) - 1)
    gone = {pool[at] for at in data.draw(st.lists(places, min_size=1, max_size=4))}
    moved = {
        (pool[at][0], pool[at][1], pool[other][2])
        for at, other in data.draw(st.lists(st.tuples(places, places), max_size=4))
    }
    after = (set(pool) - gone) | moved
    assert incremental(set(pool), after, own_shapes()) == full(after, own_shapes())
    assert in_parts(after, own_shapes(), 3) == full(after, own_shapes())
    assert only_in_doubt(after, own_shapes()) == full(after, own_shapes())


AT = "sh:targetNode <https://e.org/n0> ; sh:path <https://e.org/p0>"
UNKNOWN = {
    "sh:sparql without": f"{AT} ; sh:sparql [ sh:ask 'ASK {{}}' ] .",
    "sh:property inside": f"{AT} ; sh:property [ sh:path <https://e.org/p1> ] .",
    "sh:qualifiedValueShapesDisjoint": f"{AT} ; sh:qualifiedMaxCount 1 ; sh:qualifiedValueShapesDisjoint true .",
    "datashapes": f"{AT} ; <http://datashapes.org/dash#uniqueValueForClass> <https://e.org/C0> .",
    "component": "a sh:ConstraintComponent ; sh:parameter [ sh:path <https://e.org/p0> ] .",
    "path": "sh:targetNode <https://e.org/n0> ; sh:path [ <https://e.org/p0> 1 ] ; sh:minCount 1 .",
}


@pytest.mark.parametrize("words", UNKNOWN)
def test_what_is_not_known_means_everything(words: str) -> None:
    shapes = made(UNKNOWN[words])
    with pytest.raises(UnknownReach, match=words):
        reach(shapes)
    before, after = {("<e:a>", "<e:p>", "<e:b>")}, {("<e:a>", "<e:p>", "<e:c>")}
    assert again(Data(after), before ^ after, (), shapes, focus(after, shapes), fails) is None


UNREAD = {
    "Minus": "SELECT $this WHERE { $this e:p ?x MINUS { $this e:q ?x } }",
    "ggregate|Group": "SELECT $this WHERE { $this e:p ?x } GROUP BY $this HAVING (COUNT(?x) > 1)",
    "ToMultiSet": "SELECT $this WHERE { $this e:p ?x { SELECT ?x WHERE { ?x e:q ?y } } }",
    "Graph": "SELECT $this WHERE { GRAPH $shapesGraph { $this e:p ?x } }",
    "hangs on nothing": "SELECT $this WHERE { $this e:p ?x . ?y e:q ?z }",
    "PATH": "SELECT $this ?value WHERE { $this $PATH ?value }",
    "not named": "SELECT $this WHERE { $this ?p ?x }",
    "no length": "SELECT $this WHERE { $this e:p* ?x }",
    "cannot be read": "SELECT $this WHERE { $this other:p }",
    "no plain SELECT": "ASK { $this e:p ?x }",
    "Slice": "SELECT $this WHERE { $this e:p ?x } LIMIT 1",
}
HEAD = """sh:targetNode <https://e.org/n0> ; a sh:NodeShape ;
    sh:sparql [ sh:select "QUERY" ; sh:prefixes <https://e.org/o> ] .
<https://e.org/o> sh:declare [ sh:prefix "e" ; sh:namespace "https://e.org/"^^xsd:anyURI ] ."""


@pytest.mark.parametrize("words", UNREAD)
def test_queries_whose_reads_are_not_known(words: str) -> None:
    with pytest.raises(UnknownReach, match=words):
        reach(made(HEAD.replace("QUERY", UNREAD[words])))


def test_a_query_is_read_with_the_prefixes_that_it_names() -> None:
    shape = HEAD.replace("QUERY", "SELECT $this WHERE { $this e:p0/^e:p1 ?x FILTER NOT EXISTS { ?x e:p2 ?y } }")
    steps = {step[:2] for steps in reach(made(shape)).automaton.steps for step in steps}
    assert {(PROPERTIES[0], False), (PROPERTIES[1], True), (PROPERTIES[2], False)} <= steps


def fails(_: bytes, __: bytes) -> list[ShaclResult]:
    raise AssertionError("the engine was asked")


def test_nodes_without_a_name_mean_everything() -> None:
    shapes = made("sh:targetClass <https://e.org/C0> ; sh:path <https://e.org/p0> ; sh:minCount 1 .")
    before, after = {("_:a", RDF_TYPE, CLASSES[0])}, {("_:b", RDF_TYPE, CLASSES[0])}
    assert again(Data(after), before ^ after, (), shapes, focus(after, shapes), fails) is None


def test_what_a_query_reaches_is_kept_and_what_is_damaged_counts_as_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shapes = made(HEAD.replace("QUERY", "SELECT $this WHERE { $this e:p0/^e:p1 ?x }"))
    first = reached(shapes)
    assert first == reach(shapes)
    (kept,) = (tmp_path / "child-transfer-kg").glob("reach-*.json")
    text = kept.read_text()
    monkeypatch.setattr("kg.validate.reached.reach", lambda _: first._replace(starts={}))
    assert reached(shapes) == first  # read, not worked out
    for damage in ("", "[]", "[" * 99_999, text[:-9], text.replace("[", "", 1), '{"steps": [], "starts": {"x": 7}}'):
        kept.write_text(damage)
        assert reached(shapes).starts == {}


def test_no_more_than_a_few_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for number in range(MOST + 2):
        reached(made(HEAD.replace("QUERY", f"SELECT $this WHERE {{ $this e:p{number} ?x }}")))
    assert len([*(tmp_path / "child-transfer-kg").glob("reach-*.json")]) == MOST


def test_our_own_shapes_are_all_known() -> None:
    assert reach(own_shapes()).starts.keys() == own_shapes().targets.keys()


NAMED = "sh:targetClass <https://e.org/C0> ; sh:path <https://e.org/p0> ; sh:minCount 1 ."
MANY = [(f"<{E}m{number}>", RDF_TYPE, CLASSES[0], "") for number in range(9)]


def asked(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the engine is given, from here on."""
    given: list[bytes] = []

    class Spy:
        name = "shifty"

        def run(self, data: bytes, shapes: bytes) -> list[ShaclResult]:
            given.append(data)
            return SHIFTY.run(data, shapes)

    monkeypatch.setitem(ENGINES, "shifty", Spy)
    return given


def test_the_engine_is_given_what_an_edit_affects_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    given, memory, shapes = asked(monkeypatch), Memory(), made(NAMED)
    first = validate(MANY, shapes, memory=memory)
    assert len(first.findings) == 9
    assert given.pop().count(b"\n") == 9
    assert validate(MANY, shapes, memory=memory) == first
    assert not given
    more = [*MANY, (MANY[3][0], PROPERTIES[0], NODES[0], "")]
    assert validate(more, shapes, memory=memory) == validate(more, shapes)
    assert given[0].count(b"\n") == 3  # its class, its property, and the word to look at it
    assert validate(MANY, shapes, memory=memory) == first  # and back again
    assert validate([], shapes, memory=memory) == validate([], shapes)


@settings(max_examples=60, deadline=None)
@given(st.lists(SHAPE, min_size=1, max_size=2), st.lists(st.sets(triple(), max_size=8), min_size=2, max_size=5))
def test_a_memory_after_any_edits_says_what_a_fresh_one_says(written: list[str], states: list[set[Triple]]) -> None:
    shapes, memory = made(*written), Memory()
    for state in states:
        quads = [(*each, "") for each in sorted(state)]
        assert validate(quads, shapes, memory=memory) == validate(quads, shapes)
        assert set(memory.graph(state).triples()) == state


def test_other_shapes_and_engines_do_not_take_what_is_remembered() -> None:
    memory, shapes, other = Memory(), made(NAMED), made(NAMED.replace("p0", "p1"))
    validate(MANY, shapes, memory=memory)
    assert memory.results(shapes, "shifty")
    assert memory.results(other, "shifty") is memory.results(shapes, "pyshacl") is None
    assert validate(MANY, other, memory=memory) == validate(MANY, other)


def test_a_run_that_was_cut_short_is_not_remembered() -> None:
    memory, shapes = Memory(), made(NAMED)
    first = validate(MANY, shapes, memory=memory)
    assert validate(MANY[1:], shapes, engine_name=Late(), memory=memory).incomplete
    assert validate(MANY[1:], shapes, memory=memory) == validate(MANY[1:], shapes)
    assert validate(MANY, shapes, memory=memory) == first


class Late:
    """An engine whose time is over."""

    name = "shifty"

    def run(self, data: bytes, shapes: bytes) -> list[ShaclResult]:
        raise Incomplete("stopped")


REGISTER = "data/register/example.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    assert kg("init", str(tmp_path / "case")).returncode == 0
    git(tmp_path / "case", "init", "-q")
    return tmp_path / "case"


def checked(root: Path, *words: str, vault: str | None = None) -> str:
    done = kg("-C", str(root), "check", "--format", "json", *words, KG_VAULT=vault)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_any_number_of_processes_says_the_same(repository: Path, tmp_path: Path) -> None:
    text = (repository / "data/claims/example.yaml").read_text("utf-8")
    (repository / "data/claims/example.yaml").write_text(text.replace("hedge: could", ""), "utf-8")
    said = {checked(repository, "--jobs", number) for number in ("1", "2", "7")}
    assert len(said) == 1
    assert "cts:Claim-tentativeHasHedge" in said.pop()
    (tmp_path / "x.ttl").write_text("[] a <https://w3id.org/child-transfer/ns#Claim> .")  # a node without a name
    one, two = (kg("validate", str(tmp_path / "x.ttl"), "--jobs", number).stdout for number in "12")
    assert one == two


def test_what_an_engine_says_in_another_process_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.engines.apart.CHILD", Path(__file__).parent / "absent.py")
    with pytest.raises(EngineError, match="crashed"):
        validate(MANY, made(NAMED), jobs=2)


def test_a_check_writes_nothing(repository: Path) -> None:
    before = sorted(repository.rglob("*"))
    checked(repository)
    assert sorted(repository.rglob("*")) == before
