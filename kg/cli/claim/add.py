"""`kg claim add`: a claim, beginning with its words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.claim.words import codes, source_ids
from kg.cli.options import Options, pass_options

if TYPE_CHECKING:
    from collections.abc import Callable

Command = Any


def about(command: Command) -> Command:
    """The options that say what is known of a claim."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option("--note", metavar="TEXT", help="A remark for other editors; evidence for nothing."),
        click.option("--date", metavar="DATE", help="When it was said, as the source has it: “on Tuesday”, 2023-05."),
        click.option("--relayed-by", metavar="WHO", multiple=True, help="Who passed it on; may be given again."),
        click.option("--work", metavar="WORK", help="The report, interview or speech in which it was first said."),
        click.option("--leaves-out", metavar="WORDS", multiple=True, help="Words of the sentence about another claim."),
        click.option("--hedge", metavar="WORDS", multiple=True, help="Words of doubt, verbatim; may be given again."),
        click.option("--speech-mode", metavar="CODE", shell_complete=codes, help="Whose words they are: a code."),
        click.option("--speech-act", metavar="CODE", shell_complete=codes, help="What is done by saying it: a code."),
        click.option("--stance", metavar="CODE", shell_complete=codes, help="How firmly it is said: a code."),
        click.option("--claimant", metavar="WHO", help="Who says it: an id or a name."),
    )
    for option in options:
        command = option(command)
    return command


@click.command()
@click.option("--source", metavar="SOURCE", shell_complete=source_ids, help="The source: an id or a label.")
@click.option("--quote", metavar="TEXT", help="The words, as they stand there; - reads them from stdin.")
@click.option("--prefix", default="", metavar="TEXT", help="What stands just before them, to choose one of several.")
@click.option("--suffix", default="", metavar="TEXT", help="What stands just after them.")
@about
@click.option("--by", metavar="NAME", help="Who enters it [default: the name that git knows].")
@click.option("--edit/--no-edit", default=None, help="Open the block in $VISUAL or $EDITOR [default: on a terminal].")
@click.option("--file", default="", metavar="FILE", help="The claims file [default: that of the source].")
@click.option("--draft", metavar="FILE", type=click.Path(path_type=Path), help="Go on with a text that was kept.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and what speaks against it.")
@pass_options
def add(options: Options, /, **given: Any) -> int:
    """Enter a claim, beginning with its words.

    Finds the words in the text of the source and shows their sentence and where it stands. Proposes who says it, how
    firmly, in which work and through whom; each proposal names its rule. Opens the block in your editor, or takes the
    options as they are. Writes the claim with its permanent id: quoted only, or coded if it says what it states.

    \b
    Example:  kg claim add --source seed-article --quote "Reuters did not receive responses"
              kg claim add --source seed-article --quote "denied it" --prefix minister --stance denied --no-edit
    """
    from kg.cli.claim.entering import run

    return run(options, given)
