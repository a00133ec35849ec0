"""`kg init`: a new case builds, without a finding, and never overwrites anything."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft7Validator

from kg.cli import main
from kg.errors import CaseError
from kg.init import TEMPLATE, start
from kg.read.files import read_case
from kg.resolve.case import resolve
from kg.schema import load

if TYPE_CHECKING:
    from pathlib import Path

FILES = [
    ".gitignore",
    "README.md",
    "data/claims/example.yaml",
    "data/kg.schema.json",
    "data/register/example.yaml",
    "data/sources/example-gazette.txt",
    "data/sources/example.yaml",
    "kg.yaml",
]


def names(paths: list[Path]) -> list[str]:
    return [path.as_posix() for path in paths]


def test_a_new_case_has_its_files(tmp_path: Path) -> None:
    assert names(start(tmp_path / "new")) == FILES
    written = [path.relative_to(tmp_path / "new") for path in (tmp_path / "new").rglob("*") if path.is_file()]
    assert sorted(names(written)) == FILES


def test_a_new_case_has_no_finding(tmp_path: Path) -> None:
    start(tmp_path)
    assert resolve(read_case(tmp_path), load()).findings == []


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do: by version 1.2, which has no dates."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("file", [name for name in FILES if name.startswith("data/") and name.endswith(".yaml")])
def test_an_editor_finds_the_schema_and_nothing_wrong(file: str, tmp_path: Path) -> None:
    start(tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    schema = json.loads(((tmp_path / file).parent / named).read_text(encoding="utf-8"))
    assert list(Draft7Validator(schema).iter_errors(yaml.load(text, Editor))) == []  # noqa: S506 - a safe loader


@pytest.mark.parametrize("words", [("check",), ("build",), ("build", "--check"), ("explain", "exampleton-transfer")])
def test_a_new_case_works(words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start(tmp_path)
    assert main(["-C", str(tmp_path), "build"]) == 0
    assert main(["-C", str(tmp_path), *words]) == 0, capsys.readouterr()


def test_the_example_says_that_it_is_invented() -> None:
    text = (TEMPLATE / "data/sources/example-gazette.txt").read_text(encoding="utf-8")
    assert "This page is invented" in text
    assert hashlib.sha256(text.encode()).hexdigest() in (TEMPLATE / "data/sources/example.yaml").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("title", "line"),
    [("", 'title: "new-case"'), ("A: “b” #c", 'title: "A: “b” #c"'), ('say "no"', r'title: "say \"no\""')],
)
def test_the_title_is_the_one_given_or_the_folders_name(title: str, line: str, tmp_path: Path) -> None:
    start(tmp_path / "new-case", title)
    assert line in (tmp_path / "new-case" / "kg.yaml").read_text(encoding="utf-8").splitlines()
    settings = resolve(read_case(tmp_path / "new-case"), load()).settings
    assert settings is not None
    assert settings.text("http://purl.org/dc/terms/title") == (title or "new-case")


def test_a_fresh_repository_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert names(start(tmp_path)) == FILES


@pytest.mark.parametrize(("others", "told"), [(["a"], "it holds a"), (["b", "a", "c"], "it holds a and 2 more")])
def test_a_folder_with_anything_in_it_is_refused(others: list[str], told: str, tmp_path: Path) -> None:
    for name in others:
        (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(CaseError) as refused:
        start(tmp_path)
    assert refused.match("is not empty")
    assert refused.value.message.endswith(told)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    with pytest.raises(CaseError, match="is a file"):
        start(tmp_path / "taken")


def test_the_command_prints_the_files_and_what_to_type_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my case"
    assert main(["init", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [str(folder / name) for name in FILES]
    assert f"cd '{folder}'" in err
    assert main(["init", str(folder)]) == 2
    assert "is not empty" in capsys.readouterr().err


def test_a_folder_whose_name_is_no_utf8_gets_a_title_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "a\udcff"
    assert main(["init", str(folder)]) == 0
    assert resolve(read_case(folder), load()).findings == []
