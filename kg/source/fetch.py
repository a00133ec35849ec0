"""One address, fetched within bounds: http or https, so many bytes, so much time, so few redirects, no cookies.

The standard library does it: what is wanted is one plain request whose every step can be seen and bounded. The bytes
are kept as the server sent them; where it compressed them all the same, they are unpacked up to the limit.
"""

from __future__ import annotations

import http.client
import re
import socket
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from kg import __version__
from kg.errors import InputError
from kg.source.link import linked, why

if TYPE_CHECKING:
    from collections.abc import Iterator

REDIRECTS = {301, 302, 303, 307, 308}
PIECE = 1 << 16
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
HEADERS = {
    "User-Agent": f"child-transfer-kg/{__version__} (evidence capture)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class Bounds(NamedTuple):
    """Bytes, seconds and redirects that one capture may take; `private` allows addresses of one's own network."""

    size: int = 128 * 2**20
    seconds: float = 60
    redirects: int = 5
    private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the bytes, the address that gave them, and what the server called them."""

    content: bytes
    url: str
    media_type: str
    charset: str
    redirected: tuple[str, ...] = ()


def is_address(place: str) -> bool:
    """Whether a command's word is an address rather than a file.

    >>> is_address("https://example.org/a"), is_address("report.pdf"), is_address("ftp://example.org/a")
    (True, False, True)
    """
    return bool(_SCHEME.match(place))


def fetch(url: str, bounds: Bounds | None = None) -> Fetched:
    """What the address gives, after its redirects; InputError for all that can go wrong on the way."""
    bounds = bounds or Bounds()
    until = monotonic() + bounds.seconds
    trail: list[str] = []
    while True:
        with _asked(url, bounds, until) as answer:
            target = answer.getheader("Location", "") if answer.status in REDIRECTS else ""
            if not target:
                return _kept(answer, url, bounds, until, tuple(trail))
        trail.append(url)
        url = _joined(url, target)
        if len(trail) > bounds.redirects:
            message = f"more than {bounds.redirects} redirects, the last to {url}"
            raise InputError(message, remedy="open it in a browser, and give the address where you end up")


@contextmanager
def _asked(url: str, bounds: Bounds, until: float) -> Iterator[http.client.HTTPResponse]:
    """The answer to one request; the connection is cut when the time is over, however slowly it drips."""
    connection = linked(url, until, private=bounds.private)
    watch = Timer(max(until - monotonic(), 0.01), _cut, [connection.sock])
    watch.daemon = True
    try:
        watch.start()
        connection.request("GET", _path(url), headers=HEADERS)
        with connection.getresponse() as answer:
            yield answer
    except (http.client.HTTPException, OSError) as error:
        if monotonic() >= until:
            raise _late(bounds) from error
        raise InputError(
            f"{url} cannot be fetched: {why(error)}", remedy="try again, or save it from a browser"
        ) from error
    finally:
        watch.cancel()
        connection.close()


def _joined(url: str, target: str) -> str:
    """Where the answer sends its reader."""
    try:
        return urljoin(url, target)
    except ValueError as error:  # brackets that are not closed
        message = f"{url} sends its reader to what is no address: {target}"
        raise InputError(message, remedy="open it in a browser, and give the address where you end up") from error


def _path(url: str) -> str:
    """The request's path with its query, percent-encoded where the address is not."""
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit(("", "", path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"), ""))


def _kept(answer: http.client.HTTPResponse, url: str, bounds: Bounds, until: float, trail: tuple[str, ...]) -> Fetched:
    """The whole body of a good answer."""
    if answer.status != 200:
        what = f"{answer.status} {answer.reason}".strip()
        raise InputError(
            f"{url} answers {what}", remedy="open it in a browser; if it shows there, save it and add the file"
        )
    kind, _, rest = answer.getheader("Content-Type", "").partition(";")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    content = _unpacked(_body(answer, bounds, until), answer.getheader("Content-Encoding", ""), bounds)
    return Fetched(content, url, kind.strip().lower(), charset, trail)


def _body(answer: http.client.HTTPResponse, bounds: Bounds, until: float) -> bytes:
    """All bytes of the answer; fewer than the server promised are an error, and nothing is kept of them."""
    promised = answer.length
    if promised is not None and promised > bounds.size:
        raise _large(bounds)
    pieces, size = [], 0
    while piece := answer.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > bounds.size:
            raise _large(bounds)
        if monotonic() >= until:
            raise _late(bounds)
    if monotonic() >= until:
        raise _late(bounds)
    if answer.length:
        message = f"the answer was cut short: {size} of {size + answer.length} bytes came"
        raise InputError(message, remedy="fetch it again; nothing was kept")
    return b"".join(pieces)


def _unpacked(content: bytes, encoding: str, bounds: Bounds) -> bytes:
    """The body as it was before the server compressed it, up to the limit."""
    if encoding.strip().lower() in {"", "identity"}:
        return content
    if encoding.strip().lower() not in {"gzip", "x-gzip", "deflate"}:
        raise InputError(
            f"the server compressed its answer as {encoding}, unasked",
            remedy="save it from a browser, and add the file",
        )
    try:
        unpacker = zlib.decompressobj(wbits=47)
        plain = unpacker.decompress(content, bounds.size + 1)
    except zlib.error as error:
        raise InputError("the answer is compressed, and broken", remedy="fetch it again; nothing was kept") from error
    if len(plain) > bounds.size:
        raise _large(bounds)
    return plain


def _cut(link: socket.socket) -> None:
    with suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)


def _large(bounds: Bounds) -> InputError:
    return InputError(
        f"the answer is over {bounds.size // 2**20} MB",
        remedy="raise --max-size, or fetch it yourself and add the file",
    )


def _late(bounds: Bounds) -> InputError:
    return InputError(
        f"no whole answer within {bounds.seconds:g} seconds",
        remedy="raise --timeout, or fetch it yourself and add the file",
    )
