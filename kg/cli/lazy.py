"""A click group that imports a command only when it is used.

Help, completion and "did you mean" need a command's name and summary alone, and those come from a table; so `kg --help`
costs the start of Python and click, however heavy the engines behind the commands are.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

    from kg.cli.table import Entry

WHOLE = 400  # characters of a summary; click cuts after 45


class Whole(click.Group):
    """A group whose help cuts no summary: each is the first sentence of its command, wrapped."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names and first sentences."""
        rows = [(name, self.commands[name].get_short_help_str(limit=WHOLE)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class LazyGroup(click.Group):
    """A group whose commands are the entries of a table."""

    table: Mapping[str, Entry] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the table's order, which is the order of work."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, or None where there is no such name."""
        entry = self.table.get(cmd_name)
        if entry is None:
            return None
        module, attribute = entry.place.split(":")
        found = getattr(import_module(module), attribute)
        if not isinstance(found, click.Command):
            raise TypeError(f"{entry.place} is not a click command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with suggestions from the table (click looks only at registered commands)."""
        name = args[0]
        if name not in self.table and not name.startswith("-"):
            raise click.exceptions.NoSuchCommand(name, possibilities=self.table, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Summaries from the table, under their headings."""
        for heading in dict.fromkeys(entry.heading for entry in self.table.values()):
            with formatter.section(heading):
                rows = [(name, entry.summary) for name, entry in self.table.items() if entry.heading == heading]
                formatter.write_dl(rows, col_max=12)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names and options that begin so; no command is imported for it."""
        from click.shell_completion import CompletionItem

        names = [CompletionItem(name, help=entry.summary) for name, entry in self.table.items()]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [item for item in names if item.value.startswith(incomplete)] + options
