"""Pictures: what is on the page can be read, tells stances apart, and says under what it stands."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from kg.build import open_store
from kg.network import flatten, project
from kg.network.formats import Pdf, Picture, Png, Svg
from kg.network.picture import figure
from kg.network.picture.atlas import country_at
from kg.network.picture.labels import LEADING, Anchor, Box, Room, place
from kg.network.picture.measure import width, wrapped
from kg.network.picture.scene import Disc, Stroke, Words
from kg.network.picture.theme import DARK, LIGHT, themed
from tests import seedcase
from tests.browser import browser, opened
from tests.console import kg
from tests.networks import graphs

if TYPE_CHECKING:
    from kg.network import Network

ROOT = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"
FRAME = Box(0, 0, 600, 400)


def case(projection: str, policy: str = "reported") -> Network:
    return flatten(project(open_store(seedcase.whole()), projection, policy=policy))


def styled() -> Network:
    """One edge of each kind of line, between two people."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported", summary="Who <b>says</b> what", build="ab" * 32)
    graph.add_nodes_from(["a", "b"], type="Person", label="Аляксандр & \u202e")
    for key, look, disputed, roots in (
        ("1", "putForward", False, 1),
        ("2", "putForward", True, 4),
        ("3", "denied", False, 0),
    ):
        graph.add_edge("a", "b", key=key, style=look, disputed=disputed, roots=roots, sources=["s1"], relation=key)
    return flatten(graph)


def drawn(form: Picture, network: Network) -> Any:
    pieces = next(iter(form.files(network, "net").values()))
    return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces)


def boxes(words: list[Words]) -> list[Box]:
    sides = {"start": 0.0, "middle": 0.5, "end": 1.0}
    found = []
    for each in words:
        across = width(each.text, each.size)
        left = each.x - across * sides[each.anchor]
        found.append(Box(left, each.y - 0.8 * each.size, left + across, each.y + 0.2 * each.size))
    return found


def overlaps(found: list[Box]) -> int:
    return sum(
        a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
        for a, b in combinations(found, 2)
    )


