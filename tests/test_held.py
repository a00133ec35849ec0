"""Held copies: text and map beside an original, the vault, and quotations that get their page by themselves."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.errors import FindingsError, InputError
from kg.resolve.pagemap import Mark, PageMap, read_map
from kg.resolve.passages import Found, locate
from kg.resolve.reading import open_source
from tests.cases import CLAIMS, SETTINGS, SOURCES, TEXT, findings, make, only, swap

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL = b"%PDF-1.7 not text \xff\xfe"
MAP = f"0\tpage\tiv (1)\n{TEXT.index('A minister')}\tpage\t1 (2)\n{TEXT.index('If proven')}\tsection\tLaw\n"
PLAIN = "    snapshot: paper.txt\n    sha256: " + hashlib.sha256(TEXT.encode()).hexdigest() + "\n"
VAULTED = SETTINGS.replace("public", "vault")


def sha(text: str | bytes) -> str:
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


EXTRACTED = f"""\
    snapshot: paper.pdf
    sha256: {sha(ORIGINAL)}
    mediaType: application/pdf
    text: paper.txt
    textSha256: {sha(TEXT)}
    map: paper.map.tsv
    mapSha256: {sha(MAP)}
"""


def extracted(root: Path, claims: str = CLAIMS) -> Path:
    """A case whose source is a PDF with its text and map."""
    make(root, sources=swap(SOURCES, PLAIN, EXTRACTED), claims=claims)
    (root / "data/sources/paper.pdf").write_bytes(ORIGINAL)
    (root / "data/sources/paper.map.tsv").write_text(MAP, "utf-8")
    return root


def vaulted(root: Path, monkeypatch: pytest.MonkeyPatch, where: str = "vault", settings: str = VAULTED) -> Path:
    """A case beside its vault, which holds the one source; gives the folder of the case."""
    block = f"    code: S-1\n    audience: vault\n    sha256: {sha(TEXT)}\n"
    make(root / "case", sources=swap(SOURCES, PLAIN, block), settings=settings)
    (root / "case/data/sources/paper.txt").unlink()
    (root / where / "paper").mkdir(parents=True)
    (root / where / "paper/original").write_text(TEXT, "utf-8")
    monkeypatch.setenv("KG_VAULT", str(root / where))
    return root / "case"


def rules(root: Path) -> list[str]:
    return [finding.rule for finding in findings(root)]


marks = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["page", "section"]), st.sampled_from("ivx12")))


@settings(deadline=None)
@given(marks, st.integers(0, 500))
def test_every_character_has_its_page_and_the_way_back(rows: list[tuple[int, str, str]], offset: int) -> None:
    pages = PageMap(Mark(*row) for row in rows)
    assert read_map(pages.text().encode(), 500).marks == pages.marks
    for key in ("page", "section"):
        assert pages.offset(key, *pages.within(key, offset)) == offset


@pytest.mark.parametrize("row", ["x\tpage\t1", "5\tpage", "5", "501\tpage\t2", "-1\tpage\t2", "٣\tpage\t2"])
def test_a_table_that_is_no_map_is_told_by_line(row: str) -> None:
    with pytest.raises(InputError, match="line 2 of the map"):
        read_map(f"0\tpage\t1\n{row}\n".encode(), 500)


def test_a_quotation_gets_the_page_it_stands_on(tmp_path: Path) -> None:
    assert findings(extracted(tmp_path)) == []
    build(tmp_path)
    graph = (tmp_path / "build/graph.nq").read_text("utf-8")
    for page in ('ns#page> "iv (1)"', 'ns#page> "1 (2)"'):
        assert page in graph
    assert '"Law"' in graph


def test_the_page_a_coder_gives_stays_and_is_compared(tmp_path: Path) -> None:
    quote = "quote: {exact: A minister denied it., page: PAGE}"
    for page, expected in (("2", []), ("7", ["page-differs"])):
        claims = swap(CLAIMS, "quote: A minister denied it.", quote.replace("PAGE", page))
        assert rules(extracted(tmp_path, claims)) == expected


@pytest.mark.parametrize(
    ("file", "rule"), [("paper.pdf", "hash-changed"), ("paper.txt", "hash-changed"), ("paper.map.tsv", "hash-changed")]
)
def test_every_copy_is_held_to_its_hash(file: str, rule: str, tmp_path: Path) -> None:
    path = extracted(tmp_path) / "data/sources" / file
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert only(tmp_path, rule).position.file == "data/sources/all.yaml"
    path.unlink()
    assert rules(tmp_path)[0].endswith("-missing")


def test_a_source_is_opened_with_its_map(tmp_path: Path) -> None:
    opened = open_source(extracted(tmp_path), "paper")
    found = locate(opened.snapshot, "If proven")
    assert isinstance(found, Found)
    assert opened.pages.span(found.start, found.end) == {"page": "1 (2)", "section": "Law"}
    assert opened.date == "2023-05-23"


def test_a_source_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    extracted(tmp_path)
    with pytest.raises(InputError, match="no source `papr`") as told:
        open_source(tmp_path, "papr")
    assert "`paper`" in told.value.remedy
    (tmp_path / "data/sources/paper.txt").write_text("other")
    with pytest.raises(FindingsError):
        open_source(tmp_path, "paper")


def test_a_picture_is_held_and_says_no_word(tmp_path: Path) -> None:
    make(tmp_path, sources=swap(SOURCES, PLAIN, EXTRACTED.partition("    text:")[0]))
    (tmp_path / "data/sources/paper.pdf").write_bytes(ORIGINAL)
    assert findings(tmp_path) == []
    build(tmp_path)
    assert "ns#passageNotText>" in (tmp_path / "build/graph.nq").read_text("utf-8")


def test_what_the_vault_holds_is_found_again_while_it_is_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vaulted(tmp_path, monkeypatch)
    assert rules(root) == ["vault-words"]
    assert open_source(root, "paper").snapshot.text == TEXT
    (tmp_path / "vault/paper/original").write_text("other words")
    assert rules(root) == ["hash-changed"]
    monkeypatch.setenv("KG_VAULT", str(tmp_path / "elsewhere"))
    assert "vault-away" in rules(root)
    with pytest.raises(InputError, match="vault is not at hand"):
        open_source(root, "paper")


def test_a_vault_inside_git_or_the_case_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "vault-in-git" in rules(vaulted(tmp_path / "a", monkeypatch, "case/vault"))
    root = vaulted(tmp_path / "b", monkeypatch)
    (tmp_path / "b/.git").mkdir()
    assert "vault-in-git" in rules(root)


def test_the_settings_name_the_vault_and_a_public_build_has_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vaulted(tmp_path, monkeypatch, settings=SETTINGS + "vault: ../vault\n")
    monkeypatch.delenv("KG_VAULT")
    assert open_source(root, "paper").snapshot.text == TEXT
    build(root)
    for path in (root / "build").iterdir():
        if path.is_file():
            assert sha(TEXT) not in path.read_text("utf-8")
            assert "denied it" not in path.read_text("utf-8")
            assert "../vault" not in path.read_text("utf-8")
