"""The page of findings in a real browser: on a desk, on a telephone, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.browser import browser, opened, printed
from tests.cases import CLAIMS, make, swap
from tests.console import kg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("case"), claims=swap(CLAIMS, "  stance: denied\n", ""))
    (root / ".git").mkdir()
    file = root / "found.html"
    assert kg("-C", str(root), "check", "--report", f"html={file}").returncode == 1
    return file


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_its_window_and_says_what_where_and_how_to_mend(chrome: Chrome, page: Path, width: int) -> None:
    opened(chrome, page, width)
    assert chrome.execute_script("return window.innerWidth") == width
    assert chrome.execute_script("return document.documentElement.scrollWidth") <= width
    text = chrome.find_element("css selector", "article").text
    for said in (
        "A claim has exactly one stance.",
        "data/claims/paper.yaml:18:3",
        "A minister denied it.",
        "Write stance",
    ):
        assert said in text
    marked = chrome.find_element("css selector", "pre b").text
    assert marked.endswith("- id: ca2")
    columns = chrome.find_elements("css selector", "th.num")
    assert {each.text for each in columns} == {"Nodes", "Findings"}
    assert all(each.size["height"] < 50 for each in columns), "a header is broken"
    assert not chrome.get_log("browser")  # type: ignore[no-untyped-call]  # selenium left it untyped


def test_the_page_prints_on_paper(chrome: Chrome, page: Path) -> None:
    opened(chrome, page, WIDTHS[0])
    pages = pypdfium2.PdfDocument(printed(chrome))
    texts = [each.get_textpage().get_text_range() for each in pages]
    assert "A claim has exactly one stance." in texts[0]
    assert "What was looked at" in "".join(texts)
    assert pages[0].get_size() == pytest.approx((595, 842), abs=2)
