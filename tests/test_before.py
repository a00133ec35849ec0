"""Assembling with what is left of the run before gives what assembling anew gives, whatever was edited between."""

from __future__ import annotations

import tempfile
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from kg.build import assemble
from kg.build.assembly import Assembly, Before
from kg.init import start
from kg.resolve.case import _Work

if TYPE_CHECKING:
    from collections.abc import Callable

CLAIMS, REGISTER, SOURCES = (f"data/{part}/example.yaml" for part in ("claims", "register", "sources"))
TEXT = "data/sources/example-gazette.txt"
FILES = (CLAIMS, CLAIMS, CLAIMS, REGISTER, REGISTER, SOURCES, "kg.yaml", TEXT)
COMPARED = [field.name for field in fields(Assembly) if field.name not in {"schema", "derivation"}]
MORE = """source: example-gazette-article
claims:
- id: ch4n9s
  quote: The mayor of Exampleton did not respond to a request for comment on Tuesday.
  claimant: example-monitoring-group
  work: monitoring-report
  stance: asserted
  states: {Enquiry: {enquirer: example-monitoring-group, addressee: mayor-of-exampleton, answered: false}}
"""
WORDS = (
    ("otherland-camp", "exampleton"), ("exampleton", "nowhere"), ("Person:", "Organisation:"), ("en", "uk"),
    ("hedge: could", "hedge: might"), ("date: 2024-03-06", "date: 2023-01-02"), ("on Tuesday", "yesterday"),
    ("stance: denied", "stance: asserted"), ("exampleton-transfer", "exampleton-journey"), ("camp", "school"),
    ("audience: public", "audience: partner"), ("sourceKind: newsArticle", "sourceKind: pressRelease"),
    ("publisher:", "audience: vault\n    publisher:"),
    ("claimant: otherland-official", "claimant: otherland-official\n    audience: internal"), ("quote:", "qoute:"),
)  # fmt: skip


def same(root: Path, before: Before) -> Assembly:
    """The assembly of the case, which is the same both ways."""
    found, anew = assemble(root, before=before), assemble(root)
    for name in COMPARED:
        assert getattr(found, name) == getattr(anew, name), name
    return found


Edit = tuple[str, int, int]
EDITS = st.tuples(st.sampled_from(("line", "twice", "word", "word", "word", "file", "gone", "back")), st.integers(0, 7),
                  st.integers(0, 200))  # fmt: skip


def edit(root: Path, original: dict[str, str], how: Edit) -> None:
    kind, which, at = how
    path = root / FILES[which]
    text = path.read_text("utf-8") if path.exists() else original[FILES[which]]
    lines = text.splitlines(keepends=True) or ["\n"]
    if kind == "line":
        text = "".join(lines[: at % len(lines)] + lines[at % len(lines) + 1 :])
    elif kind == "twice":
        text = "".join(lines[: at % len(lines) + 1] + lines[at % len(lines) :])
    elif kind == "word":
        text = text.replace(*WORDS[at % len(WORDS)])
    elif kind == "back":
        text = original[FILES[which]]
    elif kind == "file":
        (root / "data/claims/a.yaml").write_text(MORE, "utf-8")
    if kind == "gone" and FILES[which] != "kg.yaml":
        path.unlink(missing_ok=True)
        (root / "data/claims/a.yaml").unlink(missing_ok=True)
    else:
        path.write_text(text, "utf-8")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=1, max_size=6))
def test_any_edits_one_after_another(edits: list[Edit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, before = Path(folder) / "case", Before()
        start(root, "")
        original = {file: (root / file).read_text("utf-8") for file in set(FILES)}
        same(root, before)
        for how in edits:
            edit(root, original, how)
            event("broken" if same(root, before).broken else "sound")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    start(tmp_path / "case", "")
    return tmp_path / "case"


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids that were closed, from here on."""
    found: list[str] = []

    def spied(name: str) -> None:
        close: Callable[..., object] = getattr(_Work, name)

        def spy(work: _Work, block: object, source: object) -> object:
            found.append(str(getattr(block, "id")))  # noqa: B009 - blocks of two classes
            return close(work, block, source)

        monkeypatch.setattr(_Work, name, spy)

    spied("_entity")
    spied("_claim")
    return found


def again(root: Path, before: Before, closed: list[str], file: str, old: str, new: str) -> set[str]:
    """What is closed after an edit."""
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), "utf-8")
    closed.clear()
    found = assemble(root, before=before)
    names = set(closed)
    anew = assemble(root)
    assert found.stated == anew.stated
    assert found.findings == anew.findings
    return names


CLAIMED = {"c7hm2x", "c3kq9d", "c9wt4n", "c5rb8j"}


def test_only_what_an_edit_touches_is_closed_again(root: Path, closed: list[str]) -> None:
    before = Before()
    assemble(root, before=before)
    closed.clear()
    assemble(root, before=before)
    assert not closed
    assert again(root, before, closed, REGISTER, "Exampleton Gazette", "The Gazette").isdisjoint(CLAIMED)
    assert again(root, before, closed, CLAIMS, "stance: denied", "stance: asserted") >= CLAIMED
    (root / "data/claims/a.yaml").write_text(MORE, "utf-8")
    closed.clear()
    assemble(root, before=before)
    assert set(closed) == {"ch4n9s", "c3kq9d"}  # of the latter there is something to say each time


def test_a_text_a_date_or_a_language_that_changes_closes_what_rests_on_it(root: Path, closed: list[str]) -> None:
    before = Before()
    assemble(root, before=before)
    assert (
        again(root, before, closed, SOURCES, "date: 2024-03-06\n    language", "date: 2024-03-07\n    language")
        >= CLAIMED
    )
    assert again(root, before, closed, TEXT, "by bus", "by train") >= CLAIMED
    assert again(root, before, closed, "kg.yaml", "language: en", "language: uk") >= CLAIMED


def test_an_id_that_goes_or_changes_its_class_closes_what_names_it(root: Path, closed: list[str]) -> None:
    before = Before()
    assemble(root, before=before)
    assert "c9wt4n" in again(root, before, closed, REGISTER, "otherland-official:", "another-official:")
    assert "c9wt4n" in again(root, before, closed, REGISTER, "another-official:", "otherland-official:")
    assert "c5rb8j" not in again(root, before, closed, REGISTER, "otherland-official:", "another-official:")
