"""DOT for Graphviz: `neato -n2` draws it where the positions are, `dot` anew.

Every id is quoted, since pydot and others part an IRI at its colon. In a quoted text only `"` is escaped and a
backslash before it cannot be told from an escape, so each backslash is doubled, which is how labels are read anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network import style
from kg.network.formats.base import Format
from kg.network.values import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.network.flatten import Edge, Network, Node
    from kg.network.values import Value

HEAD = """graph [layout="neato", outputorder="edgesfirst"];
node [shape="ellipse", style="filled", fontname="sans-serif", fontsize="12", fixedsize="shape"];
edge [fontname="sans-serif", fontsize="10"];
"""
INCH = 72.0  # points, in which positions are given; widths are in inches
# What Graphviz takes for an instruction: https://graphviz.org/doc/info/attrs.html
BOTH = """
class color colorscheme comment fillcolor fontcolor fontname fontsize gradientangle href id label layer margin name
nojustify penwidth pos shape style target tooltip url xlabel xlp
"""
NODE = """
area distortion fixedsize group height image imagepos imagescale labelloc ordering orientation peripheries pin rects
regular root samplepoints shapefile showboxes sides skew sortv vertices width z
"""
EDGE = """
arrowhead arrowsize arrowtail constraint decorate dir edgehref edgetarget edgetooltip edgeurl head head_lp headclip
headhref headlabel headport headtarget headtooltip headurl key labelangle labeldistance labelfloat labelfontcolor
labelfontname labelfontsize labelhref labeltarget labeltooltip labelurl len lhead lp ltail minlen samehead sametail
source tail tail_lp tailclip tailhref taillabel tailport tailtarget tailtooltip tailurl weight
"""


class Dot(Format):
    """DOT in one file."""

    name = "dot"
    suffix = ".dot"
    summary = "DOT for Graphviz"
    own_node = frozenset((BOTH + NODE).split())
    own_edge = frozenset((BOTH + EDGE).split())

    def files(self, network: Network, stem: str) -> dict[str, Iterator[str]]:
        return {f"{stem}.dot": self._write(network)}

    def _write(self, network: Network) -> Iterator[str]:
        way, arrow = ("digraph", "->") if network.directed else ("graph", "--")
        node_names, edge_names = self.node_names(network), self.edge_names(network)
        about = {f"about_{name}": value for name, value in self.about(network).items()}
        yield f"{way} {{\n{HEAD}graph{_listed(about)};\n"
        for node in network.nodes:
            values = _drawn_node(node, network.positions.get(node.id)) | _called(node.values, node_names)
            yield f"{quoted(node.id)}{_listed(values)};\n"
        for edge in network.edges:
            values = _drawn_edge(edge) | _called(edge.values, edge_names)
            yield f"{quoted(edge.source)} {arrow} {quoted(edge.target)}{_listed(values)};\n"
        yield "}\n"


def quoted(text: str) -> str:
    r"""The text as an id of DOT.

    >>> print(quoted('a:"b"\\'))
    "a:\"b\"\\"
    """
    doubled = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{doubled}"'


def _called(values: Mapping[str, Value], names: Mapping[str, str]) -> dict[str, Value]:
    return {names[name]: value for name, value in values.items()}


def _listed(values: Mapping[str, Value]) -> str:
    pairs = ", ".join(f"{quoted(name)}={quoted(as_text(value))}" for name, value in values.items())
    return f" [{pairs}]"


def _drawn_node(node: Node, spot: tuple[float, float] | None) -> dict[str, Value]:
    across = style.size(node) / INCH
    drawn: dict[str, Value] = {"id": node.id, "label": _shown(node.label), "fillcolor": style.web(style.colour(node))}
    drawn |= {"width": round(across, 4), "height": round(across, 4)}
    return drawn | {"pos": f"{spot[0]},{spot[1]}"} if spot else drawn


def _drawn_edge(edge: Edge) -> dict[str, Value]:
    line = style.line(edge)
    return {
        "id": edge.id, "label": _shown(edge.kind), "tooltip": _shown(edge.label), "color": style.web(line.colour),
        "style": line.shape, "penwidth": line.width, "weight": style.weight(edge),
    }  # fmt: skip


def _shown(text: str) -> str:
    """The text as a label: Graphviz reads entities there."""
    return text.replace("&", "&amp;")
