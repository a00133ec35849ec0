"""Whether one figure is another, rounded: what a relay may do to the number of its root.

A figure is rounded to the place of its last digit that is not zero: 2,400 to hundreds, 85.5 to tenths. In which
direction, its qualifier says: "more than" and "at least" round down, "up to" and "fewer than" up, "about" either way;
a bare number may have been cut or rounded to the nearest. Who says "exactly" has not rounded.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Direction(Enum):
    """Where a qualifier lets a figure be rounded to."""

    NOWHERE = ()
    DOWN = ("down",)
    UP = ("up",)
    NEAREST = ("down", "nearest")
    EITHER = ("down", "up")


def direction(marks: Mapping[str, str], *, bare: bool) -> Direction:
    """The direction of a qualifier, from the offsets that the ontology gives it; `bare` is a number without any.

    >>> direction({"minOffset": "1"}, bare=False), direction({}, bare=False)
    (<Direction.DOWN: ('down',)>, <Direction.EITHER: ('down', 'up')>)
    """
    if bare:
        return Direction.NEAREST
    sets = ("minOffset" in marks, "maxOffset" in marks)
    return {
        (True, True): Direction.NOWHERE,
        (True, False): Direction.DOWN,
        (False, True): Direction.UP,
        (False, False): Direction.EITHER,
    }[sets]


def unit(number: Decimal) -> Decimal:
    """The place of the last digit that is not zero; one for zero itself.

    >>> unit(Decimal(2400)), unit(Decimal("85.5")), unit(Decimal(2442)), unit(Decimal(0))
    (Decimal('1E+2'), Decimal('0.1'), Decimal('1'), Decimal('1'))
    """
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if number and isinstance(exponent, int) else Decimal(1)


def agrees(relay: Decimal, way: Direction, root: Decimal) -> bool:
    """Whether the relay's figure is the root's, or the root's rounded as the relay's words allow.

    >>> agrees(Decimal(2400), Direction.DOWN, Decimal(2442)), agrees(Decimal(2422), Direction.DOWN, Decimal(2442))
    (True, False)
    """
    if relay == root:
        return True
    step = unit(relay)
    down = root // step * step
    up = down if down == root else down + step
    nearest = up if 2 * (root - down) >= step else down
    return relay in {{"down": down, "up": up, "nearest": nearest}[each] for each in way.value}
