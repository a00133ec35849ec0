"""N-Triples and N-Quads: a statement a line, so the n-th line that holds anything is the n-th triple."""

from __future__ import annotations

import re

from kg.foreign.second.walk import Lost, Walk

_PARTS = re.compile(r'\s*(<[^>]*>|_:[^\s<"]+)\s*(<[^>]*>)\s*(?=\S)')


class Lines(Walk[int]):
    """A walk over lines; only those that have to do with what is sought are taken apart."""

    def run(self) -> None:
        """Meet every statement."""
        quads, number = self.file.quads, 0
        for line, row in enumerate(self.file.data.splitlines(), 1):
            bare = row.lstrip()
            if not bare or bare.startswith(b"#"):
                continue
            if number == len(quads):
                raise Lost
            if self.sought.touched(quads[number]):
                self._statement(line, row.decode(), number)
            number += 1

    def _statement(self, line: int, row: str, number: int) -> None:
        found = _PARTS.match(row)
        if found is None:
            raise Lost
        s, p, o, _ = self.file.quads[number]
        if "\\" not in found[0] and (found[2] != p or (found[1] != s and not s.startswith("_:"))):
            raise Lost
        places = ((line, found.start(1) + 1), (line, found.start(2) + 1), (line, found.end() + 1))
        self.sought.take((s, p, o), *places)
