"""How long `kg check` takes on made-up cases of any size: everything, and after an edit while it watches.

`python -m tests.bench_check 10000 40000` prints processor seconds of whole processes, as the machine may be busy; for
`--watch` those of each run within the process. Figures, no verdict.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build import assemble
from kg.build.assembly import Before
from kg.validate.checking import all_findings
from kg.validate.kept import Memory
from tests.bench import measure
from tests.synthetic_case import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

EDITED = ("stance: asserted", "stance: alleged")


def edit(root: Path, number: int) -> None:
    """Change the first claim of its kind in one file."""
    path = root / f"data/claims/s{number}.yaml"
    path.write_text(path.read_text("utf-8").replace(*EDITED, 1), "utf-8")


def watched(root: Path, runs: int) -> Iterator[float]:
    """Processor seconds of each run of a process that goes on, an edit before each but the first."""
    before, memory = Before(), Memory()
    for number in range(runs):
        begin = time.process_time()
        all_findings(assemble(root, before=before), memory)
        yield time.process_time() - begin
        edit(root, 10 + number)


def main(claims: int) -> None:
    """Measure on so many claims."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        Writer(root, claims).write()
        subprocess.run(["git", "init", "-q", folder], check=True)
        print(f"{claims:,} claims", flush=True)
        for words, change in (
            ("check", 0),
            ("check --jobs 2", 0),
            ("check", 3),
        ):
            if change:
                edit(root, change)
            cost = measure(tuple(words.split()), root)
            print(
                f"kg {words:<22} {cost.wall:7.2f} s wall {cost.cpu:7.2f} s cpu{' after an edit' * bool(change)}",
                flush=True,
            )
        *_, last = watched(root, 3)
        print(f"kg check --watch {last:27.2f} s cpu after an edit")


if __name__ == "__main__":
    for size in sys.argv[1:] or ["10000"]:
        main(int(size))
