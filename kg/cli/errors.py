"""The one handler: an exception becomes a message on stderr and an exit status.

    0    fine
    1    findings                    FindingsError, or a command that returned 1
    2    could not run               KgError, wrong usage, too little memory, a file or stream the system refuses
    3    incomplete                  Incomplete: what was printed is right, but not all
    70   a bug in kg                 everything else
    130  interrupted                 Ctrl-C

A reader that stops reading (`kg query roles | head -1`) has had what it wanted: that is 0 and silence.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import FindingsError, KgError
from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Callable


_PACKAGE = Path(__file__).resolve().parents[1]
FINE, NOT_RUN, BUG, INTERRUPTED = 0, 2, 70, 130

NOTHING_DONE = "kg: stopped, since the case's files hold violations; nothing was written"
BUG_TEXT = """\
kg: internal error: {error} at {place}
  This is a bug in kg, not a mistake in your files. Nothing that was built before is lost.
  Please report this line and the command to the maintainers (README.md, "Help").
  KG_DEBUG=1 shows the whole trace; read it before you send it, since it may quote your files."""


CIRCLE = "Symlink loop"
"""How Python up to 3.12 says that links lead in a circle; from 3.13 on the system says it."""


def guarded(command: Callable[[], object]) -> int:
    """Call it, flush its output, and return the exit status; whatever it raises is told on stderr."""
    _stand_in()
    try:
        outcome = command()
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except BrokenPipeError:
        return _reader_left()
    except (KeyboardInterrupt, click.Abort):
        return _tell("kg: interrupted", INTERRUPTED)
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        return _tell(said.getvalue().rstrip("\n"), NOT_RUN)
    except FindingsError as error:
        return _tell("\n".join([*_listing(error), NOTHING_DONE]), error.exit_status)
    except KgError as error:
        return _tell(f"kg: {error}", error.exit_status)
    except OSError as error:
        return _system(error)
    except MemoryError:
        return _tell("kg: there is not enough memory for this\n  remedy: free some, or give less at a time", NOT_RUN)
    except Exception as error:  # noqa: BLE001 - the last resort of the process: it tells and exits, it does not go on
        return _circle(error) if str(error).startswith(CIRCLE) else _bug(error)
    return outcome if isinstance(outcome, int) else FINE


def _stand_in() -> None:
    """Where a shell closed stdout (`>&-`), what is written there fails like on any bad stream; on stderr it is lost.

    A closed stdin (`<&-`) is an empty one.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _reader_left() -> int:
    _drop_stdout()
    return FINE


def _drop_stdout() -> None:
    """Point stdout at nothing: Python flushes it once more on exit and would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(message: str, status: int) -> int:
    click.echo(visible(message), err=True)
    return status


def _listing(error: FindingsError) -> list[str]:
    from kg.cli.report import listing, summary

    return [*listing(error.findings, root=error.root), summary(error.findings)]


def _circle(error: Exception) -> int:
    return _tell(f"kg: {str(error).partition(' from ')[2] or error}: a link that leads to itself", NOT_RUN)


def _system(error: OSError) -> int:
    """The machine said no: a full disk, a folder without rights. Without a file name it was the result's own stream."""
    if error.filename is None:
        _drop_stdout()
    what = f"{error.filename}: " if error.filename else "cannot write the result: "
    return _tell(f"kg: {what}{error.strerror}\n  remedy: mend that and run the command again", NOT_RUN)


def _bug(error: Exception) -> int:
    if os.environ.get("KG_DEBUG"):
        traceback.print_exception(error)
    return _tell(BUG_TEXT.format(error=type(error).__name__, place=_place(error)), BUG)


def _place(error: Exception) -> str:
    """File and line of kg's own innermost frame: no word of the user's data is in it."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _PACKAGE in Path(frame.filename).parents]
    frame = frames[-1]
    return f"{Path(frame.filename).relative_to(_PACKAGE.parent)}:{frame.lineno}"
