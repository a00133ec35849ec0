"""The process in which a held copy is read: it has so much time and memory and no more, and its end is a message.

A PDF can be made to run a reader out of memory, and a page nested two hundred thousand deep takes a parser minutes. Not
to be guessed at beforehand, both are met where they happen, in a process that nothing depends on.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import EngineError, InputError
from kg.source.extract.model import BROKEN, CHARSET, ENCRYPTED, TOO_MUCH, Extraction, from_json

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_TEXT = 64 * 2**20  # bytes of what comes out, as held texts may have


class Limits(NamedTuple):
    """Seconds, and bytes of memory and of output, that reading one copy may take."""

    seconds: int = 60
    memory: int = 3 * 2**30
    output: int = 2 * LONGEST_TEXT


REMEDIES = {
    BROKEN: "take the file anew from where it is published; a damaged copy can be held with `--no-text`",
    ENCRYPTED: "hold a copy that opens without a password, and note how it was made",
    TOO_MUCH: "hold it with `--no-text`, and its words with `--text FILE`",
    CHARSET: "name its encoding: `--charset windows-1251`",
}


def extract(path: Path, media_type: str, charset: str = "", limits: Limits | None = None) -> Extraction:
    """Text and map of the copy at `path`; InputError says what is wrong with it, in a person's words."""
    limits = limits or Limits()
    command = [sys.executable, "-P", "-m", "kg.source.extract.child", media_type, charset, *map(str, limits)]
    try:
        with path.open("rb") as copy:
            done = subprocess.run(  # noqa: S603 - this very Python, with words of our own
                command, stdin=copy, capture_output=True, timeout=limits.seconds + 5, check=False, env=_environment()
            )
    except subprocess.TimeoutExpired:
        raise _too_much(f"reading it took over {limits.seconds} seconds") from None
    if done.returncode:
        raise _refused(done.returncode, done.stderr.decode("utf-8", "replace").strip(), limits)
    with suppress(ValueError, KeyError, TypeError):
        return from_json(done.stdout)
    raise EngineError("the extractor answered nonsense", remedy="report it with the kind of file")


def _environment() -> dict[str, str]:
    """Nothing of the caller's but what Python needs to find the same modules; -P keeps it out of this folder."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG") if name in os.environ}
    return {**kept, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def _refused(status: int, said: str, limits: Limits) -> Exception:
    told = said.rpartition("\n")[2]
    if status in REMEDIES:
        return InputError(told, remedy=REMEDIES[status])
    if status < 0 or "MemoryError" in said:
        what = "killed by the system" if status < 0 else "out of memory"
        return _too_much(
            f"reading it was ended ({what}): {limits.seconds} seconds, {limits.memory // 2**20} MB allowed"
        )
    return EngineError(f"the extractor failed: {told}", remedy="report it; hold the file with `--no-text` meanwhile")


def _too_much(message: str) -> InputError:
    return InputError(
        f"{message}; the file is too large, or made to exhaust whoever reads it", remedy=REMEDIES[TOO_MUCH]
    )
