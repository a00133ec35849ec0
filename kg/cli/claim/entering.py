"""What `kg claim add` does: the words found, the block proposed and edited, the claim written or its text kept."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli import report
from kg.cli.claim.words import watched
from kg.cli.errors import NOT_RUN
from kg.cli.output import coloured, note
from kg.errors import FindingsError, InputError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.cli.options import Options
    from kg.entry.adding import Added
    from kg.entry.proposing import Ground, Proposals, Wish

Given = dict[str, Any]


def run(options: Options, given: Given) -> int:
    """Enter a claim from the options, or from a text that was kept; exit status 1 where something speaks against it."""
    root = options.root()
    coder = _coder(root, given["by"], asked=not given["dry_run"])
    path = given["draft"]
    if path is not None:
        if given["source"] or given["quote"]:
            raise UsageError("--draft has its source and its words", remedy="leave --source and --quote out")
        return _entered(options, root, path, coder, given, edit=_edits(given["edit"]), keep=True)
    if not given["source"] or not given["quote"]:
        missing = "--source" if not given["source"] else "--quote"
        raise UsageError(f"{missing} is missing", remedy='say `kg claim add --source SOURCE --quote "WORDS"`')
    edit = _edits(given["edit"])
    text, source = _block(options, root, _wish(given), given["file"], edit=edit)
    if not edit:
        return _plain(options, root, text, source, coder, given)
    from kg.entry.drafts import kept

    return _entered(options, root, kept(root, source, text), coder, given, edit=True, keep=False)


def _wish(given: Given) -> Wish:
    from kg.entry.proposing import CLAIMANT, NOTE, Wish
    from kg.schema import CT

    names = {
        CLAIMANT: "claimant", CT.work: "work", CT.relayedBy: "relayed_by", CT.date: "date", CT.stance: "stance",
        CT.hedge: "hedge", CT.speechAct: "speech_act", CT.speechMode: "speech_mode", NOTE: "note",
    }  # fmt: skip
    values = {prop: _several(given[name]) for prop, name in names.items() if given[name]}
    quote = _piped() if given["quote"] == "-" else given["quote"]
    return Wish(given["source"], quote, given["prefix"], given["suffix"], given["leaves_out"], values)


def _piped() -> str:
    """The words on stdin, whatever the shell's encoding."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"stdin is not UTF-8 at byte {error.start}", remedy="give the words in UTF-8") from error


def _several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _block(options: Options, root: Path, wish: Wish, file: str, *, edit: bool) -> tuple[str, str]:
    """The block with its proposals, which are shown, and the id of the source."""
    from kg.entry.beside import overlapping
    from kg.entry.block import text
    from kg.entry.desk import open_desk
    from kg.entry.proposing import Ground, proposals, settled, unsettled
    from kg.entry.quoting import quoted
    from kg.entry.target import target

    desk = open_desk(root)
    source = desk.source(wish.source)
    given, goal = settled(desk, wish), target(desk, source.id, file)
    held = desk.held(source)
    ground = Ground(desk, source, held, quoted(held, wish.quote, wish.prefix, wish.suffix), goal.inherited)
    proposed = proposals(ground, given)
    _show(options, ground, proposed)
    if not edit and (guess := unsettled(proposed)):
        maybe = f"is it {guess.value}? " if guess.value else ""
        raise InputError(f"who says it must be said: {guess.rule}", remedy=f"{maybe}give --claimant")
    at, length = ground.quoted.at, ground.quoted.end - ground.quoted.start
    for other in overlapping(desk, held, at, at + length) if at >= 0 else ():
        note(options, f"{other.id} quotes some of these words too: {other.place.file}:{other.place.line}")
    if goal.others:
        note(options, f"{', '.join(goal.others)} is of this source too; --file chooses")
    return text(ground, proposed, wish.leaves_out), source.id


def _show(options: Options, ground: Ground, proposed: Proposals) -> None:
    from kg.entry.block import reasons
    from kg.paper.page import Page, terminal_width
    from kg.screen import visible

    page, quoted = Page(width=terminal_width()), ground.quoted
    where = quoted.pinpoint or "no text of it is held here: nobody has looked whether it says so"
    lines = [f"{ground.source.id}, {where}", *page.wrap(visible(quoted.marked()), "  ")]
    for reason in reasons(ground, proposed):
        lines += page.wrap(reason, "  ", "    ")
    note(options, "\n".join(lines))


