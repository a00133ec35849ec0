"""CSV for Neo4j with the script that loads it: `cypher-shell < load.cypher`, or `neo4j-admin database import`.

The items of a list are parted by U+001F, which no value holds (the flattening strips it), where a semicolon could not
be told from one inside a name. Each label and type has a statement of its own, since Cypher before 5.26 takes none from
data. Every node is also a Thing, so that edges find their ends by one index.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.network import style
from kg.network.formats.base import Format
from kg.network.formats.spelling import edge_type, node_label, types
from kg.network.values import Kind, Value, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.network.flatten import Edge, Network, Node

UNIT = "\x1f"
TYPES = types("string[]")
READ = {
    Kind.TEXT: "{0}",
    Kind.TRUTH: "toBoolean({0})",
    Kind.WHOLE: "toInteger({0})",
    Kind.NUMBER: "toFloat({0})",
    Kind.TEXTS: "split({0}, '\\u001F')",
}
NODE = {"label": Kind.TEXT, "x": Kind.NUMBER, "y": Kind.NUMBER}
EDGE = {"id": Kind.TEXT, "label": Kind.TEXT, "kind": Kind.TEXT, "weight": Kind.NUMBER}
EVERY = "Thing"
ID, LABEL, START, END, TYPE = "id:ID", ":LABEL", ":START_ID", ":END_ID", ":TYPE"
EMPTY = "lists without an item, left out"
_NOT_IN_NAMES = re.compile(r"[:\\`\s]")  # a colon begins a type; Cypher reads \u0060 as a backtick, even inside of two
HEAD = """// {nodes} nodes and {edges} edges. Put nodes.csv and edges.csv into the import folder of Neo4j, then:
//   cypher-shell < load.cypher
// or, into an empty database:
//   neo4j-admin database import full --array-delimiter=U+001F --multiline-fields=true \\
//     --nodes=nodes.csv --relationships=edges.csv
"""


class Neo4j(Format):
    """`nodes.csv`, `edges.csv` and `load.cypher` in a folder; on stdout the script alone."""

    name = "neo4j"
    suffix = ""
    summary = "CSV for Neo4j's import, with a script that loads it: a folder with -o"
    own_node = frozenset({"id", *NODE})
    own_edge = frozenset({"source", "target", *EDGE})
    in_folder = True

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {
            "load.cypher": self._script(network),
            "nodes.csv": self._nodes(network),
            "edges.csv": self._edges(network),
        }

    def spell(self, name: str) -> str:
        return _NOT_IN_NAMES.sub("_", name)

    def notes(self, network: Network) -> list[str]:
        tables: tuple[Sequence[Node | Edge], ...] = (network.nodes, network.edges)
        empty = sum(value == [] for rows in tables for row in rows for value in row.values.values())
        return [*super().notes(network), *([f"{empty} {EMPTY}"] if empty else [])]

    def _node_kinds(self, network: Network) -> dict[str, Kind]:
        names = self.node_names(network)
        return NODE | {names[name]: kind for name, kind in network.node_columns.items()}

    def _edge_kinds(self, network: Network) -> dict[str, Kind]:
        names = self.edge_names(network)
        return EDGE | {names[name]: kind for name, kind in network.edge_columns.items()}

    def _nodes(self, network: Network) -> Iterator[str]:
        yield _row([ID, LABEL, *_headed(self._node_kinds(network))])
        for node in network.nodes:
            values = (node.values.get(name) for name in network.node_columns)
            x, y = network.positions.get(node.id, (None, None))
            yield _row([node.id, [EVERY, node_label(node)], node.label, x, y, *values])

    def _edges(self, network: Network) -> Iterator[str]:
        yield _row([START, END, TYPE, *_headed(self._edge_kinds(network))])
        for edge in network.edges:
            drawn: list[Value | None] = [edge.id, edge.label, edge.kind, style.weight(edge)]
            values = (edge.values.get(name) for name in network.edge_columns)
            yield _row([edge.source, edge.target, edge_type(edge), *drawn, *values])

    def _script(self, network: Network) -> Iterator[str]:
        yield HEAD.format(nodes=len(network.nodes), edges=len(network.edges))
        for name, value in self.about(network).items():
            yield f"// {_line(name)}: {_line(as_text(value))}\n"
        nodes, edges = _set("n", self._node_kinds(network)), _set("r", self._edge_kinds(network))
        yield f"\nCREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:{EVERY}) REQUIRE n.id IS UNIQUE;\n"
        for label in sorted({node_label(node) for node in network.nodes}):
            yield "\n" + _loaded("nodes", LABEL, f"{EVERY}\\u001F{label}")
            yield f"  MERGE (n:{EVERY} {{id: row.{_name(ID)}}})\n  SET n:{_name(label)},\n      {nodes};\n"
        for kind in sorted({edge_type(edge) for edge in network.edges}):
            yield "\n" + _loaded("edges", TYPE, kind)
            for end, column in (("a", START), ("b", END)):
                yield f"  MATCH ({end}:{EVERY} {{id: row.{_name(column)}}})\n"
            yield f"  MERGE (a)-[r:{_name(kind)} {{id: row.{_name('id:string')}}}]->(b)\n  SET {edges};\n"


def _headed(kinds: Mapping[str, Kind]) -> list[str]:
    return [_column(name, kind) for name, kind in kinds.items()]


def _column(name: str, kind: Kind) -> str:
    return f"{name}:{TYPES[kind]}"


def _loaded(file: str, column: str, value: str) -> str:
    return f"LOAD CSV WITH HEADERS FROM 'file:///{file}.csv' AS row\n  WITH row WHERE row.{_name(column)} = '{value}'\n"


def _set(thing: str, kinds: Mapping[str, Kind]) -> str:
    read = (
        f"{thing}.{_name(name)} = {READ[kind].format(f'row.{_name(_column(name, kind))}')}"
        for name, kind in kinds.items()
    )
    return ",\n      ".join(read)


def _name(text: str) -> str:
    """The text as a name of Cypher; `spell` keeps backticks out of it."""
    return f"`{text}`"


def _line(text: str) -> str:
    """The text in one line: a line end would end a comment, and begin a command."""
    return " ".join(text.split())


def _row(cells: Iterable[Value | None]) -> str:
    return ",".join(map(_cell, cells)) + "\n"


def _cell(value: Value | None) -> str:
    """A cell: texts and lists are quoted, so that an empty one differs from none."""
    if value is None or value == []:
        return ""
    if isinstance(value, (str, list)):
        text = value if isinstance(value, str) else UNIT.join(value)
        return '"' + text.replace('"', '""') + '"'
    return as_text(value)
