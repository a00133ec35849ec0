"""What stands below a drawing: how to read it, and how far it can be trusted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.network import style
from kg.network.picture.measure import width, wrapped
from kg.network.picture.scene import Disc, Stroke, Words
from kg.network.picture.strokes import ROLES
from kg.network.picture.theme import LIGHT, OTHER_TYPE, role_of, themed
from kg.schema import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.network.flatten import Network
    from kg.network.picture.scene import Shape

    Sign = Callable[[float, float], list[Shape]]

SIZE, ROW, GAP, SIGN = 11.0, 20.0, 22.0, 34.0
LINES, SOURCES = 6, 12  # that a paragraph may have; that are named
CAUTION = "A line is what its claimants say, in their stance, and no finding."
LINES_OF = {
    "solid": "put forward",
    "dashed": "denied by somebody",
    "dotted": "a condition, a plan or a doubt only",
}


def legend(network: Network, left: float, right: float, top: float, *, hollow: bool) -> tuple[list[Shape], float]:
    """Signs and their meaning in rows, and where they end."""
    shapes: list[Shape] = []
    x, y = left, top + ROW / 2
    for sign, words in _signs(network, hollow=hollow):
        across = SIGN + 8 + width(words, SIZE)
        if x > left and x + across > right:
            x, y = left, y + ROW
        shapes += [*sign(x, y), Words(x + SIGN + 8, y + SIZE * 0.36, words, SIZE, "faint")]
        x += across + GAP
    return shapes, y + ROW


def _signs(network: Network, *, hollow: bool) -> Iterator[tuple[Sign, str]]:
    for role, names in _types(network):
        yield _disc(role), ", ".join(names)
    if hollow:
        yield _disc(OTHER_TYPE, hollow=True), "a country as a whole"
    shapes = {style.line(edge).shape for edge in network.edges}
    for shape, words in LINES_OF.items():
        if shape in shapes:
            yield _line(shape, 1.6), words
    if shapes:
        yield _line("solid", style.THICKEST), f"thicker: on more roots (one to {style.THICKEST:g} or more)"
        yield _disc("faint", radius=9.0), "larger: with more roots behind its lines"


def _types(network: Network) -> Iterator[tuple[str, list[str]]]:
    """The roles of nodes, and what people call the types that share a colour."""
    called = {term.local: term.label for term in load().classes.values()}
    kinds = sorted({str(node.values.get("type", "")) for node in network.nodes})
    colours = themed(LIGHT)
    for colour in dict.fromkeys(colours[role_of(kind)] for kind in kinds):
        same = [kind for kind in kinds if colours[role_of(kind)] == colour]
        yield role_of(same[0]), [called.get(kind, kind or "other") for kind in same]


def _disc(role: str, *, hollow: bool = False, radius: float = 6.0) -> Sign:
    return lambda x, y: [Disc(x + SIGN / 2, y, radius, role, hollow=hollow)]


def _line(shape: str, across: float) -> Sign:
    return lambda x, y: [Stroke(((x, y), (x + SIGN, y)), ROLES[shape], across, shape)]


def colophon(network: Network, more: Iterable[str], left: float, right: float, top: float) -> tuple[list[Shape], float]:
    """Under which policy it stands, from which build, by which sources, and what is not there."""
    shapes: list[Shape] = []
    y = top
    for paragraph in (CAUTION, *_told(network), *more):
        for line in wrapped(paragraph, SIZE, right - left, LINES):
            shapes.append(Words(left, y + SIZE, line, SIZE, "faint"))
            y += SIZE * 1.36
        y += 3
    return shapes, y


def _told(network: Network) -> Iterator[str]:
    about = network.about
    known = [f"policy {about['policy']}"] if "policy" in about else []
    known += [f"build {str(about['build'])[:12]}"] if "build" in about else []
    known += [f"{len(network.nodes)} nodes and {len(network.edges)} lines", _dates(network)]
    if narrowed := _texts(about.get("narrowed")):
        known.append(f"narrowed: {', '.join(narrowed)}")
    yield f"{'; '.join(known).capitalize()}."
    if sources := _sources(network):
        yield f"Sources: {sources}."
    if left_out := _texts(about.get("left_out")):
        yield f"Left out: {'; '.join(_grouped(left_out))}."


def _grouped(lines: Iterable[str]) -> list[str]:
    """Lines that end alike as one: "6 Control, 57 Relation edge(s) of the view"."""
    ends: dict[str, list[str]] = {}
    for line in lines:
        count, what, end = [*line.split(" ", 2), "", ""][:3]
        ends.setdefault(end, []).append(f"{count} {what}".strip())
    return [f"{', '.join(heads)} {end}".strip() for end, heads in ends.items()]


def _dates(network: Network) -> str:
    """From when to when what is said is dated."""
    spans = [style.span(edge) for edge in network.edges]
    days = sorted(day for span in spans for day in span if day)
    undated = sum(not any(span) for span in spans)
    words = f"dated {days[0]} to {days[-1]}" if days else "nothing of it dated"
    return f"{words}, {undated} without a date" if days and undated else words


def _sources(network: Network) -> str:
    """The sources of most lines, and how many more there are."""
    counts = Counter(source for edge in network.edges for source in _texts(edge.values.get("sources")))
    named = sorted(counts, key=lambda source: (-counts[source], source))
    more = f" and {len(named) - SOURCES} more" if len(named) > SOURCES else ""
    return ", ".join(named[:SOURCES]) + more


def _texts(value: object) -> list[str]:
    return value if isinstance(value, list) else []
