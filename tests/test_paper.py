"""What every result is written through: nothing that data holds may steer, run or break out."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as reader  # type: ignore[import-untyped]

from kg.paper import html, markdown, sheet
from kg.paper.table import length, table

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=30)
ROWS = st.lists(st.tuples(WORDS, WORDS), max_size=5)


@given(TEXTS)
def test_a_text_never_becomes_markup(text: str) -> None:
    page = html.document(text, html.el("p", text, title=text))
    found = reader.document_fromstring(page.encode(), parser=reader.HTMLParser(encoding="utf-8"))
    assert [each.tag for each in found.iter()] == [
        "html",
        "head",
        "meta",
        "meta",
        "meta",
        "title",
        "style",
        "body",
        "p",
    ]
    assert found.xpath("//script|//*[@src]|//*[@href]") == []


def test_children_that_are_markup_stay_and_others_are_escaped() -> None:
    assert html.join(html.el("b", "x"), "<i>", None) == "<b>x</b>&lt;i&gt;"


@given(ROWS)
def test_a_sheet_gives_back_its_cells_and_computes_none(rows: list[tuple[str, str]]) -> None:
    text = "".join(sheet.table(["one", "two"], rows))
    found = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [tuple(cell.removeprefix("'") for cell in row) for row in found] == [
        tuple(cell.removeprefix("'") for cell in row) for row in rows
    ]
    assert not any(cell[:1] in "=+@" for row in found for cell in row if cell)


@given(ROWS)
def test_a_markdown_table_keeps_its_columns(rows: list[tuple[str, str]]) -> None:
    for line in markdown.table(["one", "two"], rows):
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3
        assert "<" not in line.replace("<br>", "")


@given(ROWS, st.integers(40, 120))
def test_a_table_loses_nothing(rows: list[tuple[str, str]], width: int) -> None:
    text = table(["one", "two"], rows, width)
    assert max(map(length, text.splitlines())) <= width
    for row in rows:
        for cell in row:
            assert all(char in text for char in cell)
