"""Which graphs a query reads.

Without FROM it is the union of all graphs. `FROM` and `FROM NAMED` name our own graphs and become an explicit dataset:
an engine that is asked for the union ignores them, and one that knows no such graph answers with nothing, which reads
like a finding. So a graph that does not exist is an error here.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.query.places import fault
from kg.query.prefixes import OURS
from kg.schema import did_you_mean
from kg.store import UNION, Dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.prefixes import Names
    from kg.query.tokens import Token

# Graphs of every case: one that holds nothing yet is empty, not unknown.
ALWAYS = ("ontology", "register", "law", "judgements", "identity", "propositions", "columns", "inferred")
POLICIES = Path(__file__).resolve().parent.parent / "policies"


def dataset(text: str, found: list[Token], names: Names, graphs: Callable[[], list[str]], name: str = "") -> Dataset:
    """The dataset that the query's FROM clauses ask for; `graphs` gives the names of the graphs in the store.

    Raises QueryError at a graph, after FROM or GRAPH, that the case does not have.
    """
    default, named = [], []
    for index, token in enumerate(found):
        follows = [*found[index + 1 : index + 3], None, None]
        if token.says("FROM") and follows[0] and follows[0].says("NAMED"):
            named += _graph(follows[1], names)
        elif token.says("FROM"):
            default += _graph(follows[0], names)
        elif token.says("GRAPH"):
            _known(text, _graph(follows[0], names), graphs, name)
    _known(text, default + named, graphs, name)
    if not default and not named:
        return UNION
    return Dataset(tuple(iri for iri, _ in default), tuple(iri for iri, _ in named))


def _graph(token: Token | None, names: Names) -> list[tuple[str, Token]]:
    """The graph that a token names; nothing for a variable or what the engine will refuse."""
    return [(names.iri(token), token)] if token and token.kind in {"iri", "name"} else []


def _known(text: str, asked: list[tuple[str, Token]], graphs: Callable[[], list[str]], name: str) -> None:
    if not asked:
        return
    known = {*graphs(), *_constant()}
    for iri, token in asked:
        if iri not in known:
            shown = [short(graph) for graph in sorted(known)]
            guess = did_you_mean(short(iri), shown)
            remedy = f"{guess}; " if guess else ""
            remedy += f"this case has {', '.join(shown)}"
            raise fault(f"no graph is called {short(iri)}", text, token, name=name, remedy=remedy)


@lru_cache(maxsize=1)
def _constant() -> frozenset[str]:
    views = (f"{OURS['view']}{path.stem}" for path in POLICIES.glob("*.rq"))
    return frozenset({*(OURS["graph"] + each for each in ALWAYS), *views})


def short(graph: str) -> str:
    """A graph's name as one writes it in a query.

    >>> short("https://w3id.org/child-transfer/id/graph/view/reported")
    'view:reported'
    """
    for prefix in ("view", "source", "graph"):
        if graph.startswith(OURS[prefix]):
            return f"{prefix}:{graph[len(OURS[prefix]) :]}"
    return f"<{graph}>"
