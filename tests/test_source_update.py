"""A newer state of a document, and a document that is taken down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import InputError
from kg.resolve.reading import open_source
from kg.source.custody import FILE
from kg.source.forgetting import Farewell, Forgotten, forget
from kg.source.standing import standing
from kg.source.updating import Updated, update
from kg.source.verifying import verify
from tests.cases import CLAIMS, SOURCES, TEXT, findings, make, swap
from tests.documents import pdf
from tests.entered import NOW, order, taken, tree

if TYPE_CHECKING:
    from pathlib import Path

LONG = pdf(["The agency said so. " * 5] * 30, title="The report")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sound case."""
    return make(tmp_path / "case")


def newer(root: Path, text: str, **more: Any) -> Updated:
    """The outcome of an update of the one source to a text."""
    file = root.parent / "newer.txt"
    file.write_text(text, "utf-8")
    return update(root, "paper", order(file), **more)


def states(done: Updated) -> dict[str, str]:
    return {each.claim: each.state for each in done.quotations}


# Update


def test_a_newer_state_is_a_source_of_its_own(root: Path) -> None:
    done = newer(root, TEXT + "A correction.\n")
    assert done.new is not None
    assert (done.new.id, done.new.file) == ("paper-2", "data/sources/all.yaml")
    assert done.new.value("laterVersionOf") == "paper"
    assert done.new.value("label") == "a newspaper article"
    assert set(states(done).values()) == {"stands"}
    assert findings(root) == []
    assert {row.id: row.stale for row in standing(root)} == {"paper": "paper-2", "paper-2": ""}
    assert open_source(root, "paper").snapshot.text == TEXT


def test_each_quotation_stands_moves_doubles_or_is_lost(root: Path) -> None:
    text = "New. " + swap(TEXT, "A minister denied it.", "A minister denied it. A minister denied it.")
    done = newer(root, swap(text, "it could be a crime", "it might be a crime"))
    assert states(done) == {"ca1": "moved", "ca2": "ambiguous", "ca3": "lost"}
    assert done.lost == 1
    by_claim = {each.claim: each for each in done.quotations}
    assert by_claim["ca1"].after == by_claim["ca1"].before + 5
    assert "might" in by_claim["ca3"].detail
    assert str(by_claim["ca3"].place).startswith("data/claims/paper.yaml:")


def test_what_stood_beside_a_doubled_quotation_settles_it(root: Path) -> None:
    claims = swap(CLAIMS, "quote: A minister denied it.", "quote: {exact: said so again., prefix: The agency}")
    claims = claims.replace("prefix: The agency}", "suffix: The agency}")
    (root / "data/claims/paper.yaml").write_text(claims)
    assert states(newer(root, "New. " + TEXT))["ca2"] == "moved"


def test_to_compare_writes_nothing(root: Path) -> None:
    before = tree(root)
    done = newer(root, TEXT.replace("denied", "confirmed"), dry=True)
    assert states(done)["ca2"] == "lost"
    assert tree(root) == before


def test_the_same_bytes_are_no_new_version(root: Path) -> None:
    before = tree(root)
    assert newer(root, TEXT).same
    assert tree(root) == before


def test_versions_make_a_line_and_no_fork(root: Path) -> None:
    newer(root, TEXT + "2")
    with pytest.raises(InputError, match="later version already: `paper-2`") as told:
        newer(root, TEXT + "3")
    assert "kg source update paper-2" in told.value.remedy
    with pytest.raises(InputError, match="no source `papr`"):
        update(root, "papr", order(root / "kg.yaml"))


def test_a_version_without_words_cannot_be_compared(root: Path) -> None:
    file = root.parent / "scan.pdf"
    file.write_bytes(pdf([""]))
    before = tree(root)
    with pytest.raises(InputError, match="no words to compare"):
        update(root, "paper", order(file))
    assert tree(root) == before


# Forget


def gone(root: Path, name: str, **more: Any) -> Forgotten:
    dry = more.pop("dry", False)
    return forget(root, name, Farewell("A. B.", "courtOrder", "a judge said so", now=lambda: NOW, **more), dry=dry)


def everything(root: Path) -> str:
    return "\n".join(content.decode("utf-8", "replace") for content in tree(root / "data").values())


def test_bytes_and_text_are_gone_and_a_tombstone_stands(root: Path) -> None:
    made = taken(root, "report.pdf", LONG, id="r")
    done = gone(root, "r")
    assert done.files == tuple(f"data/sources/{name}" for name in ("r.map.tsv", "r.pdf", "r.txt"))
    assert not [path for path in (root / "data/sources").iterdir() if path.stem == "r"]
    tomb = (root / "data/judgements/tombstones.yaml").read_text()
    assert "formerId: r" in tomb
    assert str(made.value("sha256")) in tomb
    assert "The report" not in everything(root)
    assert findings(root) == []
    assert [finding.rule for finding in verify(root)[0]] == ["no-custody"]


@pytest.mark.parametrize("why", ["short", "internal", "asked"])
def test_a_hash_that_says_too_much_is_nowhere(why: str, root: Path) -> None:
    said = {"audience": "internal"} if why == "internal" else {}
    made = taken(root, "a.pdf", pdf(["short"]) if why == "short" else LONG, id="r", said=said)
    done = gone(root, "r", drop_hash=why == "asked")
    assert not done.hash_kept
    assert str(made.value("sha256")) not in everything(root)
    assert str(made.value("textSha256")) not in everything(root)
    assert [finding.rule for finding in verify(root)[0]] == ["no-custody"]
    assert b'"blank"' in (root / FILE).read_bytes()


def test_claims_that_rest_on_it_are_refused_by_check(root: Path) -> None:
    done = gone(root, "paper")
    assert done.claims == ("ca1", "ca2", "ca3")
    found = findings(root)
    told = [finding for finding in found if finding.rule == "taken-down"]
    assert len(told) == 1  # where the file says it for all of its claims
    assert "courtOrder" in told[0].message
    assert "data/judgements/tombstones.yaml:" in told[0].remedy
    assert {row.id: row.state for row in standing(root)} == {"paper": "taken down"}


def test_to_look_first_changes_nothing(root: Path) -> None:
    before = tree(root)
    assert gone(root, "paper", dry=True).files == ("data/sources/paper.txt",)
    assert tree(root) == before


def test_a_copy_that_another_source_names_stays(root: Path) -> None:
    twin = SOURCES.partition("Work:")[0].partition("Source:\n")[2].replace("  paper:", "  twin:")
    (root / "data/sources/all.yaml").write_text(swap(SOURCES, "Work:", f"{twin}Work:"))
    assert gone(root, "twin").files == ()
    assert findings(root) == []


def test_a_ground_that_is_none_is_refused(root: Path) -> None:
    before = tree(root)
    with pytest.raises(InputError, match="no ground") as told:
        forget(root, "paper", Farewell("A. B.", "courtOrdr", "x"))
    assert "courtOrder" in told.value.remedy
    assert tree(root) == before
