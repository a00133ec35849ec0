"""`kg compare`: one network under two policies, at two dates, or of two builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli import named, target
from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import steps
from kg.cli.seen import narrowing, seen
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.network.narrow import Graph
    from kg.store import Store


@click.command()
@click.argument("old", shell_complete=named.policies)
@click.argument("new", shell_complete=named.policies)
@click.argument("projection", default="actors", shell_complete=named.projections)
@narrowing
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="Lines of each kind.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="For people, spreadsheets or scripts; the last two hold everything.",
)  # fmt: skip
@target.output_option
@pass_options
def compare(
    options: Options, old: str, new: str, projection: str, top: int, form: str, output: str, **wishes: Any
) -> None:
    """Show what differs in a network between two policies, dates or builds.

    OLD and NEW are policies (reported, several-roots …), dates (2022-09: what may have held then), or builds, case
    folders and git revisions as in `kg diff`; `.` is the last build. Nodes and edges appear or vanish; an edge changes
    where its stances, its roots, its claims, or whether it is disputed do.

    \b
    Example:  kg compare reported several-roots
              kg compare 2022 2024 command
              kg compare HEAD~1 . --ego lukashenko
    """
    from kg.network.compare import compare as compared
    from kg.network.compared import write
    from kg.paper.table import screen_width

    root = built_case(options)
    with steps(options) as say:
        say(f"working out {old}")
        before = _network(root, old, projection, wishes)
        say(f"working out {new}")
        after = _network(root, new, projection, wishes)
    found = compared(before, after)
    target.deliver(options, output, write(found, (old, new), form, most=top, width=screen_width()))


def _network(root: Path, word: str, projection: str, wishes: dict[str, Any]) -> Graph:
    """The network that a word means: of a policy, at a date, or of another state of the case."""
    from kg.build.views import policies
    from kg.resolve.dates import DateError, span

    if word in policies():
        return seen(root, projection, wishes | {"policy": word})
    try:
        span(word)
    except DateError:
        return seen(root, projection, wishes, store=None if word == "." else _other(root, word, policies()))
    return seen(root, projection, wishes | {"at": word})


def _other(root: Path, word: str, policies: Iterable[str]) -> Store:
    """Another state of the case; raises UsageError for a word that is none, nor a policy or a date."""
    from kg.diff import side
    from kg.schema import did_you_mean

    try:
        return side(word, root).store
    except UsageError as error:
        hint = did_you_mean(word, policies) or error.remedy
        raise UsageError(
            f"`{word}` is no policy, no date, no build, no case folder and no git revision", remedy=hint
        ) from None
