"""One self-contained HTML page: no script, no address is loaded, every text escaped, and it prints on A4.

A page is made of `el(…)`: texts among its children are escaped, so data can never become markup.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STYLE = """
:root { color-scheme: light dark; --line: #8886; --faint: #777; --mark: #8881; }
body { font: 15px/1.5 system-ui, "Noto Sans", sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2.2rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border: 1px solid var(--line); padding: .4rem .55rem; text-align: left; vertical-align: top; }
th { background: var(--mark); } td > :first-child { margin-top: 0; } td > :last-child { margin-bottom: 0; }
blockquote { margin: .3rem 0; padding-left: .7rem; border-left: 3px solid var(--line); }
.faint { color: var(--faint); font-size: .87em; } .gap { font-style: italic; }
td ul { margin: .2rem 0 .6rem; padding-left: 1rem; } .num { text-align: right; font-variant-numeric: tabular-nums; }
article { break-inside: avoid-page; }
@page { size: A4; margin: 16mm 14mm; }
@media print { body { font-size: 9.5pt; margin: 0; padding: 0; max-width: none; color: #000; background: #fff; }
  thead { display: table-header-group; } table.short tr, li, blockquote { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  a { color: inherit; text-decoration: none; } }
"""


class Markup(str):
    """Text that is markup already; only `el` makes it."""

    __slots__ = ()


Child = str | None


def el(tag: str, *children: Child, **attributes: str) -> Markup:
    """An element; None among children is left out. In names of attributes, inner underscores become hyphens.

    >>> el("p", "a < b", class_="faint", aria_label="c")
    '<p class="faint" aria-label="c">a &lt; b</p>'
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    words = "".join(f' {name}="{escape(visible(value))}"' for name, value in named.items())
    return Markup(f"<{tag}{words}>{_inside(children)}</{tag}>")


def join(*children: Child) -> Markup:
    """The children side by side."""
    return Markup(_inside(children))


def _inside(children: Iterable[Child]) -> str:
    return "".join(c if isinstance(c, Markup) else escape(visible(c), quote=False) for c in children if c is not None)


def table(header: Sequence[Child], rows: Iterable[Sequence[Child]], class_: str = "short") -> Markup:
    """A table whose header repeats on every printed page; rows of a `long` one may run over a page's end."""
    head = el("thead", el("tr", *(el("th", cell) for cell in header)))
    body = el("tbody", *(el("tr", *(el("td", cell) for cell in row)) for row in rows))
    return el("table", head, body, class_=class_)


def document(title: str, *body: Child, language: str = "en", style: str = "") -> str:
    """The whole page as text; `style` is added to the style that all pages share."""
    head = el("head", Markup('<meta charset="utf-8">'), _policy(), _viewport(), el("title", title), _style(style))
    return f"<!doctype html>\n{el('html', head, el('body', *body), lang=language)}\n"


def _policy() -> Markup:
    rules = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{rules}">')


def _viewport() -> Markup:
    return Markup('<meta name="viewport" content="width=device-width, initial-scale=1">')


def _style(more: str) -> Markup:
    return Markup(f"<style>{STYLE}{more}</style>")
