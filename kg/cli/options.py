"""What the global options said; every command gets it with `@pass_options`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True)
class Options:
    """`case` is the folder given with -C, if any; `colour` is False after --no-color; `quiet` silences notes."""

    case: Path | None = None
    colour: bool = True
    quiet: bool = False

    def root(self) -> Path:
        """The root folder of the case: the nearest with a kg.yaml, from the one given (or here) upwards.

        Raises CaseError where there is none.
        """
        from kg.read.files import find_case

        return find_case(self.case or Path())


pass_options = click.make_pass_decorator(Options, ensure=True)

jobs = click.option(
    "--jobs", "processes", type=click.IntRange(1), default=None, callback=lambda _, __, given: given or 0, metavar="N",
    help="Look at the graph in N processes [default: 1, more for a large graph].",
)  # fmt: skip
