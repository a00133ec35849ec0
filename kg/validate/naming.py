"""Names for shapes without one: an engine reports a blank node by a label of its own, and no baseline could know that.

An anonymous shape is called after the shape it is part of and the last property of its path, and given a name that is
no address. Order in the file tells apart two that would be called the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.engines.results import SH
from kg.quads import iri, text_of
from kg.schema import shorten
from kg.validate.paths import members, path_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.quads import Quad

    Nodes = Mapping[str, Mapping[str, Sequence[str]]]

ANONYMOUS = "urn:x-kg:shape:"
PARTS = ("property", "node", "not", "qualifiedValueShape")
LISTS = ("and", "or", "xone")


def names(nodes: Nodes) -> dict[str, str]:
    """What each shape is called, by its term: its own IRI shortened, or what it is part of and what it looks along."""
    found = {term: shorten(term[1:-1]) for term in nodes if term.startswith("<")}
    seen: Counter[str] = Counter(found.values())
    todo = [*sorted(found), *(term for term in nodes if term.startswith("_:") and _targeted(nodes[term]))]
    for term in todo:  # grows while it is worked off
        if term not in found:
            found[term] = _fresh("shape", seen)
        for part in parts(nodes.get(term, {}), nodes):
            if part.startswith("_:") and part not in found:
                found[part] = _fresh(f"{found[term]}/{_along(part, nodes)}", seen)
                todo.append(part)
    return found


def parts(node: Mapping[str, Sequence[str]], nodes: Nodes) -> Iterator[str]:
    """The shapes that a shape refers to, in file order."""
    for local in PARTS:
        yield from node.get(f"<{SH}{local}>", ())
    for local in LISTS:
        for head in node.get(f"<{SH}{local}>", ()):
            yield from members(head, nodes)


def with_names(quads: Iterable[Quad], called: Mapping[str, str]) -> list[Quad]:
    """The quads, every anonymous shape in them under an IRI made of its name."""
    new = {term: iri(iri_of(term, name)) for term, name in called.items() if term.startswith("_:")}
    return [(new.get(s, s), p, new.get(o, o), g) for s, p, o, g in quads]


def iri_of(term: str, name: str) -> str:
    """The IRI under which the engines know a shape."""
    return ANONYMOUS + quote(name, safe="") if term.startswith("_:") else text_of(term)


def _targeted(node: Mapping[str, Sequence[str]]) -> bool:
    return any(name.startswith(f"<{SH}target") for name in node)


def _along(term: str, nodes: Nodes) -> str:
    """The last step of a shape's path, without its namespace; for a shape without a path, what it is."""
    path = nodes.get(term, {}).get(f"<{SH}path>")
    step = path_text(path[0], nodes).rstrip(")*+?>") if path else "node"
    return step.replace("#", "/").replace("<", "/").rpartition("/")[2] or "path"


def _fresh(name: str, seen: Counter[str]) -> str:
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"
