"""Frozen matrices of the case: for each condition which claims stand on which side, their roots, and what is missing.

`python -m tests.matrices` writes `tests/matrices/<provision>.txt` anew. Read the difference before you commit it: each
line is a claim that an editor marked, and the reason stands with the mark in `data/judgements/`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build import canonical
from kg.matrix import gather
from kg.schema import DATA
from kg.store import Store
from kg.tell import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.matrix import Matrix
    from kg.matrix.model import Group
    from kg.quads import Quad

ROOT = Path(__file__).parents[1]
FROZEN = Path(__file__).parent / "matrices"
PROVISIONS = (
    "rome-6-e", "rome-7-1-d", "rome-8-2-a-vii", "rome-8-2-b-viii", "gc-iv-49", "gc-iv-50", "ap-i-78",
    "crc-7", "crc-8", "crc-9", "crc-11", "crc-20", "crc-21", "crc-35",
)  # fmt: skip


@cache
def case() -> tuple[Reader, list[Quad]]:
    """The real case, built in memory."""
    graph = canonical(ROOT)
    store = Store.memory()
    store.load(graph.lines)
    return Reader(store, ROOT / "no-positions"), graph.quads


@cache
def matrix(provision: str) -> Matrix:
    """The matrix of one provision of the case."""
    reader, quads = case()
    return gather(reader, quads, DATA + provision)


def frozen(provision: str) -> str:
    """The text of the provision's file."""
    return "\n".join(_lines(matrix(provision))) + "\n"


def _lines(found: Matrix) -> Iterator[str]:
    yield found.label
    for row in found.rows:
        yield f"{row.number} {row.label}"
        for group in row.groups:
            yield from _sides(group)
        yield from (f"    gap: {gap}" for gap in row.gaps)
        yield from (f"    ages: {each.population}: {each.ages}: {each.lies}" for each in row.ages)
    for status in found.statuses:
        yield f"{status.state}: {status.label} {status.date} {status.lies}".rstrip()


def _sides(group: Group) -> Iterator[str]:
    whom = ", ".join(filter(None, (group.person, group.mode)))
    for way, stances in group.ways.items():
        for stance in stances:
            yield f"    {f'[{whom}] ' if whom else ''}{way}, {stance.stance}: {stance.rests}"
            yield from (f"        {each.told.id} {each.told.claimant}: {each.why}" for each in stance.bearings)


def main() -> None:
    """Write every file anew and say which changed."""
    FROZEN.mkdir(exist_ok=True)
    for stale in {path.stem for path in FROZEN.glob("*.txt")} - set(PROVISIONS):
        (FROZEN / f"{stale}.txt").unlink()
    for name in PROVISIONS:
        path, text = FROZEN / f"{name}.txt", frozen(name)
        same = path.is_file() and path.read_text("utf-8") == text
        path.write_text(text, "utf-8")
        print(f"{'same' if same else 'changed':8} {name}")


if __name__ == "__main__":
    main()
