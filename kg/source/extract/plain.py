"""Plain text in another encoding than UTF-8: the same characters, in UTF-8."""

from __future__ import annotations

import platform

from kg.source.extract.charset import decoded
from kg.source.extract.model import SCHEME, Extraction


def from_plain(content: bytes, charset: str) -> Extraction:
    """The extraction of a text; line ends become plain, so that they are the same on every machine."""
    text, notes = decoded(content, charset)
    extractor = f"Python {platform.python_version()} codecs, {SCHEME}"
    return Extraction(text.replace("\r\n", "\n").replace("\r", "\n"), extractor, notes=notes)
