"""Text and map out of pages and PDFs, and what hostile ones are answered."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.resolve.pagemap import PageMap
from kg.source.extract.charset import decoded
from kg.source.extract.html import from_html
from kg.source.extract.limits import Limits, extract
from kg.source.extract.model import Extraction, Unreadable, from_json, to_json
from kg.source.media import HTML, PDF, PLAIN, by_name, contradicts, sniff
from tests.documents import bomb, page, pdf

if TYPE_CHECKING:
    from pathlib import Path

words = st.text("abЯ .<>&\n\t'\"", max_size=40)
tags = st.sampled_from(["p", "div", "h2", "b", "td", "pre", "li", "script", "br", "x-y", "table"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a"


def made(file: Path, content: bytes, charset: str = "", limits: Limits | None = None) -> Extraction:
    """The extraction of bytes, by what they are, in a process of its own."""
    file.write_bytes(content)
    return extract(file, sniff(content), charset, limits)


def refused(file: Path, content: bytes, limits: Limits | None = None) -> InputError:
    with pytest.raises(InputError) as told:
        made(file, content, limits=limits)
    assert told.value.remedy
    return told.value


# Pages


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "utf-16"])
def test_a_page_becomes_what_a_reader_sees(charset: str, file: Path) -> None:
    text = made(file, page(charset) if charset != "utf-16" else page().decode().encode("utf-16")).text
    assert (
        text == "Головна\n\nЗаява\n\nМіністр сказав:\n«Ми нікого не\xa0вивозили».\n\nЦифри\n\nтабір\t2 442\n\na\n  b\n"
    )


def test_a_page_says_its_title_day_and_language_and_where(file: Path) -> None:
    found = made(file, page())
    assert found.title is not None
    assert (found.title.value, found.title.where) == ("Новини & звіти", "<title>")
    assert found.date is not None
    assert found.date.value == "2023-05-23"  # as it is said there: not turned into another day by a time zone
    assert found.language is not None
    assert found.language.value == "uk"


def test_a_page_that_says_nothing_is_given_nothing(file: Path) -> None:
    found = made(file, b"<html><body><p>Said on 23 May 2023.")
    assert (found.title, found.date, found.language) == (None, None, None)


def test_linked_data_is_read_and_broken_linked_data_is_not(file: Path) -> None:
    block = '<html><script type="application/ld+json">%s</script><p>x'
    good = '{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-02-01T10:00:00Z", "inLanguage": "be"}]}'
    found = made(file, (block % good).encode())
    assert found.date is not None
    assert found.language is not None
    assert (found.date.value, found.language.value) == ("2024-02-01", "be")
    for bad in ("{", "[" * 100_000, '{"datePublished": "yesterday"}', '{"datePublished": 5}'):
        assert made(file, (block % bad).encode()).date is None


def test_sections_and_paragraphs_are_mapped(file: Path) -> None:
    found = made(file, page())
    pages = PageMap(found.marks)
    start = found.text.index("2 442")
    assert pages.span(start, start + 5) == {"paragraph": "5", "section": "Цифри"}
    start = found.text.index("нікого")
    assert pages.span(start, start + 5) == {"paragraph": "3", "section": "Заява"}


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(tags, words), max_size=20))
def test_any_page_gives_a_text_whose_marks_begin_its_blocks(parts: list[tuple[str, str]]) -> None:
    found = from_html("".join(f"<{tag}>{text}" for tag, text in parts).encode(), "utf-8")
    for start, _, name in found.marks:
        assert 0 <= start < len(found.text)
        assert start == 0 or found.text[start - 2 : start] == "\n\n"
        assert name.strip()
    assert from_json(to_json(found).encode()) == found


@pytest.mark.parametrize("label", ["zlib", "unicode_escape", "utf-7", "idna", "no-such", "rot13"])
def test_an_encoding_that_no_page_has_is_refused(label: str, file: Path) -> None:
    assert "encoding" in refused(file, f"<html><meta charset={label}><p>x".encode()).message


def test_an_encoding_that_is_not_declared_is_not_guessed(file: Path) -> None:
    bare = page("windows-1251", "<html><p>Міністр")
    assert "--charset" in refused(file, bare).remedy
    assert made(file, bare, "windows-1251").text == "Міністр\n"
    assert made(file, bare, "windows-1251").extractor.endswith("read as windows-1251")


def test_letters_that_cannot_be_read_are_counted() -> None:
    text, notes = decoded(b"<meta charset=utf-8>\xff\xfe good")
    assert text.count("\ufffd") == 2
    assert notes[0].startswith("2 character(s)")
    with pytest.raises(Unreadable):
        decoded(b"x", "nonsense")


# PDF


def test_a_pdf_becomes_text_page_by_page(file: Path) -> None:
    found = made(file, pdf(["The agency said so.\nIt was a lot.", "", "Page three."], title="A report"))
    assert found.text == "The agency said so.\nIt was a lot.\n\f\n\n\f\nPage three.\n"
    assert [mark.name for mark in found.marks] == ["1", "2", "3"]
    assert PageMap(found.marks).within("page", found.text.index("three")) == (2, 5)
    assert found.title is not None
    assert found.title.value == "A report"
    assert found.notes == ("1 of 3 pages have no words (pictures, or scans): 2",)


def test_the_printed_number_of_a_page_goes_before_its_count(file: Path) -> None:
    found = made(file, pdf(["one", "two"], labels=True))
    assert [mark.name for mark in found.marks] == ["i (1)", "ii (2)"]


def test_a_scan_says_that_it_is_one(file: Path) -> None:
    found = made(file, pdf(["", ""]))
    assert found.text == ""
    assert "scan" in found.notes[0]


def test_an_encrypted_pdf_is_told_from_a_broken_one(file: Path) -> None:
    assert "encrypted" in refused(file, pdf(["closed"], locked="p")).message
    whole = pdf(["one", "two"])
    assert "cut short" in refused(file, whole[: len(whole) // 3]).message
    assert "broken" in refused(file, b"%PDF-1.7\nnot one\n%%EOF").message


@settings(deadline=None, max_examples=15)
@given(st.integers(9, 1200), st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_is_read_or_refused_and_never_a_crash(at: int, noise: bytes) -> None:
    from kg.source.extract.pdf import from_pdf

    content = bytearray(pdf(["The agency said so."]))
    content[at : at + len(noise)] = noise
    with suppress(Unreadable):
        assert isinstance(from_pdf(bytes(content)).text, str)


# Limits


def test_a_bomb_is_an_answer_and_not_a_crash(file: Path) -> None:
    told = refused(file, bomb(), Limits(seconds=3, memory=2**29))
    assert "MB allowed" in told.message or "broken" in told.message or "memory" in told.message


def test_a_page_nested_without_end_is_ended(file: Path) -> None:
    told = refused(file, b"<html>" + b"<div>" * 200_000 + b"x", Limits(seconds=2))
    assert "2 seconds" in told.message
    assert "--no-text" in told.remedy


def test_a_text_that_is_too_long_is_not_passed_on(file: Path) -> None:
    assert "MB" in refused(file, b"<html><p>" + b"word " * 2**20, Limits(output=2**20)).message


def test_an_empty_file_has_no_text(file: Path) -> None:
    file.write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        extract(file, PDF)


def test_the_process_gets_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_VAULT", "/secret")
    from kg.source.extract import limits

    assert "KG_VAULT" in os.environ
    assert "KG_VAULT" not in limits._environment()


# Media types


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7", PDF),
        (b"\n junk %PDF-1.4", PDF),
        (b"\xef\xbb\xbf <!doctype HTML>", HTML),
        (b"<!-- saved --><html>", HTML),
        ("\ufeff<html>".encode("utf-16"), HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "application/xhtml+xml"),
        (b'<?xml version="1.0"?><rss>', "application/xml"),
        ("Сказав у вівторок.".encode("cp1251"), PLAIN),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", by_name("a.docx")),
        (b"PK\x03\x04 anything", "application/zip"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"a <b> is no page", PLAIN),
    ],
)
def test_bytes_say_what_they_are(start: bytes, kind: str) -> None:
    assert sniff(start) == kind


def test_a_name_that_lies_is_noticed_and_a_vague_one_is_not() -> None:
    assert contradicts(PDF, HTML)
    assert contradicts("image/png", PDF)
    assert not contradicts(PLAIN, HTML)
    assert not contradicts("", PDF)
    assert not contradicts("video/mp4", "video/webm")
    assert not contradicts(by_name("a.docx"), "application/zip")
