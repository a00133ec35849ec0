"""`kg network`: a view as a network, in the file formats of those who draw and measure networks."""

from __future__ import annotations

from typing import Any

import click

from kg.cli import named, target
from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import steps
from kg.cli.seen import narrowing


@click.command()
@click.argument("projection", default="actors", shell_complete=named.projections)
@click.option(
    "-f", "--format", "forms", multiple=True, metavar="FORMAT", shell_complete=named.formats,
    help="See --list; may be given several times [default: what the name after -o ends in, else gexf].",
)  # fmt: skip
@click.option(
    "-o", "--output", default=target.STDOUT, metavar="FILE",
    help="Write to FILE (tables: a folder; several formats: FILE and their endings); - is stdout [default].",
)  # fmt: skip
@narrowing
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    shell_complete=named.measures,
    help="Write this measure into each node (see kg measures --list).",
)
@click.option("--exact-places", "exact", is_flag=True, help="Do not round the coordinates of places to 0.1 degree.")
@click.option("--list", "listed", is_flag=True, help="List the projections and formats.")
@click.option("--links", is_flag=True, help="In json, call the list of edges `links`, as older readers expect.")
@click.option("--dark", is_flag=True, help="Pictures on black; svg follows the reader's light or dark otherwise.")
@pass_options
def network(
    options: Options,
    projection: str,
    forms: tuple[str, ...],
    output: str,
    measures: tuple[str, ...],
    exact: bool,
    listed: bool,
    links: bool,
    dark: bool,
    **wishes: Any,
) -> None:
    """Write a network of actors: a picture, or a file for Gephi, Cytoscape or a script.

    PROJECTION says which edges of the view make the network (see --list), or is a query file of your own (NAME.rq).
    Every edge keeps its claims, stances, roots, sources and words. What nobody puts forward (a condition, a plan, a
    doubt) is an edge of a kind of its own; what is disputed stays and is marked so.

    The file says under which policy it stands, from which build, and what was left out. With -o, gexf has a static twin
    beside it (NAME.static.gexf) for readers that drop dates. A picture (svg, png, pdf) shows islands of communities,
    and a network of places a map; disputed lines are dashed, those on more roots thicker.

    \b
    Example:  kg network -o actors.gexf
              kg network --policy several-roots --format csv -o actors/
              kg network --ego "Alexander Lukashenko" -o around.svg
              kg network actors --ego lukashenko --hops 2 --at 2022 -f gexf -f cx2 -o around
    """
    from kg.cli.drawing import deliver, formats, tell
    from kg.cli.seen import seen
    from kg.network import flatten
    from kg.network.measures import annotated

    if listed:
        click.echo(_listed(), nl=False)
        return
    writers = formats(forms, output, links=links, dark=dark)
    root = built_case(options)
    with steps(options) as say:
        say(f"projecting {projection}")
        graph = seen(root, projection, wishes, exact=exact)
        if measures:
            say(f"measuring {', '.join(measures)}")
            graph = annotated(graph, measures)
        say(f"laying out {graph.number_of_nodes():,} nodes")
        flat = flatten(graph)
    tell(options, flat, writers)
    deliver(options, flat, writers, output)


def _listed() -> str:
    from kg.network import FORMATS, summaries

    parts = {"Projections": summaries(), "Formats": {name: form.summary for name, form in FORMATS.items()}}
    width = max(len(name) for names in parts.values() for name in names) + 2
    blocks = (
        f"{title}:\n" + "".join(f"  {name:<{width}}{summary}\n" for name, summary in names.items())
        for title, names in parts.items()
    )
    return "\n".join(blocks)
