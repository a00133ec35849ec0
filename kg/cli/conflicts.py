"""`kg conflicts`: what claims cannot all hold, and who answered it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import target
from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import note, painter
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.conflicts import Report

FORMATS = ("table", "md", "json", "csv", "html")


@click.command()
@click.option("-k", "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind; may be repeated.")
@click.option("--about", metavar="THING", help="Only what speaks of this thing: an id, an IRI or a name.")
@click.option("--open/--answered", "waiting", default=None, help="Only what still waits for an answer, or has one.")
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
    help="For people, pull requests, scripts, spreadsheets or print.",
)  # fmt: skip
@target.output_option
@click.option("--rules", "listed", is_flag=True, help="Say what each rule looks for (as a table or json).")
@pass_options
def conflicts(
    options: Options,
    kinds: tuple[str, ...],
    about: str | None,
    waiting: bool | None,
    form: str,
    output: str,
    listed: bool,
) -> None:
    """Show what claims cannot all hold, and what was answered.

    Each conflict names its rule, shows the claims on every side with their words and roots, prints the arithmetic, and
    says what was taken for granted. Who is right, no rule says: people answer a conflict by its id, with a
    ConflictAnswer among the judgements, and the answer is shown beside it. A fall within a count series, and updates,
    are notes and no conflicts. The exit status is 0 whatever is found.

    \b
    Example:  kg conflicts --open
              kg conflicts --kind transmission --about yale-hrl --format md
              kg conflicts --rules
    """
    if listed:
        _rules(form)
        return
    from kg.conflicts import write

    report = _gathered(options, kinds, about, waiting)
    paint = painter(options) if output == target.STDOUT else None
    pieces = write(report, form, paint)
    target.deliver(options, output, pieces)
    _tell(options, report)


def _gathered(options: Options, kinds: tuple[str, ...], about: str | None, waiting: bool | None) -> Report:
    from kg.build import open_store
    from kg.build.last import digest
    from kg.build.places import table
    from kg.conflicts import gather
    from kg.conflicts.gather import kinds as known
    from kg.quads import text_of
    from kg.query.lookup import entity
    from kg.schema import did_you_mean, one_of
    from kg.tell import Reader

    for kind in kinds:
        if kind not in known():
            remedy = did_you_mean(kind, known()) or f"use one of {one_of(known(), most=20)}"
            raise UsageError(f"no kind of conflict is called `{kind}`", remedy=remedy)
    root = built_case(options)
    store = open_store(root)
    states = () if waiting is None else ("open", "stale") if waiting else ("answered",)
    thing = text_of(entity(store, about)) if about else ""
    return gather(Reader(store, table(root)), digest(root), kind=kinds, about=thing, state=states)


def _tell(options: Options, report: Report) -> None:
    """What the rows alone do not say."""
    if not report.found:
        rest = f"; {report.total} in the case are not of this kind, thing or state" if report.total else ""
        note(options, f"no conflicts{rest}")
    if report.unmatched:
        note(options, f"answers to what is no longer found: {', '.join(report.unmatched)}")


def _rules(form: str) -> None:
    from kg.contradictions import RULES
    from kg.schema import CT, load

    concepts = load().concepts
    shown = [
        {
            "rule": rule.name,
            "kinds": [concepts[CT[kind]].key for kind in rule.kinds],
            "text": " ".join(rule.text.split()),
        }
        for rule in RULES
    ]
    if form == "json":
        from kg.paper.json import text as json_text

        click.echo(json_text(shown))
    elif form == "table":
        from kg.paper.page import Page, terminal_width

        page = Page(width=terminal_width())
        for rule, row in zip(RULES, shown, strict=True):
            click.echo(f"{rule.name}  ({', '.join(row['kinds']) or 'a note, no conflict'})")
            for paragraph in rule.text.strip().split("\n\n"):
                click.echo("\n".join(page.wrap(" ".join(paragraph.split()), "  ")))
            click.echo()
    else:
        raise UsageError("--rules is a table or json", remedy="take another --format")
