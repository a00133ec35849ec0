"""A small graph, written by hand, for the tests that ask questions; and short ways to ask them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kg.quads import XSD, Quad, iri, literal, write
from kg.query import Answer, prepare
from kg.query.formats import Look
from kg.query.formats import write as show
from kg.query.prefixes import OURS
from kg.store import Store, parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TRIG = (
    "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in OURS.items())
    + """
graph:ontology {
  ct:stance rdfs:label "stance"@en . ct:Stance rdfs:label "stance"@en . ct:Claim rdfs:label "claim"@en .
  ct:denied a ct:Stance ; skos:inScheme ct:stances ; skos:prefLabel "denied"@en, "заперечено"@uk .
  ct:announced a ct:Stance ; skos:inScheme ct:stances ; skos:prefLabel "announced"@en .
  ct:announcer a ct:Role ; skos:inScheme ct:roles ; skos:prefLabel "announced"@en ; ct:key "announced" .
  ct:key rdfs:label "key"@en . ct:date rdfs:label "date"@en .
}
graph:register {
  kg:minister rdfs:label "a minister"@en, "міністр"@uk ; skos:altLabel "the minister"@en .
  kg:agency rdfs:label "the agency"@en . kg:other-agency rdfs:label "The Agency"@en .
  kg:nameless skos:notation "N-1" .
}
source:paper {
  claim:c1 a ct:Claim ; ct:stance ct:denied ; prov:wasAttributedTo kg:minister ; ct:date "2023-05-23"^^xsd:date .
  claim:c2 a ct:Claim ; ct:stance ct:announced ; prov:wasAttributedTo kg:agency ; ct:date "2024-01-01"^^xsd:date .
}
source:letter { claim:c3 a ct:Claim ; ct:stance ct:denied ; prov:wasAttributedTo kg:agency . }
view:reported { kg:edge ct:date "2024-01-01"^^xsd:date . }
"""
)
CLAIMS = "SELECT ?claim WHERE { ?claim a ct:Claim } ORDER BY ?claim"


def small() -> Store:
    """The small graph."""
    return holding(parse(TRIG.encode(), "trig"))


def numbers(count: int) -> Store:
    """As many triples, each with a number: enough for a product that never ends."""
    return holding(many(count))


def many(count: int) -> list[Quad]:
    """The quads of `numbers`."""
    predicate, graph = iri(OURS["kg"] + "number"), iri(OURS["graph"] + "register")
    return [(iri(f"{OURS['kg']}n{n}"), predicate, literal(str(n), XSD + "integer"), graph) for n in range(count)]


def holding(quads: Iterable[Quad]) -> Store:
    """A store in memory with these quads."""
    store = Store.memory()
    store.load(write(quads))
    return store


def ask(
    text: str, *words: str, store: Store | None = None, limit: int | None = None, timeout: float | None = None
) -> Answer:
    """An answer to a query, not yet started."""
    held = small() if store is None else store
    return Answer(prepare(text, held, words), held, limit=limit, timeout=timeout)


def rows(text: str, *words: str, store: Store | None = None) -> list[tuple[str | None, ...]]:
    """All rows of the answer, as short terms."""
    with ask(text, *words, store=store) as answer:
        return [tuple(_compact(term) for term in row) for row in answer]


def _compact(term: str | None) -> str | None:
    for prefix in ("claim", "source", "view", "graph", "kg", "ct"):
        if term and term.startswith(f"<{OURS[prefix]}"):
            return f"{prefix}:{term[len(OURS[prefix]) + 1 : -1]}"
    return term


def written(style: str, answer: Answer, look: Look | None = None) -> str:
    """What the answer looks like in a format."""
    out = io.StringIO()
    with answer:
        show(answer, style, out, look or Look())
    return out.getvalue()


def built(root: Path, quads: Iterable[Quad]) -> Path:
    """A case folder whose build holds these quads and nothing else."""
    root.mkdir(exist_ok=True)
    (root / "kg.yaml").write_text("title: A case\nlanguage: en\naudience: public\n", "utf-8")
    (root / "build").mkdir()
    (root / "build" / "manifest.json").write_text("{}\n", "utf-8")
    store = Store.create(root / "build" / "store")
    store.load(write(quads))
    store.close()
    return root
