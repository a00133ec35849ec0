"""Ways for people: what each step says, on how much it rests, and the words of those who put it forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.explain.text import claim_lines
from kg.paper.page import Page, Paint, plain, terminal_width
from kg.screen import visible_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.path.model import Found, Step, Way

CLAIMS, MORE = 2, 3  # that are told in full, the rest counted


def render(found: Found, paint: Paint | None = None, width: int | None = None) -> str:
    """All ways; `paint(text, style)` colours `head`, `stance`, `quote` and `faint`, None nothing."""
    page = Page(paint or plain, terminal_width() if width is None else width)
    return "\n".join(_lines(visible_in(found), page)).rstrip() + "\n"


def _lines(found: Found, page: Page) -> Iterator[str]:
    build = f", build {found.build[:12]}" if found.build else ""
    title = f"From {found.start.label} to {found.end.label}"
    yield from page.wrap(f"{page.paint(title, 'head')}  (policy {found.policy}{build})", "", "  ")
    if found.silence:
        yield from page.wrap(f"{found.silence}.", "  ")
    for way in found.ways:
        yield from _way(way, page)


def _way(way: Way, page: Page) -> Iterator[str]:
    steps, roots = len(way.steps), way.weakest
    head = f"{' and '.join(way.kinds)}: {steps} step{'s' * (steps != 1)}, "
    yield ""
    yield from page.wrap(page.paint(f"{head}the weakest on {roots} root{'s' * (roots != 1)}".capitalize(), "head"), "")
    for number, step in enumerate(way.steps, 1):
        yield from _step(number, step, page)


def _step(number: int, step: Step, page: Page) -> Iterator[str]:
    yield ""
    yield from page.wrap(page.paint(f"{step.start.label} → {step.end.label}", "head"), f"  {number}. ", "     ")
    yield from page.wrap(step.said, "     ")
    yield from page.wrap(step.rests, "     ")
    if step.disputed:
        yield from page.wrap(page.paint("disputed: it, or something more general, is denied", "stance"), "     ")
    for claim in step.claims[:CLAIMS]:
        yield from claim_lines(claim, page)
    if (left := len(step.claims) - CLAIMS) > 0:
        yield from page.wrap(f"and {left} more claim{'s' * (left != 1)}: kg explain {step.proposition}", "    ")
    for other in step.more[:MORE]:
        yield from page.wrap(f"also said of the two: {other}", "     ", "       ")
    if len(step.more) > MORE:
        yield from page.wrap(f"and {len(step.more) - MORE} more", "     ")
