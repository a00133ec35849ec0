"""Addresses that are relative to another, as RFC 3986 (5.2) has them; the standard library drops a bare `#`."""

from __future__ import annotations

import re
from functools import lru_cache

_PARTS = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(//[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)


def resolved(base: str, given: str) -> str:
    """The address that is meant by a relative one.

    >>> resolved("http://e/a/b?c", "#"), resolved("http://e/a/b", "../d/./e"), resolved("urn:a:b", "urn:c")
    ('http://e/a/b?c#', 'http://e/d/e', 'urn:c')
    """
    scheme, host, path, query, fragment = _split(given)
    if scheme:
        return given
    own_scheme, own_host, own_path, own_query, _ = _split(base)
    if host:
        path = _without_dots(path)
    else:
        host = own_host
        if not path:
            path, query = own_path, query or own_query
        else:
            path = _without_dots(path if path.startswith("/") else _merged(own_host, own_path, path))
    return f"{own_scheme}:{host}{path}{query}{fragment}"


@lru_cache(maxsize=1024)
def _split(address: str) -> tuple[str, str, str, str, str]:
    found = _PARTS.fullmatch(address)
    scheme, host, path, query, fragment = found.groups(default="") if found else ("", "", address, "", "")
    return scheme, host, path, query, fragment


def _merged(host: str, own: str, path: str) -> str:
    return f"/{path}" if host and not own else own[: own.rfind("/") + 1] + path


def _without_dots(path: str) -> str:
    kept: list[str] = []
    steps = path.split("/")
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if step == "..":
            if len(kept) > 1 or (kept and kept[0]):
                kept.pop()
        elif step != ".":
            kept.append(step)
            continue
        if last:
            kept.append("")
    return "/".join(kept)
