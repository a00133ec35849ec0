"""Pages: the text that a reader sees, block by block, and what the page says of itself.

The whole page is kept, menus too: a heuristic that picks "the article" drops a correction at its foot, and picks
another one in its next version. Lexbor builds the tree as browsers do, and runs nothing. What no reader sees (scripts,
styles, templates, what is hidden) is no text. Each block is a paragraph, parted from the next by an empty line; the
nearest heading above it is its section.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from kg.resolve.pagemap import Mark, named
from kg.source.extract import metadata
from kg.source.extract.charset import decoded
from kg.source.extract.model import SCHEME, Extraction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

UNSEEN = frozenset({
    "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video",
    "select", "datalist", "textarea",
})  # fmt: skip
HEADINGS = frozenset(f"h{n}" for n in range(1, 7))
BLOCKS = frozenset({
    *HEADINGS,
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
CELLS = frozenset(("td", "th"))
_SPACE = re.compile("[ \t\n\r\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def from_html(content: bytes, charset: str) -> Extraction:
    """The extraction of a page; Unreadable where its encoding cannot be told."""
    source, notes = decoded(content, charset)
    page = LexborHTMLParser(source)
    writer = Writer()
    if page.root is not None:
        walk(page.root, writer)
    text, marks = writer.written()
    if not text:
        notes = (*notes, "the page has no words of its own: a browser's scripts write them; save it from a browser")
    return Extraction(
        text=text,
        extractor=f"selectolax {version('selectolax')} (Lexbor), {SCHEME}",
        marks=tuple(marks),
        title=metadata.title(page),
        date=metadata.published(page),
        language=metadata.language(page),
        notes=notes,
    )


class Writer:
    """Gathers words into blocks."""

    def __init__(self) -> None:
        self.blocks: list[tuple[str, bool]] = []
        self.words: list[str] = []
        self.kept = 0  # how many elements are open in which white space is kept
        self.heading = 0

    def add(self, text: str) -> None:
        """Words of the block at hand; white space is one space, except where the page keeps it."""
        clean = _ODD.sub("", text)
        self.words.append(clean if self.kept else _SPACE.sub(" ", clean))

    def end(self) -> None:
        """The block at hand is over."""
        lines = [re.sub(" {2,}", " ", line) if not self.kept else line for line in "".join(self.words).split("\n")]
        block = "\n".join(line.strip(" \t") if not self.kept else line.rstrip() for line in lines).strip("\n")
        if block.strip():
            self.blocks.append((block, bool(self.heading)))
        self.words = []

    def written(self) -> tuple[str, list[Mark]]:
        """The text, and where each paragraph and section begins."""
        self.end()
        marks, start = [], 0
        for number, (block, heading) in enumerate(self.blocks, 1):
            marks.append(Mark(start, "paragraph", str(number)))
            if heading:
                marks.append(Mark(start, "section", named(block)))
            start += len(block) + 2
        return ("\n\n".join(block for block, _ in self.blocks) + "\n" if self.blocks else ""), marks


def walk(root: LexborNode, writer: Writer) -> None:
    """Everything below the root, without recursion: a page may be nested as deep as its maker likes."""
    for node, opening in _steps(root):
        if node.tag == "-text":
            writer.add(node.text_content or "")
        elif opening:
            _open(node, writer)
        else:
            _close(node, writer)


def _steps(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each visible node as it opens and, elements, as it closes."""
    waiting: list[tuple[LexborNode, bool]] = [(root, True)]
    while waiting:
        node, opening = waiting.pop()
        yield node, opening
        if not opening or node.tag == "-text":
            continue
        waiting.append((node, False))
        children = [child for child in node.iter(include_text=True) if _seen(child)]
        waiting += [(child, True) for child in reversed(children)]


def _seen(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag == "-text":
        return True
    if tag.startswith("-") or tag in UNSEEN:
        return False
    attributes = node.attributes
    return "hidden" not in attributes and not _HIDDEN.search(attributes.get("style") or "")


def _open(node: LexborNode, writer: Writer) -> None:
    tag = node.tag or ""
    if tag in BLOCKS:
        writer.end()
    elif tag == "br":
        writer.words.append("\n")
    elif tag in CELLS and any(word.strip() for word in writer.words):
        writer.words.append("\t")
    writer.kept += tag == "pre"
    writer.heading += tag in HEADINGS


def _close(node: LexborNode, writer: Writer) -> None:
    tag = node.tag or ""
    if tag in BLOCKS:
        writer.end()
    writer.kept -= tag == "pre"
    writer.heading -= tag in HEADINGS