def _edits(wanted: bool | None) -> bool:
    """Whether to open an editor: as it was said, else where a person sits who has chosen one."""
    if wanted is not None:
        return wanted
    return watched() and bool(os.environ.get("VISUAL") or os.environ.get("EDITOR"))


def _coder(root: Path, by: str | None, *, asked: bool) -> str:
    """Who enters the claim: as it was said, else as git knows, else as somebody answers."""
    from kg.entry.coder import of_git

    if by is not None and not by.strip():
        raise UsageError("--by is empty", remedy="give a name or code: who entered a claim is said in it")
    name = " ".join((by or of_git(root)).split())
    if name or not asked:
        return name
    if watched():
        return str(click.prompt("Who enters it (a name or code)", err=True)).strip()
    remedy = "say it with --by, or let git know your name: `git config user.name …`"
    raise UsageError("who enters the claim is not said", remedy=remedy)


def _plain(options: Options, root: Path, text: str, source: str, coder: str, given: Given) -> int:
    """Enter the block as it was proposed; what is refused is kept where it can be mended."""
    from kg.entry.drafts import FOLDER, kept

    try:
        return _add(options, root, text, f"{FOLDER}/{source}.yaml", coder, given)
    except FindingsError as error:
        if given["dry_run"]:
            return _told(options, root, error)
        path = kept(root, source, text)
        name = path.relative_to(root).as_posix()
        found = [each._replace(position=each.position._replace(file=name)) for each in error.findings]
        return _kept(options, root, FindingsError(found, root), name)


def _entered(options: Options, root: Path, path: Path, coder: str, given: Given, *, edit: bool, keep: bool) -> int:
    """Enter what stands in a draft, edited as often as somebody wants to; it is removed once the claim is in."""
    from kg.entry.drafts import typed

    name = path.resolve().relative_to(root).as_posix() if path.resolve().is_relative_to(root) else str(path)
    while True:
        if edit:
            _edit(path, name)
        try:
            status = _add(options, root, typed(path), name, coder, given)
        except FindingsError as error:
            status = _kept(options, root, error, name)
            if not (edit and watched() and click.confirm("Edit it again?", default=True, err=True)):
                return status
            continue
        if not given["dry_run"] and not (keep and status):
            path.unlink()
        return status


def _edit(path: Path, name: str) -> None:
    try:
        click.edit(filename=str(path))
    except click.ClickException as error:
        remedy = f"the text is kept: go on with `kg claim add --draft {name}`"
        raise InputError(error.message, remedy=remedy) from error


def _add(options: Options, root: Path, text: str, name: str, coder: str, given: Given) -> int:
    from kg.entry.adding import Order
    from kg.entry.adding import add as enter
    from kg.entry.block import understood

    block = understood(text, name)
    if block is None:
        note(options, "nothing is left of the block: no claim was entered")
        return NOT_RUN
    added = enter(root, Order(block, name, coder, given["file"], write=not given["dry_run"]))
    _tell(options, root, added, dry=given["dry_run"])
    return 0


def _tell(options: Options, root: Path, added: Added, *, dry: bool) -> None:
    """Say where it stands, or would stand, and what is to be thought of."""
    click.echo("\n".join(added.lines) if dry else f"{added.id} {added.file}:{added.line}")
    for block in report.listing(added.findings, root=root):
        note(options, block)
    if added.unsure:
        note(options, f"{added.unsure} violation(s) elsewhere hide what the shapes say of it: run `kg check`")
    if dry:
        note(options, f"nothing was written; it would stand at {added.file}:{added.line}")


def _told(options: Options, root: Path, error: FindingsError) -> int:
    for block in report.listing(error.findings, root=root, colour=coloured(options, sys.stderr)):
        click.echo(block, err=True)
    return error.exit_status


def _kept(options: Options, root: Path, error: FindingsError, name: str) -> int:
    status = _told(options, root, error)
    click.echo(f"kg: no claim was entered; the text is kept in {name}", err=True)
    click.echo(f"  remedy: mend it there, then `kg claim add --draft {name}`", err=True)
    return status
