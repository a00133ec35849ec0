"""Quads on disk or in memory, read by pattern or by SPARQL.

Every graph is named. A query without a dataset of its own reads the union of all graphs, which is sound because no
triple stands in two of them; it never leans on what an engine takes for its default graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import pyoxigraph as ox

from kg.errors import BuildError, EngineError, QueryError
from kg.store.faults import data_fault, query_fault
from kg.store.terms import named, node, term, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kg.quads import Quad

CHUNK = 128 * 1024 * 1024  # bytes, about a million lines: ten million quads in one go peak at 2.2 GB, so cut at 1.2 GB
TRIPLE = ("subject", "predicate", "object")


class Dataset(NamedTuple):
    """Graphs to read, as bare IRIs: the triples to match, and what GRAPH may name. None is all of them."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


UNION = Dataset()


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gives. Rows hold N-Triples texts in the order of `columns`, None where a variable is unbound.

    A `construct` has the columns subject, predicate, object; an `ask` has no columns and its answer in `truth`.
    Rows come as they are found: reading one may take long, and raises EngineError where the engine fails.
    """

    kind: Literal["select", "ask", "construct"]
    columns: tuple[str, ...]
    rows: Iterator[tuple[str | None, ...]]
    truth: bool = False


class Store:
    """A set of quads; make one with `memory`, `create` or `open`."""

    def __init__(self, engine: ox.Store) -> None:
        self._held: ox.Store | None = engine

    @classmethod
    def memory(cls) -> Store:
        """An empty store in memory."""
        return cls(ox.Store())

    @classmethod
    def create(cls, path: Path) -> Store:
        """A new store in a folder that is empty or not there yet; raises OSError where it cannot be written."""
        if path.exists() and any(path.iterdir()):
            raise BuildError(f"{path} is not empty", remedy="write the store into a new folder")
        return cls(ox.Store(path))

    @classmethod
    def open(cls, path: Path) -> Store:
        """An existing store, for reading only; raises BuildError where there is none or it is damaged."""
        try:
            return cls(ox.Store.read_only(str(path)))
        except (OSError, RuntimeError) as error:
            raise BuildError(f"no readable store in {path}", remedy="run `kg build`") from error

    @property
    def _engine(self) -> ox.Store:
        if self._held is None:
            raise EngineError("the store is closed")
        return self._held

    def close(self) -> None:
        """Write everything out and let go of the folder; the store is of no use afterwards."""
        if self._held is not None:
            self._held = None  # the engine has no close: the folder is free when its last reference goes

    def load(self, nquads: bytes) -> None:
        """Add N-Quads, in chunks that bound the memory used; raises InputError where a line is not well-formed."""
        start = 0
        while start < len(nquads):
            end = len(nquads) if len(nquads) - start <= CHUNK else nquads.rfind(b"\n", start, start + CHUNK) + 1
            end = end if end > start else len(nquads)
            try:
                self._engine.bulk_load(nquads[start:end], ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise data_fault(error) from error
            except RuntimeError as error:
                raise EngineError("a store that was opened for reading takes no quads") from error
            start = end

    def __len__(self) -> int:
        return len(self._engine)

    def graphs(self) -> list[str]:
        """The names of all graphs that hold a quad, as bare IRIs, sorted."""
        return sorted(graph.value for graph in self._engine.named_graphs())

    def quads(self, s: str = "", p: str = "", o: str = "", g: str = "") -> Iterator[Quad]:
        """The quads that match; an empty text matches every term. Order is the engine's."""
        predicate = named(p) if p else None
        pattern = (node(s) if s else None, predicate, term(o) if o else None, node(g) if g else None)
        return map(text, self._engine.quads_for_pattern(*pattern))

    def pairs(self, prop: str, graph: str) -> Iterator[tuple[str, str]]:
        """Subject and object of every quad with the property in one graph, all as terms, in the engine's order."""
        found = self._engine.quads_for_pattern(None, named(prop), None, node(graph))
        return ((str(quad.subject), str(quad.object)) for quad in found)

    def select(self, query: str, prefixes: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
        """Rows of a SELECT over the union of all graphs, as column → term; unbound columns are left out."""
        result = self.evaluate(query, prefixes=prefixes)
        if result.kind != "select":
            raise QueryError("a SELECT is wanted here", remedy="ask for columns: SELECT ?claim WHERE { … }")
        for row in result.rows:
            yield {name: value for name, value in zip(result.columns, row, strict=True) if value is not None}

    def evaluate(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        base: str | None = None,
        dataset: Dataset = UNION,
    ) -> Result:
        """Evaluate a query as it stands: no time limit, no refusals (those are `kg.query`'s).

        Raises SyntaxFault where it does not parse, EngineError where the engine cannot evaluate it.
        """
        graphs = [ox.NamedNode(name) for name in dataset.default or ()]
        named: list[ox.NamedNode | ox.BlankNode] | None = None
        if dataset.named is not None:
            named = [ox.NamedNode(name) for name in dataset.named]
        try:
            found = self._engine.query(
                query,
                prefixes=dict(prefixes or {}),
                base_iri=base,
                use_default_graph_as_union=dataset.default is None,
                default_graph=None if dataset.default is None else [*graphs],
                named_graphs=named,
            )
        except SyntaxError as error:
            raise query_fault(error) from error
        except UnicodeEncodeError as error:
            raise QueryError("bytes that are no UTF-8 stand in the query", remedy="write it as UTF-8") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(f"the engine cannot evaluate the query: {error}") from error
        return _result(found)


def _result(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
    if isinstance(found, ox.QueryBoolean):
        return Result("ask", (), iter(()), bool(found))
    if isinstance(found, ox.QueryTriples):
        return Result("construct", TRIPLE, _guarded((str(t.subject), str(t.predicate), str(t.object)) for t in found))
    columns = tuple(variable.value for variable in found.variables)
    return Result("select", columns, _guarded(tuple(v if v is None else str(v) for v in row) for row in found))


def _guarded(rows: Iterator[tuple[str | None, ...]]) -> Iterator[tuple[str | None, ...]]:
    """The rows, with an engine's failure in mid-way told as one."""
    try:
        yield from rows
    except (OSError, RuntimeError) as error:
        raise EngineError(f"the engine failed while evaluating the query: {error}") from error
