"""Answers kept beside a build: the same as asked, used where they fit, and of no weight where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.diff import answers as module
from kg.diff import now, side
from kg.diff.answers import Answered, answers
from kg.diff.kept import MOST
from kg.diff.sides import Side
from kg.diff.stored import FILE, ask, asked, digest, stored, written
from kg.errors import InputError
from tests.cases import CLAIMS, CLAIMS_FILE, make, swap
from tests.console import kg
from tests.test_diff import commit, git

if TYPE_CHECKING:
    from pathlib import Path

OWN = "# summary: everybody who says something\nSELECT ?who WHERE { ?claim prov:wasAttributedTo ?who }\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Side, Side, Path]:
    """A case as it was filed and as it is, both built by the command."""
    root = make(tmp_path / "case")
    assert kg("-C", str(root), "build").returncode == 0
    (root / "build").rename(tmp_path / "filed")
    (root / CLAIMS_FILE).write_text(swap(CLAIMS, "statedCount: 2150", "statedCount: 2151"), "utf-8")
    assert kg("-C", str(root), "build").returncode == 0
    return side(str(tmp_path / "filed"), root), now(root), root


def without(built: Side) -> Side:
    return Side(built.name, built.quads, built.lines, built.manifest)


def count(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that are asked from here on."""
    names: list[str] = []

    def counted(query: Any, store: Any) -> object:
        names.append(query.name)
        return ask(query, store)

    monkeypatch.setattr(module, "ask", counted)
    return names


def test_what_is_kept_is_what_asking_gives(pair: tuple[Side, Side, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, root = pair
    slow: tuple[Answered, ...] = answers(without(old), without(new), root)
    assert slow, "the figure is in some answer"
    names = count(monkeypatch)
    assert answers(old, new, root) == slow
    assert names == []


def test_a_query_that_is_new_or_changed_is_asked(
    pair: tuple[Side, Side, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, root = pair
    (root / "queries").mkdir()
    (root / "queries" / "own.rq").write_text(OWN, "utf-8")
    (root / "queries" / "counts.rq").write_text(OWN, "utf-8")
    names = count(monkeypatch)
    answers(old, new, root)
    assert names == ["counts", "counts", "own", "own"]


@pytest.mark.parametrize("harm", ["gone", "cut", "edited", "another graph", "no text"])
def test_a_file_that_does_not_fit_is_as_good_as_none(
    pair: tuple[Side, Side, Path], harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, root = pair
    path = root / "build" / FILE
    text = path.read_text("utf-8")
    if harm == "gone":
        path.unlink()
    elif harm == "cut":
        path.write_text(text[: len(text) // 2], "utf-8")
    elif harm == "edited":
        path.write_text(text.replace("2151", "2152"), "utf-8")
    elif harm == "another graph":
        assert old.folder
        path.write_bytes((old.folder / FILE).read_bytes())
    else:
        path.write_bytes(b"\xff\xfe")
    names = count(monkeypatch)
    assert answers(old, new, root) == answers(without(old), without(new), root)
    assert len(names) == 3 * len(asked(root))


def test_the_file_is_the_same_in_every_run(pair: tuple[Side, Side, Path]) -> None:
    _, new, root = pair
    assert "".join(written(new.lines, root)) == (root / "build" / FILE).read_text("utf-8")
    kept = stored(root / "build", new.manifest["graph"]["sha256"])  # type: ignore[index]
    assert kept.keys() == {digest(query) for query in asked(root).values()}


# Revisions, kept in git's own folder.


def repository(tmp_path: Path) -> Path:
    root = make(tmp_path / "case")
    git(root, "init", "-q")
    commit(root, "v1")
    (root / CLAIMS_FILE).write_text(swap(CLAIMS, "statedCount: 2150", "statedCount: 2151"), "utf-8")
    return root


def no_building(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(root: Path) -> None:
        raise AssertionError(f"{root} is built")

    monkeypatch.setattr("kg.diff.sides.canonical", refuse)


def test_a_revision_is_built_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path)
    first = side("v1", root)
    no_building(monkeypatch)
    again = side("v1", root)
    assert again.folder == first_kept(root)
    assert (again.name, again.lines, again.manifest) == (first.name, first.lines, first.manifest)
    assert answers(again, again, root) == ()


def first_kept(root: Path) -> Path:
    (kept,) = (root / ".git" / "kg").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    return kept


def test_a_kept_revision_that_is_damaged_is_built_anew(tmp_path: Path) -> None:
    root = repository(tmp_path)
    first = side("v1", root)
    (first_kept(root) / "graph.nq").write_text("", "utf-8")
    assert side("v1", root).lines == first.lines
    assert (first_kept(root) / "graph.nq").read_bytes() == first.lines


def test_what_a_vault_may_have_a_part_in_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path)
    monkeypatch.setenv("KG_VAULT", str(tmp_path / "vault"))
    side("v1", root)
    assert not (root / ".git" / "kg").exists()


def test_only_the_last_few_revisions_are_kept(tmp_path: Path) -> None:
    root = repository(tmp_path)
    for number in range(MOST + 2):
        (root / CLAIMS_FILE).write_text(swap(CLAIMS, "statedCount: 2150", f"statedCount: {number + 3}"), "utf-8")
        commit(root, f"n{number}")
        side(f"n{number}", root)
    assert len(list((root / ".git" / "kg").iterdir())) == MOST


def test_a_large_file_that_git_keeps_elsewhere_is_named(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    (root / "data/sources/paper.txt").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "utf-8")
    git(root, "init", "-q")
    commit(root, "v1")
    with pytest.raises(InputError, match=r"paper\.txt is only a Git LFS pointer") as caught:
        side("v1", root)
    assert "git lfs pull" in caught.value.remedy
