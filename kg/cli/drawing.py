"""In which formats a network is written, and into which files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli import target
from kg.cli.output import note
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.cli.options import Options
    from kg.network import Network
    from kg.network.formats import Format

DEFAULT = "gexf"


def formats(names: Sequence[str], output: str, *, links: bool = False, dark: bool = False) -> list[Format]:
    """The formats that somebody names, else the one that the output's name asks for."""
    from kg.network import FORMATS
    from kg.schema import did_you_mean, one_of

    chosen = [each for name in names for each in name.split(",")] or [_form_of(output)]
    for name in chosen:
        if name not in FORMATS:
            hint = did_you_mean(name, FORMATS) or f"use {one_of(FORMATS)}; `kg network --list` has them all"
            raise UsageError(f"no network format is called `{name}`", remedy=hint)
    if len(chosen) > 1 and output == target.STDOUT:
        raise UsageError(
            "several formats do not fit on stdout", remedy="name a place with -o; each gets its own ending"
        )
    return [_made(FORMATS[name], links=links, dark=dark) for name in dict.fromkeys(chosen)]


def _made(form: type[Format], *, links: bool, dark: bool) -> Format:
    from kg.network.formats import NodeLink, Picture

    if links and issubclass(form, NodeLink):
        return form("links")
    return form(dark=True) if dark and issubclass(form, Picture) else form()


def _form_of(output: str) -> str:
    """The format that the output's name asks for, the longest ending first; stdout gets the default."""
    from kg.network import FORMATS
    from kg.schema import one_of

    if output == target.STDOUT:
        return DEFAULT
    fitting = [name for name, form in FORMATS.items() if form.suffix and output.endswith(form.suffix)]
    if not fitting:
        raise UsageError(
            f"{output} does not say which format it is",
            remedy=f"name one with --format: {one_of(FORMATS)} (`kg network --list`)",
        )
    return max(fitting, key=lambda name: len(FORMATS[name].suffix))


def tell(options: Options, flat: Network, writers: Sequence[Format]) -> None:
    """What is in the network, what is not, and what the formats had to change: on stderr, as in the files."""
    under = f"under the policy {flat.about['policy']}"
    note(options, f"{len(flat.nodes)} node(s) and {len(flat.edges)} edge(s) {under}")
    if not flat.edges:
        note(options, f"the network is empty: no edge of this projection stands {under}")
    left_out = flat.about.get("left_out")
    for line in left_out if isinstance(left_out, list) else []:
        note(options, f"  {line}")
    for writer in writers:
        name = f"{writer.name}: " if len(writers) > 1 else ""
        for line in writer.notes(flat):
            note(options, f"  {name}{line}")


def deliver(options: Options, flat: Network, writers: Sequence[Format], output: str) -> None:
    """Write the network; all of the files appear, or none."""
    if output == target.STDOUT:
        (name, pieces), *others = writers[0].files(flat, "network").items()
        if others:
            note(options, f"  on stdout {name} alone: -o writes {', '.join(other for other, _ in others)} too")
        target.show(pieces)
        return
    files: dict[Path, target.Pieces] = {}
    for writer in writers:
        files |= _files(flat, writer, Path(output), alone=len(writers) == 1)
    target.save(files)
    note(options, f"wrote {', '.join(map(str, files))}")


def _files(flat: Network, writer: Format, place: Path, *, alone: bool) -> dict[Path, target.Pieces]:
    """Path → content. A format alone is written to the very place, several beside each other: STEM.gexf, STEM-csv/."""
    if not writer.in_folder:
        stem = place.name.removesuffix(writer.suffix)
        main, *others = writer.files(flat, stem).items()
        first = place if alone else place.parent / main[0]
        return {first: main[1], **{place.parent / name: pieces for name, pieces in others}}
    folder = place if alone else place.parent / f"{place.name}-{writer.name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(
            f"{folder} cannot be made a folder: {error.strerror}", remedy="name another place with -o"
        ) from error
    return {folder / name: pieces for name, pieces in writer.files(flat, place.name).items()}
