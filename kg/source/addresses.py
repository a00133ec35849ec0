"""Which hosts are asked: only those out on the internet, whatever name leads to them.

A page on the web may redirect to http://169.254.169.254/ or to a printer, and a name may resolve to 127.0.0.1. The
address is looked at after it was resolved, and that very address is then connected to, so that a second look-up cannot
give another.
"""

from __future__ import annotations

import ipaddress
import socket

from kg.errors import InputError


def resolved(host: str, port: int, *, private: bool = False) -> list[tuple[int, str]]:
    """Family and address of every place the host may be reached at.

    InputError where it cannot be resolved, or where any of its addresses is not public and `private` is not set.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"the host {host} cannot be found", remedy="check the address, and the network") from error
    places = list(dict.fromkeys((int(family), str(where[0])) for family, _, _, _, where in found))
    closed = [place for _, place in places if not public(place)]
    if closed and not private:
        message = f"{host} is {closed[0]}, which is not a public address"
        raise InputError(message, remedy="add --allow-private if you mean a server of your own network")
    return places


def public(address: str) -> bool:
    """Whether an address is one of the internet's.

    >>> public("93.184.215.14"), public("127.0.0.1"), public("169.254.169.254"), public("::ffff:10.0.0.1")
    (True, False, False, False)
    """
    place = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(place, ipaddress.IPv6Address):
        inner = place.ipv4_mapped or place.sixtofour or (place.teredo[1] if place.teredo else None)
        place = inner or place
    return place.is_global and not place.is_multicast
