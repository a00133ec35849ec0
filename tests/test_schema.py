"""The ontology is the only schema: closed to code, open to whoever adds a term, and the same in every editor."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator

from kg.compile import compile_records
from kg.errors import EngineError
from kg.init import TEMPLATE, start
from kg.quads import iri, literal
from kg.read.files import read_case
from kg.resolve.case import resolve
from kg.schema import CT, OA, PROV, cache, load
from kg.schema.files import modules
from kg.schema.jsonschema import data_schema, settings_schema
from kg.schema.namespace import CT as NAMESPACE
from kg.schema.namespace import ClosedNamespace
from tests.cases import CLAIMS, FILES, REGISTER, make, swap
from tests.test_bad_input import BAD, START

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.schema import Schema

ROOT = Path(__file__).parents[1]
CORE = ROOT / "ontology/core.ttl"
NS = "https://w3id.org/child-transfer/ns#"
VALIDATORS = (Draft7Validator, Draft202012Validator)

# Code sees no term that the ontology does not declare


def test_a_term_is_its_iri() -> None:
    assert CT.Claim == NS + "Claim"
    assert CT["Claim"] == CT.Claim
    assert PROV.wasAttributedTo == "http://www.w3.org/ns/prov#wasAttributedTo"


@pytest.mark.parametrize(("namespace", "name", "meant"), [(CT, "Clain", "Claim"), (OA, "exakt", "exact")])
def test_an_unknown_term_is_refused(namespace: ClosedNamespace, name: str, meant: str) -> None:
    with pytest.raises(AttributeError, match=f"did you mean {meant}"):
        getattr(namespace, name)
    with pytest.raises(AttributeError, match="declares no"):
        namespace[name]


def test_a_word_like_no_term_gets_no_guess() -> None:
    with pytest.raises(AttributeError) as raised:
        CT.zzzzzzzz  # noqa: B018
    assert "did you mean" not in str(raised.value)


def terms_in_code() -> Iterator[tuple[str, str, str]]:
    """Each namespace and name that the package's code uses, with its file."""
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            owner = node.value if isinstance(node, ast.Attribute) else None
            if isinstance(node, ast.Attribute) and isinstance(owner, ast.Name) and owner.id in {"CT", "PROV", "OA"}:
                yield owner.id, node.attr, path.name


def test_code_names_declared_terms_only() -> None:
    """Also in the branches that no other test enters."""
    closed = {"CT": CT, "PROV": PROV, "OA": OA}
    used = {*terms_in_code()}
    assert len(used) > 50
    assert all(closed[space][name] for space, name, _ in used)


# The cache


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "child-transfer-kg"


def copied(place: Path, more: str = "") -> list[Path]:
    """The ontology's modules in another folder, the last of them with something more in it."""
    return one_module(place, more, modules("ontology"))


def one_module(place: Path, more: str = "", paths: Sequence[Path] = (CORE,)) -> list[Path]:
    """The same with the smallest part that stands alone: reading it takes a few milliseconds."""
    place.mkdir()
    paths = [Path(shutil.copy(path, place)) for path in paths]
    with paths[-1].open("a", encoding="utf-8") as handle:
        handle.write(more)
    return paths


def unread(*_: object, **__: object) -> list[object]:
    """Stands for the parser where the cache must do."""
    raise AssertionError("the ontology was read again")


