"""`kg measures`: what can be counted in a network, and what such a number means."""

from __future__ import annotations

from typing import Any

import click

from kg.cli import named, target
from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import note, steps
from kg.cli.seen import narrowing, seen
from kg.errors import UsageError


@click.command()
@click.argument("names", metavar="[MEASURE]...", nargs=-1, shell_complete=named.measures)
@click.option(
    "-n", "--network", "projection", default="actors", show_default=True, metavar="NAME",
    shell_complete=named.projections, help="The projection that is measured, or a query file.",
)  # fmt: skip
@narrowing
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="Rows of a table.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="For people, spreadsheets or scripts; the last two hold all rows.",
)  # fmt: skip
@target.output_option
@click.option("--list", "listed", is_flag=True, help="List the measures.")
@click.option(
    "--explain",
    metavar="MEASURE",
    shell_complete=named.measures,
    help="Show what a measure means here, and how it misleads.",
)
@pass_options
def measures(
    options: Options,
    names: tuple[str, ...],
    projection: str,
    top: int,
    form: str,
    output: str,
    listed: bool,
    explain: str | None,
    **wishes: Any,
) -> None:
    """Measure a network: degree by roots, betweenness, communities and more.

    Only lines that somebody puts forward are counted; conditions, plans and doubts are not, and how many is said. Every
    number has a page that says how it misleads (--explain): most measure whom sources and listings speak of. `kg
    network --measure NAME` writes them into a file for Gephi or Cytoscape.

    \b
    Example:  kg measures
              kg measures betweenness brokers --network participation --top 10
              kg measures --explain degree
    """
    from kg.network.measures import OF_NODES, measured
    from kg.network.measures.write import write
    from kg.paper.table import screen_width

    if listed or explain is not None:
        click.echo(_page(explain) if explain is not None else _listed())
        return
    asked = names or OF_NODES
    root = built_case(options)
    with steps(options) as say:
        say(f"projecting {projection}")
        graph = seen(root, projection, wishes)
        say(f"measuring {', '.join(asked)}")
        found = measured(graph, asked)
    target.deliver(options, output, write(graph, found, form, most=top, width=screen_width()))
    under = f"under the policy {graph.graph['policy']}"
    note(options, f"{graph.number_of_nodes()} node(s) and {graph.number_of_edges()} edge(s) {under}")
    for remark in found.remarks:
        note(options, f"  {remark}")


def _listed() -> str:
    from kg.network.measures import MEASURES

    width = max(map(len, MEASURES)) + 2
    return "\n".join(f"{name:<{width}}{each.summary}" for name, each in MEASURES.items())


def _page(name: str) -> str:
    from kg.network.measures import MEASURES
    from kg.schema import did_you_mean, one_of

    if name not in MEASURES:
        hint = did_you_mean(name, MEASURES) or f"use {one_of(MEASURES)}"
        raise UsageError(f"no measure is called `{name}`", remedy=hint)
    return f"{name}: {MEASURES[name].page}"
