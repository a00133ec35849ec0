"""What an audience may not see is nowhere in its build: not its words, not its names, not its hashes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kg.build import build
from tests.cases import CLAIMS, REGISTER, SETTINGS, SOURCES, make, swap

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = {
    "claim": {"claims": swap(CLAIMS, "  claimant: minister\n", "  claimant: minister\n  audience: internal\n")},
    "passage": {
        "claims": swap(
            CLAIMS, "quote: A minister denied it.", "quote: {exact: A minister denied it., audience: internal}"
        )
    },
    "claimant": {"register": swap(REGISTER, "{label: a minister}", "{label: a minister, audience: internal}")},
}


def written(root: Path) -> str:
    """Everything a build of the case leaves behind that is text."""
    build(root)
    files = (path for path in sorted((root / "build").iterdir()) if path.is_file())
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_withheld_claim_leaves_no_trace(secret: str, tmp_path: Path) -> None:
    text = written(make(tmp_path, **SECRETS[secret]))
    assert "claim/ca1" in text
    assert "claim/ca2" not in text
    assert "minister denied" not in text
    assert json.loads((tmp_path / "build/manifest.json").read_text())["complete"] is False


def test_the_same_claim_is_there_for_those_who_may_see_it(tmp_path: Path) -> None:
    text = written(make(tmp_path, settings=SETTINGS.replace("public", "internal"), **SECRETS["claim"]))
    assert "claim/ca2" in text
    assert json.loads((tmp_path / "build/manifest.json").read_text())["complete"] is True


def test_a_withheld_source_takes_everything_read_in_it_along(tmp_path: Path) -> None:
    sources = swap(SOURCES, "    sourceKind: newsArticle\n", "    sourceKind: newsArticle\n    audience: vault\n")
    text = written(make(tmp_path, sources=sources))
    assert "claim/" not in text
    assert "id/paper" not in text


def test_no_hash_of_a_file_with_something_withheld_is_published(tmp_path: Path) -> None:
    build(make(tmp_path, **SECRETS["claim"]))
    inputs = json.loads((tmp_path / "build/manifest.json").read_text())["inputs"]
    assert "data/claims/paper.yaml" not in inputs
    assert "data/register/all.yaml" in inputs


def test_a_case_without_an_audience_is_public(tmp_path: Path) -> None:
    settings = SETTINGS.replace("audience: public\n", "")
    assert "claim/ca2" not in written(make(tmp_path, settings=settings, **SECRETS["claim"]))


def test_a_quotation_that_overlaps_a_withheld_one_is_withheld_too(tmp_path: Path) -> None:
    claims = swap(
        SECRETS["claim"]["claims"],
        "quote: If proven, it could be a crime",
        "quote: denied it. If proven, it could be a crime",
    )
    text = written(make(tmp_path, claims=claims))
    assert "claim/ca1" in text
    assert "claim/ca3" not in text
