"""An explanation for people: blocks of text that fit a terminal, quotations marked in their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.explain.backing import SUPPORTS
from kg.paper.page import Page, Paint, plain, terminal_width
from kg.screen import visible_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.explain.model import Backing, Content, Explained, Resting
    from kg.tell import Quotation, Told


def render(found: Explained, paint: Paint | None = None, width: int | None = None) -> str:
    """The whole explanation; `paint(text, style)` colours `head`, `stance`, `quote` and `faint`, None nothing.

    `width` is in columns; None follows the terminal.
    """
    page = Page(paint or plain, terminal_width() if width is None else width)
    return "\n".join(_lines(visible_in(found), page)).rstrip() + "\n"


def claim_text(claim: Told, paint: Paint | None = None, width: int | None = None) -> str:
    """One claim with what it states, told as it is told in an explanation."""
    page = Page(paint or plain, terminal_width() if width is None else width)
    return "\n".join(_with_what_it_states(visible_in(claim), page)).strip("\n") + "\n"


def _lines(found: Explained, page: Page) -> Iterator[str]:
    yield from _head(found, page)
    yield from _said(found, page)
    yield from _own(found, page)
    for resting in found.resting:
        yield from _resting(resting, page)
    yield from _silent(found, page)


def _head(found: Explained, page: Page) -> Iterator[str]:
    tail = found.iri.rpartition("/id/")[2]
    what = "" if tail.startswith("claim/") else f"  ({found.kind}, {tail})"
    yield from page.wrap(page.paint(found.label, "head") + what, "")
    if found.names:
        yield from page.wrap("also: " + "; ".join(found.names), "  ")
    for word, texts in (("in short", found.summaries), ("note", found.notes), ("not verified", found.unverified)):
        for text in texts:
            yield from page.wrap(f"{word}: {text}", "  ")
    if found.entered:
        yield from page.wrap(f"entered at {found.entered}", "  ")
    for sentence in found.one:
        yield from page.wrap(sentence, "  ", "    ")


def _said(found: Explained, page: Page) -> Iterator[str]:
    if found.contents:
        yield from ("", page.paint("What is said", "head"))
    for content in found.contents:
        yield from _content(content, page)


def _own(found: Explained, page: Page) -> Iterator[str]:
    own = [claim for claim in found.claims if claim.id not in page.told]
    if own:
        yield from ("", page.paint("What it says itself", "head"))
    for claim in own:
        yield from _with_what_it_states(claim, page)


def _resting(resting: Resting, page: Page) -> Iterator[str]:
    yield ""
    yield from page.wrap(page.paint(resting.title, "head"), "")
    for label in resting.labels:
        yield from page.wrap(label, "  ", "    ")
    for claim in resting.claims:
        yield from _with_what_it_states(claim, page)


def _with_what_it_states(claim: Told, page: Page) -> Iterator[str]:
    yield ""
    for stated in claim.states:
        yield from page.wrap(stated, "  ")
    yield from claim_lines(claim, page)


def _silent(found: Explained, page: Page) -> Iterator[str]:
    if found.silences:
        yield from ("", page.paint("Where the sources are silent", "head"))
    for silence in found.silences:
        yield from page.wrap(silence, "  - ", "    ")


def _content(content: Content, page: Page) -> Iterator[str]:
    yield ""
    yield from page.wrap(page.paint(content.label, "head"), "  ")
    if content.rests:
        yield from page.wrap(content.rests, "    ")
    if content.disputed and any(claim.bearing == "supports" for claim in content.claims):
        yield from page.wrap(page.paint("disputed: it, or something more general, is denied", "stance"), "    ")
    for other in content.same:
        yield from page.wrap(f"means the same as: {other}", "    ", "      ")
    for other in content.more_general:
        yield from page.wrap(f"supports the more general: {other}", "    ", "      ")
    for each in content.backing:
        yield from _backing(each, page)
    if content.condition_of:
        yield from page.wrap(f"a condition of {', '.join(content.condition_of)}", "    ")
    for other in content.within:
        yield from page.wrap(f"said by nobody for itself; it stands within what is {other}", "    ", "      ")
    for claim in content.claims:
        yield from claim_lines(claim, page)


def _backing(backing: Backing, page: Page) -> Iterator[str]:
    """What else supports it, or denies it, as what that really says, and the steps from there to here."""
    word = f"{'supported' if backing.way == SUPPORTS else 'denied'} by"
    yield from page.wrap(f"{word}: {backing.label}  [{'; '.join(backing.claims)}]", "    ", "      ")
    for step in backing.steps:
        yield from page.wrap(step, "      - ", "        ")


def claim_lines(claim: Told, page: Page) -> Iterator[str]:
    """A claim with its words and where they stand; one that the page has told already in a line."""
    before, _, after = claim.wording.partition("{claimant}")
    parts = (page.paint(before, "stance") if before else "", page.paint(after, "stance") if after else "")
    head = f"{parts[0]}{claim.claimant}{parts[1]}"
    if claim.id in page.told:
        yield from page.wrap(f"{head}  [{claim.id}, above]", "    ", "      ")
        return
    page.told.add(claim.id)
    yield from page.wrap(f"{head}  [{claim.id}]", "    ", "      ")
    for condition in claim.conditions:
        yield from page.wrap(f"on the condition {condition}", "      ")
    if claim.hedges:
        yield from page.wrap(f"hedged: {'; '.join(claim.hedges)}", "      ")
    for quotation in claim.quotations:
        yield from _words(quotation, page)
    yield from _whence(claim, page)


def _words(quotation: Quotation, page: Page) -> Iterator[str]:
    if quotation.exact:
        yield from page.wrap(_marked(quotation, page.paint), "      ")
    for account in quotation.paraphrases:
        yield from page.wrap(f"words not seen; as summarised: {account}", "      ", "        ")
    by = ", ".join(filter(None, (quotation.translator, quotation.translated_by)))
    for translation in quotation.translations:
        yield from page.wrap(f"translated ({by or 'by whom is not said'}): «{translation}»", "      ", "        ")


def _whence(claim: Told, page: Page) -> Iterator[str]:
    """The way the words took, and where they stand."""
    in_work = f"in {claim.work}" if claim.work else "in a work the source does not name"
    yield from page.wrap(f"{in_work}{claim.through}; read in {claim.source}", "      ", "        ")
    read_at = (f"{q.pinpoint} ({q.state})" if q.pinpoint else q.state for q in claim.quotations)
    footer = [claim.date, "; ".join(dict.fromkeys(filter(None, read_at))), claim.entered]
    yield from page.wrap(page.paint(" · ".join(filter(None, footer)), "faint"), "      ", "        ")


def _marked(quotation: Quotation, paint: Paint) -> str:
    """The sentence with the quoted words in marks that stand out with and without colour."""
    if quotation.start < 0:
        return f"«{paint(quotation.exact, 'quote')}»"
    before, after = quotation.context[: quotation.start], quotation.context[quotation.start + len(quotation.exact) :]
    return f"{before}«{paint(quotation.exact, 'quote')}»{after}"
