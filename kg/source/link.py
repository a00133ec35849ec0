"""A connection to a host on the open network: to the address that was looked at, and to no other that its name may get.

Who looks a name up twice may be given two answers, the second one inside of the reader's own network.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from time import monotonic
from urllib.parse import urlsplit

from kg.errors import InputError
from kg.source.addresses import resolved


def linked(url: str, until: float, *, private: bool) -> http.client.HTTPConnection:
    """A connection to the very address that was looked at, open until a moment of the monotonic clock at most.

    InputError where the address is none, or nobody answers there; `private` allows addresses of one's own network.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:  # brackets that are not closed
        raise InputError(f"{url} names no host or port there can be", remedy="check the address") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(f"{url} is no http or https address", remedy="give the address of a page, or a file")
    if parts.username or parts.password:
        raise InputError(
            "the address holds a name or password", remedy="save the page from a browser, and add the file"
        )
    usual = 443 if parts.scheme == "https" else 80
    try:
        host, port = parts.hostname.encode("idna").decode("ascii"), parts.port or usual
    except ValueError as error:
        raise InputError(f"{url} names no host or port there can be", remedy="check the address") from error
    places = resolved(host, port, private=private)
    link = _reached(places, port, until)
    made = http.client.HTTPConnection(host, port)
    made.default_port, made.sock = usual, link if usual == 80 else _sealed(link, host)
    return made


def _sealed(link: socket.socket, host: str) -> socket.socket:
    """The socket encrypted, with a host that has proved its name."""
    try:
        return ssl.create_default_context().wrap_socket(link, server_hostname=host)
    except OSError as error:
        link.close()
        remedy = "look at it in a browser; save it from there, and add the file"
        raise InputError(f"{host} does not prove that it is that host: {why(error)}", remedy=remedy) from error


def _reached(places: list[tuple[int, str]], port: int, until: float) -> socket.socket:
    """A socket to the first of the places that answers."""
    failed: OSError | None = None
    for family, address in places:
        link = socket.socket(family, socket.SOCK_STREAM)
        link.settimeout(max(min(15.0, until - monotonic()), 0.01))
        try:
            link.connect((address, port))
        except OSError as error:
            link.close()
            failed = error
        else:
            return link
    raise InputError(f"no connection to {places[0][1]}: {why(failed)}", remedy="check the address, and the network")


def why(error: BaseException | None) -> str:
    """What an error says, in few words."""
    return str(getattr(error, "strerror", None) or error or "it does not answer").strip()[:200]
