"""`kg judge`: signed judgements on the records of a case."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note
from kg.errors import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.build import Assembly
    from kg.judge.draft import Draft, Signature
    from kg.judge.shown import Row
    from kg.store import Store

WIDTH = 120  # of a table in a pipe
FORMATS = click.Choice(["table", "json", "csv"])
Command = Any


@click.group(name="judge", context_settings={"help_option_names": ["-h", "--help"]})
def judge() -> None:
    """Sign what is the same, what is independent, and what no longer holds.

    A judgement is signed, dated and has a reason. It stands in a file below data/judgements, in a layer above the
    claims: no claim and no proposition is ever rewritten by one, and to undo one is a judgement too.

    \b
    Example:  kg judge same talay eu-talay --by "A. Reviewer" --why "one birth date, one post"
              kg judge list --about talay
              kg judge undo j4k7qn --by "A. Reviewer" --why "the birth dates differ"
    """


def signature(command: Command) -> Command:
    """The options by which a judgement is signed."""
    for option in (
        click.option("--file", "name", default="", metavar="NAME", help="The file below data/judgements to add it to."),
        click.option("--date", "day", metavar="DATE", help="When it was judged [default: today]."),
        click.option("--why", required=True, metavar="TEXT", help="The reason, in one sentence that others can check."),
        click.option("--by", required=True, metavar="NAME", help="Who judges: a name or code."),
    ):
        command = option(command)
    return command


def instead(command: Command) -> Command:
    """The option by which a judgement takes the place of another."""
    return click.option("--undoes", metavar="ID", help="An older judgement whose place this one takes.")(command)


@judge.command()
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


@judge.command()
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


@judge.command()
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


@judge.command()
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

    assembly, pair = _looked_up(options, (left, right))
    _keep(options, assembly, weigh(assembly, answer, pair, _signature(signed), undoes), signed)


@judge.command()
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

    assembly = _sound(options)
    _keep(options, assembly, retract(assembly, judgement, _signature(signed)), signed)


@judge.command()
@pass_options
def seal(options: Options) -> None:
    """Note what judgements are about, as it is now, where they do not say it yet.

    A judgement that was written by hand has no digest, so nobody would be told when its records change. This adds one
    to each that stands; those that have one are left alone: look again, and sign anew.

    \b
    Example:  kg judge seal
    """
    from kg.judge import seal as write

    for each in (sealed := write(_sound(options))):
        click.echo(f"{each.id} {each.place.file}:{each.place.line}")
    note(options, f"{len(sealed)} judgement{'s' * (len(sealed) != 1)} sealed")


@judge.command(name="list")
@click.option("--about", metavar="THING", help="Only what was judged of this entry, or of one held to be the same.")
@click.option("--stale", is_flag=True, help="Only judgements on what has changed since.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="For people or machines.")
@pass_options
def list_(options: Options, about: str | None, stale: bool, form: str) -> None:
    """List what was judged, by whom and why, and whether it still holds.

    \b
    Example:  kg judge list --about talay
              kg judge list --stale --format json
    """
    from kg.judge import signed
    from kg.judge.shown import HEADER, rows

    assembly = _sound(options)
    found = list(signed(assembly).values())
    if about is not None:
        members = assembly.derivation.identity.members(_entity(assembly, about))
        found = [each for each in found if not set(members).isdisjoint(each.about)]
    found = [each for each in found if each.stale or not stale]
    _show(options, HEADER, [rows(each, assembly) for each in found], form)
    note(options, f"{len(found)} judgement{'s' * (len(found) != 1)}")


@judge.command()
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="For people or machines.")
@pass_options
def conflicts(options: Options, form: str) -> int:
    """Show judgements that contradict each other, with their reasons.

    Same and different of one pair, directly or through others, and different answers on the independence of one pair.
    Until people settle it, the more cautious reading holds. Exit status 1 if there are any.

    \b
    Example:  kg judge conflicts
    """
    from kg.judge import conflicts as find
    from kg.judge.shown import CONFLICT_HEADER, conflict_rows

    assembly = _sound(options)
    found = find(assembly)
    _show(options, CONFLICT_HEADER, [row for each in found for row in conflict_rows(each, assembly)], form)
    note(options, f"{len(found)} conflict{'s' * (len(found) != 1)}")
    return int(bool(found))


def _compare(
    options: Options, outcome: str, names: tuple[str, str], undoes: str | None, signed: dict[str, str | None]
) -> None:
    from kg.judge import compare

    assembly, pair = _looked_up(options, names)
    _keep(options, assembly, compare(assembly, outcome, pair, _signature(signed), undoes), signed)


def _signature(signed: dict[str, str | None]) -> Signature:
    from kg.judge.draft import Signature

    today = date.today().isoformat()  # noqa: DTZ011  # the day of whoever signs
    return Signature(signed["by"] or "", signed["day"] or today, signed["why"] or "")


def _sound(options: Options) -> Assembly:
    """The case as its files are now, which must be sound: a judgement on what cannot be read is none."""
    from kg.build import assemble

    assembly = assemble(options.root())
    if assembly.broken:
        raise FindingsError(assembly.findings, assembly.root)
    return assembly


def _looked_up(options: Options, names: tuple[str, str]) -> tuple[Assembly, tuple[str, str]]:
    assembly = _sound(options)
    store = _store(assembly)
    return assembly, (_found(store, names[0]), _found(store, names[1]))


def _entity(assembly: Assembly, name: str) -> str:
    return _found(_store(assembly), name)


def _store(assembly: Assembly) -> Store:
    from kg.quads import write
    from kg.store import Store

    store = Store.memory()
    store.load(write(assembly.stated))
    return store


def _found(store: Store, name: str) -> str:
    from kg.query.lookup import entity

    return entity(store, name)


def _keep(options: Options, assembly: Assembly, draft: Draft, signed: dict[str, str | None]) -> None:
    """Write it, say where, and say at once what stands against it."""
    from kg.build import assemble
    from kg.judge import conflicts as find
    from kg.judge import keep

    kept = keep(assembly.root, draft, signed["name"] or "")
    click.echo(f"{draft.id} {kept.file}:{kept.line}")
    for warning in draft.warnings:
        note(options, f"warning: {warning}")
    for conflict in find(assemble(assembly.root)):
        if any(each.id == draft.id for each in conflict.judgements):
            others = ", ".join(each.id for each in conflict.judgements if each.id != draft.id)
            note(options, f"warning: it contradicts {others}: {conflict.meanwhile}; see `kg judge conflicts`")


def _show(options: Options, header: tuple[str, ...], rows: Iterable[Row], form: str) -> None:
    from kg.paper import sheet
    from kg.paper.json import text as json_text
    from kg.paper.table import table

    told = list(rows)
    if form == "json":
        click.echo(json_text(told))
        return
    cells = [[row[column] for column in header] for row in told]
    if form == "csv":
        click.echo("".join(sheet.table(header, cells)), nl=False)
    elif cells:
        width = shutil.get_terminal_size((WIDTH, 24)).columns
        click.echo(table(header, cells, width, colour=coloured(options)), nl=False)