ANCHORS = st.lists(
    st.builds(
        Anchor, st.floats(0, 600), st.floats(0, 400), st.floats(1, 20), st.text("abc Ж", min_size=1, max_size=40)
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=60)
@given(ANCHORS)
def test_labels_overlap_neither_each_other_nor_nodes_and_none_is_lost_uncounted(anchors: list[Anchor]) -> None:
    room = Room(FRAME)
    nodes = [Box(a.x - a.radius, a.y - a.radius, a.x + a.radius, a.y + a.radius) for a in anchors]
    for node in nodes:
        room.take(node)
    labels, lost = place(room, anchors, 11, 120, 3)
    found = boxes(labels)
    assert overlaps(found) == 0
    assert not any(overlaps([node, box]) for node in nodes for box in found)
    assert all(FRAME.left <= box.left and box.right <= FRAME.right + 1e-6 for box in found)
    assert lost <= len(anchors)
    if not lost and all(a.text.strip() for a in anchors):
        assert len(labels) >= len(anchors)
    assert LEADING > 1


@settings(deadline=None, max_examples=100)
@given(st.text("ab Ж", max_size=60), st.integers(30, 200), st.integers(1, 3))
def test_wrapped_lines_fit_and_end_in_an_ellipsis_where_something_is_cut(text: str, most: int, lines: int) -> None:
    found = wrapped(text, 11, most, lines)
    assert 1 <= len(found) <= lines
    assert all(width(line, 11) <= most for line in found)
    if not any(line.endswith("…") for line in found):
        assert " ".join(found).split() == text.split()


def test_on_the_case_no_two_labels_of_the_drawing_overlap() -> None:
    for projection in ("actors", "routes", "attribution"):
        network = case(projection)
        scene = figure(network, {})
        words = [shape for shape in scene.shapes if isinstance(shape, Words)]
        assert len([each for each in words if each.halo]) > 10
        assert overlaps(boxes(words)) == 0


@pytest.mark.parametrize("projection", ["actors", "measures", "command", "attribution", "participation"])
def test_the_node_of_most_roots_has_its_label_however_crowded_it_is(projection: str) -> None:
    network = case(projection)
    scene = figure(network, {})
    first = max(network.nodes, key=lambda node: (float(str(node.values.get("roots", 0))), node.id))
    labels = " ".join(shape.text for shape in scene.shapes if isinstance(shape, Words) and shape.halo)
    assert first.label[:25] in labels


def test_stances_are_told_by_the_line_and_roots_by_its_width() -> None:
    scene = figure(styled(), {})
    lines = {shape.shape: shape for shape in scene.shapes if isinstance(shape, Stroke) and shape.bent}
    assert {name: line.role for name, line in lines.items()} == {
        "solid": "line",
        "dashed": "disputed",
        "dotted": "held",
    }
    assert lines["dashed"].width > lines["solid"].width
    said = " ".join(shape.text for shape in scene.shapes if isinstance(shape, Words))
    for words in (
        "denied by somebody",
        "a condition, a plan",
        "Policy reported",
        "abababababab",
        "s1",
        "no finding",
    ):
        assert words in said


def test_every_text_has_contrast_and_disputed_lines_differ_from_others_on_either_ground() -> None:
    for theme in (themed(LIGHT), themed(DARK)):
        paper = light(theme["paper"])
        for role, least in (("ink", 7), ("faint", 4.5), ("line", 3), ("disputed", 3)):
            bright, dark = sorted((paper, light(theme[role])), reverse=True)
            assert (bright + 0.05) / (dark + 0.05) >= least, role


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [each / 255 for each in bytes.fromhex(colour[1:])]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_crimea_is_in_ukraine() -> None:
    for name, east, north in (("Simferopol", 34.1, 44.95), ("Sevastopol", 33.53, 44.6), ("Kerch", 36.4, 45.33)):
        assert country_at(east, north) == "Ukraine", name
    for country, east, north in (
        ("Belarus", 27.57, 53.9),
        ("Russia", 39.7, 47.3),
        ("Ukraine", 37.8, 48.0),
        ("Poland", 21.0, 52.2),
    ):
        assert country_at(east, north) == country


def test_routes_are_a_map_and_what_has_no_place_is_named_on_it() -> None:
    network = case("routes")
    scene = figure(network, {})
    placed = [node for node in network.nodes if "latitude" in node.values]
    discs = [shape for shape in scene.shapes if isinstance(shape, Disc) and shape.title]
    assert len(discs) == len(placed) > 5
    said = " ".join(shape.text for shape in scene.shapes if isinstance(shape, Words))
    gone = [node for node in network.nodes if node not in placed]
    assert gone
    assert all(" ".join(node.label.split()[:2]) in said for node in gone)
    whole = [node.label for node in placed if node.values["precision"] == "countryLevel"]
    assert {shape.title.split(" (Place")[0] for shape in discs if shape.hollow} == set(whole)


def test_what_lies_beyond_the_map_stands_at_its_edge() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported")
    graph.add_node("far", type="Place", longitude=96.7, latitude=61.5, precision="countryLevel")
    for name, east in (("a", 30.0), ("b", 34.0)):
        graph.add_node(name, type="Place", longitude=east, latitude=48.0)
        graph.add_edge(name, "far", key=name, relation="TransferLeg")
    scene = figure(flatten(graph), {})
    discs = [shape for shape in scene.shapes if isinstance(shape, Disc) and shape.title]
    assert all(0 < disc.x < scene.width and 0 < disc.y < scene.height for disc in discs)


@settings(deadline=None, max_examples=25)
@given(graphs())
def test_any_network_can_be_drawn_and_nothing_in_it_becomes_markup(graph: nx.MultiDiGraph[Any]) -> None:
    network = flatten(graph)
    root = etree.fromstring(drawn(Svg(), network))
    nodes = [each for each in root.iter(f"{SVG}circle") if each.find(f"{SVG}title") is not None]
    assert len(nodes) == len(network.nodes)
    allowed = {f"{SVG}{tag}" for tag in ["svg", "title", "desc", "metadata", "style", "rect", "circle", "path", "text"]}
    assert {each.tag for each in root.iter()} <= allowed
    assert drawn(Pdf(), network).startswith(b"%PDF")
    assert drawn(Png(), network).startswith(b"\x89PNG")


@pytest.mark.parametrize("form", [Svg(), Png(), Pdf(), Svg(dark=True)])
def test_the_same_network_gives_the_same_bytes(form: Picture) -> None:
    assert drawn(form, styled()) == drawn(form, styled())


def test_svg_has_a_title_a_description_and_what_the_network_says_of_itself() -> None:
    root = etree.fromstring(drawn(Svg(), styled()))
    assert root.findtext(f"{SVG}title") == "Who <b>says</b> what"
    assert "Policy reported" in root.findtext(f"{SVG}desc")
    assert "ab" * 32 in root.findtext(f"{SVG}metadata")
    assert "prefers-color-scheme:dark" in root.findtext(f"{SVG}style")
    assert "prefers-color-scheme" not in drawn(Svg(dark=True), styled()).decode()


def test_text_in_a_pdf_can_be_searched_in_every_alphabet_of_the_case() -> None:
    document = pypdfium2.PdfDocument(drawn(Pdf(), styled()))
    text = document[0].get_textpage().get_text_range()
    assert "Аляксандр" in text
    assert "denied by somebody" in text
    assert document.get_metadata_dict()["Title"] == "Who <b>says</b> what"


def test_letters_that_the_font_lacks_are_told_and_svg_keeps_them() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported")
    graph.add_node("a", label="子供")
    graph.add_node("b", label="Дзіця")
    network = flatten(graph)
    told = "1 label(s) hold letters that the font of pdf lacks; svg shows them"
    assert told in Pdf().notes(network)
    assert not [line for line in Svg().notes(network) if "lacks" in line]
    assert "子供" in drawn(Svg(), network).decode()


def test_nothing_in_a_picture_turns_the_direction_of_writing() -> None:
    for form in (Svg(), Pdf()):
        content = drawn(form, styled())
        page = (
            content.decode()
            if isinstance(form, Svg)
            else pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
        )
        assert "\u202e" not in page


def test_png_needs_no_font_of_the_machine_and_says_beside_it_what_it_shows() -> None:
    files = Png().files(styled(), "net")
    assert list(files) == ["net.png", "net.png.notes.json"]
    notes = "".join(str(piece) for piece in files["net.png.notes.json"])
    assert '"policy": "reported"' in notes
    assert "every other attribute" in notes
    blank: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported", summary="x" * 20)
    words: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported", summary="Ж" * 20)
    assert drawn(Png(), flatten(blank)) != drawn(Png(), flatten(words))


def test_an_empty_network_is_a_page_that_says_so() -> None:
    scene = figure(flatten(nx.MultiDiGraph(policy="reported")), {})
    assert "0 nodes and 0 lines" in " ".join(shape.text for shape in scene.shapes if isinstance(shape, Words))


def test_in_a_browser_no_label_covers_another(tmp_path: Path) -> None:
    page = tmp_path / "actors.svg"
    page.write_bytes(drawn(Svg(), case("actors")))
    with browser() as chrome:
        opened(chrome, page, 1200)
        script = """
          return [...document.querySelectorAll('text')].map(text => {
            const box = text.getBBox(), size = parseFloat(text.getAttribute('font-size'));
            const base = parseFloat(text.getAttribute('y'));
            return [box.x, base - 0.8 * size, box.x + box.width, base + 0.2 * size];
          });"""
        found = [Box(*each) for each in chrome.execute_script(script)]
        ground = chrome.execute_script("return getComputedStyle(document.querySelector('.paper')).fill")
    assert len(found) > 200
    assert overlaps(found) == 0
    assert re.fullmatch(r"rgb\(\d+, \d+, \d+\)", ground)


def test_the_readme_shows_the_picture_that_its_command_draws() -> None:
    """Of whatever build: after a change of the case that it shows, the command writes it anew."""
    done = kg("-C", str(seedcase.whole()), "network", "--ego", "Alexander Lukashenko", "-f", "svg")
    shown = (ROOT / "kg/network/picture/example.svg").read_text("utf-8")
    remedy = 'kg network --ego "Alexander Lukashenko" -o kg/network/picture/example.svg'
    assert without_build(done.stdout) == without_build(shown), remedy


def without_build(text: str) -> str:
    return re.sub(r"\b([0-9a-f]{12}|[0-9a-f]{64})\b", "BUILD", text)
