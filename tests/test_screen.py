"""Nothing that data holds reaches a terminal as a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from kg.build import build
from kg.cli.root import kg
from kg.screen import visible, visible_in
from tests.cases import CLAIMS, REGISTER, make, swap

if TYPE_CHECKING:
    from pathlib import Path

RED = "\x1b[31m"


def test_what_people_write_is_left_as_it_is() -> None:
    for text in ("Мінск — «так»", "2\N{NO-BREAK SPACE}150", "می\N{ZERO WIDTH NON-JOINER}خواهم", "👩‍🚀", "a\tb\nc"):
        assert visible(text) == text


def test_explain_shows_no_control_character(tmp_path: Path) -> None:
    root = make(tmp_path, register=swap(REGISTER, "{label: a minister}", '{label: "a \\e[31m minister"}'))
    build(root)
    shown = CliRunner().invoke(kg, ["-C", str(root), "explain", "minister"]).output
    assert "minister" in shown
    assert RED not in shown


def test_findings_show_no_control_character(tmp_path: Path) -> None:
    root = make(tmp_path, claims=swap(CLAIMS, "stance: denied", 'stance: "deni\\e[31med"'))
    shown = CliRunner().invoke(kg, ["-C", str(root), "check"]).output
    assert "unknown-code" in shown
    assert RED not in shown


def test_what_stands_in_a_dictionary_is_made_visible_too() -> None:
    assert visible_in(({"way\x1b": (RED,)},)) == ({"way\N{REPLACEMENT CHARACTER}": ("\N{REPLACEMENT CHARACTER}[31m",)},)
