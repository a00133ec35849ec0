"""One page that somebody can read who never saw a terminal: what is wrong, where, in which words, and how to mend it.

It is one file without script or address, readable on a telephone and on paper. What a page does not show it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.paper.html import document, el, join
from kg.reports.cover import beside
from kg.reports.covered import covered
from kg.reports.excerpt import excerpt
from kg.reports.grouped import cut, groups
from kg.reports.told import unseen
from kg.schema import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.findings import Finding, Report
    from kg.paper.html import Markup
    from kg.reports.about import About
    from kg.reports.grouped import Cut

MOST = 500  # findings that a page shows unless more are asked for
STYLE = """
:root { --violation: #b3261e; --warning: #8a5a00; --info: #3b5f8a; }
@media (prefers-color-scheme: dark) { :root { --violation: #ff8a80; --warning: #e0b050; --info: #9ec1ee; } }
body { overflow-wrap: anywhere; }
.word { font-size: .78em; font-weight: 600; letter-spacing: .03em; text-transform: uppercase; white-space: nowrap; }
.word.violation { color: var(--violation); } .word.warning { color: var(--warning); } .word.info { color: var(--info); }
article.violation { border-color: var(--violation); } article.warning { border-color: var(--warning); }
article { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .8rem; margin: 1.1rem 0; }
article h3 { margin: 0 0 .3rem; font-weight: 600; }
dl { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .15rem .6rem; margin: .3rem 0; }
dt { color: var(--faint); } dd { margin: 0; }
pre { margin: .5rem 0 0; padding: .5rem .6rem; background: var(--mark); font-size: .82em; line-height: 1.45;
  white-space: pre-wrap; }
pre b { font-weight: 700; } pre .at { color: var(--faint); user-select: none; }
th, td.num { overflow-wrap: normal; white-space: nowrap; }
code { font-size: .92em; } .alert { border: 2px solid var(--violation); padding: .5rem .8rem; }
@media (max-width: 600px) { body { margin: 1rem auto; } dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dt { margin-top: .3rem; } th, td { padding: .25rem .35rem; font-size: .92em; } }
"""
WORDS = {
    "where": "Where", "about": "About", "quote": "Its words", "found": "Found", "mend": "To mend", "path": "Property",
    "rule": "Rule", "also": "Also at",
}  # fmt: skip


def write(report: Report, about: About) -> Iterator[str]:
    """The page."""
    parts = cut(report.findings, about, max(about.most, MOST) if about.most else 0)
    sections = groups(parts.shown, about)
    yield document(
        f"{about.command}: {report.summary()}",
        el("h1", about.command, ": ", report.summary()),
        _head(report, about),
        _contents(sections, about),
        *(_section(number, members, report, about) for number, members in enumerate(sections, 1)),
        _rest(parts),
        _accepted(report),
        _coverage(report),
        style=STYLE,
    )


def _head(report: Report, about: About) -> Markup:
    said = unseen(report)
    only = f"Shown is only what concerns {report.only}." if report.only else None
    engine = f", SHACL engine {report.engine}" if report.engine else ""
    return join(
        el("p", said, class_="alert") if said else None,
        el("p", only) if only else None,
        el("p", f"kg {about.tool}{engine}. A finding says that an input breaks a rule of the files; it says nothing "
           "about what anybody did.", class_="faint"),
    )  # fmt: skip


def _contents(sections: Sequence[Sequence[Finding]], about: About) -> Markup | None:
    if len(sections) < 2:
        return None
    rows = (
        el("li", el("a", _title(members, about), href=f"#g{number}"), f" ({len(members)})")
        for number, members in enumerate(sections, 1)
    )
    return el("nav", el("ul", *rows), aria_label="Contents")


def _title(members: Sequence[Finding], about: About) -> str:
    first = members[0]
    return {"source": first.position.file, "shape": f"{first.message} [{first.rule}]"}.get(about.group, first.message)


def _section(number: int, members: Sequence[Finding], report: Report, about: About) -> Markup:
    title = el("h2", *coded(_title(members, about)), id=f"g{number}")
    return el("section", title, *(_article(each, report, about) for each in members))


def _article(finding: Finding, report: Report, about: About) -> Markup:
    word = finding.severity.word
    title = finding.message if about.group == "source" else finding.label or shorten(finding.focus) or finding.message
    head = el("h3", el("span", word, class_=f"word {word}"), " ", *coded(title))
    rows = [join(el("dt", WORDS[name]), el("dd", value)) for name, value in _said(finding, report, about).items()]
    return el("article", head, el("dl", *rows), _lines(finding, about), class_=word)


def _said(finding: Finding, report: Report, about: About) -> dict[str, Markup]:
    """What is known of the finding, in the order a reader wants it."""
    focus = el("span", finding.focus, class_="faint") if finding.focus else None
    quote = "" if finding.private else report.words.get(finding.focus, "")
    place = about.in_checkout(finding.position) or finding.position.file
    where = str(finding.position._replace(file=place))
    found = {
        "where": el("code", where),
        "about": join(f"{finding.label} " if finding.label else None, focus) if focus else None,
        "quote": el("blockquote", quote) if quote else None,
        "found": el("blockquote", finding.text) if finding.text else None,
        "mend": join(*coded(finding.remedy)) if finding.remedy else None,
        "path": el("code", shorten(finding.path)) if finding.path else None,
        "rule": el("code", finding.rule) if about.group != "shape" else None,
        "also": join(*(el("div", el("code", str(each))) for each in finding.also)) if finding.also else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def coded(text: str) -> Iterator[str]:
    """The text's parts, those between backticks as code.

    >>> list(coded("Write `a: b`."))
    ['Write ', '<code>a: b</code>', '.']
    """
    parts = text.split("`")
    paired = len(parts) % 2 == 1
    for number, part in enumerate(parts if paired else [text]):
        yield el("code", part) if number % 2 else part


def _lines(finding: Finding, about: About) -> Markup | None:
    """The lines of the file, the one to change in bold."""
    lines = excerpt(finding, about)
    if not lines:
        return None
    width = len(str(lines[-1].number))
    rows = (
        el("b" if line.here else "span", el("span", f"{line.number:>{width}}  ", class_="at"), line.text, "\n")
        for line in lines
    )
    return el("pre", *rows)


def _rest(parts: Cut) -> Markup | None:
    if not parts.rest:
        return None
    rows = (el("li", f"{count:,} × {rule}") for rule, count in parts.left_out())
    return el("section", el("h2", f"{len(parts.rest):,} more are not shown here"), el("ul", *rows))


def _accepted(report: Report) -> Markup | None:
    if not report.accepted:
        return None
    rows = (el("li", f"{finding.position}: {finding.message} ", el("i", why)) for finding, why in report.accepted)
    return el("section", el("h2", f"{len(report.accepted)} known and accepted"), el("ul", *rows))


def _coverage(report: Report) -> Markup | None:
    """How many nodes each shape looked at, and what no shape looked at."""
    rows = covered(report)
    if not rows:
        return None
    head = el("tr", el("th", "Shape"), el("th", "Nodes", class_="num"), el("th", "Findings", class_="num"))
    body = (
        el("tr", el("td", name), el("td", f"{nodes:,}", class_="num"), el("td", f"{found:,}", class_="num"))
        for name, nodes, found in rows
    )
    return el(
        "section",
        el("h2", "What was looked at"),
        el("table", el("thead", head), el("tbody", *body), class_="short"),
        *(el("p", said) for said in beside(report)),
    )
