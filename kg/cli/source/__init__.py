"""`kg source`: the documents of a case, held, verified, brought up to date and taken down.

table       the commands and their one-line summaries
words       options and arguments that several of them take
<command>   one module for each
"""

from __future__ import annotations

import click

from kg.cli.lazy import LazyGroup
from kg.cli.source.table import COMMANDS


class Sources(LazyGroup):
    """The group of the commands about sources."""

    table = COMMANDS


@click.group(name="source", cls=Sources, context_settings={"help_option_names": ["-h", "--help"]})
def source() -> None:
    """Hold documents: take them in, verify, update, and take down.

    A held source has its bytes, their hash, and its words with a map to pages, so that a quotation can be found again
    by anybody. Every step is logged in data/sources/custody.jsonl.

    \b
    Example:  kg source add report.pdf --label "the report of the committee" --by "A. B."
              kg source status
              kg source verify
    """
