"""RDF of others, read and validated without a case: every syntax, ontologies, and what is refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.build import build
from kg.build.last import GRAPH
from kg.cli.options import Options
from kg.cli.validate import validate
from kg.engines import ENGINES
from kg.errors import InputError, UsageError
from kg.findings import Severity
from kg.foreign import read, read_all
from kg.foreign.syntaxes import by_content
from kg.store import parse, serialize
from kg.validate.built import validate_built
from tests.cases import make

E = "http://example.org/"
DATA = f"@prefix e: <{E}> .\ne:a a e:Thing .\ne:b a e:Thing ;\n  e:name 'b' .\n"
SHAPES = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <{E}> .
e:ThingShape a sh:NodeShape ; sh:targetClass e:Thing ; sh:property e:Thing-name .
e:Thing-name a sh:PropertyShape ; sh:path e:name ; sh:minCount 1 ; sh:message "A thing has a name. Write one."@en .
"""
RDFXML = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ {doctype} ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">
<e:Thing rdf:about="http://example.org/a"><e:name>{name}</e:name></e:Thing></rdf:RDF>
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("shapes.ttl").write_text(SHAPES, "utf-8")


def run(*words: str, stdin: bytes | None = None) -> Result:
    """The command, outside of any case."""
    return CliRunner().invoke(validate, words, obj=Options(), standalone_mode=False, input=stdin)


def status(result: Result) -> int:
    """What the command returned; an error it raised is raised again."""
    if result.exception is not None:
        raise result.exception
    assert isinstance(result.return_value, int)
    return result.return_value


def put(name: str, text: str | bytes) -> str:
    """A file of that name here."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def in_syntax(syntax: str, text: str = DATA) -> bytes:
    """The same data in another syntax."""
    return b"".join([serialize(parse(text.encode(), "ttl"), syntax)])


SYNTAXES = ("ttl", "trig", "nt", "nq", "rdf", "jsonld")


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("way", ["suffix", "content", "told", "stdin", "gzip"])
def test_every_syntax_is_read_however_it_comes(syntax: str, way: str) -> None:
    data = in_syntax(syntax)
    words, stdin = [put(f"data.{syntax}", data)], None
    if way == "content":
        words = [put("data.unknown", data)]
    elif way == "told":
        words = [put("data", data), "--syntax", syntax]
    elif way == "stdin":
        words, stdin = ["--data", "-"], data
    elif way == "gzip":
        words = [put(f"data.{syntax}.gz", gzip.compress(data))]
    result = run(*words, "--shapes", "shapes.ttl", stdin=stdin)
    assert status(result) == 1
    assert "A thing has a name." in result.stdout
    assert "        2         1  http://example.org/ThingShape" in result.stdout


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ('{"@id": "http://e/a"}', "jsonld"),
        ('[\n {"@id": "http://e/a"}]', "jsonld"),
        ("[] a <http://e/B> .", "trig"),
        ("[ a <http://e/B> ] .", "trig"),
        ("{ <http://e/a> a <http://e/B> }", "trig"),
        ("# a comment\n\n<http://e/a> <http://e/b> <http://e/c> .", "nq"),
        ('_:a <http://e/b> "x \\" y"@en <http://e/g> . # and so on', "nq"),
        ("<http://e/a> <http://e/b> <http://e/c> ; <http://e/d> 1 .", "trig"),
        ("<!-- x --><rdf:RDF/>", "rdf"),
        ("\ufeff@prefix : <http://e/> .", "trig"),
        ("name,age\nx,1", ""),
        ("<html><body>", ""),
        ("", "nq"),
    ],
)
def test_a_syntax_is_told_by_how_it_begins(text: str, syntax: str) -> None:
    assert by_content(text.encode()) == syntax


def test_a_folder_stands_for_its_rdf_in_order_of_names() -> None:
    put("folder/b.ttl", DATA)
    put("folder/deep/a.nt", "<http://e/x> <http://e/y> <http://e/z> .")
    put("folder/notes.txt", "hello")
    put("folder/.git/c.ttl", "no turtle")
    assert [file.name for file in read_all([Path("folder"), Path("folder/b.ttl")])] == [
        "folder/b.ttl",
        "folder/deep/a.nt",
    ]
    assert status(run("--data", "folder", "--shapes", "shapes.ttl")) == 1


def test_blank_nodes_of_two_files_are_two_even_where_the_files_are_alike() -> None:
    text = f"@prefix e: <{E}> . _:b a e:Thing ."
    result = run(put("one.ttl", text), put("two.ttl", text), "--shapes", "shapes.ttl")
    assert "        2         2  http://example.org/ThingShape" in result.stdout


def test_addresses_without_a_scheme_are_held_against_the_name_of_the_file() -> None:
    put("here/data.ttl", "<> a <#Thing> .")
    (quad,) = read(Path("here/data.ttl")).quads
    assert quad[::2] == ("<file:///here/data.ttl>", "<file:///here/data.ttl#Thing>")


# Ontologies.

ONTOLOGY = f"""@prefix e: <{E}> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
e:Tool a owl:Class ; rdfs:subClassOf e:Device . e:Device a owl:Class ; rdfs:subClassOf e:Thing .
e:Thing a owl:Class ; rdfs:subClassOf e:Tool .
e:called a owl:DatatypeProperty ; rdfs:subPropertyOf e:name ; rdfs:domain e:Thing .
e:red a e:Colour . e:colour a owl:ObjectProperty .
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_subclasses_and_subproperties_of_an_ontology_count_and_domains_do_not(engine: str) -> None:
    data = put("data.ttl", f"@prefix e: <{E}> . e:a a e:Tool . e:b a e:Device ; e:called 'b' . e:c e:called 'c' .")
    words = (data, "--shapes", "shapes.ttl", "--engine", engine)
    assert "validate-nothing-checked" in run(*words).stdout
    result = run(*words, "--ontology", put("ontology.ttl", ONTOLOGY))
    assert status(result) == 1
    assert "        2         1  http://example.org/ThingShape" in result.stdout


