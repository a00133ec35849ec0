"""`kg judge`: signed judgements on the records of a case.

words       the options that sign, and what several commands do with a case
compare     whether two entries are one thing, two roots independent
undo        what no longer holds, and what was not sealed
show        what was judged, and what contradicts what
"""

from __future__ import annotations

import click

from kg.cli.judge.compare import different, independence, same, unsure
from kg.cli.judge.show import conflicts, list_
from kg.cli.judge.undo import seal, undo
from kg.cli.lazy import Whole


@click.group(name="judge", cls=Whole, context_settings={"help_option_names": ["-h", "--help"]})
def judge() -> None:
    """Sign what is the same, what is independent, and what no longer holds.

    A judgement is signed, dated and has a reason. It stands in a file below data/judgements, in a layer above the
    claims: no claim and no proposition is ever rewritten by one, and to undo one is a judgement too.

    \b
    Example:  kg judge same talay eu-talay --by "A. Reviewer" --why "one birth date, one post"
              kg judge list --about talay
              kg judge undo j4k7qn --by "A. Reviewer" --why "the birth dates differ"
    """


for command in (same, different, unsure, independence, undo, seal, list_, conflicts):
    judge.add_command(command)
