"""What the global options said; every command gets it with `@pass_options`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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


def pass_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the global options, once its own words are seen to be text.

    A file may be called anything; but words with bytes that are no UTF-8 could be written into no file of a case.
    """

    @click.pass_context
    def called(context: click.Context, /, *args: Any, **given: Any) -> Any:
        for param in context.command.params:
            if not _names_files(param) and not all(map(_is_text, _words(given.get(param.name or "")))):
                raise click.BadParameter("it is not UTF-8; give it in UTF-8", context, param)
        return context.invoke(command, context.ensure_object(Options), *args, **given)

    return update_wrapper(called, command)


def _names_files(param: click.Parameter) -> bool:
    return isinstance(param.type, click.Path) or "FILE" in (param.metavar or "")


def _words(given: object) -> Iterator[str]:
    """The texts that an option or argument was given, however many it takes."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, tuple):
        for each in given:
            yield from _words(each)


def _is_text(word: str) -> bool:
    """Whether it holds no half of a character, as which Python hands on a byte that is no UTF-8."""
    return not any("\ud800" <= char <= "\udfff" for char in word)


jobs = click.option(
    "--jobs", "processes", type=click.IntRange(1), default=None, callback=lambda _, __, given: given or 0, metavar="N",
    help="Look at the graph in N processes [default: 1, more for a large graph].",
)  # fmt: skip
