"""Every export, read again by Oxigraph and by rdflib, holds exactly the quads it was made from."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import BuildError, CaseError, InputError, UsageError
from kg.export import FORMATS, built, choose, export, format_of
from kg.export.jsonld import coercion
from kg.quads import RDF_TYPE, XSD, Quad, iri, literal, text_of, write
from kg.schema import PREFIXES, data, load
from kg.schema.files import modules
from kg.store import parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ENGINE = {"rdfxml": "rdf"}  # what the store calls the format, where it is not our name
RDFLIB = {"ttl": "turtle", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}
CT = PREFIXES["ct"]
GRAPHS = [iri(data(f"graph/{name}")) for name in ("register", "source/seed-article", "ontology", "inferred", "columns")]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "",
        '"',
        "\\",
        "\n\r\t",
        "\x85",
        "\u2028",
        "]]>",
        "<&>",
        "Білорусь",
        "\u202e\u05e9",
        "\U0001f9d2",
        "5",
        "true",
        "ct:a",
    ]
)
TYPED = st.sampled_from(
    [
        ("5", "integer"), ("+05", "integer"), ("-7", "integer"), ("5", "nonNegativeInteger"),
        ("05", "nonNegativeInteger"),
        ("123456789012345678901234567890", "integer"), ("true", "boolean"), ("1", "boolean"), ("1.50", "decimal"),
        (".5", "decimal"), ("5.", "decimal"), ("1e3", "double"), ("2022-03-01", "date"), ("no date", "date"),
        ("https://e.org/ä", "anyURI"),
    ]
)  # fmt: skip
LITERALS = (
    st.builds(literal, TEXTS)
    | st.builds(lambda text, tag: literal(text, language=tag), TEXTS, st.sampled_from(["en", "be", "zh-hant"]))
    | TYPED.map(lambda pair: literal(pair[0], XSD + pair[1]))
    | st.just(literal("2022-03~", PREFIXES["edtf"] + "EDTF"))
)
TAILS = [
    "nam", "claim/c4f7kq", "claim/c4f7kq/quote-1", "claim/c4f7kq/quote-1/TextQuoteSelector", "edge/reported/ab12",
    "a.b", "a.", "-a", "a//b", "a/../b", "", "a?b", "a#b", "%C3%A9", "1-ab", "a:b/c",
]  # fmt: skip
THINGS = st.sampled_from(
    [data(tail) for tail in TAILS] + ["geo:50.4,30.5", "urn:x", "http://e.org/", "mailto:a@e.org", CT + "Claim"]
)
SCHEMA = load()
PREDICATES = st.sampled_from(
    [*sorted(SCHEMA.properties), "http://e.org/p", "http://e.org/ns#q", "http://e.org/other/a-b.c"]
)


NO_XML = {chr(code) for code in range(32) if chr(code) not in "\t\n\r"} | {"\ufffe", "\uffff"}


def fits(found: list[Quad], form: str) -> bool:
    """Whether the format can hold the quads: XML cannot hold everything, and another test looks at that."""
    return form != "rdfxml" or not any(set(text_of(quad[2])) & NO_XML for quad in found)


@st.composite
def quads(draw: st.DrawFn) -> list[Quad]:
    """Quads with every kind of literal, IRIs that tempt a writer, real properties and foreign ones."""
    found: set[Quad] = set()
    for _ in range(draw(st.integers(0, 12))):
        subject, predicate, graph = iri(draw(THINGS)), iri(draw(PREDICATES)), draw(st.sampled_from(GRAPHS))
        value = draw(THINGS.map(iri) | LITERALS)
        found.add((subject, predicate, value, graph))
        if draw(st.booleans()):
            found.add((subject, RDF_TYPE, iri(draw(st.sampled_from(sorted(SCHEMA.classes)))), graph))
    return sorted(found)


def without_graphs(found: Iterable[Quad]) -> set[Quad]:
    return {(s, p, o, "") for s, p, o, _ in found}


def read_by_rdflib(text: str, form: str) -> set[Quad]:
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():  # rdflib's own parsers use what rdflib calls deprecated
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=text, format=RDFLIB.get(form, form), publicID="http://nowhere.invalid/")
        found = [(s, p, o, str(g)) for s, p, o, g in dataset.quads()]
    return {(iri(str(s)), iri(str(p)), term_of(o), iri(g) if FORMATS[form].dataset else "") for s, p, o, g in found}


def term_of(node: Any) -> str:
    if isinstance(node, rdflib.Literal):
        return literal(str(node), str(node.datatype or ""), node.language or "")
    return iri(str(node))


def text_in(found: list[Quad], form: str) -> str:
    return "".join(export(found, form))


@pytest.fixture(autouse=True)
def _literals_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """rdflib changes `05` into `5` on reading unless told not to."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@settings(deadline=None, max_examples=150)
@given(quads())
def test_oxigraph_reads_back_what_was_written(found: list[Quad]) -> None:
    for form, known in FORMATS.items():
        if fits(found, form):
            again = set(parse(text_in(found, form).encode(), ENGINE.get(form, form)))
            assert again == (set(found) if known.dataset else without_graphs(found)), form


