"""What a timeline holds: moments with the intervals they may lie in, never a day that no source gives."""

from __future__ import annotations

from dataclasses import dataclass

OPEN = "…"


@dataclass(frozen=True, slots=True)
class Moment:
    """One date of one thing said, or the date on which a claim was made; field order is sort order.

    `earliest` and `latest` are ISO days that include the interval, empty where it is open; `dated` is the EDTF as the
    source gives it, and `which` names the date (date, as of, decided on …). `kind` is `spoken of` for what a
    proposition dates, and `said` for a claim's own date. `stances` has a text for each claimant: "alleged by …".
    """

    earliest: str
    latest: str
    kind: str
    what: str
    which: str
    dated: str
    stances: tuple[str, ...]
    bearings: tuple[str, ...]
    roots: int
    disputed: bool
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    iri: str

    @property
    def interval(self) -> str:
        """Its bounds for people: one day, two days, or an open side.

        >>> Moment("2022-09-05", "2022-09-06", "said", "", "date", "", (), (), 0, False, (), (), "").interval
        '2022-09-05 – 2022-09-06'
        """
        if self.earliest == self.latest:
            return self.earliest
        return f"{self.earliest or OPEN} – {self.latest or OPEN}"

    @property
    def put_forward(self) -> bool:
        """Whether somebody puts it forward outright: not as a condition, a plan, a doubt or a denial."""
        return "supports" in self.bearings


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments in order of time, what they are about (empty for the whole case), and what carries no date."""

    about: str
    moments: tuple[Moment, ...]
    undated: int
    outside: int = 0
