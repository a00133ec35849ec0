"""`kg judge undo` and `seal`: what no longer holds, and what nobody would be told had changed."""

from __future__ import annotations

import click

from kg.cli.judge.words import by_options, keep, signature, sound
from kg.cli.options import Options, pass_options
from kg.cli.output import note


@click.command()
@click.argument("judgement")
@signature
@pass_options
def undo(options: Options, /, judgement: str, **signed: str | None) -> None:
    """Sign that a judgement no longer holds.

    JUDGEMENT is its id. It stays in its file, where everybody can read it; what it had joined comes apart again.

    \b
    Example:  kg judge undo j4k7qn --by "A. Reviewer" --why "the birth dates differ"
    """
    from kg.judge import retract

    assembly = sound(options)
    keep(options, assembly, retract(assembly, judgement, by_options(signed)), signed)


@click.command()
@pass_options
def seal(options: Options) -> None:
    """Note what judgements are about, as it is now, where they do not say it yet.

    A judgement that was written by hand has no digest, so nobody would be told when its records change. This adds one
    to each that stands; those that have one are left alone: look again, and sign anew.

    \b
    Example:  kg judge seal
    """
    from kg.judge import seal as write

    for each in (sealed := write(sound(options))):
        click.echo(f"{each.id} {each.place.file}:{each.place.line}")
    note(options, f"{len(sealed)} judgement{'s' * (len(sealed) != 1)} sealed")
