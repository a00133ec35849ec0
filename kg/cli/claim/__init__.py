"""`kg claim`: claims entered quote first, how far each has come, and the check by a second person.

add         a claim from words in its source; entering is what it does
take        `import`: claims from a partner's spreadsheet
status      how far each claim has come
review      the check by a second person
words       what completes their options, and whether a person is there to be asked
"""

from __future__ import annotations

import click

from kg.cli.claim.add import add
from kg.cli.claim.review import review
from kg.cli.claim.status import status
from kg.cli.claim.take import take
from kg.cli.lazy import Whole


@click.group(name="claim", cls=Whole, context_settings={"help_option_names": ["-h", "--help"]})
def claim() -> None:
    """Enter claims quote first, see how far they are, and review them.

    A claim begins as words found in a source: quoted only. Once it says what it states it is coded, and once a second
    person has compared it with its words it is reviewed.

    \b
    Example:  kg claim add --source seed-article --quote "Reuters did not receive responses"
              kg claim status --status quotedOnly
              kg claim review c5amdd --by "A. Reviewer"
              kg claim import partner.xlsx --source seed-article
    """


for command in (add, status, review, take):
    claim.add_command(command)
