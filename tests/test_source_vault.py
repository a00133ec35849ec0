"""What lies in the vault: its bytes and words are nowhere in the case, and everything else works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.build import build
from kg.errors import CaseError, InputError
from kg.resolve.reading import open_source
from kg.source.forgetting import Farewell, forget
from kg.source.standing import standing
from kg.source.updating import update
from kg.source.verifying import verify
from tests.cases import CLAIMS, SETTINGS, findings, make
from tests.documents import page, pdf
from tests.entered import NOW, order, taken, tree

if TYPE_CHECKING:
    from pathlib import Path

LETTER = "The guard said that forty children slept there. He did not want to be named.\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with a vault beside it."""
    monkeypatch.setenv("KG_VAULT", str(tmp_path / "vault"))
    return make(tmp_path / "case")


def in_git(root: Path) -> str:
    """All that lies in the folder of the case, file names too."""
    return "\n".join(f"{name}\n{content.decode('utf-8', 'replace')}" for name, content in tree(root).items())


def test_git_gets_a_code_and_hashes_alone(root: Path) -> None:
    made = taken(root, "letter of a guard.txt", LETTER.encode(), vault=True)
    assert {each.key for each in made.fields} == {"code", "audience", "sha256"}
    assert made.id.startswith("vault-")
    text = in_git(root)
    for secret in ("guard", "forty", "letter", "text/plain"):
        assert secret not in text
    assert (root.parent / "vault" / made.id / "original").read_text() == LETTER
    assert "letter of a guard.txt" in (root.parent / "vault" / made.id / "about.json").read_text()
    assert findings(root) == []


@pytest.mark.parametrize("content", [page(), pdf(["The guard said so."], title="Guard")])
def test_words_are_extracted_into_the_vault(content: bytes, root: Path) -> None:
    made = taken(root, "a", content, vault=True, id="w-1")
    assert {each.key for each in made.fields} == {"code", "audience", "sha256", "textSha256", "mapSha256"}
    assert "Guard" not in in_git(root)
    opened = open_source(root, "w-1")
    assert opened.snapshot.text.strip()
    assert opened.pages
    assert findings(root) == []


def test_it_is_quoted_verified_updated_and_forgotten(root: Path) -> None:
    taken(root, "a.txt", LETTER.encode(), vault=True, id="w-1")
    claim = "source: w-1\nclaims:\n- {id: cw1, quote: forty children slept there, claimant: agency, stance: asserted}\n"
    (root / "data/claims/w.yaml").write_text(claim)
    assert "quote-not-found" not in {finding.rule for finding in findings(root)}
    spoiled = root.parent / "vault/w-1/original"
    spoiled.chmod(0o600)
    spoiled.write_text(LETTER.replace("forty", "fifty"))
    assert "hash-changed" in {finding.rule for finding in verify(root)[0]}
    spoiled.write_text(LETTER)
    file = root.parent / "b.txt"
    file.write_text(LETTER.replace("forty", "some forty"))
    done = update(root, "w-1", order(file))
    assert [each.state for each in done.quotations] == ["moved"]
    assert done.new is not None
    assert (root.parent / "vault" / done.new.id / "original").is_file()
    forget(root, done.new.id, Farewell("A. B.", "consentWithdrawn", "asked by the person", now=lambda: NOW))
    assert not (root.parent / "vault" / done.new.id).exists()
    assert "formerDigest" not in in_git(root)
    assert str(done.new.value("sha256")) not in in_git(root)
    assert (root.parent / "vault/w-1/original").is_file()


def test_without_the_vault_nothing_of_it_is_checked_and_that_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(root, "a.txt", LETTER.encode(), vault=True, id="w-1")
    monkeypatch.delenv("KG_VAULT")
    assert [finding.rule for finding in findings(root)] == ["vault-away"]
    assert {finding.rule for finding in verify(root)[0]} == {"vault-away", "no-custody"}
    assert {row.id: row.state for row in standing(root)}["w-1"] == "vault away"
    with pytest.raises(InputError, match="not at hand"):
        forget(root, "w-1", Farewell("A. B.", "courtOrder", "x"))
    with pytest.raises(CaseError, match="names no vault"):
        taken(root, "b.txt", b"other", vault=True)


@pytest.mark.parametrize("audience", ["public", "partner", "internal"])
def test_no_build_for_others_has_anything_of_it(audience: str, root: Path) -> None:
    (root / "kg.yaml").write_text(SETTINGS.replace("public", audience))
    taken(root, "a.txt", LETTER.encode(), vault=True, id="w-1")
    claims = "source: w-1\nclaims:\n- {id: cw1, quote: forty children slept there, claimant: agency, stance: asserted, "
    states = "speechAct: statement, states: {Count: {population: children, statedCount: 40, countWording: forty}}}\n"
    (root / "data/claims/w.yaml").write_text(claims + states)
    build(root)
    built = "\n".join(path.read_text("utf-8") for path in (root / "build").iterdir() if path.is_file())
    assert "forty" not in built
    assert "w-1" not in built
    assert "claim/ca1" in built


@pytest.mark.parametrize("where", ["case/vault", "case", "tree/vault"])
def test_a_vault_that_git_would_see_is_refused(where: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root.parent / "tree/.git").mkdir(parents=True)
    monkeypatch.setenv("KG_VAULT", str(root.parent / where))
    before = tree(root)
    with pytest.raises(CaseError, match="vault lies inside"):
        taken(root, "a.txt", LETTER.encode(), vault=True)
    assert tree(root) == before
    assert "vault-in-git" in {finding.rule for finding in findings(root)}


def test_a_claims_file_that_quotes_it_is_warned(root: Path) -> None:
    taken(root, "a.txt", LETTER.encode(), vault=True, id="w-1")
    (root / "data/claims/w.yaml").write_text(
        CLAIMS.partition("claims:")[0].partition("mentions")[0].replace("paper", "w-1")
        + "claims:\n- {id: cw1, quote: forty children slept there, claimant: agency, stance: asserted, "
        "speechAct: statement, states: {Count: {population: children, countWording: forty, qualifier: vague}}}\n"
    )
    assert [finding.rule for finding in findings(root)] == ["vault-words"]
