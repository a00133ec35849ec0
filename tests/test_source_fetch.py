"""One address, fetched within bounds: what a server may do, and what comes of it."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from kg.errors import InputError
from kg.source.addresses import public, resolved
from kg.source.fetch import Bounds, fetch, is_address

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUNDS = Bounds(size=2**20, seconds=5, redirects=3, private=True)
BODY = "<html><p>Сказав у вівторок.".encode()


class Handler(BaseHTTPRequestHandler):
    """Answers of every kind, by path."""

    seen: list[dict[str, str]]

    def do_GET(self) -> None:
        self.server.seen.append({**dict(self.headers), "path": self.path})  # type: ignore[attr-defined]
        path = self.path.partition("?")[0]
        getattr(self, path.strip("/").replace("-", "_") or "page")()

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), "Content-Type": "text/html", **given}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        self.answer(BODY, Content_Type="text/html; charset=UTF-8", Set_Cookie="a=b")

    def moved(self) -> None:
        self.answer(b"", 302, Location="/page", Set_Cookie="a=b")

    def loop(self) -> None:
        self.answer(b"", 301, Location="/loop")

    def elsewhere(self) -> None:
        self.answer(b"", 302, Location="file:///etc/passwd")

    def nowhere(self) -> None:
        self.answer(b"", 302, Location="http://[::1")

    def gone(self) -> None:
        self.answer(b"not here", 404)

    def huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(64):
            self.wfile.write(b"x" * 2**16)

    def promised(self) -> None:
        self.answer(b"", Content_Length=str(2**30))

    def short(self) -> None:
        self.answer(BODY, Content_Length=str(len(BODY) + 100))

    def zipped(self) -> None:
        self.answer(gzip.compress(BODY), Content_Encoding="gzip")

    def bomb(self) -> None:
        self.answer(gzip.compress(b"x" * 2**24), Content_Encoding="gzip")

    def odd(self) -> None:
        self.answer(BODY, Content_Encoding="br")

    def slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def silent(self) -> None:
        time.sleep(3)


@pytest.fixture
def server() -> Iterator[str]:
    """A server of our own on this machine; gives its address."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    made.handle_error = lambda *_: None  # type: ignore[method-assign]
    made.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()
    thread.join()


def refused(url: str, bounds: Bounds = BOUNDS) -> str:
    with pytest.raises(InputError) as told:
        fetch(url, bounds)
    assert told.value.remedy
    return told.value.message


def test_a_page_comes_with_what_the_server_calls_it(server: str) -> None:
    found = fetch(f"{server}/page?q=ї", BOUNDS)
    assert (found.content, found.media_type, found.charset) == (BODY, "text/html", "utf-8")


def test_redirects_are_followed_without_cookies_and_told(server: str) -> None:
    found = fetch(f"{server}/moved", BOUNDS)
    assert found.content == BODY
    assert found.url == f"{server}/page"
    assert found.redirected == (f"{server}/moved",)


def test_a_redirect_loop_ends(server: str) -> None:
    assert "more than 3 redirects" in refused(f"{server}/loop")


def test_a_redirect_to_what_is_no_address_is_told(server: str) -> None:
    assert "no address: http://[::1" in refused(f"{server}/nowhere")


def test_a_redirect_leaves_the_web_for_nothing_else(server: str) -> None:
    assert "no http or https address" in refused(f"{server}/elsewhere")


def test_an_answer_that_is_none_is_told_by_its_number(server: str) -> None:
    assert "answers 404 Not Found" in refused(f"{server}/gone")


@pytest.mark.parametrize("path", ["huge", "promised", "bomb"])
def test_no_more_is_read_than_may_be_held(path: str, server: str) -> None:
    assert "over 1 MB" in refused(f"{server}/{path}")


def test_an_answer_that_was_cut_short_is_not_kept(server: str) -> None:
    assert f"{len(BODY)} of {len(BODY) + 100} bytes" in refused(f"{server}/short")


def test_what_was_compressed_unasked_is_unpacked_or_refused(server: str) -> None:
    assert fetch(f"{server}/zipped", BOUNDS).content == BODY
    assert "as br" in refused(f"{server}/odd")


@pytest.mark.parametrize("path", ["slow", "silent"])
def test_a_server_that_drips_or_is_silent_is_left(path: str, server: str) -> None:
    begun = time.monotonic()
    assert "0.5 seconds" in refused(f"{server}/{path}", BOUNDS._replace(seconds=0.5))
    assert time.monotonic() - begun < 3


def test_nobody_on_this_machine_or_network_is_asked_unless_meant(server: str) -> None:
    message = refused(f"{server}/page", BOUNDS._replace(private=False))
    assert "127.0.0.1, which is not a public address" in message
    assert "localhost" in refused(server.replace("127.0.0.1", "localhost"), BOUNDS._replace(private=False))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - looked at, not bound to
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "192.168.1.1",
        "224.0.0.1",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_addresses_that_are_not_of_the_internet(address: str) -> None:
    assert not public(address)


def test_every_address_of_a_name_must_be_public(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(socket.AF_INET, 1, 6, "", (where, 80)) for where in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    with pytest.raises(InputError, match=r"10\.0\.0\.1"):
        resolved("example.org", 80)
    assert len(resolved("example.org", 80, private=True)) == 2


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("ftp://example.org/a", "no http or https"),
        ("http:///a", "no http or https"),
        ("http://[::1", "names no host"),
        ("http://user:pass@127.0.0.1/", "name or password"),
        ("http://127.0.0.1:99999/", "no host or port"),
        ("http://no-such-host.invalid/", "cannot be found"),
        ("http://127.0.0.1:1/", "no connection"),
    ],
)
def test_addresses_that_cannot_be_asked(url: str, what: str) -> None:
    assert what in refused(url)


def test_what_is_an_address_and_what_a_file() -> None:
    assert is_address("HTTPS://example.org")
    assert not is_address("a/b://c")
    assert not is_address("C:report.pdf")
