"""`kg source add`: a document becomes a source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note
from kg.cli.source.words import FORMATS, settings, signed, taking, who, wish
from kg.screen import visible

if TYPE_CHECKING:
    from kg.source.entering import Entered


@click.command()
@click.argument("place", metavar="FILE|URL")
@click.option("--id", "name", default="", help="Its id [default: made from its title].")
@click.option("--label", default="", metavar="TEXT", help="What the team calls it [default: its own title].")
@click.option("--kind", default="", metavar="CODE", help="Its sourceKind: newsArticle, report, …")
@click.option("--date", default="", metavar="DATE", help="When it was published [default: what it says itself].")
@click.option("--language", default="", metavar="TAG", help="Its language [default: what it says itself].")
@click.option(
    "-s", "--set", "pairs", multiple=True, metavar="KEY=VALUE", help="Any other key of a source; may be repeated."
)
@click.option("--into", default="", metavar="FILE", help="The YAML file below data/sources/ [default: one of its own].")
@click.option("--vault", is_flag=True, help="Bytes and text go to the vault; git gets code and hashes alone.")
@click.option(
    "--action", default="", metavar="CODE", help="For the log [default: captured from a URL, received as a file]."
)
@taking
@signed
@click.option("--format", "form", type=FORMATS, default="table", help="For people or machines.")
@pass_options
def add(options: Options, /, place: str, **given: Any) -> None:
    """Take in a file, or an address, as a new source.

    The bytes are copied below data/sources, read-only, and hashed; the words of a PDF or a page are extracted with a
    map to pages and sections; title, date and language are what the document says of itself. Nothing is ever written
    over, and where anything fails nothing is left. An address is fetched only with --fetch.

    \b
    Example:  kg source add report.pdf --label "the report of the committee" --kind report
              kg source add https://example.org/item.html --fetch --set publisher=gazette --set work=gazette-item
              kg source add scan.pdf --text scan.txt --extractor "tesseract 5.3, corrected by A. B."
              kg source add statement.docx --vault --no-text
    """
    from kg.source.describing import Order
    from kg.source.entering import enter

    order = Order(
        wish(place, **given),
        who(given["by"]),
        given["name"],
        _said(given),
        _file(given["into"]),
        given["vault"],
        given["action"],
    )
    shown(options, enter(options.root(), order), given["form"])


def shown(options: Options, entered: Entered, form: str) -> None:
    """Say what was entered: on stdout the entry, on stderr what was odd about it."""
    for each in entered.notes:
        note(options, f"note: {visible(each)}")
    if form == "json":
        from kg.paper.json import text as json_text

        fields = {each.key: each.value for each in entered.fields}
        click.echo(json_text({"id": entered.id, "file": entered.file, "notes": entered.notes, **fields}))
        return
    from kg.source.block import block

    click.echo(f"{entered.file}\n{visible(block(entered.id, list(entered.fields)))}", nl=False)


def _said(given: dict[str, Any]) -> dict[str, Any]:
    """What a person says of the source, by data key."""
    from kg.schema import CT, load
    from kg.source.describing import DATE, LABEL, LANGUAGE

    known = load().properties
    named = {LABEL: given["label"], CT.sourceKind: given["kind"], DATE: given["date"], LANGUAGE: given["language"]}
    said = {known[prop].key: value.strip() for prop, value in named.items() if value.strip()}
    return {**said, **settings(given["pairs"])}


def _file(into: str) -> str:
    """The YAML file as an absolute path, so that it means the same from every folder."""
    return str(Path(into).absolute()) if into else ""
