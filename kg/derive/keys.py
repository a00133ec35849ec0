"""Values of roles as keys, and for any of them the keys whose values are each equal to it or broader.

Few keys, up to some ten thousand of one frame, are bits of whole numbers, as points are in `above`: one `and` a role
finds all broader keys, and a key that is met first takes all beyond it with it where nothing is lost by that. So a
chain of places within places costs a step each, however long it is. More keys than that would fill the memory; they
are looked up by hash, from the values' closures.
"""

from __future__ import annotations

from itertools import combinations, product
from math import comb, prod
from typing import TYPE_CHECKING

from kg.derive.components import components, reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.derive.forms import Former, Frame

Key = tuple[int, ...]
MOST = 1 << 14  # keys of one frame that are kept as bits


class Keys:
    """The keys of one frame; `hierarchies` are those along which its roles coarsen."""

    def __init__(self, keys: Iterable[Key], frame: Frame, hierarchies: dict[str, str], former: Former) -> None:
        along = [hierarchies.get(role) for role in frame.roles]
        self._ordered = sorted(
            sorted(keys), key=lambda key: [former.depth(code, by) for code, by in zip(key, along, strict=True)]
        )
        self._number = {key: number for number, key in enumerate(self._ordered)}
        self._roles = [
            _Role(former, by, size, [key[at] for key in self._ordered])
            for at, (by, size) in enumerate(zip(along, frame.sizes, strict=True))
        ]
        self._few = len(self._ordered) <= MOST

    def above(self, key: Key, covers: Callable[[Key], bool], *, own: bool) -> Iterable[Key]:
        """The keys at or above a key, from the nearest; what lies beyond one that `covers` may be left out.

        With `own` the key itself is one of them and covers nothing, nor does one that is as broad as it.
        """
        return self._climbed(key, covers, own=own) if self._few else self._listed(key)

    def _climbed(self, key: Key, covers: Callable[[Key], bool], *, own: bool) -> Iterator[Key]:
        left, start = self._reach(key), 1 << self._number[key] if own else 0
        while left:
            number = left.bit_length() - 1
            found = self._ordered[number]
            beyond = self._reach(found) if covers(found) else 0
            left &= ~(1 << number) if not beyond or beyond & start else ~beyond
            yield found

    def _reach(self, key: Key) -> int:
        found = (1 << len(self._ordered)) - 1
        for code, role in zip(key, self._roles, strict=True):
            found &= role.reach(code)
        return found

    def _listed(self, key: Key) -> list[Key]:
        options = [role.broader(code) for code, role in zip(key, self._roles, strict=True)]
        if prod(map(len, options)) > len(self._number):
            return [
                each for each in self._number if all(part in option for part, option in zip(each, options, strict=True))
            ]
        return [each for each in product(*options) if each in self._number]


class _Role:
    """One role of a frame: what the keys have in it, by number of key."""

    def __init__(self, former: Former, along: str | None, size: int, column: list[int]) -> None:
        self._former, self._along, self._size = former, along, size
        self._holders: dict[int, int] = {}
        for number, code in enumerate(column):
            self._holders[code] = self._holders.get(code, 0) | 1 << number
        self._reaches: dict[int, int] = {}
        self._upward: dict[str, int] = {}
        self._choices: dict[int, list[int]] = {}

    def reach(self, code: int) -> int:
        """The keys whose values in this role are equal to the given ones or broader, as bits."""
        if code not in self._reaches:
            self._reaches[code] = self._reach(code)
        return self._reaches[code]

    def broader(self, code: int) -> list[int]:
        """What keys have in this role, equal to the given values or broader: by trying, or by looking through."""
        if code not in self._choices:
            self._choices[code] = self._broader(code)
        return self._choices[code]

    def _reach(self, code: int) -> int:
        if self._along is None and self._size == 1 and len(self._former.meaning[code]) == 1:
            return self._holders.get(code, 0)
        if self._along is not None and self._size == 1:
            return _united(self._above(value, self._along) for value in self._former.meaning[code])
        return _united(self._holders[each] for each in self.broader(code))

    def _above(self, value: str, along: str) -> int:
        """The keys with a value or one that is broader, each value of the hierarchy looked at once."""
        if value not in self._upward:
            arcs = self._former.steps(along)
            new = {each: arcs.get(each, ()) for each in reached(arcs, value, beyond=self._upward)}
            for members in components(new):
                if members[0] not in self._upward:
                    onward = {target for member in members for target in new[member] if target not in members}
                    own = (self._holders.get(self._former.codes.get((member,), -1), 0) for member in members)
                    bits = _united(own) | _united(self._upward[target] for target in onward)
                    self._upward.update(dict.fromkeys(members, bits))
        return self._upward[value]

    def _broader(self, code: int) -> list[int]:
        former, known = self._former, self._holders
        values = former.meaning[code]
        along = self._along
        reach = set(values) if along is None else {wide for value in values for wide in former.widen(value, along)}
        if comb(len(reach), self._size) > len(known):
            return [other for other in known if reach.issuperset(former.meaning[other])]
        codes = (former.codes.get(part) for part in combinations(sorted(reach), self._size))
        return [other for other in codes if other in known]


def _united(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found
