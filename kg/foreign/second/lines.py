"""N-Triples and N-Quads: a statement a line, so the n-th line that holds anything is the n-th triple."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.foreign.second.walk import Lost, Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTS = re.compile(r'\s*(<[^>]*>|_:[^\s<"]+)\s*(<[^>]*>)\s*(?=\S)')


class Lines(Walk[int]):
    """A walk over lines; only those that have to do with what is sought are taken apart."""

    def run(self) -> None:
        """Meet every statement that is sought."""
        rows = self.file.data.splitlines()
        at: Sequence[int] = range(len(rows))
        if len(rows) != len(self.file.quads):
            bare = ((line, row.lstrip()) for line, row in enumerate(rows))
            at = [line for line, row in bare if row and not row.startswith(b"#")]
        if len(at) != len(self.file.quads):
            raise Lost
        for number in self.sought.hits(self.file.quads):
            self._statement(at[number] + 1, rows[at[number]].decode(), number)

    def _statement(self, line: int, row: str, number: int) -> None:
        found = _PARTS.match(row)
        if found is None:
            raise Lost
        s, p, o, _ = self.file.quads[number]
        if "\\" not in found[0] and (found[2] != p or (found[1] != s and not s.startswith("_:"))):
            raise Lost
        places = ((line, found.start(1) + 1), (line, found.start(2) + 1), (line, found.end() + 1))
        self.sought.take((s, p, o), *places)
