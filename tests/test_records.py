"""Data files of one record a line: JSON Lines and CSV say what YAML says, and every fault has its line and column."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build import assemble
from kg.read import csv as sheet
from kg.read import jsonl
from kg.read.forms import read
from kg.read.nodes import Mapping, Node, Scalar, Sequence
from tests.cases import findings, make
from tests.console import kg

if TYPE_CHECKING:
    from pathlib import Path

    from kg.findings import Finding

PEOPLE = """{"class": "Person", "id": "minister", "label": "a minister"}

{"class": "Person", "id": "lawyer", "label": {"en": "a lawyer"}}
{"class": "Organisation", "id": "agency", "label": {"en": "the agency", "uk": "\\u0430генція"}}
"""
PLACES = 'id,label,within\r\ndubrava,Camp Dubrava,minsk-region\r\nminsk-region,"Minsk region",\r\n'
CLAIM = {
    "source": "paper", "id": "ca9", "quote": "A minister denied it.", "claimant": "minister", "stance": "denied",
    "speechAct": "denial", "states": {"Enquiry": {"enquirer": "agency", "addressee": "minister", "answered": True}},
}  # fmt: skip
ROW = """source,id,quote,claimant,stance,speechAct,states
paper,ca9,A minister denied it.,minister,denied,denial,"{Enquiry: {enquirer: agency, addressee: minister, \
answered: true}}"
"""


def mixed(folder: Path, **files: str) -> Path:
    """The small case with its people in JSON Lines and its places in CSV, and further files."""
    root = make(folder)
    (root / "data/register/all.yaml").unlink()
    named = {"register/people.jsonl": PEOPLE, "register/Place.csv": PLACES, **files}
    for name, text in named.items():
        (root / "data" / name).write_bytes(text.encode())
    return root


def test_three_forms_say_the_same(tmp_path: Path) -> None:
    other = mixed(tmp_path / "mixed")
    assert findings(other) == []
    assert assemble(other).stated == assemble(make(tmp_path / "plain")).stated


@pytest.mark.parametrize(("name", "text"), [("claims/more.jsonl", json.dumps(CLAIM) + "\n"), ("claims/more.csv", ROW)])
def test_claims_in_records_are_claims(tmp_path: Path, name: str, text: str) -> None:
    root = mixed(tmp_path, **{name: text})
    assert findings(root) == []
    done = kg("-C", str(root), "build")
    assert done.returncode == 0, done.stderr
    assert "4 claim(s)" in done.stderr
    explained = kg("-C", str(root), "explain", "ca9").stdout
    assert f"data/{name}:" in explained


def one(found: list[Finding]) -> tuple[str, str, str]:
    assert len(found) == 1, "\n".join(map(str, found))
    return str(found[0].position), found[0].rule, found[0].text


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("register/people.jsonl", '"label": "a min', '"lable": "a min', ("people.jsonl:1:39", "unknown-key", "lable")),
        (
            "register/people.jsonl",
            "Organisation",
            "Organization",
            ("people.jsonl:4:11", "unknown-class", "Organization"),
        ),
        ("register/Place.csv", "minsk-region\r", "minsk-regoin\r", ("Place.csv:2:22", "unknown-id", "minsk-regoin")),
        ("register/Place.csv", "id,label,", "id,lable,", ("Place.csv:2:9", "unknown-key", "lable")),
        ("claims/more.csv", "minister,denied", "minister,denyed", ("more.csv:2:42", "unknown-code", "denyed")),
        ("claims/more.csv", "A minister denied", "A minister denies", ("more.csv:2:11", "quote-not-found", None)),
        ("claims/more.csv", "answered", "answerd", ("more.csv:2:56", "unknown-key", "answerd")),
    ],
)
def test_a_fault_stands_in_its_cell(
    tmp_path: Path, name: str, old: str, new: str, found: tuple[str, str, str | None]
) -> None:
    files = {"register/people.jsonl": PEOPLE, "register/Place.csv": PLACES, "claims/more.csv": ROW}
    files[name] = files[name].replace(old, new, 1)
    told = [each for each in findings(mixed(tmp_path, **files)) if each.rule == found[1]]
    place, text = str(told[0].position), told[0].text
    assert place.endswith(found[0])
    assert found[2] in {None, text}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"a": 1', "1:8", "`,` is expected"),
        ('\n{"a" 1}', "2:6", "`:` is expected"),
        ("{a: 1}", "1:2", "a key in double quotation marks"),
        ("[1]", "1:1", "no object"),
        ('{"a": 1} {"b": 2}', "1:10", "more than one value"),
        ('{"a": 1, "a": 2}', "1:10", "stands twice"),
        ('{"a": nul}', "1:7", "a value is expected"),
        ('{"a": "x}', "1:7", "unterminated string"),
        ('{"a": "\\ud800"}', "1:14", "half of a character"),
        ('{"a": "\\x"}', "1:8", "escape"),
        ('{"a": 01}', "1:8", "`,` is expected"),
        ('{"a": ' + "[" * 40 + "]" * 40 + "}", "1:31", "nested deeper"),
        ('{"class": "Person", "label": "x"}', "1:1", "without `id`"),
        ('{"class": ["Person"], "id": "x"}', "1:11", "a list as `class`"),
        ('{"class": "P", "id": "x"}\n{"class": "P", "id": "x"}', "2:22", "issued twice"),
        ('{"class": "P", "id": "x"}\n{"id": "x"}', "2:1", "a claim among records"),
    ],
)
def test_a_line_that_is_no_record_has_its_place(text: str, place: str, message: str) -> None:
    _, found = jsonl.read(text, "x.jsonl")
    assert [str(each.position) for each in found] == [f"x.jsonl:{place}"]
    assert message in found[0].message
    assert found[0].remedy


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('id,label\nx,"open', "2:3", "nothing closes"),
        ('id,label\nx,"a"b', "2:3", "text after the quotation mark"),
        ("id,label\nx,a,b", "2:5", "more cells"),
        ("id,\nx,a", "1:4", "without a key"),
        ("id,id\nx,a", "1:4", "two columns"),
        ("id,label\nx,[a", "2:3", "not closed"),
        ("id,label\nx,&a [b]\ny,{a: *b}", "3:3", "aliases are not read"),
        ("id,label\nx,a\nx,b", "3:1", "issued twice"),
        ("label\na", "2:1", "without `id`"),
    ],
)
def test_a_cell_that_cannot_be_read_has_its_place(text: str, place: str, message: str) -> None:
    _, found = sheet.read(text, "data/register/Person.csv")
    assert [str(each.position) for each in found] == [f"data/register/Person.csv:{place}"], found
    assert message in found[0].message
    assert found[0].remedy


def test_empty_files_and_rows_say_nothing() -> None:
    for name, text in (
        ("x.csv", ""),
        ("x.csv", "\n"),
        ("x.csv", "id,label\n,\n\n"),
        ("x.jsonl", ""),
        ("x.jsonl", "\n \n"),
    ):
        content, found = read(text, name)
        assert content is None
        assert all("without a key" in each.message for each in found)


VALUES = st.recursive(
    st.text('aé"\\\n/ 中😀', max_size=5) | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abé", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {name: plain(entry.value) for name, entry in node.entries.items()}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.text if node else None


def texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [texts(inner) for inner in value]
    return value if isinstance(value, str) else json.dumps(value)


@given(st.dictionaries(st.text("xyz", min_size=1, max_size=3), VALUES, min_size=1, max_size=3), st.booleans())
def test_json_lines_are_read_as_json(record: dict[str, object], ascii_only: bool) -> None:
    content, found = jsonl.read(json.dumps(record, ensure_ascii=ascii_only), "x.jsonl")
    assert found == []
    assert isinstance(content, Mapping)
    assert plain(content.get("claims")) == [texts(record)]


@given(
    st.lists(st.lists(st.text('a,"\né ', max_size=5), min_size=2, max_size=2), max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_csv_is_read_as_csv_and_every_cell_has_its_place(rows: list[list[str]], end: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows([["k", "l"], *rows])
    text = out.getvalue()
    content, found = sheet.read(text, "data/claims/x.csv")
    assert found == []
    wanted = [{k: v.strip() for k, v in zip("kl", row, strict=True) if v.strip()} for row in rows]
    claims = content.get("claims") if isinstance(content, Mapping) else None
    assert (plain(claims) or []) == [each for each in wanted if each]
    lines = text.split("\n")
    for item in claims.items if isinstance(claims, Sequence) else ():
        for _, value in item.entries.values() if isinstance(item, Mapping) else ():
            assert isinstance(value, Scalar)
            first, *others = lines[value.place.line - 1 :]
            rest = "\n".join([first[value.place.column - 1 :], *others]).lstrip('" \r\n')
            assert rest.startswith(value.text.lstrip('" \r\n')[:1])


def test_fmt_leaves_tables_alone_and_tables_among_sources_are_originals(tmp_path: Path) -> None:
    root = mixed(tmp_path, **{"sources/figures.csv": "a,b,\n1"})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.suffix in {".csv", ".jsonl"}}
    assert kg("-C", str(root), "fmt").returncode == 0
    assert {path: path.read_bytes() for path in before} == before
    assert findings(root) == []
