"""Which graphs a query reads, and the names it may use without declaring them."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.dataset import ALWAYS
from tests.asking import CLAIMS, rows

C1, C2, C3 = ("claim:c1",), ("claim:c2",), ("claim:c3",)


def test_without_from_all_graphs_are_read() -> None:
    assert rows(CLAIMS) == [C1, C2, C3]
    assert rows("SELECT ?claim WHERE { GRAPH ?any { ?claim a ct:Claim } } ORDER BY ?claim") == [C1, C2, C3]


def test_from_narrows_and_several_add_up() -> None:
    assert rows("SELECT ?claim FROM source:letter WHERE { ?claim a ct:Claim }") == [C3]
    both = "SELECT ?claim FROM source:letter\nFROM source:paper WHERE { ?claim a ct:Claim } ORDER BY ?claim"
    assert rows(both) == [C1, C2, C3]


def test_from_alone_leaves_nothing_to_graph() -> None:
    assert rows("SELECT ?c FROM source:letter WHERE { GRAPH ?g { ?c a ct:Claim } }") == []


def test_from_named_is_read_by_graph_alone() -> None:
    query = "SELECT ?c ?g FROM NAMED source:letter WHERE { GRAPH ?g { ?c a ct:Claim } }"
    assert rows(query) == [("claim:c3", "source:letter")]
    assert rows("SELECT ?c FROM NAMED source:letter WHERE { ?c a ct:Claim }") == []


def test_both_kinds_together() -> None:
    query = """SELECT ?c ?label FROM graph:register FROM NAMED source:letter
        WHERE { GRAPH source:letter { ?c prov:wasAttributedTo ?who } ?who rdfs:label ?label }"""
    assert rows(query) == [("claim:c3", '"the agency"@en')]


def test_a_graph_may_be_named_in_full_or_against_the_base() -> None:
    for name in ("<https://w3id.org/child-transfer/id/graph/source/letter>", "<graph/source/letter>", "g:letter"):
        prefix = "PREFIX g: <https://w3id.org/child-transfer/id/graph/source/>\n"
        assert rows(f"{prefix}SELECT ?claim FROM {name} WHERE {{ ?claim a ct:Claim }}") == [C3]  # noqa: S608


def test_a_view_is_read_by_its_policy() -> None:
    assert rows("ASK FROM view:reported { ?s ?p ?o }") == []
    assert rows("SELECT ?s FROM view:reported { ?s ct:date ?o }") == [("kg:edge",)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM source:papers WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED source:papers WHERE { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * WHERE { GRAPH source:papers { ?s ?p ?o } }",
        "ASK FROM <graph/source/papers> { ?s ?p ?o }",
    ],
)
def test_an_unknown_graph_is_an_error_that_lists_the_known(query: str) -> None:
    with pytest.raises(QueryError, match="no graph is called source:papers") as caught:
        rows(query)
    assert "did you mean `source:paper`?" in caught.value.remedy
    assert "graph:register" in caught.value.remedy
    assert caught.value.where.startswith("query:1:")


@pytest.mark.parametrize("name", ALWAYS)
def test_graphs_of_every_case_may_be_empty(name: str) -> None:
    assert isinstance(rows(f"SELECT * FROM graph:{name} WHERE {{ ?s ?p ?o }}"), list)  # noqa: S608


def test_a_variable_or_a_path_after_from_is_the_engine_s_to_refuse() -> None:
    with pytest.raises(QueryError, match="does not parse"):
        rows("SELECT * FROM ?g WHERE { ?s ?p ?o }")


def test_a_prefix_of_the_query_goes_before_ours() -> None:
    assert rows("PREFIX ct: <http://e/> SELECT ?c { ?c a ct:Claim }") == []


def test_an_undeclared_prefix_is_told_with_its_place() -> None:
    with pytest.raises(QueryError, match="nothing is declared for the prefix `provv:`") as caught:
        rows("SELECT ?c\n{ ?c provv:wasAttributedTo ?who }")
    assert caught.value.where == "query:2:6"
    assert "`prov`" in caught.value.remedy
    assert caught.value.message.endswith("       ^")


def test_a_term_the_ontology_does_not_have_is_an_error() -> None:
    with pytest.raises(QueryError, match="no term ct:stanse") as caught:
        rows("SELECT ?c { ?c ct:stanse ct:denied }")
    assert "`stance`" in caught.value.remedy


def test_so_is_one_under_a_prefix_that_the_query_declares_itself() -> None:
    declared = "PREFIX t: <https://w3id.org/child-transfer/ns#>"
    with pytest.raises(QueryError, match="no term ct:stanse"):
        rows(f"{declared} SELECT ?c {{ ?c t:stanse t:denied }}")
    with pytest.raises(QueryError, match="no term ct:stanse"):
        rows("BASE <https://w3id.org/child-transfer/ns#> SELECT ?c { ?c <#stanse> <#denied> }")


def test_a_term_in_full_is_held_to_the_ontology_too() -> None:
    with pytest.raises(QueryError, match="no term ct:stanse"):
        rows("SELECT ?c { ?c <https://w3id.org/child-transfer/ns#stanse> ?x }")


def test_local_names_may_escape_and_relative_iris_have_a_base() -> None:
    assert rows(r"SELECT ?c { VALUES ?c { kg:claim\/c1 } ?c a ct:Claim }") == [C1]
    assert rows("SELECT ?who { VALUES ?who { <minister> } ?who rdfs:label ?x FILTER(LANG(?x) = 'en') }") == [
        ("kg:minister",)
    ]
    assert rows("BASE <https://w3id.org/child-transfer/id/claim/> SELECT ?c { VALUES ?c { <c1> } ?c a ct:Claim }") == [
        C1
    ]
