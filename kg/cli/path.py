"""`kg path`: how two things are connected by what is said."""

from __future__ import annotations

from dataclasses import asdict

import click

from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import note, painter


@click.command()
@click.argument("start")
@click.argument("end")
@click.option("-p", "--policy", default="reported", show_default=True, metavar="NAME", help="The view to go through.")
@click.option("-k", "--k", "most", type=click.IntRange(1, 50), default=1, show_default=True, help="Ways of each kind.")
@click.option(
    "--max-hops", "hops", type=click.IntRange(1, 12), default=6, show_default=True, help="Steps that a way may have."
)
@click.option("--avoid-denied", is_flag=True, help="Go by no step that somebody denies.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or machines.")
@pass_options
def path(
    options: Options, start: str, end: str, policy: str, most: int, hops: int, avoid_denied: bool, form: str
) -> None:
    """Show how two things are connected by what is said, step by step.

    START and END are ids, IRIs or names. Two kinds of ways are shown: the shortest, and the best evidenced, whose
    weakest step rests on the most roots. A step is something that is put forward, and joins all that it is about: the
    two ends of its relation, its event and its place; conditions, plans and doubts connect nobody. A way is no finding:
    each step is what its claimants say, in the words shown. That there is none is an answer too.

    \b
    Example:  kg path "Alexander Lukashenko" Dubrava
              kg path talay mogilev-region --k 3 --avoid-denied
    """
    from kg.build import open_store
    from kg.build.last import digest
    from kg.build.places import table
    from kg.paper.json import text as json_text
    from kg.path import gather, render
    from kg.path.gather import Asked
    from kg.query.lookup import entity
    from kg.tell import Reader

    root = built_case(options)
    store = open_store(root)
    asked = Asked(entity(store, start), entity(store, end), policy, most, hops, avoid_denied)
    found = gather(Reader(store, table(root)), asked, digest(root))
    if form == "json":
        click.echo(json_text(asdict(found)))
    else:
        click.echo(render(found, painter(options)), nl=False)
    if found.silence:
        note(options, f"no way: {found.silence}")
