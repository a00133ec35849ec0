"""The validation layer: engines agree, their known traps stay outside, and nothing is green for want of a check."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

import pytest

from kg.engines.results import read_report
from kg.errors import EngineError, InputError, UsageError
from kg.findings import Position, Severity
from kg.quads import iri, literal
from kg.validate import DEFAULT, ENGINES, engine, load, own_shapes, validate
from kg.validate.paths import members, path_text
from kg.validate.shapes import from_quads

if TYPE_CHECKING:
    from pathlib import Path

    from kg.quads import Quad
    from kg.validate.shapes import Shapes

E = "http://example.org/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <{XSD}> .
@prefix e: <{E}> .
"""
COUNT = """e:Count a sh:NodeShape ; sh:targetClass e:C ; sh:property e:Count-size .
e:Count-size a sh:PropertyShape ; sh:path e:size ; sh:datatype xsd:integer ; sh:minInclusive 1 ; sh:minCount 1 ;
  sh:severity sh:Warning ; sh:message "A count has a size. Write one."@en .
"""


def shapes(tmp_path: Path, text: str) -> Shapes:
    path = tmp_path / "shapes.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return load([path])


def node(name: str, **values: str) -> list[Quad]:
    """A node of class e:C with the given properties; values are terms."""
    subject, graph = iri(E + name), iri(E + "g")
    rows = [(subject, iri(E + key), value, graph) for key, value in values.items()]
    return [(subject, TYPE, iri(E + "C"), graph), *rows]


@pytest.mark.parametrize("name", ENGINES)
def test_a_finding_says_rule_remedy_value_and_place(tmp_path: Path, name: str) -> None:
    quads = node("a", size=literal("0", XSD + "integer")) + node("b", size=literal("5", XSD + "integer"))
    places = {(E + "a", E + "size"): [Position("b.yaml", 2, 3), Position("a.yaml", 9, 1)]}
    report = validate(quads, shapes(tmp_path, COUNT), places, name)
    (finding,) = report.findings
    assert finding.position == Position("a.yaml", 9, 1)
    assert finding.also == (Position("b.yaml", 2, 3),)
    assert (finding.message, finding.remedy) == ("A count has a size.", "Write one.")
    assert (finding.severity, finding.rule) == (Severity.WARNING, E + "Count-size")
    assert (finding.text, finding.focus, finding.path) == ("0", E + "a", E + "size")
    assert {each.shape: each.nodes for each in report.coverage} == {E + "Count": 2}


@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_value_is_placed_at_its_node_or_the_node_around_it(tmp_path: Path, name: str) -> None:
    rules = shapes(tmp_path, COUNT)
    at_node = validate(node("a"), rules, {(E + "a", ""): [Position("a.yaml", 4, 1)]}, name)
    around = validate(node("a/part-1"), rules, {(E + "a", ""): [Position("a.yaml", 4, 1)]}, name)
    nowhere = validate(node("a"), rules, {}, name)
    places = [report.findings[0].position for report in (at_node, around, nowhere)]
    assert places == [Position("a.yaml", 4, 1), Position("a.yaml", 4, 1), Position(E + "a", 0, 0)]


@pytest.mark.parametrize("name", ENGINES)
def test_nothing_checked_is_a_finding(tmp_path: Path, name: str) -> None:
    rules = shapes(tmp_path, COUNT.replace("e:C ", "e:Other "))
    report = validate(node("a"), rules, {}, name)
    assert [finding.rule for finding in report.findings] == ["validate-nothing-checked"]
    assert report.idle == (E + "Count",)


