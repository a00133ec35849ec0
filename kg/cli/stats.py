"""`kg stats`: what the last build holds."""

from __future__ import annotations

import json

import click

from kg.cli.last import built_case
from kg.cli.options import Options, pass_options


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or machines.")
@pass_options
def stats(options: Options, form: str) -> None:
    """Count what the case holds.

    Classes, graphs, claims by stance and passages by whether their source is held, as of the last build.

    \b
    Example:  kg stats
              kg stats --format json
    """
    from kg.build.stats import statistics

    counted = statistics(built_case(options))
    if form == "json":
        click.echo(json.dumps(counted, indent=2, ensure_ascii=False))
        return
    for heading, rows in counted.items():
        click.echo(heading)
        width = max((len(name) for name in rows), default=0)
        click.echo("\n".join(f"  {name:<{width}}  {count:>7,}" for name, count in rows.items()) + "\n")