def test_the_second_load_reads_no_ontology(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load(one_module(tmp_path / "one"))
    assert len([*folder.iterdir()]) == 1
    monkeypatch.setattr("kg.store.parse", unread)
    second = load(one_module(tmp_path / "two"))
    assert second is not first
    assert second == first


def test_a_changed_ontology_never_meets_an_old_cache(folder: Path, tmp_path: Path) -> None:
    before = load(one_module(tmp_path / "one"))
    after = load(one_module(tmp_path / "two", PROPERTY))
    assert NS + "busCompany" not in before.properties
    assert after.properties[NS + "busCompany"].label == "bus company"
    assert len([*folder.iterdir()]) == 2


def test_changed_code_never_meets_an_old_cache(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer release may read the same ontology into other terms."""
    schema = load(one_module(tmp_path / "one"))
    newer = tmp_path / "load.py"
    newer.write_bytes(cache.CODE[1].read_bytes() + b"\n# reads one thing more\n")
    monkeypatch.setattr(cache, "CODE", (cache.CODE[0], newer, cache.CODE[2]))
    assert cache.recall(schema.digest) is None
    cache.remember(schema)
    assert len([*folder.iterdir()]) == 2
    assert cache.recall(schema.digest) == schema


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"null", b"[]", b'{"classes": [[1]]}', b"[" * 100_000])
def test_a_damaged_cache_is_read_past_and_mended(folder: Path, damage: bytes, small: Schema) -> None:
    cache.remember(small)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert cache.recall(small.digest) is None
    kept.write_bytes(whole[: len(whole) // 2])
    assert cache.recall(small.digest) is None
    cache.remember(small)
    assert cache.recall(small.digest) == small


@pytest.fixture(scope="module")
def small() -> Schema:
    """The tool's own schema."""
    return load()


def test_a_cache_that_cannot_be_written_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert load(one_module(tmp_path / "one")).classes[CT.Case].key == "Case"


def test_nobody_without_a_home_is_turned_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert load(one_module(tmp_path / "one")).classes[CT.Case].key == "Case"


# What is wrong with an ontology is said at once


@pytest.mark.usefixtures("folder")
def test_a_term_of_two_kinds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"two kinds of thing: .*ns#Case"):
        load(one_module(tmp_path / "one", PROPERTY.replace("busCompany", "Case")))


@pytest.mark.usefixtures("folder")
def test_modules_of_two_versions_are_refused(tmp_path: Path) -> None:
    other = '<https://w3id.org/child-transfer/ns/other> a owl:Ontology ; owl:versionInfo "99.0" .\n'
    with pytest.raises(EngineError, match=r"different versions: .*99\.0"):
        load(one_module(tmp_path / "one", PREFIXES + other))


# A new term is usable without a line of Python

PREFIXES = """
@prefix ct: <https://w3id.org/child-transfer/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
PROPERTY = f"""{PREFIXES}
ct:busCompany a owl:DatatypeProperty ; rdfs:label "bus company"@en ;
    skos:definition "name of whoever ran the vehicles of a leg"@en ;
    rdfs:isDefinedBy <https://w3id.org/child-transfer/ns/event> ;
    rdfs:domain ct:TransferLeg ; rdfs:range xsd:string .
"""
CODE = f"""{PREFIXES}
ct:hovercraft a ct:TransportMode ; rdfs:label "hovercraft"@en ; skos:prefLabel "hovercraft"@en, "судно"@uk ;
    skos:definition "a vehicle that floats on air"@en ;
    rdfs:isDefinedBy <https://w3id.org/child-transfer/ns/vocab> ; skos:inScheme ct:transportModes .
"""
CLASS = f"""{PREFIXES}
ct:Farewell a owl:Class ; rdfs:subClassOf ct:Proposition ; rdfs:label "farewell"@en ;
    skos:definition "that someone was seen off at an event"@en ;
    ct:phrase "that [{{agent}} ]said farewell[ at {{event}}]" ;
    rdfs:isDefinedBy <https://w3id.org/child-transfer/ns/event> .
ct:event schema:domainIncludes ct:Farewell .
ct:agent schema:domainIncludes ct:Farewell .
"""
LEG = "population: children, destination: dubrava, date: last year}\n- id: ca2"
NEW_CLAIMS = swap(
    CLAIMS, LEG,
    LEG.replace("date:", "busCompany: Blue Line, transportMode: hovercraft, date:")
    .replace("\n", "\n  - Farewell: {event: transfer, agent: minister}\n", 1),
)  # fmt: skip


def test_the_new_terms_are_unknown_before_they_are_declared(tmp_path: Path) -> None:
    resolved = resolve(read_case(make(tmp_path, claims=NEW_CLAIMS)), load())
    assert sorted(finding.text for finding in resolved.findings) == ["Farewell", "busCompany", "hovercraft"]


@pytest.mark.usefixtures("folder")
def test_a_new_property_code_and_class_are_read_and_compiled(tmp_path: Path) -> None:
    schema = load(copied(tmp_path / "ontology", PROPERTY + CODE + CLASS))
    resolved = resolve(read_case(make(tmp_path / "case", claims=NEW_CLAIMS)), schema)
    assert resolved.findings == []
    said = {quad[1:3] for quad in compile_records(resolved.records).quads}
    assert (iri(NS + "busCompany"), literal("Blue Line")) in said
    assert (iri(CT.transportMode), iri(NS + "hovercraft")) in said
    assert (iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), iri(NS + "Farewell")) in said


@pytest.mark.usefixtures("folder")
def test_a_new_property_code_and_class_are_known_to_editors(tmp_path: Path) -> None:
    schema = load(copied(tmp_path / "ontology", PROPERTY + CODE + CLASS))
    assert problems(NEW_CLAIMS, data_schema())
    assert problems(NEW_CLAIMS, data_schema(schema)) == []


THREE_COMMANDS = """
import sys, kg
from kg.cli import main

assert kg.__file__.startswith(sys.argv[1])
sys.exit(main(["-C", "case", "check"]) or main(["-C", "case", "build"]) or main(["schema"]))
"""


def test_a_new_term_reaches_every_command(tmp_path: Path) -> None:
    """A whole copy of the tool in which nothing is new but the ontology."""
    for name in ("kg", "ontology", "shapes"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    with (tmp_path / "ontology/event.ttl").open("a", encoding="utf-8") as handle:
        handle.write(PROPERTY + CODE + CLASS)
    make(tmp_path / "case", claims=NEW_CLAIMS)
    variables = {**os.environ, "PYTHONPATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-c", THREE_COMMANDS, str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout[-2000:]
    graph = (tmp_path / "case/build/graph.nq").read_text("utf-8")
    assert f'<{NS}busCompany> "Blue Line"' in graph
    assert '"that a minister said farewell at the transfer"@en' in graph
    assert '"busCompany"' in done.stdout


# The JSON Schema for editors


class Editor(yaml.SafeLoader):
    """Types scalars as YAML 1.2 does in an editor: `no` is a text, 2150 a number, 2023-05-23 a text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # as the parent has it


for kind, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(rf"(?:{pattern})\Z"), [*first])