@settings(deadline=None, max_examples=60)
@given(quads())
def test_rdflib_reads_back_what_was_written(found: list[Quad]) -> None:
    for form, known in FORMATS.items():
        if fits(found, form):
            again = read_by_rdflib(text_in(found, form), form)
            assert again == (set(found) if known.dataset else without_graphs(found)), form


@pytest.mark.parametrize("form", FORMATS)
def test_the_ontology_survives_every_format(form: str) -> None:
    found = [
        quad for path in modules("ontology") for quad in parse(path.read_bytes(), "ttl", graph=data("graph/ontology"))
    ]
    again = set(parse(text_in(found, form).encode(), ENGINE.get(form, form)))
    assert again == (set(found) if FORMATS[form].dataset else without_graphs(found))


# How it reads


CLAIM, QUOTE = iri(data("claim/c4f7kq")), iri(data("claim/c4f7kq/quote-1"))
SMALL = [
    (CLAIM, iri(CT + "stance"), iri(CT + "alleged"), GRAPHS[1]),
    (CLAIM, RDF_TYPE, iri(CT + "Claim"), GRAPHS[1]),
    (CLAIM, iri(PREFIXES["prov"] + "wasAttributedTo"), iri(data("nam")), GRAPHS[1]),
    (CLAIM, iri(CT + "passage"), QUOTE, GRAPHS[1]),
    (QUOTE, iri(PREFIXES["oa"] + "exact"), literal("about 20,000"), GRAPHS[1]),
    (iri(data("nam")), iri(PREFIXES["rdfs"] + "label"), literal("NAM", language="en"), GRAPHS[0]),
    (iri(data("nam")), iri(PREFIXES["rdfs"] + "label"), literal("НАМ", language="uk"), GRAPHS[0]),
    (iri(data("children")), iri(CT + "statedCount"), literal("2150", XSD + "nonNegativeInteger"), GRAPHS[0]),
    (iri(data("children")), iri(CT + "unnamed"), literal("true", XSD + "boolean"), GRAPHS[0]),
]

TRIG = """\
@base <https://w3id.org/child-transfer/id/> .
@prefix ct: <https://w3id.org/child-transfer/ns#> .
@prefix kg: <https://w3id.org/child-transfer/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<graph/register> {

    kg:children ct:statedCount "2150"^^xsd:nonNegativeInteger ;
        ct:unnamed true .

    kg:nam rdfs:label "NAM"@en,
            "НАМ"@uk .
}

<graph/source/seed-article> {

    <claim/c4f7kq> a ct:Claim ;
        prov:wasAttributedTo kg:nam ;
        ct:passage <claim/c4f7kq/quote-1> ;
        ct:stance ct:alleged .

    <claim/c4f7kq/quote-1> oa:exact "about 20,000" .
}
"""


def test_trig_is_sorted_compact_and_readable() -> None:
    assert text_in(SMALL, "trig") == TRIG


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_quads_changes_no_byte(form: str) -> None:
    assert text_in(SMALL, form) == text_in(SMALL[::-1] + SMALL, form)


