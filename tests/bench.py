"""How long the commands take, as whole processes, beside their targets: figures and ratios, no verdict.

Each command runs several times in a copy of the case that is already built, and the median counts. CPU is user plus
system time of the process and its children: it says more than wall time on a busy machine.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from subprocess import DEVNULL
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
KG = Path(sys.executable).with_name("kg")
# As on a user's machine, Python keeps what it has compiled.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

# words, target in seconds of wall time, runs
COMMANDS = (
    (("--help",), 0.15, 11),
    (("check",), 0.5, 11),
    (("lint",), 1.5, 5),
    (("query", "roles"), 0.3, 11),
    (("explain", "lukashenko"), 1.0, 5),
    (("query", "roots"), 1.0, 5),
    (("conflicts",), 1.0, 5),
    (("matrix", "rome-8-2-a-vii"), 1.0, 5),
    (("timeline",), 1.0, 5),
    (("diff", "filed", "build"), 1.0, 5),
    (("source", "status"), 1.0, 5),
    (("judge", "list"), 1.0, 5),
    (("claim", "status"), 1.0, 5),
    (("network", "-f", "gexf"), 1.5, 5),
    (("network", "-f", "svg"), 1.5, 5),
    (("measures",), 1.0, 5),
    (("compare", "reported", "several-roots"), 1.5, 5),
    (("build",), 1.5, 5),
)
HEADER = f"{'command':<25} {'wall s':>8} {'cpu s':>8} {'target s':>9} {'wall/target':>12}"


class Cost(NamedTuple):
    """Seconds of one run."""

    wall: float
    cpu: float


def measure(words: tuple[str, ...], folder: Path) -> Cost:
    """Run once to its end and take the process's own account of its time."""
    begin = time.perf_counter()
    process = subprocess.Popen([KG, *words], cwd=folder, env=ENVIRONMENT, stdout=DEVNULL, stderr=DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"kg {' '.join(words)} ended with status {process.returncode}; run it by hand to see why")
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def median(words: tuple[str, ...], folder: Path, runs: int) -> Cost:
    """The median of wall and CPU time, after one run that fills the caches."""
    measure(words, folder)
    costs = [measure(words, folder) for _ in range(runs)]
    return Cost(statistics.median(cost.wall for cost in costs), statistics.median(cost.cpu for cost in costs))


def main() -> None:
    """Measure in a copy of the case and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy2(ROOT / "kg.yaml", folder)
        shutil.copytree(ROOT / "data", folder / "data")
        claims = folder / "data/claims/seed.yaml"
        text = claims.read_text("utf-8")
        claims.write_text(text.replace("statedCount: 2150}", "statedCount: 2150, qualifier: atLeast}"), "utf-8")
        measure(("build",), folder)
        (folder / "build").rename(folder / "filed")  # as it was when it was filed: a figure differs
        claims.write_text(text, "utf-8")
        measure(("build",), folder)
        print(HEADER)
        for words, target, runs in COMMANDS:
            cost = median(words, folder, runs)
            label = " ".join(("kg", *words))
            print(f"{label:<25} {cost.wall:>8.3f} {cost.cpu:>8.3f} {target:>9.2f} {cost.wall / target:>11.2f}×")


if __name__ == "__main__":
    main()
