"""The options by which a judgement is signed, and what the commands that sign one have in common."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import note
from kg.errors import FindingsError

if TYPE_CHECKING:
    from kg.build import Assembly
    from kg.cli.options import Options
    from kg.judge.draft import Draft, Signature

Command = Any
Signed = dict[str, str | None]  # the values of the options of `signature`


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


def by_options(signed: Signed) -> Signature:
    """Who judges, when and why, from the options of `signature`."""
    from kg.judge.draft import Signature

    today = date.today().isoformat()  # noqa: DTZ011  # the day of whoever signs
    return Signature(signed["by"] or "", signed["day"] or today, signed["why"] or "")


def sound(options: Options) -> Assembly:
    """The case as its files are now, which must be sound: a judgement on what cannot be read is none."""
    from kg.build import assemble

    assembly = assemble(options.root())
    if assembly.broken:
        raise FindingsError(assembly.findings, assembly.root)
    return assembly


def looked_up(assembly: Assembly, *names: str) -> tuple[str, ...]:
    """The terms of the entries that have these ids or names."""
    from kg.quads import write
    from kg.query.lookup import entity
    from kg.store import Store

    store = Store.memory()
    store.load(write(assembly.stated))
    return tuple(entity(store, name) for name in names)


def keep(options: Options, assembly: Assembly, draft: Draft, signed: Signed) -> None:
    """Write it, say where, and say at once what stands against it."""
    from kg.build import assemble
    from kg.judge import conflicts as find
    from kg.judge import keep as write

    kept = write(assembly.root, draft, signed["name"] or "")
    click.echo(f"{draft.id} {kept.file}:{kept.line}")
    for warning in draft.warnings:
        note(options, f"warning: {warning}")
    for conflict in find(assemble(assembly.root)):
        if any(each.id == draft.id for each in conflict.judgements):
            others = ", ".join(each.id for each in conflict.judgements if each.id != draft.id)
            note(options, f"warning: it contradicts {others}: {conflict.meanwhile}; see `kg judge conflicts`")
