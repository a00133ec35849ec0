"""An explanation for people: blocks of text that fit a terminal, quotations marked in their sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.screen import visible_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.explain.model import Content, Explained, Quotation, Told

Paint = Callable[[str, str], str]
WIDTH = 100


def render(found: Explained, paint: Paint | None = None) -> str:
    """The whole explanation; `paint(text, style)` colours `head`, `stance`, `quote` and `faint`, None nothing."""
    return "\n".join(_lines(visible_in(found), paint or (lambda text, _: text))).rstrip() + "\n"


def _lines(found: Explained, paint: Paint) -> Iterator[str]:
    shown: set[str] = set()  # ids of claims that have been told in full
    yield from _head(found, paint)
    yield from _said(found, paint, shown)
    yield from _own(found, paint, shown)
    yield from _silent(found, paint)


def _head(found: Explained, paint: Paint) -> Iterator[str]:
    yield f"{paint(found.label, 'head')}  ({found.kind}, {found.iri.rpartition('/id/')[2]})"
    if found.names:
        yield from _wrap("also: " + "; ".join(found.names), "  ")
    for note in found.notes:
        yield from _wrap("note: " + note, "  ")
    if found.entered:
        yield f"  entered at {found.entered}"


def _said(found: Explained, paint: Paint, shown: set[str]) -> Iterator[str]:
    if found.contents:
        yield from ("", paint("What is said", "head"))
    for content in found.contents:
        yield from _content(content, paint, shown)


def _own(found: Explained, paint: Paint, shown: set[str]) -> Iterator[str]:
    own = [claim for claim in found.claims if claim.id not in shown]
    if own:
        yield from ("", paint("What it says itself", "head"))
    for claim in own:
        yield ""
        for stated in claim.states:
            yield from _wrap(stated, "  ")
        yield from _claim(claim, paint, shown)


def _silent(found: Explained, paint: Paint) -> Iterator[str]:
    if found.silences:
        yield from ("", paint("Where the sources are silent", "head"))
    for silence in found.silences:
        yield from _wrap(silence, "  - ", "    ")


def _content(content: Content, paint: Paint, shown: set[str]) -> Iterator[str]:
    yield ""
    yield from _wrap(paint(content.label, "head"), "  ")
    if content.roots:
        independence = f"; independence {content.independence}" if content.independence else ""
        word = "root" if len(content.roots) == 1 else "roots"
        yield from _wrap(f"{len(content.roots)} {word}: {'; '.join(content.roots)}{independence}", "    ")
    if content.disputed and any(claim.bearing == "supports" for claim in content.claims):
        yield paint("    disputed: it, or something more general, is denied", "stance")
    for word, others in (("supports the more general", content.more_general), ("supported by", content.more_specific)):
        for other in others:
            yield from _wrap(f"{word}: {other}", "    ", "      ")
    if content.condition_of:
        yield f"    a condition of {', '.join(content.condition_of)}"
    for claim in content.claims:
        yield from _claim(claim, paint, shown)


def _claim(claim: Told, paint: Paint, shown: set[str]) -> Iterator[str]:
    head = f"{paint(claim.stance, 'stance')} by {claim.claimant}"
    if claim.id in shown:
        yield f"    {head}  [{claim.id}, above]"
        return
    shown.add(claim.id)
    yield f"    {head}  [{claim.id}]"
    for condition in claim.conditions:
        yield from _wrap(f"on the condition {condition}", "      ")
    if claim.hedges:
        yield from _wrap(f"hedged: {'; '.join(claim.hedges)}", "      ")
    for quotation in claim.quotations:
        yield from _wrap(_marked(quotation, paint), "      ", "      ")
    through = f" through {', '.join(claim.relays)}" if claim.relays else ""
    in_work = f"in {claim.work}" if claim.work else "in a work the source does not name"
    yield from _wrap(f"{in_work}{through}; read in {claim.source}", "      ", "        ")
    read_at = (f"{q.pinpoint} ({q.state})" if q.pinpoint else q.state for q in claim.quotations)
    footer = [claim.date, "; ".join(filter(None, read_at)), claim.entered]
    yield paint(f"      {' · '.join(filter(None, footer))}", "faint")


def _marked(quotation: Quotation, paint: Paint) -> str:
    """The sentence with the quoted words in marks that stand out with and without colour."""
    if quotation.start < 0:
        return f"«{paint(quotation.exact, 'quote')}»"
    before, after = quotation.context[: quotation.start], quotation.context[quotation.start + len(quotation.exact) :]
    return f"{before}«{paint(quotation.exact, 'quote')}»{after}"


def _wrap(text: str, first: str, rest: str | None = None) -> list[str]:
    wrapper = textwrap.TextWrapper(
        width=WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(text) or [first]
