"""The README's picture is a piece of the real graph: every box is a thing in it, every arrow a statement."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build import assemble
from kg.schema import expand, load
from tests.seedcase import seed

if TYPE_CHECKING:
    from kg.quads import Quad

ROOT = Path(__file__).parents[1]
PICTURE = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BOX = re.compile(r"^\s*%% (\w+) is (\S+)$", re.MULTILINE)
ARROW = re.compile(r"^\s*(\w+) -- (\w+) --> (\w+)$", re.MULTILINE)


@cache
def picture() -> str:
    drawn = PICTURE.findall((ROOT / "README.md").read_text("utf-8"))
    assert len(drawn) == 1
    return str(drawn[0])


@cache
def graph() -> frozenset[Quad]:
    assembly = assemble(seed())
    return frozenset({*assembly.stated, *assembly.derived})


def test_every_box_is_a_thing_in_the_graph() -> None:
    subjects = {subject for subject, *_ in graph()} | {f"<{iri}>" for iri in load().concepts}
    boxes = dict(BOX.findall(picture()))
    assert len(boxes) >= 8
    assert [name for name, iri in boxes.items() if f"<{expand(iri)}>" not in subjects] == []


def test_every_arrow_is_a_statement_in_the_graph() -> None:
    boxes = {name: f"<{expand(iri)}>" for name, iri in BOX.findall(picture())}
    keys = {prop.key: f"<{prop.iri}>" for prop in load().properties.values()}
    triples = {quad[:3] for quad in graph()}
    arrows = ARROW.findall(picture())
    assert len(arrows) >= 8
    assert [a for a in arrows if (boxes[a[0]], keys[a[1]], boxes[a[2]]) not in triples] == []


def test_every_arrow_is_read() -> None:
    assert len(ARROW.findall(picture())) == picture().count("-->")