def test_a_prefix_that_nothing_uses_is_not_declared() -> None:
    for form in ("ttl", "trig", "jsonld", "rdfxml"):
        assert "owl#" not in text_in(SMALL, form)
    assert "@prefix" not in text_in([("<http://e.org/a>", RDF_TYPE, "<http://e.org/B>", GRAPHS[0])], "ttl")


def test_a_triple_of_two_graphs_stands_once_in_a_format_without_graphs() -> None:
    twice = [SMALL[0], (*SMALL[0][:3], GRAPHS[0])]
    assert text_in(twice, "nt").count("\n") == 1
    assert text_in(twice, "ttl").count("ct:stance") == 1


def test_nquads_are_the_canonical_bytes_of_the_build() -> None:
    assert text_in(SMALL, "nq").encode() == write(SMALL)


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_of_nothing_is_a_valid_file(form: str) -> None:
    assert parse(text_in([], form).encode(), ENGINE.get(form, form)) == []


# JSON-LD


def test_jsonld_speaks_the_words_of_the_data_files() -> None:
    document = json.loads(text_in(SMALL, "jsonld"))
    register, source = document["@graph"]
    children, nam = register["@graph"]
    claim, quote = source["@graph"]
    assert claim == {
        "@id": "kg:claim/c4f7kq",
        "@type": "ct:Claim",
        "claimant": "kg:nam",
        "quote": "kg:claim/c4f7kq/quote-1",
        "stance": "ct:alleged",
    }
    assert (quote["exact"], children["statedCount"], children["unnamed"]) == ("about 20,000", 2150, True)
    assert nam["label"] == [{"@value": "NAM", "@language": "en"}, {"@value": "НАМ", "@language": "uk"}]


def test_the_context_holds_the_used_terms_with_the_types_of_their_ranges() -> None:
    context = json.loads(text_in(SMALL, "jsonld"))["@context"]
    assert context["statedCount"] == {"@id": "ct:statedCount", "@type": "xsd:nonNegativeInteger"}
    assert context["claimant"] == {"@id": "prov:wasAttributedTo", "@type": "@id"}
    assert context["exact"] == "oa:exact"
    assert "hedge" not in context


def test_no_two_properties_share_a_term() -> None:
    every = [(CLAIM, iri(prop), CLAIM, GRAPHS[0]) for prop in SCHEMA.properties]
    context = json.loads(text_in(every, "jsonld"))["@context"]
    terms = [
        entry if isinstance(entry, str) else entry["@id"] for name, entry in context.items() if name not in PREFIXES
    ]
    assert len(terms) == len(set(terms)) > 100


def test_an_address_that_looks_like_a_prefixed_name_stays_itself() -> None:
    place = (iri(data("minsk")), iri(CT + "url"), "<geo:53.9,27.5>", GRAPHS[0])
    shape = (
        iri(data("minsk")),
        iri(PREFIXES["geo"] + "asWKT"),
        literal("POINT(27.5 53.9)", PREFIXES["geo"] + "wktLiteral"),
        GRAPHS[0],
    )
    assert set(parse(text_in([place, shape], "jsonld").encode(), "jsonld")) == {place, shape}


def test_a_property_of_mixed_values_has_no_one_type() -> None:
    assert coercion(SCHEMA.properties[PREFIXES["rdfs"] + "label"], SCHEMA) == ""


# RDF/XML


def test_rdfxml_refuses_a_property_that_xml_cannot_name() -> None:
    with pytest.raises(InputError, match="no way to write the property"):
        text_in([(CLAIM, "<http://e.org/1>", CLAIM, GRAPHS[0])], "rdfxml")


def test_rdfxml_refuses_a_text_that_xml_cannot_hold() -> None:
    with pytest.raises(InputError, match=r"claim/c4f7kq: XML cannot hold U\+0007 in ct:hedge"):
        text_in([(CLAIM, iri(CT + "hedge"), literal("a\x07"), GRAPHS[0])], "rdfxml")


# Which graphs


KNOWN = [text_of(graph) for graph in GRAPHS]


