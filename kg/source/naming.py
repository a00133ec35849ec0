"""Ids and file names for new sources: made from what the document is called, or, for the vault, from nothing."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from kg.errors import InputError
from kg.resolve.index import ISSUED, LONGEST
from kg.source.fetch import is_address

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.resolve.index import Index

WORDS = 6  # of a title, in an id
_ONE = str.maketrans("абвгґдезийіїклмнопрстуўфыэ", "abvhgdezyiiiklmnoprstuufye")
_MORE = {"є": "ie", "ё": "io", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"}
LATIN = _ONE | str.maketrans({**_MORE, "ь": "", "ъ": "", "'": "", "’": "", "ʼ": ""})


def slug(text: str) -> str:
    """A text as an id: small Latin letters, digits and single hyphens; empty where nothing of it can be written so.

    >>> slug("Belarus’ Role: a Report (2023)"), slug("Звіт 2023")
    ('belarus-role-a-report-2023', 'zvit-2023')
    """
    spelt = text.lower().translate(LATIN)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    while words and not words[0][0].isalpha():
        words.pop(0)
    return "-".join(words[:WORDS])[:LONGEST].rstrip("-")


def last_name(place: str) -> str:
    """What a file or an address is called at its end.

    >>> last_name("https://example.org/news/item-5.html?x=1"), last_name("docs/Report.pdf")
    ('item-5.html', 'Report.pdf')
    """
    if not is_address(place):
        return PurePosixPath(place.replace("\\", "/")).name
    parts = urlsplit(place)
    return PurePosixPath(unquote(parts.path)).name or parts.hostname or "page"


def chosen(given: str, title: str, place: str, index: Index) -> str:
    """The id of a new source: the given one, which must be free, or one made from the title or the name."""
    if given:
        return _free(given, index)
    base = slug(title) or slug(PurePosixPath(last_name(place)).stem) or "source"
    return next(name for name in _series(base) if name not in index.known)


def secret(sha256: str, taken: Collection[str]) -> str:
    """An id for a source in the vault, which says nothing of it."""
    return next(name for name in _series(f"vault-{sha256[:8]}") if name not in taken)


def next_version(source: str, taken: Collection[str]) -> str:
    """An id for a later version of a source.

    >>> next_version("report", {"report"}), next_version("report-2", {"report-2"}), next_version("plan-2023", set())
    ('report-2', 'report-3', 'plan-2023-2')
    """
    base = re.sub(r"-\d{1,3}\Z", "", source)
    return next(name for name in _series(base)[1:] if name not in taken)


def _series(base: str) -> list[str]:
    return [base, *(f"{base[: LONGEST - 5]}-{n}" for n in range(2, 1000))]


def _free(given: str, index: Index) -> str:
    if not ISSUED.match(given) or len(given) > LONGEST:
        remedy = f"use a-z, 0-9 and single `-`, starting with a letter, at most {LONGEST} characters"
        raise InputError(f"`{given}` cannot be an id", remedy=remedy)
    if given in index.known:
        place = index.known[given].place
        remedy = f"choose another; a new version of that document is `kg source update {given} …`"
        raise InputError(f"the id `{given}` is issued already", where=str(place), remedy=remedy)
    return given
