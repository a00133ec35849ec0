"""Claims by spreadsheet: out with the ontology's own columns and lists, back with an error for each cell."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from kg.errors import InputError
from kg.read.nodes import Entry, Mapping, Place, Scalar, Sequence
from kg.read.yaml import read
from kg.schema import CT, load
from kg.sheets import Entered, csv_template, enter, xlsx_template, yaml
from kg.sheets.columns import CLAIMS, left_out, sheets
from kg.sheets.workbook import IDS, LISTS, README, address, pages
from kg.tidy.files import plain
from kg.validate.checking import all_findings
from tests import cases
from tests.cases import findings
from tests.console import kg as run

if TYPE_CHECKING:
    from pathlib import Path

    from kg.build import Assembly
    from kg.findings import Finding

Rows = dict[str, list[dict[str, str | float]]]
GOOD: Rows = {
    CLAIMS: [
        {"row": "1", "quote": "2,150 children were taken to Camp Dubrava", "claimant": "agency", "stance": "asserted",
         "relayedBy": "minister; lawyer", "note": "first line\nsecond line"},
        {"row": "2", "quote": "it could be a crime", "claimant": "lawyer", "stance": "tentative", "hedge": "could",
         "quote.leavesOut": "If proven"},
    ],
    "Count": [{"row": "1", "population": "their-children", "statedCount": 2150.0}],
    "TransferLeg": [{"row": "1", "event": "their-journey", "destination": "dubrava", "date": "2022"}],
    "Population": [{"id": "their-children", "label": "the children", "countsWhom": "children"}],
    "TransferEvent": [{"id": "their-journey", "label": "the journey"}],
}  # fmt: skip


def filled(rows: Rows, folder: Path, name: str = "partner.xlsx") -> Path:
    """The template with rows in it, as a partner would send it back."""
    book = load_workbook(io.BytesIO(xlsx_template("paper")))
    for sheet, lines in rows.items():
        page = book[sheet]
        heads = {cell.value: cell.column for cell in page[1]}
        for number, line in enumerate(lines, 2):
            for head, value in line.items():
                page.cell(number, heads.get(head) or len(heads) + 1, value)
                if head not in heads:
                    page.cell(1, len(heads) + 1, head)
    book.save(folder / name)
    return folder / name


def checked(assembly: Assembly) -> tuple[Finding, ...]:
    return all_findings(assembly).findings


def entered(root: Path, path: Path, **more: bool) -> Entered:
    return enter(root, path, "paper", checked, "A. Partner", **more)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return cases.make(tmp_path / "case")


def test_there_is_a_sheet_for_every_class_of_proposition_that_fits() -> None:
    names = {sheet.name for sheet in sheets()}
    schema = load()
    classes = {schema.classes[iri].key for iri in schema.subs(CT.Proposition) - {CT.Proposition}}
    assert classes - names == set(left_out()) == {"Conjunction", "LegOrder"}
    assert len(names) >= 26
    assert names - classes == {CLAIMS, "Event", "TransferEvent", "Population"}


def test_the_template_offers_codes_and_ids() -> None:
    known = {CT.Agent: ["nam", "reuters"]}
    book = load_workbook(io.BytesIO(xlsx_template("paper", known)))
    assert book.sheetnames[0] == README
    assert {book[name].sheet_state for name in (LISTS, IDS)} == {"hidden"}
    heads = {cell.value: get_column_letter(cell.column or 0) for cell in book[CLAIMS][1]}
    offered = {str(each.sqref): each for each in book[CLAIMS].data_validations.dataValidation}
    stance = offered[f"{heads['stance']}2:{heads['stance']}501"]
    assert stance.showErrorMessage
    listed = [cell.value for cell in book[LISTS][stance.formula1.split("!$")[1].split("$")[0]]]
    assert {"asserted", "alleged", "denied"} <= set(listed)
    assert not offered[f"{heads['claimant']}2:{heads['claimant']}501"].showErrorMessage
    assert {cell.value for column in book[IDS].columns for cell in column} == {"nam", "reuters"}
    assert book[CLAIMS]["A1"].font.bold
    assert "verbatim" in book[CLAIMS][f"{heads['hedge']}1"].comment.text


def test_a_good_workbook_becomes_claims_that_check_clean(root: Path, tmp_path: Path) -> None:
    done = entered(root, filled(GOOD, tmp_path))
    assert (done.file, done.findings) == ("data/claims/partner.yaml", ())
    assert findings(root) == []
    text = (root / done.file).read_text("utf-8")
    assert "- Count: {population: their-children, statedCount: 2150}" in text
    assert "relayedBy: [minister, lawyer]" in text
    assert "note: [first line, second line]" in text
    assert "codingStatus: quotedOnly" in text.split(done.claims[1])[1]
    assert "codedBy: A. Partner" in text


def test_the_same_as_csv(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "partner"
    folder.mkdir()
    for name, head in csv_template().items():
        lines = GOOD.get(name.removesuffix(".csv"), [])
        heads = head.strip().split(",")
        rows = "".join(",".join(f'"{line.get(each, "")}"' for each in heads) + "\r\n" for line in lines)
        (folder / name).write_bytes(("\N{ZERO WIDTH NO-BREAK SPACE}" + head + rows.replace("2150.0", "2150")).encode())
    done = entered(root, folder)
    assert done.findings == ()
    assert findings(root) == []


def test_every_fault_is_told_with_its_cell_and_nothing_is_written(root: Path, tmp_path: Path) -> None:
    rows: Rows = {
        CLAIMS: [
            {"row": "1", "quote": "2,151 children were taken", "claimant": "agancy", "stance": "assertd"},
            {"quote": "A minister denied it."},
            {"row": "1", "quote": "A minister denied it."},
            {
                "row": "4",
                "quote": "A minister denied it.",
                "claimant": "minister",
                "stance": "asserted",
                "colour": "red",
            },
        ],
        "Count": [{"row": "7", "population": "children", "statedCount": "=1+1"}],
        "Population": [{"label": "without an id"}],
    }
    done = entered(root, filled(rows, tmp_path))
    told = {(finding.position.file.removeprefix("partner.xlsx: "), finding.rule) for finding in done.findings}
    heads = {column.head: address(2, number) for number, column in enumerate(sheets()[0].columns, 1)}
    people = next(sheet for sheet in sheets() if sheet.name == "Population")
    label = address(2, [column.head for column in people.columns].index("label") + 1)
    assert {
        (f"claims!{heads['quote']}", "quote-not-found"),
        (f"claims!{heads['claimant']}", "unknown-id"),
        (f"claims!{heads['stance']}", "unknown-code"),
        ("claims!C3", "no-row"),
        ("claims!A4", "row-twice"),
        (f"claims!{address(1, len(heads) + 1)}", "unknown-column"),
        ("Count!A2", "unknown-row"),
        ("Population!" + label, "no-id"),
    } <= told
    assert any(rule == "bad-cell" and place.startswith("Count!") for place, rule in told)
    assert all(finding.remedy for finding in done.findings)
    assert not (root / "data/claims/partner.yaml").exists()


def test_a_try_writes_nothing(root: Path, tmp_path: Path) -> None:
    done = entered(root, filled(GOOD, tmp_path), write=False)
    assert (done.file, len(done.claims), done.failed) == ("", 2, False)
    assert not (root / "data/claims/partner.yaml").exists()


def test_what_is_there_already_is_left_alone(root: Path, tmp_path: Path) -> None:
    path = filled(GOOD, tmp_path)
    entered(root, path)
    with pytest.raises(InputError, match="is there already"):
        entered(root, path)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"\0" * (210 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is no workbook"),
        (b"PK\x03\x04 and no more", "is no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is encrypted, or of an old format"),
        (bomb(), "unpacks to 210 MB"),
    ],
    ids=["empty", "broken", "encrypted", "bomb"],
)
def test_what_is_no_workbook(raw: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(raw)
    with pytest.raises(InputError, match=message):
        pages(tmp_path / "x.xlsx")


def test_a_workbook_of_somebody_elses_making(root: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Tabelle1"  # type: ignore[union-attr]  # a new workbook has a sheet
    book["Tabelle1"].append(["who", "what"])
    book.save(tmp_path / "other.xlsx")
    done = entered(root, tmp_path / "other.xlsx")
    assert [finding.rule for finding in done.findings] == ["unknown-sheet"]


@pytest.mark.parametrize("name", ["nothing.xlsx", "folder"])
def test_what_is_not_there(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError):
        pages(tmp_path / name)


def test_the_command_writes_and_never_over_anything(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.xlsx"
    assert run("-C", str(root), "schema", "--xlsx", str(target), "--source", "paper").returncode == 0
    assert "dubrava" in [cell.value for column in load_workbook(target)[IDS].columns for cell in column]
    again = run("-C", str(root), "schema", "--xlsx", str(target))
    assert again.returncode == 2
    assert "is there already" in again.stderr


TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
)
TOP = Place(1, 1)


@settings(max_examples=200)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=4))
def test_any_text_survives_the_data_file(texts: list[str]) -> None:
    scalars = [Scalar(text, TOP) for text in texts]
    stated = Mapping(
        {"Count": Entry(Scalar("Count", TOP), _block({"a": scalars[0], "b": Sequence([*scalars], TOP)}))}, TOP
    )
    claim = _block({"id": Scalar("c1", TOP), "quote": scalars[-1], "states": Sequence([stated], TOP)})
    content = _block({"claims": Sequence([claim], TOP)})
    again, problems = read(yaml.text(content), "x.yaml")
    assert problems == []
    assert isinstance(again, Mapping)
    assert plain(again) == plain(content)


def _block(entries: dict[str, Scalar | Sequence | Mapping]) -> Mapping:
    return Mapping({key: Entry(Scalar(key, TOP), value) for key, value in entries.items()}, TOP)


def test_the_command_takes_a_workbook_and_says_where_it_stands(root: Path, tmp_path: Path) -> None:
    path = filled(GOOD, tmp_path)
    tried = run("-C", str(root), "claim", "import", str(path), "--source", "paper", "--dry-run")
    assert (tried.returncode, tried.stderr) == (0, "2 claim(s) would be written\n")
    done = run("-C", str(root), "claim", "import", str(path), "--source", "paper", "--by", "A. Partner")
    assert (done.returncode, done.stderr) == (0, "wrote data/claims/partner.yaml: 2 claim(s)\n")
    bad = filled(
        {CLAIMS: [{"row": "1", "quote": "x y z", "claimant": "agency", "stance": "assertd"}]}, tmp_path, "b.xlsx"
    )
    told = run("-C", str(root), "claim", "import", str(bad), "--source", "paper")
    assert told.returncode == 1
    assert "b.xlsx: claims!D2: violation: `assertd` is no code of `stance` [unknown-code]" in told.stdout
    assert "nothing was written" in told.stderr


def test_an_unknown_source_is_told_once(root: Path, tmp_path: Path) -> None:
    path = filled(GOOD, tmp_path)
    told = run("-C", str(root), "claim", "import", str(path), "--source", "papr")
    assert told.returncode == 2
    assert "did you mean `paper`?" in told.stderr