def test_formats_without_graphs_leave_the_ontology_and_what_follows_from_it_out() -> None:
    assert choose(KNOWN, [], dataset=True) == sorted(KNOWN)
    left = [graph.removeprefix(data("graph/")) for graph in choose(KNOWN, [], dataset=False)]
    assert left == ["columns", "register", "source/seed-article"]
    assert choose(KNOWN, ["ontology"], dataset=False) == [data("graph/ontology")]


@pytest.mark.parametrize("name", ["source", "source/seed-article", "kg:graph/source/seed-article", KNOWN[1]])
def test_a_graph_goes_by_several_names(name: str) -> None:
    assert choose(KNOWN, [name], dataset=False) == [KNOWN[1]]


def test_an_unknown_graph_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match=r"(?s)no graph is called `registr`.*did you mean `register`\?"):
        choose(KNOWN, ["registr"], dataset=True)


def test_an_unknown_format_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(UsageError, match=r"(?s)`trigs`.*did you mean `trig`\?"):
        export(SMALL, "trigs")


# The build and the command


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with a hand-made build."""
    (tmp_path / "build").mkdir()
    (tmp_path / "kg.yaml").write_text("title: a case\n")
    odd = (CLAIM, iri(CT + "hedge"), literal("one\u2028two \x85 . <x>"), GRAPHS[1])
    content = write([*SMALL, odd, (iri(CT + "Claim"), RDF_TYPE, iri(PREFIXES["owl"] + "Class"), GRAPHS[2])])
    manifest = {
        "graph": {"file": "graph.nq", "sha256": hashlib.sha256(content).hexdigest()},
        "graphs": {text_of(graph): 1 for graph in GRAPHS[:3]},
    }
    (tmp_path / "build" / "graph.nq").write_bytes(content)
    (tmp_path / "build" / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def test_the_quads_come_from_the_canonical_file(case: Path) -> None:
    content = (case / "build" / "graph.nq").read_bytes()
    assert write(built(case)) == content
    assert {quad[3] for quad in built(case, dataset=False)} == set(GRAPHS[:2])


def test_a_file_that_the_build_did_not_write_is_not_exported(case: Path) -> None:
    path = case / "build" / "graph.nq"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(BuildError, match="not the one that the build wrote"):
        built(case)
    path.unlink()
    with pytest.raises(BuildError, match="cannot be read"):
        built(case)


def test_a_case_without_a_build_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="kg build"):
        built(tmp_path)


class Done(NamedTuple):
    returncode: int
    stdout: bytes
    stderr: bytes


Kg = Callable[..., Done]


@pytest.fixture
def kg(case: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Kg:
    """`kg export` on the case: words → status and what was printed."""

    def run(*words: str) -> Done:
        status = main(["-C", str(case), "export", *words])
        return Done(status, *capsysbinary.readouterr())

    return run


def test_the_command_writes_to_stdout_and_to_files(kg: Kg, case: Path, tmp_path: Path) -> None:
    shown = kg("--format", "nq")
    assert (shown.returncode, shown.stdout) == (0, (case / "build" / "graph.nq").read_bytes())
    saved = kg("-o", str(tmp_path / "case.ttl"))
    assert (saved.returncode, saved.stdout) == (0, b"")
    assert b"wrote" in saved.stderr
    assert "<claim/c4f7kq> a ct:Claim ;" in (tmp_path / "case.ttl").read_text("utf-8")
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-f", "turtle"], "no RDF format is called `turtle`"),
        (["-g", "sources"], "no graph is called `sources`"),
        (["-o", "case.doc"], "case.doc does not say which format it is"),
        (["-o", "nowhere/case.ttl"], "nowhere/case.ttl cannot be written: No such file or directory"),
        (["-f", "ttl", "-o", "."], ". is a folder"),
    ],
)
def test_the_command_refuses_with_a_remedy(kg: Kg, words: list[str], message: str) -> None:
    done = kg(*words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()
    assert "remedy:" in done.stderr.decode()


def test_the_format_follows_from_the_name_of_the_file() -> None:
    assert [format_of(f"a{ending}") for form in FORMATS.values() for ending in form.endings] == [
        name for name, form in FORMATS.items() for _ in form.endings
    ]
