"""What a file is, told by its bytes: a name or a server may be wrong, and a saved login page is called report.pdf.

After the WHATWG MIME Sniffing Standard, for the forms that sources come in. Office documents are zip archives, told
apart by the names inside, which lie near the start.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

LOOKED_AT = 4096  # bytes at the start that tell
PDF, HTML, XHTML, PLAIN = "application/pdf", "text/html", "application/xhtml+xml", "text/plain"
UNKNOWN = "application/octet-stream"
ENDINGS = {
    PDF: ".pdf",
    HTML: ".html",
    XHTML: ".xhtml",
    PLAIN: ".txt",
    "application/xml": ".xml",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/flac": ".flac",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "application/zip": ".zip",
    "application/gzip": ".gz",
    "application/warc": ".warc",
    "message/rfc822": ".eml",
    "application/rtf": ".rtf",
    "application/msword": ".doc",
    "application/epub+zip": ".epub",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
}
OTHER_ENDINGS = {".htm": HTML, ".jpeg": "image/jpeg", ".tiff": "image/tiff", ".text": PLAIN, ".md": PLAIN}


class Magic(NamedTuple):
    """Bytes at a place near the start that only one kind of file has."""

    at: int
    bytes: bytes
    kind: str


MAGIC = (
    Magic(0, b"\x89PNG\r\n\x1a\n", "image/png"),
    Magic(0, b"\xff\xd8\xff", "image/jpeg"),
    Magic(0, b"GIF8", "image/gif"),
    Magic(8, b"WEBP", "image/webp"),
    Magic(0, b"II*\0", "image/tiff"),
    Magic(0, b"MM\0*", "image/tiff"),
    Magic(0, b"ID3", "audio/mpeg"),
    Magic(0, b"\xff\xfb", "audio/mpeg"),
    Magic(0, b"OggS", "audio/ogg"),
    Magic(8, b"WAVE", "audio/wav"),
    Magic(0, b"fLaC", "audio/flac"),
    Magic(4, b"ftyp", "video/mp4"),
    Magic(0, b"\x1aE\xdf\xa3", "video/webm"),
    Magic(0, b"\x1f\x8b", "application/gzip"),
    Magic(0, b"WARC/1", "application/warc"),
    Magic(0, b"{\\rtf", "application/rtf"),
    Magic(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    Magic(30, b"mimetypeapplication/epub+zip", "application/epub+zip"),
    Magic(30, b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
)
OFFICE = {b"word/": ".docx", b"xl/": ".xlsx", b"ppt/": ".pptx"}
_HTML = re.compile(
    rb"(?i)\A(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|title|meta|script|style|h1|div|p|table|article)[\s>]",
    re.DOTALL,
)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\s")
_XHTML = re.compile(rb"http://www\.w3\.org/1999/xhtml")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def sniff(start: bytes) -> str:
    """The media type of a file by its first bytes; `application/octet-stream` where they tell nothing.

    >>> sniff(b"%PDF-1.7"), sniff(b"<!DOCTYPE html><p>"), sniff(b"Said on Tuesday.")
    ('application/pdf', 'text/html', 'text/plain')
    """
    start = start[:LOOKED_AT]
    if b"%PDF-" in start[:1024]:
        return PDF
    known = next((magic.kind for magic in MAGIC if start.startswith(magic.bytes, magic.at)), "")
    return known or _archive(start) or _written(start)


def _archive(start: bytes) -> str:
    """The kind of a zip archive, or nothing where it is none."""
    if not start.startswith(b"PK\x03\x04"):
        return ""
    ending = next((ending for name, ending in OFFICE.items() if name in start), ".zip")
    return next(kind for kind, known in ENDINGS.items() if known == ending)


def _written(start: bytes) -> str:
    """The kind of something written: a page, or plain text, by its first characters."""
    wide = next((codec for mark, codec in _WIDE if start.startswith(mark)), "")
    narrow = start.decode(wide, "replace").lstrip("\ufeff").encode() if wide else start
    if _HTML.match(narrow):
        return XHTML if _XML.match(narrow) and _XHTML.search(narrow) else HTML
    if _XML.match(narrow):
        return "application/xml"
    return UNKNOWN if _BINARY.search(narrow) else PLAIN


def by_name(name: str) -> str:
    """The media type that a file's name promises, or nothing."""
    _, dot, ending = name.rpartition(".")
    ending = f"{dot}{ending.lower()}"
    return OTHER_ENDINGS.get(ending) or next((kind for kind, known in ENDINGS.items() if known == ending), "")


def contradicts(promised: str, found: str) -> bool:
    """Whether a promised type and what the bytes are cannot both be true; text is what any writing may be called.

    >>> contradicts("application/pdf", "text/html"), contradicts("text/plain", "text/html")
    (True, False)
    """
    if not promised or promised == found or UNKNOWN in {promised, found}:
        return False
    written = {PLAIN, HTML, XHTML, "application/xml", "message/rfc822"}
    same_family = promised.partition("/")[0] == found.partition("/")[0] and promised.partition("/")[0] in {
        "audio",
        "video",
    }
    archives = {"application/zip", "application/msword"}
    return not ({promised, found} <= written or same_family or found in archives)
