"""Several runs at once that end together: when one fails, or somebody presses Ctrl-C, no other goes on for an hour."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from typing import TYPE_CHECKING, TypeVar

from kg.engines.apart import end_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
PATIENCE = 0.05  # seconds until those that have only just begun are ended, too


def together(calls: Sequence[Callable[[], T]]) -> list[T]:
    """What each call returns, in their order, a thread for each; raises what the first that fails raises."""
    if not calls:
        return []
    with ThreadPoolExecutor(len(calls)) as pool:
        asked = [pool.submit(call) for call in calls]
        try:
            for answer in as_completed(asked):
                answer.result()
        except BaseException:
            while wait(asked, PATIENCE).not_done:
                end_all()
            raise
        return [answer.result() for answer in asked]
