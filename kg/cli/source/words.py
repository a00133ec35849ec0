"""Options and arguments that several commands about sources take."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

    from kg.source.block import Value
    from kg.source.taking import Wish

BY = "KG_BY"  # the variable that names who works here
Command = Any
FORMATS = click.Choice(["table", "json"])


TAKING = (
    click.option("--fetch", is_flag=True, help="Fetch an address now; without it nothing is fetched."),
    click.option(
        "--timeout", type=click.FloatRange(1, 3600), default=60, show_default=True, help="Seconds for a fetch."
    ),
    click.option(
        "--max-size", type=click.IntRange(1, 4096), default=128, show_default=True, help="MB that may be held."
    ),
    click.option("--allow-private", is_flag=True, help="Fetch from an address of one's own network, too."),
    click.option("--media-type", default="", metavar="TYPE", help="What it is, where its name or server is wrong."),
    click.option("--charset", default="", metavar="NAME", help="The encoding of a text that declares none."),
    click.option(
        "--text", "words", type=click.Path(path_type=Path), help="A file with its words, where none can be extracted."
    ),
    click.option("--extractor", "worded_by", default="", metavar="WHO", help="Who or what wrote --text; its version."),
    click.option("--no-text", "mute", is_flag=True, help="Hold it without looking for words in it."),
)


class SourceId(click.ParamType[str]):
    """The id of a source; a shell completes it."""

    name = "source"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The ids that begin so, read from the files; none where they cannot be."""
        from click.shell_completion import CompletionItem

        from kg.errors import KgError
        from kg.read.files import find_case
        from kg.source.desk import desk

        try:
            case = (ctx.find_root().params or {}).get("case")
            ids = desk(find_case(case or Path())).sources
        except (KgError, OSError):
            return []
        return [CompletionItem(name) for name in ids if name.startswith(incomplete)]


def signed(command: Command) -> Command:
    """The option that says who does it."""
    text = f"Who does it: a name or code for the log [default: {BY}, or git's user.name]."
    return click.option("--by", default="", metavar="NAME", help=text)(command)


def taking(command: Command) -> Command:
    """The options on what is taken in, and how far it may be fetched."""
    for option in reversed(TAKING):
        command = option(command)
    return command


def wish(place: str, **options: Any) -> Wish:
    """What is to be taken in, from the command's words."""
    from kg.source.fetch import Bounds
    from kg.source.taking import Wish as Made

    size = options["max_size"] * 2**20
    bounds = Bounds(size, options["timeout"], private=options["allow_private"]) if options["fetch"] else None
    same = ("media_type", "charset", "words", "worded_by", "mute")
    return Made(place, bounds, size, **{name: options[name] for name in same})


def who(by: str) -> str:
    """The name for the log: what was given, else the variable, else git's; UsageError where there is none."""
    from kg.entry.coder import of_git

    found = by.strip() or os.environ.get(BY, "").strip() or of_git(Path())
    if not found:
        raise UsageError("nobody to log this for", remedy=f"say --by NAME, or set {BY}")
    return found


def settings(pairs: Sequence[str]) -> dict[str, Value]:
    """KEY=VALUE words as keys with values; a key that stands twice has a list."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not (key.strip() and equals and value.strip()):
            raise UsageError(f"`{pair}` sets nothing", remedy="write --set KEY=VALUE")
        found.setdefault(key.strip(), []).append(value.strip())
    return {key: values[0] if len(values) == 1 else values for key, values in found.items()}
