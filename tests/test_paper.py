"""What every result is written through: nothing that data holds may steer, run or break out."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as reader  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from kg.paper import html, markdown, sheet
from kg.paper import json as scripts
from kg.paper.table import length, screen_width, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

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
    assert not any(cell[:1] in "=+@＝＋－＠" for row in found for cell in row if cell)


@given(ROWS)
def test_a_markdown_table_keeps_its_columns(rows: list[tuple[str, str]]) -> None:
    for line in markdown.table(["one", "two"], rows):
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3
        assert "<" not in line.replace("<br>", "")


MARKS = st.text(st.sampled_from("ab1@w .)#>-+=*_~`[]()!:&;<|\\\n\t/"), max_size=24)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        assert token.type in {"paragraph_open", "paragraph_close", "inline", "text", "html_inline", "text_special"}, (
            token
        )
        assert token.type != "html_inline" or token.content == "<br>"
        yield from words(token.children or ()) if token.children else [token.content]


@settings(max_examples=500)
@given(MARKS)
def test_a_text_in_markdown_is_text(text: str) -> None:
    tokens = (
        MarkdownIt("commonmark").enable("strikethrough").parse(markdown.escaped(text) + "\n\n[a]: http://x.example\n")
    )
    shown = re.sub("(?<=[@#])\u200b", "", "".join(words(tokens)).replace("<br>", " "))
    assert shown.split() == " ".join(text.split()).replace("\t", " ").split()


def test_markdown_loads_no_picture_and_strikes_no_word_out() -> None:
    text = "![x](http://x.example/y.png) [y](javascript:z) ~~not~~ **so** <b> &lt; `c`"
    found = MarkdownIt("commonmark").enable("strikethrough").render(f"- {markdown.escaped(text)}")
    assert not re.search("<(?!/?(?:ul|li)>)", found)


@given(st.text(max_size=40), st.sampled_from([None, 2]))
def test_json_gives_back_its_texts_and_steers_nothing(text: str, indent: int | None) -> None:
    written = scripts.text({"label": text}, indent=indent)
    assert json.loads(written.encode()) == {"label": text}
    assert not STEERING.search(written)


@given(st.text(max_size=20))
def test_a_sheet_steers_nothing(text: str) -> None:
    assert not STEERING.search("".join(sheet.table(["one"], [[text]])).replace("\r\n", ""))


@given(ROWS, st.integers(40, 120))
@example([("0" * 11 + "⺀⺀⺀゛", "0" * 12 + "⺀⺀⺀゛")], 40)
@example([("子ども " * 20, "子" * 40)], 40)
def test_a_table_loses_nothing(rows: list[tuple[str, str]], width: int) -> None:
    text = table(["one", "two"], rows, width)
    assert max(map(length, text.splitlines())) <= width
    for row in rows:
        for cell in row:
            assert all(char in text for char in cell)


@pytest.mark.parametrize(
    "text", ["@police", "see #12", "a@b.example", "http://x.example/y", "www.x.example", "WWW.x.example"]
)
def test_a_text_in_markdown_calls_nobody_and_leads_nowhere(text: str) -> None:
    written = markdown.escaped(text).replace("&#8203;", " ")
    assert not re.search(r"@\w|#\d|[^\\]://|(?i:www)\.", written)


def test_a_screen_of_any_size_is_filled_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "9999999999")
    assert screen_width() == 2000
    assert table(["a", "b"], [["x" * 5000, "y"]], screen_width())
