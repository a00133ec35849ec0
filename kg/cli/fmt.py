"""`kg fmt`: ids for new claims, and tidy files."""

from __future__ import annotations

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note


@click.command()
@click.option("--check", "dry", is_flag=True, help="Only say what would change; exit status 1 if anything would.")
@pass_options
def fmt(options: Options, dry: bool) -> int:
    """Give new claims their ids and tidy the data files.

    Ids are permanent, because footnotes cite them. Comments, order and layout are left alone.

    \b
    Example:  kg fmt
              kg fmt --check
    """
    from kg.tidy import tidy_case

    changes = tidy_case(options.root(), write=not dry)
    for change in changes:
        issued = f"ids {', '.join(change.issued)}" if change.issued else ""
        click.echo(f"{change.file}: {' and '.join(filter(None, [issued, 'blanks' if change.tidied else '']))}")
    note(options, f"{len(changes)} file(s) {'would change' if dry else 'changed'}")
    return int(dry and bool(changes))
