"""`kg network`: a view as a network, in the file formats of those who draw and measure networks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import target
from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import note
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.network import Network
    from kg.network.formats import Format
    from kg.network.narrow import Wish
    from kg.store import Store

DEFAULT = "gexf"


@click.command()
@click.argument("projection", default="actors")
@click.option("-p", "--policy", default="reported", show_default=True, metavar="NAME", help="The view to draw from.")
@click.option(
    "-f", "--format", "form", metavar="FORMAT",
    help="gexf, graphml, cyjs, json or csv [default: what the name after -o ends in, else gexf].",
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    default=target.STDOUT,
    metavar="FILE",
    help="Write to FILE (csv: a folder); - is stdout [default].",
)
@click.option("--at", metavar="DATE", help="Only what may have held on this day, month or year.")
@click.option("--between", nargs=2, metavar="A B", help="Only two things, and what is connected to both.")
@click.option("--ego", metavar="THING", help="Only one thing, and what lies within --hops of it.")
@click.option("--hops", type=click.IntRange(1, 12), default=1, show_default=True, help="How far --ego looks.")
@click.option("--min-roots", type=click.IntRange(0), default=0, metavar="N", help="Only edges on so many roots.")
@click.option("--stance", "stances", multiple=True, metavar="CODE", help="Only edges of this stance.")
@click.option("--relation", "relations", multiple=True, metavar="NAME", help="Only edges of this relation.")
@click.option("--exclude", multiple=True, metavar="THING", help="Without this thing.")
@click.option("--list", "listed", is_flag=True, help="List the projections.")
@click.option("--links", is_flag=True, help="In json, call the list of edges `links`, as older readers expect.")
@pass_options
def network(
    options: Options,
    projection: str,
    policy: str,
    form: str | None,
    output: str,
    links: bool,
    listed: bool,
    **wishes: Any,
) -> None:
    """Write a network of actors for Gephi, Cytoscape or a script.

    PROJECTION says which edges of the view make the network (see --list), or is a query file of your own (NAME.rq).
    Every edge keeps its claims, stances, roots, sources and words. What nobody puts forward (a condition, a plan, a
    doubt) is an edge of a kind of its own; what is disputed stays and is marked so.

    The file says under which policy it stands, from which build, and what was left out. With -o, gexf has a static twin
    beside it (NAME.static.gexf) for readers that drop dates.

    \b
    Example:  kg network -o actors.gexf
              kg network --policy several-roots --format csv -o actors/
              kg network actors --ego lukashenko --hops 2 --at 2022 -o around.gexf
    """
    from kg import network as networks
    from kg.build import open_store
    from kg.build.last import digest

    if listed:
        click.echo("".join(f"{name:<14} {summary}\n" for name, summary in networks.summaries().items()), nl=False)
        return
    writer = _writer(form or _form_of(output), links=links)
    root = built_case(options)
    store = open_store(root)
    name, query = _projection(projection)
    graph = networks.project(store, name, policy=policy, build=digest(root), query=query, wish=_wish(store, wishes))
    flat = networks.flatten(graph)
    _tell(options, flat, writer)
    if output == target.STDOUT:
        if writer.in_folder:
            note(options, "  on stdout the edges alone: -o FOLDER writes the nodes too")
        target.show(writer.stream(flat))
    else:
        files = _files(flat, writer, Path(output))
        target.save(files)
        note(options, f"wrote {', '.join(map(str, files))}")


def _projection(word: str) -> tuple[str, str]:
    """The name of a projection, and its query where it is a file of somebody's own: one that only reads the case."""
    from kg.query.collection import read_text
    from kg.query.safety import check
    from kg.query.tokens import tokens

    if not word.endswith(".rq"):
        return word, ""
    text = read_text(Path(word))
    check(text, tokens(text), word)
    return Path(word).stem, text


def _wish(store: Store, wishes: dict[str, Any]) -> Wish:
    """What somebody asks for, names as ids."""
    from kg.network.narrow import Wish
    from kg.query.lookup import entity, short, stands_for

    def known(word: str) -> str:
        return short(stands_for(store, entity(store, word)))

    between, ego = wishes["between"], wishes["ego"]
    return Wish(
        at=_days(wishes["at"]) if wishes["at"] else None,
        between=(known(between[0]), known(between[1])) if between else None,
        ego=known(ego) if ego else "",
        hops=wishes["hops"] if ego else 1,
        min_roots=wishes["min_roots"],
        stances=wishes["stances"],
        relations=wishes["relations"],
        exclude=tuple(known(word) for word in wishes["exclude"]),
    )


def _days(text: str) -> tuple[str, str]:
    """The first and last day of a date, as ISO dates."""
    from kg.resolve.dates import DateError, span

    try:
        found = span(text)
    except DateError as error:
        raise UsageError(f"--at: {error.message}", remedy=error.remedy) from None
    return found.earliest or "0001-01-01", found.latest or "9999-12-31"


def _writer(name: str, *, links: bool) -> Format:
    from kg.network import FORMATS
    from kg.network.formats import NodeLink
    from kg.schema import did_you_mean, one_of

    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"use {one_of(FORMATS)}"
        raise UsageError(f"no network format is called `{name}`", remedy=hint)
    return NodeLink("links") if links and name == NodeLink.name else FORMATS[name]()


def _form_of(output: str) -> str:
    """The format that the output's name asks for; a folder is for CSV, stdout for the default."""
    from kg.network import FORMATS
    from kg.schema import one_of

    if output == target.STDOUT:
        return DEFAULT
    found = next((name for name, form in FORMATS.items() if form.suffix and output.endswith(form.suffix)), "")
    if not found:
        raise UsageError(
            f"{output} does not say which format it is", remedy=f"name one with --format: {one_of(FORMATS)}"
        )
    return found


def _tell(options: Options, flat: Network, writer: Format) -> None:
    """What is in the network, what is not, and what the format had to change: on stderr, as in the file itself."""
    under = f"under the policy {flat.about['policy']}"
    note(options, f"{len(flat.nodes)} node(s) and {len(flat.edges)} edge(s) {under}")
    if not flat.edges:
        note(options, f"the network is empty: no edge of this projection stands {under}")
    left_out = flat.about.get("left_out")
    for line in [*(left_out if isinstance(left_out, list) else []), *writer.notes(flat)]:
        note(options, f"  {line}")


def _files(flat: Network, writer: Format, place: Path) -> dict[Path, target.Pieces]:
    if not writer.in_folder:
        stem = place.name.removesuffix(writer.suffix)
        main, *others = writer.files(flat, stem).items()
        return {place: main[1], **{place.parent / name: pieces for name, pieces in others}}
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(
            f"{place} cannot be made a folder: {error.strerror}", remedy="name another place with -o"
        ) from error
    return {place / name: pieces for name, pieces in writer.files(flat, place.name).items()}
