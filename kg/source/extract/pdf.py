"""PDF: the words of each page, and what the file says of itself.

PDFium, because it is the reader in a browser that most people have, is fuzzed like one, and gives words rather than
glyphs. Pages are parted by a form feed between line ends, so that a sentence that runs over a page stays one. A word
that is parted by a hyphen at the end of a line is put together again: PDFium marks such hyphens, and nobody quotes
them.
"""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from kg.resolve.pagemap import Mark, named
from kg.source.extract.metadata import day, tag
from kg.source.extract.model import BROKEN, ENCRYPTED, SCHEME, Extraction, Said, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

BETWEEN = "\n\f\n"
PASSWORD, HANDLER = 4, 5  # PDFium's words for a file that is encrypted, and for a way of encrypting it does not know
_HYPHEN = re.compile("[\ufffe\x02](?:\r?\n)?")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_BLANKS = re.compile("[ \t]+(?=\n)")


def from_pdf(content: bytes) -> Extraction:
    """The extraction of a PDF; Unreadable where it is broken or does not open without a password."""
    document = _opened(content)
    pages = [_words(document, number) for number in range(len(document))]
    text, marks = _joined(document, pages)
    return Extraction(
        text=text,
        extractor=f"pypdfium2 {pypdfium2.PYPDFIUM_INFO.version} (PDFium {pypdfium2.PDFIUM_INFO.build}), {SCHEME}",
        marks=tuple(marks) if text else (),
        title=_title(document),
        date=_date(document),
        language=_language(document),
        notes=(*_repaired(content), *_notes(pages)),
    )


def _opened(content: bytes) -> PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {PASSWORD, HANDLER}:
            raise Unreadable(ENCRYPTED, "the PDF is encrypted and does not open without its password") from error
        end = "; its end is missing, so it was cut short" if _repaired(content) else ""
        raise Unreadable(BROKEN, f"the PDF is broken: it cannot be opened{end}") from error
    if not len(document):
        raise Unreadable(BROKEN, "the PDF is broken: it has no pages")
    return document


def _repaired(content: bytes) -> tuple[str, ...]:
    """A note on a file whose end is missing, which PDFium may have repaired."""
    whole = b"%%EOF" in content[-2048:]
    return () if whole else ("the end of the PDF is missing: it may have been cut short; compare its last page",)


def _words(document: PdfDocument, number: int) -> str:
    """The text of one page; a page that cannot be read fails the file, since a missing page would not be missed."""
    try:
        page = document[number]
        found = page.get_textpage().get_text_range(errors="replace")
        page.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(BROKEN, f"the PDF is broken: page {number + 1} cannot be read") from error
    whole = _HYPHEN.sub("", found).replace("\r\n", "\n").replace("\r", "\n")
    return _BLANKS.sub("", _ODD.sub("", whole)).strip("\n ")


def _joined(document: PdfDocument, pages: list[str]) -> tuple[str, list[Mark]]:
    """All pages as one text, and where each begins; nothing at all where no page has a word."""
    if not any(pages):
        return "", []
    marks, start = [], 0
    for number, page in enumerate(pages):
        marks.append(Mark(start, "page", _name(document, number)))
        start += len(page) + len(BETWEEN)
    return BETWEEN.join(pages) + "\n", marks


def _name(document: PdfDocument, number: int) -> str:
    """What the page is called: its count, with the number that is printed on it where that is another: `iv (4)`."""
    printed, counted = named(document.get_page_label(number) or ""), str(number + 1)
    return f"{printed} ({counted})" if printed and printed != counted else counted


def _notes(pages: list[str]) -> Iterator[str]:
    mute = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if len(mute) == len(pages):
        yield "no page has any words: it is a scan, or a picture; hold its words with `--text FILE`"
    elif mute:
        shown = ", ".join(mute[:10]) + (" …" if len(mute) > 10 else "")
        yield f"{len(mute)} of {len(pages)} pages have no words (pictures, or scans): {shown}"


def _title(document: PdfDocument) -> Said | None:
    title = named(_ODD.sub("", document.get_metadata_value("Title") or ""))
    return Said(title, "Title of the PDF") if title else None


def _date(document: PdfDocument) -> Said | None:
    """The day on which the file says it was made: ISO 32000-1, 7.9.4 (`D:20230523101500+03'00'`)."""
    made = re.match(r"D:(\d{4})(\d{2})(\d{2})", document.get_metadata_value("CreationDate") or "")
    found = day("-".join(made.groups())) if made else ""
    return Said(found, "CreationDate of the PDF, the day on which the file was made") if found else None


def _language(document: PdfDocument) -> Said | None:
    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size < 256:
        return None
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    found = tag(buffer.raw.decode("utf-16-le", "replace").rstrip("\0"))
    return Said(found, "Lang of the PDF") if found else None