def test_every_kind_of_target_is_counted(tmp_path: Path) -> None:
    rules = shapes(
        tmp_path,
        """e:byClass a sh:NodeShape ; sh:targetClass e:Above .
e:C a sh:NodeShape, <http://www.w3.org/2000/01/rdf-schema#Class> .
e:byNode a sh:NodeShape ; sh:targetNode e:a, e:absent .
e:bySubject a sh:NodeShape ; sh:targetSubjectsOf e:size .
e:byObject a sh:NodeShape ; sh:targetObjectsOf e:size .
""",
    )
    axiom = (iri(E + "C"), "<http://www.w3.org/2000/01/rdf-schema#subClassOf>", iri(E + "Above"), iri(E + "g"))
    quads = [*node("a", size=literal("1")), *node("b", size=literal("1")), axiom]
    counts = {each.shape: each.nodes for each in validate(quads, rules).coverage}
    assert {name.removeprefix(E): count for name, count in counts.items()} == {
        "byClass": 2, "C": 2, "byNode": 2, "bySubject": 2, "byObject": 1,
    }  # fmt: skip


# Known traps of the engines, pinned so that an upgrade that changes one is noticed.


def test_trap_pyshacl_finds_a_word_greater_than_a_number(tmp_path: Path) -> None:
    """In SPARQL `"many" > 1` is a type error and no solution. Shapes here compare only what has a datatype."""
    rules = shapes(
        tmp_path,
        'e:S a sh:NodeShape ; sh:targetClass e:C ; sh:sparql e:Q . e:Q a sh:SPARQLConstraint ; sh:select "SELECT $this'
        ' ?value WHERE { $this <http://example.org/size> ?value . FILTER(?value > 1) }" .',
    )
    quads = node("a", size=literal("many"))
    assert not validate(quads, rules, {}, "shifty").findings
    assert validate(quads, rules, {}, "pyshacl").findings


@pytest.mark.filterwarnings("ignore:NotImplemented:DeprecationWarning")
def test_trap_pyshacl_passes_what_cannot_be_compared(tmp_path: Path) -> None:
    rules = shapes(
        tmp_path,
        "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P . e:P a sh:PropertyShape ; sh:path e:size ;"
        " sh:lessThanOrEquals e:most .",
    )
    year = node("a", size=literal("2020", XSD + "date"), most=literal("2021-01-01", XSD + "date"))
    assert validate(year, rules, {}, "shifty").findings
    assert not validate(year, rules, {}, "pyshacl").findings
    ill_typed = node("a", size=literal("many", XSD + "integer"), most=literal("1", XSD + "integer"))
    assert validate(ill_typed, rules, {}, "shifty").findings
    with pytest.raises(EngineError, match="pySHACL crashed: TypeError"):
        validate(ill_typed, rules, {}, "pyshacl")


@pytest.mark.parametrize("name", ENGINES)
def test_trap_a_datatype_beside_the_comparison_makes_engines_agree(tmp_path: Path, name: str) -> None:
    quads = node("a", size=literal("many"))
    assert [finding.text for finding in validate(quads, shapes(tmp_path, COUNT), {}, name).findings] == ["many"]


def test_trap_a_string_is_never_taken_for_an_address() -> None:
    text: Any = "https://example.org/shapes.ttl"
    with pytest.raises(TypeError):
        engine("shifty").run(b"", text)


def test_trap_shifty_never_matches_a_pattern_that_it_cannot_read(tmp_path: Path) -> None:
    """XPath's regular expressions, which SHACL uses, have no lookaround; pySHACL takes Python's. We use none."""
    rules = shapes(
        tmp_path,
        "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P . e:P a sh:PropertyShape ; sh:path e:size ;"
        ' sh:pattern "^(?!/).*$" .',
    )
    quads = node("a", size=literal("relative/path"))
    assert validate(quads, rules, {}, "shifty").findings
    assert not validate(quads, rules, {}, "pyshacl").findings
    assert not any(b"(?!" in line or b"(?=" in line or b"(?<" in line for line in own_shapes().ntriples.splitlines())


def test_trap_an_empty_shapes_graph_is_no_pass(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="empty"):
        validate(node("a"), shapes(tmp_path, ""), {}, "shifty")


# Input that cannot be used, and engines that fail.


