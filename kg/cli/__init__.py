"""The command line: it parses, calls one function, prints, and turns the outcome into an exit status.

    __init__    main(), what the script `kg` calls
    table       every command: where it lives and its one-line summary
    lazy        a click group that imports a command only when it is used
    root        `kg` itself with its global options
    options     what the global options said, handed to every command
    output      colour, notes and progress: what goes to stderr, and when
    errors      the one handler: exceptions become messages and exit statuses
    report      findings on the screen and for machines
    seen        which network somebody looks at; drawing in which formats it is written, named what a shell completes
    <command>   one module for each command

The rest of the package knows nothing of click. A command returns its exit status, or None for 0.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `kg` on the given words (default: those of the process) and return its exit status."""
    from kg.cli.errors import guarded
    from kg.cli.root import run

    return guarded(lambda: run(sys.argv[1:] if argv is None else argv))
