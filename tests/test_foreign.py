"""RDF of others, read and validated without a case: every syntax, ontologies, and what is refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.options import Options
from kg.cli.validate import validate
from kg.engines import ENGINES
from kg.errors import InputError, UsageError
from kg.foreign import read, read_all
from kg.foreign.syntaxes import by_content
from kg.store import parse, serialize

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
    ],
)
def test_words_that_do_not_go_together(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        status(run(*words))


def test_a_syntax_that_there_is_not() -> None:
    assert "is not one of" in str(run("-", "--syntax", "n3").exception)
