"""`kg export`: the built graph in the RDF formats of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import target
from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT = "trig"


@click.command()
@click.option(
    "-f", "--format", "form", metavar="FORMAT",
    help="ttl, trig, nt, nq, jsonld or rdfxml [default: what the name after -o ends in, else trig].",
)  # fmt: skip
@click.option(
    "-g", "--graph", "graphs", multiple=True, metavar="NAME",
    help="Only this graph (register, propositions, source/NAME …; source or view for all of a kind); may be repeated.",
)  # fmt: skip
@target.output_option
@pass_options
def export(options: Options, form: str | None, graphs: Sequence[str], output: str) -> None:
    """Write the graph in an RDF format.

    trig, nq and jsonld have named graphs and hold everything. ttl, nt and rdfxml have none: they hold the union of the
    case's graphs, with what was computed from them, but without `ontology` and `inferred`, which --graph asks for.
    Sorted, and with only the prefixes that are used: the same build gives the same bytes.

    \b
    Example:  kg export -o case.trig
              kg export --format ttl --graph register
    """
    from kg import export as exporter

    chosen = form or (exporter.format_of(output) if output != target.STDOUT else DEFAULT)
    if not chosen:
        raise UsageError(f"{output} does not say which format it is", remedy="name one with --format")
    dataset = exporter.format_named(chosen).dataset
    quads = exporter.built(built_case(options), graphs, dataset=dataset)
    pieces = exporter.export(quads, chosen)
    target.deliver(options, output, pieces)
