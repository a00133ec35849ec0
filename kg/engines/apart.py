"""An engine in a process of its own: what it does to itself it does to nobody else.

Engines are foreign code over hostile data. One that crashes, runs out of memory, or never ends (a list in the shapes
that leads back into itself is enough) would take the findings of all other parts with it. Decision: a fresh Python that
imports the engine and nothing of ours; it costs less than a twentieth of a second more than the engine in this process.
Rejected: a fork, which is quicker, but copies locks that other threads hold, and is not to be had everywhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import TYPE_CHECKING

from kg.engines.child import BAD_SHAPES, GAVE_UP, LENGTH
from kg.engines.results import read_report
from kg.errors import EngineError, Incomplete, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.findings import ShaclResult

CHILD = Path(__file__).with_name("child.py")
_RUNNING: set[subprocess.Popen[bytes]] = set()


@dataclass(frozen=True, slots=True)
class Apart:
    """The engine called `name`, each run in a new process that may take so many `seconds`; 0: as long as it likes."""

    name: str
    seconds: float = 0

    def run(self, data_ntriples: bytes, shapes: bytes) -> list[ShaclResult]:
        """Every result, sorted and unique; raises what the engine would, and Incomplete where its time was over."""
        words = [sys.executable, "-P", str(CHILD), self.name, str(self.seconds)]
        given = len(shapes).to_bytes(LENGTH, "big") + shapes + data_ntriples
        try:
            status, report, said = _ran(words, given, self.seconds or None)
        except subprocess.TimeoutExpired:
            raise self._late() from None
        except OSError as error:
            raise EngineError(f"no process can be started: {error.strerror}", remedy="free some memory") from error
        if status:
            raise self._failed(status, said.decode("utf-8", "replace").strip())
        return read_report(_text(report))

    def _late(self) -> Incomplete:
        remedy = "give it more time with `--timeout`, or look for a SPARQL constraint or a path that never ends"
        return Incomplete(f"the engine {self.name} was stopped after {self.seconds:g} s", remedy=remedy)

    def _failed(self, status: int, said: str) -> InputError | EngineError:
        if status in (BAD_SHAPES, GAVE_UP) and said.endswith("}"):
            told = json.loads(said.rpartition("\n")[2])
            kind = InputError if status == BAD_SHAPES else EngineError
            return kind(told["message"], remedy=told["remedy"])
        other = "pyshacl" if self.name == "shifty" else "shifty"
        if status < 0 or "MemoryError" in said:
            how = f"by signal {-status}" if status < 0 else "for lack of memory"
            remedy = f"give it more memory, or less at a time; compare with `--engine {other}`"
            return EngineError(f"the engine {self.name} was ended {how}", remedy=remedy)
        last = said.rpartition("\n")[2][:300] or f"status {status}"
        return EngineError(f"the engine {self.name} crashed: {last}", remedy=f"use `--engine {other}`, and report this")


def end_all() -> None:
    """End every engine that runs for this process: whoever waits for one gets an error."""
    for process in list(_RUNNING):
        process.kill()


def _ran(words: Sequence[str], given: bytes, seconds: float | None) -> tuple[int, bytes, bytes]:
    """Exit status, stdout and stderr of a process that was given this on stdin; whatever interrupts it ends it."""
    with subprocess.Popen(  # noqa: S603 - this very Python, with words of our own
        words, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=_environment()
    ) as process:
        _RUNNING.add(process)
        try:
            report, said = process.communicate(given, seconds)
        except BaseException:
            process.kill()
            raise
        finally:
            _RUNNING.discard(process)
    return process.returncode, report, said


def _text(report: bytes) -> str:
    try:
        return report.decode()
    except UnicodeDecodeError as error:
        raise EngineError("the engine answered nonsense", remedy="compare with another engine") from error


def _environment() -> dict[str, str]:
    """The caller's, less what would have Python write or look into this folder; hashes alike in every run."""
    return {**os.environ, "PYTHONHASHSEED": "0", "PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8"}
