"""The process of an engine: shapes and data come in, a report in N-Triples goes out, or a status and why.

It imports the engine that is asked for, and nothing else that takes time to load.
"""

from __future__ import annotations

import sys

LENGTH = 8  # bytes that say how long the shapes are
BAD_SHAPES, GAVE_UP = 10, 11


def main() -> int:
    """Read all of stdin, run the engine that the first word names, and write its report."""
    from kg.engines import LOCAL
    from kg.errors import EngineError, InputError

    given = sys.stdin.buffer.read()
    length = int.from_bytes(given[:LENGTH], "big")
    shapes, data = given[LENGTH : LENGTH + length], memoryview(given)[LENGTH + length :]
    try:
        report = LOCAL[sys.argv[1]]().report(bytes(data), shapes)
    except (InputError, EngineError) as error:
        return _told(error, BAD_SHAPES if isinstance(error, InputError) else GAVE_UP)
    sys.stdout.buffer.write(report.encode())
    return 0


def _told(error: Exception, status: int) -> int:
    import json

    sys.stderr.write(
        "\n" + json.dumps({"message": getattr(error, "message", ""), "remedy": getattr(error, "remedy", "")})
    )
    return status


if __name__ == "__main__":
    sys.exit(main())
