"""The page of a quotation, from the map of its source's text.

A coder need not count pages. Who gives one is believed, and told where the quotation stands according to the map.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.findings import Finding, Position, Severity
from kg.resolve.records import Literal, Record, Statement
from kg.schema import CT, OA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolve.pagemap import PageMap
    from kg.resolve.passages import Found
    from kg.schema import Schema

_NUMBER = re.compile(r"\w+")


def page_in(passage: Record) -> Record | None:
    """The page selector that a coder gave the passage, or None."""
    selectors = (statement.value for statement in passage.all(OA.hasSelector))
    return next((made for made in selectors if isinstance(made, Record) and made.cls == CT.PageSelector), None)


def pinpointed(passage: Record, found: Found, pages: PageMap | None, schema: Schema, at: Position) -> list[Statement]:
    """The page selector that the map gives a quotation; nothing where there is no map, or a coder gave one."""
    if not pages or page_in(passage) is not None:
        return []
    props = {key: prop.iri for key, prop in schema.keys(CT.PageSelector).items()}
    told = pages.span(found.start, found.end)
    parts = tuple(Statement(props[key], Literal(told[key]), at, computed=True) for key in told if key in props)
    if not parts:
        return []
    graph = next(s.value.graph for s in passage.all(OA.hasSelector) if isinstance(s.value, Record))
    selector = Record(CT.PageSelector, f"{passage.iri}/PageSelector", graph, parts, at)
    return [Statement(OA.hasSelector, selector, at, computed=True)]


def page_differs(
    passage: Record, found: Found, pages: PageMap | None, claim: Record, schema: Schema
) -> Iterator[Finding]:
    """A warning where the coder's page is none of those on which the quotation stands."""
    given = page_in(passage)
    page = given.first(CT.page) if given else None
    key = schema.properties[CT.page].key
    stands = pages.span(found.start, found.end).get(key, "") if pages else ""
    if page is None or not stands or not isinstance(page.value, Literal):
        return
    if not set(_NUMBER.findall(page.value.text)) & set(_NUMBER.findall(stands)):
        message = f"`{key}` is {page.value.text}, and the quotation stands on page {stands} of the held copy"
        remedy = f"mend it, or leave `{key}` out: it is found by itself"
        shown, rule = found.exact[:120], "page-differs"
        yield Finding(page.place, Severity.WARNING, rule, message, remedy, shown, claim.iri)