def test_the_individuals_that_data_name_are_known_by_class() -> None:
    put(
        "shapes.ttl",
        SHAPES + "e:Thing-colour sh:path e:colour ; sh:class e:Colour . e:ThingShape sh:property e:Thing-colour .",
    )
    put("ontology.ttl", ONTOLOGY)
    data = put("data.ttl", f"@prefix e: <{E}> . e:a a e:Thing ; e:name 'a' ; e:colour e:red .")
    assert status(run(data, "--shapes", "shapes.ttl")) == 1
    assert status(run(data, "--shapes", "shapes.ttl", "--ontology", "ontology.ttl")) == 0


# What is refused: never as a finding, never in silence.


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.ttl", None, r"gone\.ttl: cannot be read"),
        ("notes.txt", "hello", r"notes\.txt: not known as RDF .*\n.*--syntax"),
        ("data.n3", "{?x a ?y} => {?x a ?z} .", r"data\.n3: Notation3 is not read"),
        ("bad.ttl", "<http://e/a> a <http://e/B> .\n<http://e/a> <http://e/p> .\n", r"bad\.ttl:2:"),
        ("bad.nt.gz", gzip.compress(DATA.encode(), mtime=0)[:-9], r"bad\.nt\.gz: not a whole gzip file"),
        ("wide.ttl", DATA.encode("utf-16"), r"wide\.ttl: not in UTF-8"),
        ("bytes.ttl", b"<http://e/a> a <http://e/\xff> .", r"bytes\.ttl:1:"),
        ("bad.rdf", "<rdf:RDF", r"bad\.rdf"),
        ("bad.jsonld", '{"@id": ', r"bad\.jsonld"),
        ("far.jsonld", '{"@context": "http://example.org/c", "name": 1}', "nothing is fetched"),
        ("far2.jsonld", '{"@context": {"@import": "http://example.org/c"}, "name": 1}', "nothing is fetched"),
        ("star.ttl", "<http://e/a> <http://e/b> <<( <http://e/a> <http://e/b> 1 )>> .", "triple term of RDF 1.2"),
        ("owl.owl", '<Ontology xmlns="http://www.w3.org/2002/07/owl#"/>', r"owl\.owl"),
        ("empty/x.txt", "", r"the folder holds no RDF"),
    ],
)
@pytest.mark.parametrize("option", ["--data", "--shapes", "--ontology"])
def test_what_cannot_be_read_is_named_and_ends_with_2(
    name: str, content: str | bytes | None, message: str, option: str
) -> None:
    if content is not None:
        put(name, content)
    data = put("data.ttl", DATA)
    bad = name.partition("/")[0]
    with pytest.raises(InputError, match=message) as error:
        status(run("--data", data, "--shapes", "shapes.ttl", option, bad))
    assert error.value.exit_status == 2
    assert error.value.remedy


