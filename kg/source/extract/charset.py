"""The encoding of a page or a text: what its bytes, its server or itself declare, never a guess.

After the WHATWG Encoding Standard: only encodings that a browser knows, and `iso-8859-1` means windows-1252. A guess
would be right most of the time, and a wrong letter in a quotation is found by nobody.
"""

from __future__ import annotations

import codecs
import re

from kg.source.extract.model import CHARSET, Unreadable

LOOKED_AT = 1024  # bytes in which a page has to declare itself
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
KNOWN = {
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp874",
    "gbk", "gb18030", "big5", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr", "cp949",
    *(f"cp125{n}" for n in range(9)), *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
}  # fmt: skip
MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}
_DECLARED = re.compile(
    rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w:.-]+)|\A\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE
)


def decoded(raw: bytes, given: str = "") -> tuple[str, tuple[str, ...]]:
    """The text, and notes on what was odd in it; `given` is the encoding that a person or a server named.

    Unreadable where no encoding is declared and the bytes are not UTF-8, or where the declared one is unknown.
    """
    name = next((codec for mark, codec in MARKS if raw.startswith(mark)), "") or _named(given) or _own(raw)
    if not name:
        try:
            return raw.decode("utf-8"), ()
        except UnicodeDecodeError as error:
            message = f"its encoding is not declared, and it is not UTF-8 (byte {error.start})"
            raise Unreadable(CHARSET, message) from error
    text = raw.decode(name, "replace").removeprefix("\ufeff")
    lost = text.count("\ufffd") - raw.count("\ufffd".encode(name, "ignore") or b"\0\0\0")
    return text, (f"{lost} character(s) could not be read as {name} and stand as \ufffd",) if lost > 0 else ()


def _own(raw: bytes) -> str:
    """What the page declares in its first bytes; a page that says it is UTF-16 in ASCII is not."""
    found = _DECLARED.search(raw[:LOOKED_AT])
    name = _named((found[1] or found[2]).decode("ascii", "replace")) if found else ""
    return "utf-8" if name.startswith("utf-16") else name


def _named(label: str) -> str:
    """Python's name for an encoding, or nothing for no label."""
    if not label.strip():
        return ""
    try:
        name = codecs.lookup(label.strip()).name
    except LookupError:
        name = ""
    name = MEANT.get(name, name)
    if name not in KNOWN:
        raise Unreadable(CHARSET, f"its declared encoding is none that pages have: {label[:40]}")
    return name