def problems(text: str, schema: dict[str, Any]) -> list[str]:
    """What an editor says about a data file: the same whether it follows draft-07 or 2020-12."""
    content = yaml.load(text, Editor)  # noqa: S506  # a safe loader with fewer types
    found = [sorted(error.message for error in validator(schema).iter_errors(content)) for validator in VALIDATORS]
    assert found[0] == found[1]
    return found[0]


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema, itself included; never the tables of names over schemas."""
    if isinstance(schema, list):
        for item in schema:
            yield from objects(item)
    elif isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            inner = value.values() if key in {"properties", "definitions"} else [value]
            for each in inner:
                yield from objects(each) if key != "const" else ()


SHARED = {
    "$schema", "$ref", "title", "description", "definitions", "type", "properties", "additionalProperties",
    "propertyNames", "required", "items", "minItems", "anyOf", "allOf", "oneOf", "const", "pattern", "minimum",
    "minProperties", "maxProperties",
}  # fmt: skip
BOTH = pytest.mark.parametrize("made", [data_schema(), settings_schema()], ids=["data", "settings"])


@BOTH
@pytest.mark.parametrize("validator", VALIDATORS)
def test_it_is_a_json_schema_of_both_drafts(made: dict[str, Any], validator: type[Draft7Validator]) -> None:
    validator.check_schema(made)


@BOTH
def test_it_says_only_what_both_drafts_understand(made: dict[str, Any]) -> None:
    for each in objects(made):
        assert each.keys() <= SHARED
        assert "$ref" not in each or each.keys() == {"$ref"}, "draft-07 reads nothing beside a $ref"
        assert not isinstance(each.get("items"), list), "2020-12 has another word for it"
        assert each.get("$ref", "#/definitions/id").removeprefix("#/definitions/") in {*made["definitions"]}


@BOTH
def test_every_key_and_every_code_is_described(made: dict[str, Any]) -> None:
    described = [
        inner for each in objects(made) for inner in each.get("properties", {}).values() if "$ref" not in inner
    ]
    codes = [code for each in objects(made) for code in each.get("oneOf", ())]
    assert described
    assert all(each.get("description") for each in [*described, *codes])
    text = load().properties[CT.audience].definition
    assert any(each["description"] == text for each in described)


def test_no_definition_is_left_over() -> None:
    made = data_schema()
    used = {each["$ref"].removeprefix("#/definitions/") for each in objects(made) if "$ref" in each}
    assert used == {*made["definitions"]}


DATA_FILES = [*sorted((ROOT / "data").rglob("*.yaml")), *sorted(TEMPLATE.rglob("data/**/*.yaml"))]
FILE_IDS = [path.relative_to(ROOT).as_posix() for path in DATA_FILES]


def test_a_claim_may_clear_what_its_file_gives_to_the_others() -> None:
    text = "source: s\nspeechAct: report\nclaims:\n- {id: c1, quote: q, speechAct: [], relayedBy: []}\n"
    assert problems(text, data_schema()) == []


@pytest.mark.parametrize("path", DATA_FILES, ids=FILE_IDS)
def test_data_files_please_an_editor(path: Path) -> None:
    assert problems(path.read_text("utf-8"), data_schema()) == []


@pytest.mark.parametrize("path", [ROOT / "kg.yaml", TEMPLATE / "kg.yaml"], ids=["case", "template"])
def test_settings_please_an_editor(path: Path) -> None:
    assert problems(path.read_text("utf-8"), settings_schema()) == []
    assert problems(path.read_text("utf-8") + "colour: blue\n", settings_schema())


@pytest.mark.parametrize("file", sorted(FILES))
def test_the_case_of_the_tests_pleases_an_editor(file: str) -> None:
    if file.startswith("data/") and file.endswith(".yaml"):
        assert problems(FILES[file], data_schema()) == []


SEEN = {
    "unknown-key",
    "unknown-code",
    "unknown-class",
    "bad-value",
    "bad-id",
    "bad-language",
    "wrong-type",
    "empty-value",
}
YAML_ITSELF = {"yaml-syntax", "duplicate-key", "yaml-refused"}
NEEDS_THE_CASE = {
    "unknown-id", "wrong-class", "duplicate-id", "missing-id", "not-a-date", "quote-not-found", "quote-ambiguous",
    "quote-cut", "snapshot-missing", "outside-case", "hash-changed",
}  # fmt: skip


def test_every_kind_of_bad_input_is_accounted_for() -> None:
    assert {bad.rule for bad in BAD} == SEEN | YAML_ITSELF | NEEDS_THE_CASE


@pytest.mark.parametrize("bad", [bad for bad in BAD if bad.rule in SEEN], ids=lambda bad: bad.new.strip()[:30])
def test_bad_input_displeases_an_editor(bad: Any) -> None:
    assert problems(swap(START[bad.file], bad.old, bad.new), data_schema())


def test_a_role_that_is_needed_is_missed() -> None:
    assert problems(
        swap(CLAIMS, "Count: {population: children, statedCount: 2150}", "Count: {statedCount: 2150}"), data_schema()
    )


def test_a_list_is_refused_where_one_value_is_allowed() -> None:
    assert problems(swap(CLAIMS, "stance: asserted", "stance: [asserted, denied]"), data_schema())
    assert problems(swap(CLAIMS, "  hedge: could", "  hedge: [could, would]"), data_schema()) == []


def test_texts_that_look_like_numbers_are_texts() -> None:
    assert problems(swap(REGISTER, "label: a lawyer", "label: 1984"), data_schema()) == []


# The schema that lies in the case


def test_the_committed_schema_is_what_the_command_prints() -> None:
    kept = (ROOT / "data/kg.schema.json").read_text("utf-8")
    now = json.dumps(data_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    assert kept == now, "mend it with: kg schema -o data/kg.schema.json"


@pytest.mark.parametrize("path", DATA_FILES, ids=FILE_IDS)
def test_every_data_file_points_editors_to_it(path: Path) -> None:
    first = path.read_text("utf-8").split("\n", 1)[0]
    words = "# yaml-language-server: $schema="
    assert first.startswith(words)
    assert path.parent.joinpath(first.removeprefix(words)).resolve() == case_of(path) / "data/kg.schema.json"


def case_of(path: Path) -> Path:
    """The folder of the case a data file belongs to."""
    return next(folder for folder in path.parents if (folder / "kg.yaml").is_file())


def test_a_new_case_gets_a_schema_where_its_files_look_for_it(tmp_path: Path) -> None:
    start(tmp_path / "case")
    assert json.loads((tmp_path / "case/data/kg.schema.json").read_text("utf-8")) == data_schema()


def test_the_namespace_of_code_is_the_ontologys() -> None:
    assert isinstance(NAMESPACE, ClosedNamespace)
    assert {CT[concept.local] for concept in load().concepts.values()} == load().concepts.keys()
