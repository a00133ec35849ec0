"""`kg judge same`, `different`, `unsure`, `independence`: what two entries are to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.judge.words import by_options, instead, keep, looked_up, signature, sound
from kg.cli.options import Options, pass_options

if TYPE_CHECKING:
    from kg.cli.judge.words import Signed


@click.command()
@click.argument("left")
@click.argument("right")
@signature
@instead
@pass_options
def same(options: Options, /, left: str, right: str, undoes: str | None, **signed: str | None) -> None:
    """Sign that two entries stand for one thing.

    LEFT and RIGHT are ids or names of two events, populations, people, organisations, places or works. What is said
    of the one then counts for the other wherever claims are compared and counted.

    \b
    Example:  kg judge same talay eu-talay --by "A. Reviewer" --why "one birth date, one post"
    """
    _compare(options, "same", (left, right), undoes, signed)


@click.command()
@click.argument("left")
@click.argument("right")
@signature
@instead
@pass_options
def different(options: Options, /, left: str, right: str, undoes: str | None, **signed: str | None) -> None:
    """Sign that two entries stand for two things.

    Whoever else judges them the same, directly or through others, joins nothing while this stands.

    \b
    Example:  kg judge different journey paper-journey --by "A. Reviewer" --why "they lie a year apart"
    """
    _compare(options, "different", (left, right), undoes, signed)


@click.command()
@click.argument("left")
@click.argument("right")
@signature
@instead
@pass_options
def unsure(options: Options, /, left: str, right: str, undoes: str | None, **signed: str | None) -> None:
    """Sign that the material does not decide whether two entries stand for one thing.

    They stay apart while this stands, and others see that somebody looked.

    \b
    Example:  kg judge unsure journey paper-journey --by "A. Reviewer" --why "the paper gives no date"
    """
    _compare(options, "unsure", (left, right), undoes, signed)


@click.command()
@click.argument("left")
@click.argument("right")
@click.argument("answer")
@signature
@instead
@pass_options
def independence(
    options: Options, /, left: str, right: str, answer: str, undoes: str | None, **signed: str | None
) -> None:
    """Sign whether two roots came to what they say without each other.

    LEFT and RIGHT are works, or claimants where a work is not known. ANSWER is shown, shared or unknown. What nobody
    has judged is unknown, and unknown is not independent.

    \b
    Example:  kg judge independence yale-report nam-report shared --by "A. Reviewer" --why "one data set"
    """
    from kg.judge import weigh

    assembly = sound(options)
    one, other = looked_up(assembly, left, right)
    keep(options, assembly, weigh(assembly, answer, (one, other), by_options(signed), undoes), signed)


def _compare(options: Options, outcome: str, names: tuple[str, str], undoes: str | None, signed: Signed) -> None:
    from kg.judge import compare

    assembly = sound(options)
    one, other = looked_up(assembly, *names)
    keep(options, assembly, compare(assembly, outcome, (one, other), by_options(signed), undoes), signed)
