"""`kg explain`: one thing, and who says what about it."""

from __future__ import annotations

from dataclasses import asdict

import click

from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import painter


@click.command()
@click.argument("thing")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or machines.")
@pass_options
def explain(options: Options, thing: str, form: str) -> None:
    """Show what is said about one thing, by whom, and in which words.

    THING is an id, an IRI or a name: a person, an organisation, an event, a proposition, a claim. Each claim stands
    with its words in their sentence, its source, and the file and line where it was entered; then come the silences.

    \b
    Example:  kg explain "Alexander Lukashenko"
              kg explain transfer-to-belarus --format json
    """
    from kg.build import open_store
    from kg.build.places import table
    from kg.explain import explain as gather
    from kg.explain import render
    from kg.paper.json import text as json_text
    from kg.quads import text_of
    from kg.query.lookup import entity

    root = built_case(options)
    store = open_store(root)
    found = gather(store, table(root), text_of(entity(store, thing)))
    if form == "json":
        click.echo(json_text(asdict(found)))
    else:
        click.echo(render(found, painter(options)), nl=False)
