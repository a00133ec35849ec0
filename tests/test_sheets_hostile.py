"""Workbooks from strangers: damaged, packed to burst, merged, formatted; nothing enters that nobody wrote."""

from __future__ import annotations

import os
import time
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from kg.errors import InputError
from kg.sheets.workbook import pages
from tests import cases
from tests.console import kg
from tests.test_sheets import GOOD, entered, filled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "xl/worksheets/sheet2.xml"  # the claims
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
LIST = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</sst>'
LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
ENOUGH = 20  # seconds, many times what it takes


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return cases.make(tmp_path / "case")


def repacked(folder: Path, rows: str = "", strings: str = "") -> Path:
    """The good workbook with more rows in the sheet of claims, or with a list of shared strings."""
    source, made = filled(GOOD, folder, "good.xlsx"), folder / "partner.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == SHEET:
                text = text.replace(b"</sheetData>", f"{rows}</sheetData>".encode())
            if name == "[Content_Types].xml" and strings:
                part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{STRINGS}"/></Types>'
                text = text.replace(b"</Types>", part.encode())
            new.writestr(name, text)
        if strings:
            new.writestr("xl/sharedStrings.xml", strings)
    return made


def edited(folder: Path, name: str, edit: Callable[[Worksheet, dict[object, int]], object]) -> Path:
    """The good workbook with one of its sheets changed: the function gets it and its columns by header."""
    path = filled(GOOD, folder)
    book = load_workbook(path)
    page = book[name]
    edit(page, {cell.value: cell.column or 0 for cell in page[1]})
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["deflated", "checksum", "encrypted", "method"])
def test_a_damaged_package_is_no_workbook(kind: str, tmp_path: Path) -> None:
    path = filled(GOOD, tmp_path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "stored.xlsx", "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        at = old.getinfo(SHEET).header_offset
    raw = bytearray((path if kind != "checksum" else tmp_path / "stored.xlsx").read_bytes())
    if kind == "deflated":
        raw[at + 60] ^= 0xFF
    elif kind == "checksum":
        raw = raw.replace(b"asserted", b"assertex", 1)
    else:
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            for place in [n for n in range(len(raw)) if raw.startswith(mark, n)]:
                raw[place + offset + 2 * (kind == "method")] |= 1 if kind == "encrypted" else 0x61
    path.write_bytes(raw)
    with pytest.raises(InputError, match="is no workbook"):
        pages(path)


@pytest.mark.parametrize(
    "strings",
    [
        f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>' + LIST.format("<si><t>&j;</t></si>"),
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + LIST.format("<si><t>&a;</t></si>"),
        LIST.format("<si><t/></si>" * 1_500_000),
        LIST.format("<si>" + "<r>" * 2_000_000 + "</r>" * 2_000_000 + "</si>"),
        LIST.format(f"<si><t>{'A' * (65 << 20)}</t></si>"),
    ],
    ids=["laughs", "outside", "many", "deep", "long"],
)
def test_strings_that_burst_are_refused_at_once(strings: str, tmp_path: Path) -> None:
    path, started = repacked(tmp_path, strings=strings), time.monotonic()
    with pytest.raises(InputError):
        pages(path)
    assert time.monotonic() - started < ENOUGH


def test_rows_without_words_do_not_count(root: Path, tmp_path: Path) -> None:
    rows = '<row r="9"/>' + "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(10, 30_000))
    assert len(entered(root, repacked(tmp_path, rows + '<row r="1048576"/>')).claims) == 2


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ('<row r="9"><c r="XFD9" t="inlineStr"><is><t>x</t></is></c></row>', "XFD9 is filled, and lies beyond"),
        ('<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>x</t></is></c></row>', "more than 20000 rows"),
        ('<row r="9"><c r="A9" t="s"><v>77</v></c></row>', "is no workbook that can be read"),
        ('<row r="x"><c r="A0"><v>1</v></c></row>', "is no workbook that can be read"),
    ],
)
def test_cells_that_lie_nowhere(rows: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        pages(repacked(tmp_path, rows))


def test_merged_cells_lose_nothing_silently(root: Path, tmp_path: Path) -> None:
    """The second row would be read without the work that both are shown to have."""

    def merge(page: Worksheet, at: dict[object, int]) -> None:
        page.cell(2, at["work"], "report")
        page.merge_cells(start_row=2, end_row=3, start_column=at["work"], end_column=at["work"])

    done = entered(root, edited(tmp_path, "claims", merge))
    assert [(each.rule, "merged" in each.message) for each in done.findings] == [("bad-cell", True)]
    assert done.file == ""


def test_what_is_hidden_is_not_taken_without_a_word(root: Path, tmp_path: Path) -> None:
    def hide(page: Worksheet, _at: dict[object, int]) -> None:
        page.row_dimensions[2].hidden = True

    def away(page: Worksheet, _at: dict[object, int]) -> None:
        page.sheet_state = "hidden"

    for how, said in ((hide, "in a hidden row"), (away, "on a hidden sheet")):
        done = entered(root, edited(tmp_path, "claims", how))
        assert done.file == ""
        assert [each.rule for each in done.findings if said in each.message], [str(each) for each in done.findings]


def test_a_percentage_is_what_the_sheet_shows(root: Path, tmp_path: Path) -> None:
    def share(page: Worksheet, at: dict[object, int]) -> None:
        page.cell(2, at["row"], 1)
        page.cell(2, at["population"], "their-children")
        page.cell(2, at["share"], 0.855).number_format = "0.0%"

    done = entered(root, edited(tmp_path, "Share", share))
    assert "share: 85.5}" in (root / done.file).read_text("utf-8")


@pytest.mark.parametrize(
    ("shown", "written"),
    [("mmm yyyy", "2022-03"), ("yyyy", "2022"), ("dd/mm/yyyy", "2022-03-01"), ('yyyy"day"', "2022")],
)
def test_a_date_is_no_more_precise_than_the_sheet_shows_it(
    shown: str, written: str, root: Path, tmp_path: Path
) -> None:
    def date(page: Worksheet, at: dict[object, int]) -> None:
        page.cell(2, at["date"], datetime(2022, 3, 1)).number_format = shown  # noqa: DTZ001  # as spreadsheets have it

    done = entered(root, edited(tmp_path, "TransferLeg", date))
    assert f"date: {written}," in (root / done.file).read_text("utf-8")


def test_an_empty_workbook_is_told_and_takes_no_name(root: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no claims"):
        entered(root, filled({}, tmp_path))
    assert len(entered(root, filled(GOOD, tmp_path)).claims) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [("row" + "," * 500 + "x\n", "lies beyond 400 columns"), ("row\n" + "1\n" * 20_001, "more than 20000 rows")],
)
def test_a_csv_is_bounded_too(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text(text)
    with pytest.raises(InputError, match=message):
        pages(tmp_path / "claims.csv")


def test_semicolons_part_cells_where_the_headers_say_so(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text('row;relayedBy\n1;"reuters; waradana"\n')
    (page,) = pages(tmp_path / "claims.csv")
    assert [cell.text for cell in page.rows[0]] == ["1", "reuters; waradana"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "claims.csv")
    with pytest.raises(InputError, match="a device or a pipe"):
        pages(tmp_path / "claims.csv")


@pytest.mark.parametrize("source", ["a\x01b", "a\nb", "a\udc80", "a\u202eb"])
def test_a_source_that_no_sheet_can_hold_is_no_bug(source: str, tmp_path: Path) -> None:
    done = kg("schema", "--xlsx", str(tmp_path / "x.xlsx"), "--source", source)
    assert done.returncode == 2
    assert ("it is not UTF-8" if "\udc80" in source else "not the id of a source") in done.stderr
