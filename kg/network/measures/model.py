"""What a measure is, and what it gives: columns for nodes, or a table of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.network.measures.counted import Counted

    Number = int | float | bool
    Columns = dict[str, list[Number]]
    Row = tuple[str | Number, ...]


@dataclass(frozen=True)
class Found:
    """Columns by name, one number for each node in order; or the rows of a table under a header; and remarks."""

    columns: Columns = field(default_factory=dict)
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    remarks: tuple[str, ...] = ()


class Measure(NamedTuple):
    """A measure: its name, and the function whose docstring is its page."""

    name: str
    find: Callable[[Counted], Found]

    @property
    def page(self) -> str:
        """What it means here and how it misleads."""
        lines = (self.find.__doc__ or "").strip().splitlines()
        return "\n".join(line.removeprefix("    ") for line in lines)

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.splitlines()[0]
