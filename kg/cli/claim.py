"""`kg claim`: claims entered quote first, how far each has come, and the check by a second person."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.claim_add import watched
from kg.cli.claim_import import take
from kg.cli.claim_words import claim_ids, codes, source_ids
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note, painter
from kg.errors import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.entry.desk import Desk
    from kg.entry.review import Mark
    from kg.entry.status import Recorded

FORMATS = click.Choice(["table", "csv", "json"])
Command = Any


@click.group(name="claim", context_settings={"help_option_names": ["-h", "--help"]})
def claim() -> None:
    """Enter claims quote first, see how far they are, and review them.

    A claim begins as words found in a source: quoted only. Once it says what it states it is coded, and once a second
    person has compared it with its words it is reviewed.

    \b
    Example:  kg claim add --source seed-article --quote "Reuters did not receive responses"
              kg claim status --status quotedOnly
              kg claim review c5amdd --by "A. Reviewer"
              kg claim import partner.xlsx --source seed-article
    """


claim.add_command(take)


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


@claim.command()
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
    from kg.cli.claim_add import run

    return run(options, given)


@claim.command()
@click.option("--source", metavar="SOURCE", shell_complete=source_ids, help="Only claims read in this source.")
@click.option("--status", "stage", metavar="CODE", shell_complete=codes, help="Only claims that have come so far.")
@click.option("--by", metavar="NAME", help="Only claims that this person entered or reviewed.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="For people or machines.")
@pass_options
def status(options: Options, source: str | None, stage: str | None, by: str | None, form: str) -> None:
    """List how far each claim has come: quoted, coded, reviewed.

    First how many of each there are in each source, most to do first; then the claims with the file and line of each,
    who entered it and who reviewed it. A claim that says nothing of its status is coded, since it states something.

    \b
    Example:  kg claim status --status quotedOnly
              kg claim status --source seed-article --format csv
    """
    from kg.entry.desk import open_desk
    from kg.entry.status import recorded
    from kg.schema import CT

    desk = open_desk(options.root())
    wanted = desk.source(source).id if source else ""
    code = desk.code(stage, "--status", CT.codingStatus).key if stage else ""
    found = [
        each
        for each in recorded(desk)
        if (not wanted or each.source == wanted)
        and (not code or each.status == code)
        and (by is None or by.casefold() in {each.coder.casefold(), each.reviewer.casefold()})
    ]
    _list(options, desk, found, form)
    bare = sum(each.rule == "missing-id" for each in desk.index.findings)
    if bare:
        note(options, f"{bare} claim(s) have no id yet and are not counted: run `kg fmt`")


def _list(options: Options, desk: Desk, found: Sequence[Recorded], form: str) -> None:
    from kg.entry.status import HEADER, columns, counted
    from kg.paper import sheet
    from kg.paper.json import text as json_text
    from kg.paper.page import Page, terminal_width
    from kg.paper.table import table

    rows = [each.row() for each in found]
    if form == "json":
        named = (dict(zip(("source", *columns(desk), "all"), row, strict=True)) for row in counted(found, desk))
        told = [{key: value if key == "source" else int(value) for key, value in row.items()} for row in named]
        click.echo(json_text({"counts": told, "claims": rows}))
    elif form == "csv":
        click.echo("".join(sheet.table(HEADER, [list(row.values()) for row in rows])), nl=False)
    elif rows:
        page = Page(width=terminal_width())
        counts = table(
            ("source", *columns(desk), "all"), list(counted(found, desk)), page.width, colour=coloured(options)
        )
        click.echo("\n".join([counts, *(line for each in found for line in each.lines(page))]))
    note(options, f"{len(found)} claim{'s' * (len(found) != 1)}")


@claim.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...", shell_complete=claim_ids)
@click.option("--by", required=True, metavar="NAME", help="Who has compared it with its words: a name or code.")
@click.option("--coded-by", default="", metavar="NAME", help="Who entered it, where the file does not say.")
@click.option("--note", "remark", default="", metavar="TEXT", help="A remark for other editors.")
@click.option("--undo", is_flag=True, help="Take the mark back; only the one who signed it can.")
@click.option("--yes", is_flag=True, help="Do not ask on a terminal.")
@pass_options
def review(
    options: Options, claims: tuple[str, ...], by: str, coded_by: str, remark: str, undo: bool, yes: bool
) -> None:
    """Sign that a second person has compared a claim with its words.

    CLAIM is an id. The claim is shown in full first: its words in their sentence, who says them, how firmly, and what
    it states. Whoever entered it cannot review it. The mark is `reviewedBy` and the status in the claim's own block.

    \b
    Example:  kg claim review c5amdd --by "A. Reviewer" --coded-by "B. Coder"
              kg claim review c5amdd --by "A. Reviewer" --undo
    """
    from kg.entry.desk import open_desk
    from kg.entry.review import Mark, changes, found
    from kg.entry.review import review as sign

    root, mark = options.root(), Mark(" ".join(by.split()), remark, coded_by, undo)
    if mark.by:
        desk = open_desk(root)
        for each in found(desk, claims):
            changes(desk, each, mark)
        _in_full(options, root, claims, mark)
        if watched() and not yes and not undo:
            click.confirm("Does each say what its words say?", abort=True, err=True)
    for marked in sign(root, claims, mark):
        click.echo(f"{marked.id} {marked.file}:{marked.line}")


def _in_full(options: Options, root: Path, claims: Sequence[str], mark: Mark) -> None:
    """Show the claims, which must be sound: nobody can compare what cannot be read."""
    from kg.build import assemble
    from kg.entry.shown import in_full
    from kg.explain.text import claim_text

    if options.quiet or mark.undo:
        return
    assembly = assemble(root)
    if assembly.broken:
        raise FindingsError(assembly.findings, root)
    paint = painter(options, sys.stderr)
    for each in in_full(assembly, claims):
        note(options, claim_text(each, paint))
