"""What runs in the process of its own: take limits, read the copy from standard input, write the extraction out.

    python -m kg.source.extract.child MEDIA-TYPE CHARSET SECONDS MEMORY OUTPUT < copy

The limits are taken before any engine is loaded. The exit status says what kind of trouble there was (see `limits`),
the last line of standard error says it in words.
"""

from __future__ import annotations

import resource
import sys
from dataclasses import replace

from kg.source.extract.limits import Limits
from kg.source.extract.model import BROKEN, GIVEN, TOO_MUCH, Extraction, Unreadable, to_json
from kg.source.media import HTML, PDF, PLAIN, XHTML


def main(words: list[str]) -> int:
    """Extract standard input to standard output and return the exit status."""
    media_type, charset, limits = words[0], words[1], Limits(*map(int, words[2:5]))
    _limited(limits)
    try:
        made = to_json(extracted(sys.stdin.buffer.read(), media_type, charset)).encode()
        if len(made) > limits.output:
            raise Unreadable(TOO_MUCH, f"its text is over {limits.output // 2**20} MB")
    except Unreadable as trouble:
        sys.stderr.write(f"{trouble}\n")
        return trouble.status
    except (MemoryError, RecursionError):
        sys.stderr.write("reading it takes too much memory\n")
        return TOO_MUCH
    sys.stdout.buffer.write(made)
    return 0


def extracted(raw: bytes, media_type: str, charset: str) -> Extraction:
    """The extraction, by the engine for the type."""
    if not raw:
        raise Unreadable(BROKEN, "the file is empty")
    if media_type == PDF:
        from kg.source.extract.pdf import from_pdf

        return from_pdf(raw)
    if media_type in {HTML, XHTML}:
        from kg.source.extract.html import from_html

        return _read_as(charset, from_html(raw, charset))
    if media_type == PLAIN:
        from kg.source.extract.plain import from_plain

        return _read_as(charset, from_plain(raw, charset))
    raise Unreadable(BROKEN, f"no text is taken out of {media_type}")


def _read_as(charset: str, made: Extraction) -> Extraction:
    """The extraction with the encoding that was given, without which it could not be made again."""
    return replace(made, extractor=f"{made.extractor}{GIVEN}{charset}") if charset else made


def _limited(limits: Limits) -> None:
    """Take the limits upon this process; a system that knows one of them not goes on without it."""
    wanted = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for kind, most in wanted.items():
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
