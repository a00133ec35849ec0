"""What rots, goes missing or is edited shows; what is sound says nothing."""

from __future__ import annotations

import json
import shutil
import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import FindingsError, InputError
from kg.source import custody, verifying
from kg.source.custody import FILE, Deed
from kg.source.extract import limits
from kg.source.locking import Accepted, lock
from kg.source.standing import standing
from kg.source.verifying import verify
from tests.cases import SOURCES, TEXT, findings, make, swap
from tests.documents import page, pdf
from tests.entered import NOW, taken, tree

if TYPE_CHECKING:
    from pathlib import Path

REPORT = pdf(["The agency said so.", "A minister denied it."], title="The report")
deeds = st.builds(
    Deed,
    source=st.sampled_from(["a", "b"]),
    action=st.sampled_from(["received", "extracted", "verified"]),
    who=st.text(min_size=1, max_size=8),
    date=st.just("2026-03-04T05:06:07Z"),
    after=st.sampled_from(["0" * 64, "1" * 64]),
)


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a PDF and a page, every source of it logged."""
    root = make(tmp_path_factory.mktemp("sound") / "case")
    taken(root, "report.pdf", REPORT, id="r")
    taken(root, "page.html", page(), id="p")
    lock(root, "A. B.", now=lambda: NOW)
    return root


@pytest.fixture
def root(entered: Path, tmp_path: Path) -> Path:
    """A copy of it to spoil."""
    return shutil.copytree(entered, tmp_path / "case")


def rules(root: Path, again: bool = False) -> list[str]:
    return [finding.rule for finding in verify(root, again=again)[0]]


def spoil(root: Path, file: str, old: str, new: str) -> None:
    """Another content for a file that cannot be written."""
    path = root / file
    path.chmod(0o644)
    path.write_text(swap(path.read_text("utf-8"), old, new), "utf-8")


def test_what_was_entered_is_sound(root: Path) -> None:
    assert verify(root) == ([], 7)
    assert findings(root) == []


HELD = ["paper.txt", "r.pdf", "r.txt", "r.map.tsv", "p.html", "p.txt", "p.map.tsv"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(HELD), st.floats(0, 1, exclude_max=True), st.integers(0, 7))
def test_any_flipped_bit_is_found(entered: Path, file: str, where: float, bit: int) -> None:
    path = entered / "data/sources" / file
    sound = path.read_bytes()
    spoiled = bytearray(sound)
    spoiled[int(where * len(sound))] ^= 1 << bit
    path.chmod(0o644)
    path.write_bytes(bytes(spoiled))
    try:
        assert "hash-changed" in rules(entered)
    finally:
        path.write_bytes(sound)
        path.chmod(0o444)


@pytest.mark.parametrize("file", HELD)
def test_a_copy_that_is_gone_is_told_at_its_line(file: str, root: Path) -> None:
    (root / "data/sources" / file).unlink()
    found = [finding for finding in verify(root, again=False)[0] if finding.rule.endswith("-missing")]
    assert len(found) == 1
    line = (root / found[0].position.file).read_text().split("\n")[found[0].position.line - 1]
    assert file in line


def test_a_link_that_leads_elsewhere_is_no_copy(root: Path) -> None:
    path = root / "data/sources/r.pdf"
    path.rename(root / "r.pdf")
    path.symlink_to(root / "r.pdf")
    assert "outside-case" in rules(root)


def test_a_text_that_was_put_right_with_its_hash_is_not_what_the_extractor_gives(root: Path) -> None:
    text = (root / "data/sources/r.txt").read_text()
    old, new = custody._hash(text.encode()), custody._hash(text.replace("denied", "agreed").encode())
    spoil(root, "data/sources/r.txt", "denied", "agreed")
    spoil(root, "data/sources/r.yaml", old, new)
    assert rules(root) == []
    assert rules(root, again=True) == ["text-not-extracted"]


def test_another_version_of_the_extractor_is_no_fault(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = limits.extract

    def newer(*words: object) -> object:
        made = real(*words)  # type: ignore[arg-type]
        return type(made)(made.text + "more", made.extractor + " newer", made.marks)

    monkeypatch.setattr(limits, "extract", newer)
    found, _ = verify(root)
    assert {(finding.rule, finding.severity.word) for finding in found} == {("extractor-newer", "info")}


def test_measures_that_differ_are_told(root: Path) -> None:
    spoil(root, "data/sources/r.yaml", f"byteSize: {len(REPORT)}", "byteSize: 7")
    spoil(root, "data/sources/r.yaml", "application/pdf", "image/png")
    assert rules(root) == ["media-type-differs", "size-differs"]


def test_a_file_that_no_source_names_is_told(root: Path) -> None:
    (root / "data/sources/left.pdf").write_bytes(REPORT)
    assert rules(root) == ["unnamed-copy"]


def test_one_source_is_verified_alone(root: Path) -> None:
    (root / "data/sources/r.pdf").unlink()
    assert verify(root, frozenset({"p"})) == ([], 3)


# Custody


def log(root: Path) -> list[str]:
    return (root / FILE).read_text("utf-8").splitlines(keepends=True)


@pytest.mark.parametrize("number", range(4))
def test_an_entry_that_was_edited_or_taken_out_shows(number: int, root: Path) -> None:
    lines = log(root)
    for edited in (
        [*lines[:number], lines[number].replace("A. B.", "C. D."), *lines[number + 1 :]],
        [*lines[:number], *lines[number + 1 :]],
        [*lines[:number], "no entry\n", *lines[number + 1 :]],
    ):
        (root / FILE).write_text("".join(edited), "utf-8")
        assert "custody-broken" in rules(root)


def test_the_last_entry_must_fit_what_is_held(root: Path) -> None:
    (root / FILE).write_text("".join(log(root)[:2]), "utf-8")
    assert set(rules(root)) == {"no-custody"}
    said = json.loads(log(root)[0])
    forged = custody.appended((root / FILE).read_bytes(), [Deed("r", "verified", "x", said["date"], after="0" * 64)])
    (root / FILE).write_bytes(forged)
    assert "custody-differs" in rules(root)


@settings(deadline=None)
@given(st.lists(deeds, max_size=6), st.lists(deeds, max_size=3), st.lists(deeds, max_size=3))
def test_branches_that_git_merges_by_union_stay_whole(base: list[Deed], one: list[Deed], other: list[Deed]) -> None:
    start = custody.appended(b"", base or [Deed("a", "received", "x", "2026")])
    ours, theirs = custody.appended(start, one), custody.appended(start, other)
    merged = custody.appended(ours + theirs[len(start) :], [Deed("a", "verified", "x", "2026")])
    lines = custody.read(merged)
    assert list(custody.broken(lines)) == []
    assert len(custody._heads(lines)) == 1


@settings(deadline=None)
@given(st.lists(deeds, min_size=2, max_size=6), st.data())
def test_no_past_entry_changes_unseen(all_deeds: list[Deed], data: st.DataObject) -> None:
    rows = custody.appended(b"", all_deeds).splitlines(keepends=True)
    number = data.draw(st.integers(0, len(rows) - 2))
    raw = bytearray(rows[number])
    at = data.draw(st.integers(0, len(raw) - 2))
    raw[at] ^= 1
    assert list(custody.broken(custody.read(b"".join([*rows[:number], bytes(raw), *rows[number + 1 :]]))))


@settings(deadline=None)
@given(st.lists(deeds, min_size=1, max_size=6))
def test_blanked_entries_keep_the_chain_and_nothing_else(all_deeds: list[Deed]) -> None:
    text, gone = custody.blanked(custody.appended(b"", all_deeds), "a")
    assert b'"source": "a"' not in text
    assert bool(list(custody.broken(custody.read(text)))) is bool(gone)  # blanked, and nobody says so
    said = custody.appended(text, [Deed("a", "disposed", "x", "2026", blanked=gone)])
    assert list(custody.broken(custody.read(said))) == []


# Lock


BY_HAND = "    snapshot: paper.pdf\n"
PLAIN = SOURCES[SOURCES.index("    snapshot:") : SOURCES.index("Work:")]


def by_hand(tmp_path: Path) -> Path:
    """A case whose source names a PDF and says nothing more of it."""
    root = make(tmp_path / "case", sources=swap(SOURCES, PLAIN, BY_HAND))
    (root / "data/sources/paper.txt").unlink()
    (root / "data/sources/paper.pdf").write_bytes(pdf([textwrap.fill(TEXT, 90)]))
    return root


def test_a_source_entered_by_hand_is_completed(tmp_path: Path) -> None:
    root = by_hand(tmp_path)
    before = tree(root)
    (planned,) = lock(root, "", dry=True)
    assert tree(root) == before
    assert lock(root, "A. B.", now=lambda: NOW) == [planned]
    keys = {"sha256", "mediaType", "byteSize", "text", "textSha256", "extractor", "map", "mapSha256"}
    assert set(planned.keys) == keys
    assert planned.logged == ("received", "extracted")
    assert verify(root) == ([], 3)
    assert findings(root) == []
    assert lock(root, "A. B.") == []


def test_a_changed_copy_is_never_locked_by_itself(root: Path) -> None:
    path = root / "data/sources/paper.txt"
    path.chmod(0o644)
    path.write_text(TEXT.replace("Tuesday", "Monday"))
    before = tree(root)
    with pytest.raises(FindingsError) as told:
        lock(root, "A. B.")
    assert "--accept paper" in told.value.findings[0].remedy
    assert tree(root) == before
    lock(root, "A. B.", accepted=Accepted("paper", "redacted"), now=lambda: NOW)
    last = json.loads(log(root)[-1])
    assert (last["action"], last["after"]) == ("redacted", custody._hash(path.read_bytes()))
    assert rules(root) == []
    with pytest.raises(InputError, match="no source"):
        lock(root, "A. B.", accepted=Accepted("papr", "redacted"))


def test_a_block_in_braces_is_left_to_people(tmp_path: Path) -> None:
    sources = "Source:\n  paper: {label: a, snapshot: paper.txt}\nWork:\n  report: {label: r, author: agency}\n"
    root = make(tmp_path, sources=sources)
    with pytest.raises(InputError, match="in braces"):
        lock(root, "A. B.")


# Status


def test_where_each_source_stands(root: Path) -> None:
    rows = {row.id: row for row in standing(root)}
    assert (rows["paper"].claims, rows["paper"].quotations, rows["paper"].works) == (3, 3, 1)
    assert {row.state for row in rows.values()} == {"held"}
    assert rows["r"].captured == "2026-03-04"
    (root / "data/sources/r.txt").unlink()
    assert {row.id: row.state for row in standing(root)}["r"] == "missing"


def test_status_reads_no_held_copy(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "digest", lambda _: pytest.fail("hashed"))
    monkeypatch.setattr("kg.resolve.copies.digest", lambda _: pytest.fail("hashed"))
    assert standing(root)