BOMB = " ".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(10))


@pytest.mark.parametrize(
    ("doctype", "name", "message"),
    [
        (BOMB, "&e9;", r"data\.rdf:2:\d+: the entity `e1` is made of others"),
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;", "the entity `x` is in another file"),
        ('<!ENTITY % p "x">', "", "the entity `p` is made of others"),
        (f'<!ENTITY x "{"x" * 2000}">', "&x;", "the entity `x` is 2,000 characters long"),
        (f'<!ENTITY x "{"x" * 900}">', "&x;" * 10_000, "its entities would make it 9,000,000 characters longer"),
    ],
)
def test_entities_that_grow_or_reach_out_are_refused(doctype: str, name: str, message: str) -> None:
    data = put("data.rdf", RDFXML.format(doctype=doctype, name=name))
    with pytest.raises(InputError, match=message):
        status(run(data, "--shapes", "shapes.ttl"))


def test_entities_for_namespaces_are_read() -> None:
    data = put("data.rdf", RDFXML.format(doctype=f'<!ENTITY e "{E}">', name="&e;x"))
    assert status(run(data, "--shapes", "shapes.ttl")) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-", "--shapes", "-"), "standard input is named twice"),
        (("--ontology", "x.ttl"), "--ontology goes with RDF files"),
        (("--syntax", "nt"), "--syntax goes with RDF files"),
        (("--changed-since", "HEAD", "--unknown", "off"), "--changed-since does not go with --unknown"),
    ],
)
def test_words_that_do_not_go_together(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        status(run(*words))


def test_a_syntax_that_there_is_not() -> None:
    assert "is not one of" in str(run("-", "--syntax", "n3").exception)


# Terms that no vocabulary has.

MISSPELT = f"""@prefix e: <{E}> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix ct: <https://w3id.org/child-transfer/ns#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
e:a a e:Thing ; e:name 'a' .
e:b a e:Thng ; e:nmae 'b' ; e:other 1 ; foaf:nmae 'b' ; foaf:name 'b' ; foaf:zzzz 1 .
e:c e:nmae 'c' ; ct:hedg 'c' ; rdf:_1 1 ; <urn:x:y> 2 ; <http://example.net/else#p> 3 .
"""


def terms(*words: str) -> dict[str, tuple[str, str, int, str]]:
    """Of each term that is reported: severity, place, how many further places, and what was meant."""
    found = json.loads(run(put("data.ttl", MISSPELT), "--shapes", "shapes.ttl", "--format", "json", *words).stdout)
    return {
        each["label"].replace(E, "e:"): (
            each["severity"], f"{each['line']}:{each['column']}", len(each["also"]), meant(each["remedy"]),
        )
        for each in found["findings"]
        if each["rule"] == "unknown-term"
    }  # fmt: skip


def meant(remedy: str) -> str:
    return remedy.partition("? ")[0].removeprefix("did you mean ") if "? " in remedy else ""


BY_SHAPES = {
    "e:Thng": ("warning", "4:7", 0, "`Thing`"),
    "e:nmae": ("warning", "4:16", 1, "`name`"),
    "foaf:nmae": ("warning", "4:41", 0, "`name`"),
    "foaf:zzzz": ("info", "4:73", 0, ""),
    "ct:hedg": ("violation", "5:18", 0, "`hedge`"),
}


def test_terms_one_slip_away_from_those_of_shapes_and_lists_are_told() -> None:
    assert terms() == BY_SHAPES


def test_what_an_ontology_does_not_have_in_its_own_namespace_is_unknown() -> None:
    ontology = put("ontology.ttl", ONTOLOGY)
    assert terms("--ontology", ontology) == BY_SHAPES | {"e:other": ("warning", "4:29", 0, "")}


def test_an_ontology_that_only_declares_what_it_borrows_says_nothing_about_the_rest() -> None:
    borrowed = f"<{E}name> a <http://www.w3.org/2002/07/owl#DatatypeProperty> ."
    assert terms("--ontology", put("ontology.ttl", borrowed)) == BY_SHAPES


@pytest.mark.parametrize(
    ("wish", "severities"), [("error", {"violation", "info"}), ("warn", {"warning", "info"}), ("off", set())]
)
def test_unknown_terms_are_as_grave_as_one_wants(wish: str, severities: set[str]) -> None:
    assert {found[0] for found in terms("--unknown", wish).values()} == severities


def test_uses_are_counted_and_each_file_has_a_finding() -> None:
    files = [put(name, MISSPELT) for name in ("one.ttl", "two.ttl")]
    found = json.loads(run(*files, "--shapes", "shapes.ttl", "--format", "json").stdout)["findings"]
    mine = [(each["file"], each["message"]) for each in found if each["label"] == f"{E}nmae"]
    said = f"no vocabulary here has the property {E}nmae (used 2 times)"
    assert mine == [("one.ttl", said), ("two.ttl", said)]


def test_imports_that_are_not_followed_are_noted_where_they_stand() -> None:
    header = "<http://e/o> a <http://www.w3.org/2002/07/owl#Ontology> ;\n <http://www.w3.org/2002/07/owl#imports> {} ."
    data = put("data.ttl", DATA + header.format("<http://e/p> , <http://e/q>"))
    ontology = put("ontology.ttl", "<http://e/p> a <http://www.w3.org/2002/07/owl#Ontology> .")
    found = json.loads(run(data, "--shapes", "shapes.ttl", "--ontology", ontology, "--format", "json").stdout)
    (note,) = [each for each in found["findings"] if each["rule"] == "import-not-followed"]
    assert (note["severity"], note["line"], note["column"], note["text"]) == ("info", 6, 57, "http://e/q")


def test_a_node_without_a_name_is_known_by_the_way_to_it_whatever_parsers_call_it() -> None:
    marks = []
    for text in (
        "e:a e:has [ a e:Thing ] .",
        "e:z e:name 'z' ; e:has [ ] .\n\ne:a e:has _:thing . _:thing a e:Thing .",
    ):
        data = put("data.ttl", f"@prefix e: <{E}> . {text}")
        for engine in ENGINES:
            found = json.loads(run(data, "--shapes", "shapes.ttl", "--engine", engine, "--format", "json").stdout)
            (one,) = found["findings"]
            assert (one["focus"], one["label"]) == (f"<{E}a> / <{E}has>", f"{E}a / {E}has")
            marks.append(one["fingerprint"])
    assert len(set(marks)) == 1


def test_a_build_that_is_older_than_its_ontology_is_told_where_its_terms_were_written(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    build(root)
    graph = root / "build" / GRAPH
    graph.write_bytes(graph.read_bytes().replace(b"child-transfer/ns#stance>", b"child-transfer/ns#stanse>"))
    found = [each for each in validate_built(root).findings if each.rule == "unknown-term"]
    assert [(each.severity, each.label, each.remedy[:22]) for each in found] == [
        (Severity.VIOLATION, "ct:stanse", "did you mean `stance`?")
    ]
    assert found[0].position.line
    assert not [each for each in validate_built(root, unknown="off").findings if each.rule == "unknown-term"]
    with pytest.raises(UsageError, match="no way to take unknown terms"):
        validate_built(root, unknown="loud")


KEYS = """{"@context": {"e": "http://example.org/", "name": "e:name", "kept": null,
  "raw": {"@id": "e:raw", "@type": "@json"}, "Part": {"@id": "e:Part", "@context": {"size": "e:size"}},
  "has": {"@id": "e:has", "@context": {"inner": "e:inner"}}},
 "@id": "e:a", "@type": "e:Thing", "nmae": "A", "kept": 1, "raw": {"any": 1},
 "has": [{"@type": "Part", "size": 1, "inner": 2, "nmae": 3}, {"size": 2}]}
"""


def test_keys_of_jsonld_that_no_context_defines_are_told() -> None:
    words = (put("data.jsonld", KEYS), "--shapes", "shapes.ttl", "--format", "json")
    found = [each for each in json.loads(run(*words).stdout)["findings"] if each["rule"] == "jsonld-key-dropped"]
    assert [(each["text"], each["severity"], each["line"], each["column"], len(each["also"])) for each in found] == [
        ("nmae", "warning", 4, 36, 1),
        ("size", "warning", 5, 64, 0),
    ]
    assert found[0]["remedy"].startswith("did you mean `name`?")
    assert "jsonld-key-dropped" not in run(*words, "--unknown", "off").stdout
    assert status(run(*words, "--unknown", "error", "--shape", "jsonld-key-dropped")) == 1


def test_a_vocabulary_for_all_keys_drops_none() -> None:
    data = put(
        "data.jsonld", '{"@context": {"@vocab": "http://example.org/"}, "@type": "Thing", "any": 1, "name": "x"}'
    )
    assert "jsonld-key-dropped" not in {
        each["rule"] for each in json.loads(run(data, "--shapes", "shapes.ttl", "--format", "json").stdout)["findings"]
    }


def test_a_compressed_file_that_comes_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.foreign.opening.MOST", 2_000_000)
    data = put("data.nt.gz", gzip.compress(b"#" * 5_000_000))
    with pytest.raises(InputError, match="comes to more than 2,000,000 bytes"):
        status(run(data, "--shapes", "shapes.ttl"))


def test_what_is_wrong_with_an_individual_stands_in_the_ontology_that_describes_it() -> None:
    ontology = put(
        "ontology.ttl", f"@prefix e: <{E}> .\ne:Thing a <http://www.w3.org/2002/07/owl#Class> .\ne:red a e:Thing ."
    )
    data = put("data.ttl", f"@prefix e: <{E}> . e:a a e:Thing ; e:name 'a' ; e:colour e:red .")
    result = run(data, "--shapes", "shapes.ttl", "--ontology", ontology, "--group-by", "source", "--unknown", "off")
    assert "ontology.ttl:3:1: violation: A thing has a name." in result.stdout


def test_a_subproperty_is_where_it_was_written() -> None:
    shapes = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <{E}> .
    e:S a sh:NodeShape ; sh:targetClass e:Thing ;
      sh:property [ sh:path e:name ; sh:maxCount 0 ; sh:message "No names." ] ;
      sh:property [ sh:path e:name ; sh:pattern "^x" ; sh:message "Begin with x." ] ."""
    data = put("data.ttl", f"@prefix e: <{E}> . e:a a e:Tool ;\n e:called 'a' .")
    words = (
        data,
        "--shapes",
        put("own.ttl", shapes),
        "--ontology",
        put("ontology.ttl", ONTOLOGY),
        "--group-by",
        "source",
    )
    said = run(*words).stdout
    assert "data.ttl:2:2: violation: No names." in said
    assert "data.ttl:2:11: violation: Begin with x." in said