def test_a_missing_shapes_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.ttl: cannot be read"):
        load([tmp_path / "absent.ttl"])


def test_a_syntax_error_has_file_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        shapes(tmp_path, "e:S a sh:NodeShape ;; .\ne:T a @ .\n")
    assert str(caught.value).startswith(f"{tmp_path / 'shapes.ttl'}:5:")


@pytest.mark.parametrize("name", ENGINES)
def test_shapes_that_are_not_shacl_are_an_input_error(tmp_path: Path, name: str) -> None:
    rules = shapes(tmp_path, "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P . e:P sh:path 5 .")
    with pytest.raises(InputError, match="shapes cannot be used"):
        validate(node("a"), rules, {}, name)


def test_an_unknown_engine_is_named_with_the_choice() -> None:
    with pytest.raises(UsageError, match="shifty, pyshacl"):
        engine("jena")


@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_engine_has_a_remedy(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(module: str, *rest: Any) -> Any:
        if module.startswith(("shifty", "pyshacl")):
            raise ModuleNotFoundError(module)
        return real(module, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(EngineError, match="pip install"):
        engine(name).run(b"", shapes(tmp_path, COUNT).ntriples)


class PanicException(BaseException):
    """As the engine's own: not an Exception, and of no importable class."""


@pytest.mark.parametrize("error", [PanicException("index out of bounds"), ValueError("unsupported")])
def test_a_crash_of_the_engine_is_told(tmp_path: Path, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, **_: object) -> None: ...

        def validate_w3c(self, **_: object) -> None:
            raise error

    monkeypatch.setattr("shifty._shifty.PreparedValidator", Broken)
    with pytest.raises(EngineError, match="pyshifty"):
        validate(node("a"), shapes(tmp_path, COUNT), {}, DEFAULT)


def test_an_interrupt_passes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def __init__(self, **_: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr("shifty._shifty.PreparedValidator", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        validate(node("a"), shapes(tmp_path, COUNT), {}, DEFAULT)


def test_a_report_that_is_none_is_refused() -> None:
    with pytest.raises(EngineError, match="no triple"):
        read_report("garbage")
    with pytest.raises(EngineError, match="without focus"):
        read_report("_:r <http://www.w3.org/ns/shacl#result> _:x .")


# The small parts.


def test_paths_are_told_in_sparql(tmp_path: Path) -> None:
    path = (
        "( [ sh:zeroOrMorePath [ sh:alternativePath ( [ sh:inversePath e:a ] e:b ) ] ] [ sh:oneOrMorePath e:c ] e:d )"
    )
    rules = shapes(tmp_path, f"e:P a sh:PropertyShape ; sh:minCount 1 ; sh:path {path} .")
    text = rules.rules[E + "P"].path.replace(E, "")
    assert text == "(((^<a>)|<b>)*)/(<c>+)/<d>"
    assert members("_:none", {}) == []
    assert path_text("<http://e>", {}) == "<http://e>"


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = f"{PREFIXES} e:{name} a sh:NodeShape ; sh:targetClass e:C ; sh:not _:x . _:x sh:hasValue e:{name} ."
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    rules = load([tmp_path / "a.ttl", tmp_path / "b.ttl"])
    assert len({line.split()[0] for line in rules.ntriples.decode().splitlines() if "hasValue" in line}) == 2


def test_a_shape_without_a_message_keeps_the_engines(tmp_path: Path) -> None:
    rules = shapes(tmp_path, COUNT.replace('sh:message "A count has a size. Write one."@en', "sh:order 1"))
    (finding,) = validate(node("a"), rules).findings
    assert finding.message
    assert finding.remedy == ""


def test_rules_need_no_severity() -> None:
    shape = iri(E + "S")
    rules = from_quads([(shape, TYPE, iri("http://www.w3.org/ns/shacl#NodeShape"), "")])
    assert rules.rules[E + "S"].severity is Severity.VIOLATION
