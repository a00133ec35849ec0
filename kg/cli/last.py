"""The last build, opened for a command that only reads; whoever asks is told if the files have moved on since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.output import note

if TYPE_CHECKING:
    from pathlib import Path

    from kg.cli.options import Options

NAMED = 3  # files named in the note


def built_case(options: Options) -> Path:
    """The root of the case, which must have been built.

    Says on stderr which files changed after that, since the answer will not know of it.
    """
    from kg.build import outdated

    root = options.root()
    changed = outdated(root)
    if changed:
        more = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
        note(options, f"changed after the last build: {', '.join(changed[:NAMED])}{more}; run `kg build`")
    return root
