"""Parquet for pandas, DuckDB, R and Spark: the tables as they are, typed, lists as lists.

`pyarrow` is large and few need it, so it is not installed with kg; it is imported when the file is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import EngineError
from kg.network.formats.base import Format
from kg.network.formats.spelling import text
from kg.network.values import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.network.flatten import Network
    from kg.network.values import Value

HEAD_NODE = ("id", "label")
HEAD_EDGE = ("source", "target", "id", "kind", "label")
SPOT = ("x", "y")
Columns = dict[str, tuple[Kind, "list[Value | None]"]]


class Parquet(Format):
    """`edges.parquet` and `nodes.parquet` in a folder; on stdout the edges alone."""

    name = "parquet"
    suffix = ""
    summary = "Parquet tables for pandas, DuckDB and R: a folder with -o, the edges alone on stdout"
    own_node = frozenset({*HEAD_NODE, *SPOT})
    own_edge = frozenset(HEAD_EDGE)
    in_folder = True

    def files(self, network: Network, stem: str) -> dict[str, Iterator[bytes]]:
        return {
            "edges.parquet": self._write(network, self._edges(network)),
            "nodes.parquet": self._write(network, self._nodes(network)),
        }

    def _nodes(self, network: Network) -> Columns:
        spots = [network.positions.get(node.id) for node in network.nodes]
        columns: Columns = {name: (Kind.TEXT, [getattr(node, name) for node in network.nodes]) for name in HEAD_NODE}
        for axis, name in enumerate(SPOT if network.positions else ()):
            columns[name] = (Kind.NUMBER, [spot[axis] if spot else None for spot in spots])
        names = self.node_names(network)
        for name, kind in network.node_columns.items():
            columns[names[name]] = (kind, [node.values.get(name) for node in network.nodes])
        return columns

    def _edges(self, network: Network) -> Columns:
        columns: Columns = {name: (Kind.TEXT, [getattr(edge, name) for edge in network.edges]) for name in HEAD_EDGE}
        names = self.edge_names(network)
        for name, kind in network.edge_columns.items():
            columns[names[name]] = (kind, [edge.values.get(name) for edge in network.edges])
        return columns

    def _write(self, network: Network, columns: Columns) -> Iterator[bytes]:
        about = {name: value if isinstance(value, str) else text(value) for name, value in self.about(network).items()}
        yield _parquet(columns, about)


def _parquet(columns: Columns, about: dict[str, str]) -> bytes:
    arrow, parquet = _library()
    types = {
        Kind.TEXT: arrow.string(),
        Kind.TRUTH: arrow.bool_(),
        Kind.WHOLE: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.TEXTS: arrow.list_(arrow.string()),
    }
    fields = [arrow.field(name, types[kind]) for name, (kind, _) in columns.items()]
    arrays: Sequence[Any] = [arrow.array(values, types[kind]) for kind, values in columns.values()]
    stream = arrow.BufferOutputStream()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata=about)), stream)
    whole: bytes = stream.getvalue().to_pybytes()
    return whole


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise EngineError("parquet needs pyarrow, which is not installed", remedy="pip install pyarrow") from None
    return pa, parquet
