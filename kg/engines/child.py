"""The process of an engine: shapes and data come in, a report in N-Triples goes out, or a status and why.

It imports the engine that is asked for, and nothing else that takes time to load.
"""

from __future__ import annotations

import signal
import sys

LENGTH = 8  # bytes that say how long the shapes are
BAD_SHAPES, GAVE_UP = 10, 11
GRACE = 5.0  # seconds
CALLS = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}


def main() -> int:
    """Read all of stdin, run the engine that the first word names, and write its report."""
    from kg.engines import LOCAL
    from kg.errors import EngineError, InputError

    _end_by_itself(float(sys.argv[2]))
    sys.addaudithook(_offline)
    given = sys.stdin.buffer.read()
    length = int.from_bytes(given[:LENGTH], "big")
    shapes, data = given[LENGTH : LENGTH + length], memoryview(given)[LENGTH + length :]
    try:
        report = LOCAL[sys.argv[1]]().report(bytes(data), shapes)
    except (InputError, EngineError) as error:
        return _told(error, BAD_SHAPES if isinstance(error, InputError) else GAVE_UP)
    sys.stdout.buffer.write(report.encode())
    return 0


def _end_by_itself(seconds: float) -> None:
    """Whoever started this ends it in time; who was killed cannot, so the system does it a little later."""
    if seconds and hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)


def _offline(event: str, _: object) -> None:
    """An engine is not to reach out, whatever words of a query have led it to; for libraries in Python, it cannot."""
    if event in CALLS:
        raise PermissionError("nothing here asks another server")


def _told(error: Exception, status: int) -> int:
    import json

    sys.stderr.write(
        "\n" + json.dumps({"message": getattr(error, "message", ""), "remedy": getattr(error, "remedy", "")})
    )
    return status


if __name__ == "__main__":
    sys.exit(main())
