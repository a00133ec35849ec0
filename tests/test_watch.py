"""`kg check --watch` checks again after each change, tells what stops it, and ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from kg.cli.watching import stamps, watch
from kg.errors import EngineError
from tests.console import kg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "data/claims/example.yaml"
PATIENCE = 60


class Watching:
    """A `kg check --watch` and the lines that it has on stderr: one for a run."""

    def __init__(self, root: Path, *words: str) -> None:
        command = [sys.executable, "-m", "kg", "-C", str(root), "check", "--watch", *words]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.said: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.put(line)

    def next(self) -> str:
        return self.said.get(timeout=PATIENCE)

    def end(self) -> str:
        """Press Ctrl-C; what stdout had."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.stdout
        shown = self.process.stdout.read()
        assert self.process.wait(PATIENCE) == 130
        return shown


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert kg("init", str(tmp_path / "case")).returncode == 0
    return tmp_path / "case"


@pytest.fixture
def watching(root: Path) -> Iterator[Watching]:
    running = Watching(root)
    with running.process:  # closes its streams
        yield running
        running.process.kill()


def test_each_change_is_checked_and_ctrl_c_ends_it(root: Path, watching: Watching) -> None:
    text = (root / FILE).read_text("utf-8")
    assert watching.next() == "4 claim(s), 185 stated and 170 derived quads: no findings\n"
    (root / FILE).write_text(text.replace("    hedge: could\n", ""), "utf-8")
    assert "1 warning" in watching.next()
    (root / FILE).write_text(text.replace("claimant: otherland-official", "claimant: nobody-at-all"), "utf-8")
    assert "1 violation; shapes not checked until the files are mended" in watching.next()
    (root / FILE).write_text(text, "utf-8")
    assert watching.next().endswith("no findings\n")
    shown = watching.end()
    assert "[cts:Claim-tentativeHasHedge]" in shown
    assert "[unknown-id]" in shown
    assert watching.next() == "kg: interrupted\n"


def test_a_case_that_goes_away_is_told_and_waited_for(root: Path, watching: Watching) -> None:
    watching.next()
    (root / "kg.yaml").rename(root / "gone")
    assert "1 violation" in watching.next()
    (root / "gone").rename(root / "kg.yaml")
    assert watching.next().endswith("no findings\n")
    watching.end()


def test_what_stops_a_run_is_told_and_the_next_change_waited_for(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs: list[int] = []

    def work() -> None:
        runs.append(1)
        (root / FILE).write_text("# another\n" * len(runs), "utf-8")
        if len(runs) > 2:
            raise KeyboardInterrupt
        raise EngineError(f"stopped {len(runs)}")

    with pytest.raises(KeyboardInterrupt):
        watch(root, work)
    assert capsys.readouterr().err == "kg: stopped 1\nkg: stopped 2\n"


def test_a_file_is_known_by_time_size_and_number(root: Path) -> None:
    before = stamps(root)
    assert stamps(root) == before
    text = (root / FILE).read_bytes()
    (root / "new").write_bytes(text)
    os.utime(root / "new", ns=((root / FILE).stat().st_atime_ns, (root / FILE).stat().st_mtime_ns))
    (root / "new").rename(root / FILE)  # as editors save; the time is the old one
    assert stamps(root) != before
    (root / "build").mkdir()
    (root / "build/graph.nq").write_bytes(b"")
    after = stamps(root)
    (root / "build/graph.nq").write_bytes(b"x")
    assert stamps(root) == after  # no file of the case
    (root / "kg-report.json").write_bytes(b"x")
    assert stamps(root) == after  # nor is a report: to check again because of it would never end
    (root / "data/broken").symlink_to("nowhere")
    assert stamps(root) == after
    (root / "kg-baseline.yaml").write_text("")
    assert stamps(root) != after


def test_a_baseline_is_not_written_again_and_again(root: Path) -> None:
    done = kg("-C", str(root), "check", "--watch", "--update-baseline")
    assert done.returncode == 2
    assert "--watch does not go with --update-baseline" in done.stderr
