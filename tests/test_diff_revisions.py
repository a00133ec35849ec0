"""Git revisions from strangers: what the commit holds and nothing else, and no program of the repository's runs."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from kg.diff import compare, now, side
from kg.errors import InputError, UsageError
from tests.cases import CLAIMS, CLAIMS_FILE, make
from tests.console import kg as run
from tests.test_diff import NEW, commit, edit, git, told

if TYPE_CHECKING:
    from pathlib import Path

    from kg.diff import Difference


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """The case for tests in a git repository, in a folder whose name holds a space and a line's end."""
    root = make(tmp_path / "the case\nof a team")
    (root / ".gitignore").write_text("build/\n")
    git(root, "init", "-q")
    commit(root, "one")
    return root


def since(root: Path, old: str = "one") -> Difference:
    return compare(side(old, root), now(root))


def object_of(root: Path, *words: str, given: bytes = b"") -> str:
    command = ["git", "-C", str(root), *words]
    return subprocess.run(command, input=given, check=True, capture_output=True).stdout.decode().strip()


def tree(root: Path, *entries: tuple[str, str, str]) -> str:
    """A tree as git itself would never write one, committed under the tag `evil`."""
    raw = b"".join(f"{mode} {path}\0".encode() + bytes.fromhex(of) for mode, path, of in entries)
    made = object_of(root, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=raw)
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["git", "-C", str(root), "commit-tree", made, "-m", "evil"]
    found = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **names})
    git(root, "tag", "-f", "evil", found.stdout.strip())
    return made


@pytest.mark.parametrize(
    "line", ["data/claims/* export-ignore", "*.txt text eol=crlf", "*.yaml ident", "*.txt filter=x"]
)
def test_attributes_change_nothing(line: str, repo: Path, tmp_path: Path) -> None:
    (repo / ".gitattributes").write_text(f"{line}\n")
    commit(repo, "two")
    git(repo, "config", "filter.x.smudge", f"touch '{tmp_path / 'ran'}'; cat")
    assert since(repo, "two").empty
    assert not (tmp_path / "ran").exists(), "the repository's own settings start no program"


def test_the_repository_is_the_one_around_the_case(repo: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other", claims=CLAIMS + NEW)
    git(other, "init", "-q")
    commit(other, "one")
    done = run("-C", str(repo), "diff", "one", GIT_DIR=str(other / ".git"), GIT_WORK_TREE=str(other))
    assert (done.returncode, "Nothing differs" in done.stdout) == (0, True), done.stderr


def test_a_detached_head_and_a_linked_work_tree(repo: Path, tmp_path: Path) -> None:
    git(repo, "worktree", "add", "-q", "--detach", str(tmp_path / "linked"), "one")
    edit(tmp_path / "linked", CLAIMS + NEW)
    assert ("added", "cb1", "") in told(since(tmp_path / "linked", "HEAD"))


def test_what_a_shallow_clone_lacks_is_no_revision(repo: Path, tmp_path: Path) -> None:
    edit(repo, CLAIMS + NEW)
    commit(repo, "two")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repo}", "shallow")
    assert since(tmp_path / "shallow", "HEAD").empty
    with pytest.raises(UsageError, match="no git revision of this case"):
        side("HEAD~1", tmp_path / "shallow")


def test_an_object_that_is_gone_is_said_to_be_missing(repo: Path) -> None:
    blob = object_of(repo, "rev-parse", f"one:{CLAIMS_FILE}")
    (repo / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(InputError, match=f"git does not have {CLAIMS_FILE}"):
        side("one", repo)


def test_a_submodule_is_not_silently_empty(repo: Path, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "more.yaml").write_text("Person:\n  third: {label: a third}\n")
    git(inner, "init", "-q")
    commit(inner, "one")
    git(repo, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "data/more")
    commit(repo, "two")
    with pytest.raises(InputError, match="data/more is a submodule"):
        side("two", repo)


def test_why_git_refuses_is_told(repo: Path) -> None:
    with (repo / ".git/config").open("a") as handle:
        handle.write("[\n")
    with pytest.raises(UsageError, match="bad config line"):
        side("one", repo)


@pytest.mark.parametrize(
    "target", ["/etc/hostname", "../../../outside", "../../../../etc/passwd", "a\nb/../../../../x"]
)
def test_a_link_out_of_the_case_is_refused(target: str, repo: Path) -> None:
    (repo / "data/sources/link.txt").symlink_to(target)
    commit(repo, "two")
    with pytest.raises(InputError, match=r"leads elsewhere: data/sources/link\.txt"):
        side("two", repo)


def test_a_link_within_the_case_is_followed(repo: Path) -> None:
    (repo / "data/sources/link.txt").symlink_to("paper.txt")
    commit(repo, "two")
    assert since(repo, "two").empty


def test_a_tree_by_an_enemy_writes_nothing_outside(repo: Path, tmp_path: Path) -> None:
    settings, claims = object_of(repo, "rev-parse", "one:kg.yaml"), object_of(repo, "rev-parse", f"one:{CLAIMS_FILE}")
    out = object_of(repo, "hash-object", "-w", "--stdin", given=str(tmp_path).encode())
    inner = tree(repo, ("100644", "planted.yaml", claims))
    data = tree(repo, ("120000", "claims", out), ("40000", "claims", inner))
    tree(repo, ("40000", "data", data), ("100644", "kg.yaml", settings))
    assert run("-C", str(repo), "diff", "evil").returncode == 2
    up = tree(repo, ("100644", "..", claims))
    data = tree(repo, ("40000", "..", up))
    tree(repo, ("40000", "data", data), ("100644", "kg.yaml", settings))
    with pytest.raises(InputError, match="leads elsewhere"):
        side("evil", repo)
    assert not (tmp_path / "planted.yaml").exists()


@pytest.mark.parametrize("words", [("",), ("--since", ""), ("one", ""), ("one", "--max-drop", "")])
def test_an_empty_word_is_not_taken_for_the_last_commit(words: tuple[str, ...], repo: Path) -> None:
    """A script's variable that was never set must not compare something else."""
    assert run("-C", str(repo), "diff", *words).returncode == 2


def test_an_answered_conflict_is_nothing_lost(repo: Path) -> None:
    """Comparisons are worked out anew each time: that there are fewer of them is no loss of records."""
    edit(
        repo,
        CLAIMS.replace("stance: denied", "stance: questioned").replace("speechAct: denial", "speechAct: statement"),
    )
    difference = since(repo)
    assert (difference.records, difference.classes) == ((), {})
