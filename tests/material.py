"""How the material was entered: which claims each entry of the collection became, as the table in data/README.md.

`python -m tests.material` writes the table anew; a test compares the two. The collection itself is no part of the case,
so its numbers stand here, by ranges: an entry that nobody entered is missed.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.read.files import read_case
from kg.resolve.case import resolve
from kg.resolve.records import Literal, Record, Ref, Statement
from kg.schema import CT, DATA, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "data" / "README.md"
BEGIN, END = "<!-- written by: python -m tests.material -->\n", "<!-- end of what is written -->\n"
RANGES = {"A": 10, "B": 22, "C": 24, "D": 15, "E": 9, "F": 16, "G": 11, "H": 15, "I": 11, "J": 7}
FACTS = tuple(f"{letter}{number:02}" for letter, last in RANGES.items() for number in range(1, last + 1))


@cache
def records() -> tuple[Record, ...]:
    """The closed records of the whole case."""
    return tuple(resolve(read_case(ROOT), load()).records)


def claims() -> Iterator[Record]:
    """Its claims."""
    return (record for record in records() if record.cls == CT.Claim)


def numbers(record: Record) -> Iterator[str]:
    """The numbers of the entries that a claim or a measure carries on."""
    return (text(statement) for statement in record.all(CT.materialId))


def text(statement: Statement | None) -> str:
    """A value as text: of a literal its characters, of anything else its id."""
    if statement is None or isinstance(statement.value, Record):
        return ""
    return statement.value.text if isinstance(statement.value, Literal) else ident(statement.value)


def ident(thing: Record | Ref) -> str:
    """The id that a thing has in the files: `c3a8nh` of a claim, `reuters` of what is registered."""
    return thing.iri.removeprefix(DATA).removeprefix("claim/")


def entered() -> dict[str, list[Record]]:
    """The claims of each of the facts."""
    found: dict[str, list[Record]] = {number: [] for number in FACTS}
    for claim in claims():
        for number in set(numbers(claim)) & found.keys():
            found[number].append(claim)
    return found


def table(found: dict[str, list[Record]]) -> str:
    """The table: a line for each entry, its claims by file."""
    lines = [f"| {number} | {_by_file(found[number])} |\n" for number in FACTS]
    return "".join(["| entry | claims, by the file below `claims/` |\n", "|---|---|\n", *lines])


def _by_file(found: Iterable[Record]) -> str:
    files: dict[str, list[str]] = defaultdict(list)
    for claim in found:
        files[Path(claim.place.file).stem].append(ident(claim))
    return "; ".join(f"{file}: {' '.join(sorted(ids))}" for file, ids in sorted(files.items()))


def page(shown: str, found: dict[str, list[Record]]) -> str:
    """The page with its table written anew."""
    before, rest = shown.split(BEGIN)
    return f"{before}{BEGIN}\n{table(found)}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8"), entered()), "utf-8")
