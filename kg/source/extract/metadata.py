"""What a page says of itself: title, day of publication, language. Said by it, and neither guessed nor checked."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.resolve.pagemap import named
from kg.source.extract.model import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

DATES = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "citation_date",
    "date",
)
LARGEST = 2**20  # characters of one JSON-LD block
DEEPEST = 12
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")


def day(text: str) -> str:
    """The day that a text begins with, as it is said there, or nothing where it is none.

    >>> day("2023-05-23T23:30:00-05:00"), day("2023-02-30"), day("23 May 2023")
    ('2023-05-23', '', '')
    """
    found = _DAY.match(text.strip())
    with suppress(ValueError):
        return date(*map(int, found.groups())).isoformat() if found else ""
    return ""


def tag(text: str) -> str:
    """A language tag, or nothing where it is none.

    >>> tag("uk_UA"), tag("English language")
    ('uk-UA', '')
    """
    found = text.strip().replace("_", "-")
    return found if _TAG.match(found) else ""


def title(page: LexborHTMLParser) -> Said | None:
    """The page's title: as it gives it to those who quote it, else the one in the window."""
    for where, text in (*_meta(page, ("og:title", "citation_title", "dcterms.title")), ("<title>", _window(page))):
        if name := named(text):
            return Said(name, where)
    return None


def published(page: LexborHTMLParser) -> Said | None:
    """The day on which the page says it was published."""
    linked = (("JSON-LD datePublished", text) for text in _linked(page, "datePublished"))
    for where, text in (*_meta(page, DATES), *linked):
        if found := day(text):
            return Said(found, where)
    return None


def language(page: LexborHTMLParser) -> Said | None:
    """The language that the page says it is in."""
    root = page.root
    spoken = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else ""
    linked = (("JSON-LD inLanguage", text) for text in _linked(page, "inLanguage"))
    for where, text in (("<html lang>", spoken), *_meta(page, ("content-language", "og:locale")), *linked):
        if found := tag(text):
            return Said(found, where)
    return None


def _window(page: LexborHTMLParser) -> str:
    head = page.head
    found = head.css_first("title") if head else None
    return found.text() if found else ""


def _meta(page: LexborHTMLParser, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """What the page's meta elements say under the names, in the order of the names: where, and the text."""
    said: dict[str, str] = {}
    for node in page.css("meta[content]"):
        key = next(
            (node.attributes.get(a) for a in ("property", "name", "itemprop", "http-equiv") if node.attributes.get(a)),
            "",
        )
        said.setdefault((key or "").lower(), node.attributes.get("content") or "")
    return [(f"<meta {name}>", said[name]) for name in names if said.get(name)]


def _linked(page: LexborHTMLParser, key: str) -> Iterator[str]:
    """The texts under a key in the page's JSON-LD; what is no JSON says nothing."""
    for node in page.css('script[type="application/ld+json"]'):
        text = node.text()
        if len(text) <= LARGEST:
            with suppress(ValueError, RecursionError):
                yield from _under(json.loads(text), key, DEEPEST)


def _under(value: Any, key: str, deep: int) -> Iterator[str]:
    if isinstance(value, dict) and isinstance(value.get(key), str):
        yield value[key]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner if deep else ():
        yield from _under(part, key, deep - 1)
