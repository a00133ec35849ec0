"""A document becomes a source: whole, checked and logged, or not at all."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.errors import CaseError, FindingsError, InputError, KgError
from kg.resolve.reading import open_source
from kg.source import entering, shelf
from kg.source.custody import FILE
from kg.source.desk import at_work
from kg.source.entering import enter
from kg.source.verifying import verify
from tests.cases import CLAIMS, findings, make, swap
from tests.documents import page, pdf
from tests.entered import order, taken, tree

if TYPE_CHECKING:
    from kg.findings import Finding

REPORT = pdf(
    ["The agency said on Tuesday that 2,150 children were taken.", "A minister denied it."], title="The report"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sound case."""
    return make(tmp_path / "case")


def new(root: Path) -> list[Finding]:
    return [finding for finding in findings(root) if "paper" not in finding.message]


# What is entered


def test_a_pdf_is_held_with_its_text_its_map_and_what_it_says(root: Path) -> None:
    made = taken(root, "Report v1.pdf", REPORT)
    assert (made.id, made.file) == ("the-report", "data/sources/the-report.yaml")
    assert made.value("label") == "The report"
    assert made.value("capturedAt") == "2026-03-04T05:06:07Z"
    assert made.value("byteSize") == str(len(REPORT))
    assert "pypdfium2" in str(made.value("extractor"))
    assert (root / "data/sources/the-report.pdf").read_bytes() == REPORT
    assert findings(root) == []
    assert verify(root)[0] == verify(root, frozenset({"paper"}))[0]  # nothing on the new one


def test_what_is_held_cannot_be_written(root: Path) -> None:
    taken(root, "report.pdf", REPORT)
    for name in ("the-report.pdf", "the-report.txt", "the-report.map.tsv"):
        assert stat.S_IMODE((root / "data/sources" / name).stat().st_mode) == 0o444


def test_a_claim_on_a_pdf_gets_its_page(root: Path) -> None:
    taken(root, "report.pdf", REPORT, id="report-2")
    claims = swap(CLAIMS.partition("- id: ca2")[0], "source: paper", "source: report-2")
    claims = claims.replace("camp", "").partition("- id")[0] + (
        "- {id: cz9, quote: A minister denied it., claimant: minister, stance: denied, speechAct: denial, "
        "states: {TransferLeg: {event: transfer, population: children}}}\n"
    )
    (root / "data/claims/paper.yaml").write_text(claims)
    assert findings(root) == []
    build(root)
    assert 'ns#page> "2"' in (root / "build/graph.nq").read_text()


def test_a_page_keeps_its_letters_and_names_itself(root: Path) -> None:
    made = taken(root, "saved.html", page("windows-1251"))
    assert made.id == "novyny-zvity"
    assert made.value("label") == {"uk": "Новини & звіти"}
    assert (made.value("date"), made.value("language")) == ("2023-05-23", "uk")
    text = open_source(root, made.id)
    assert "нікого" in text.snapshot.text
    assert "script" not in text.snapshot.text
    block = (root / made.file).read_text()
    assert "# <title>" in block
    assert "# <meta article:published_time>" in block


def test_what_a_person_says_goes_before_what_the_document_says(root: Path) -> None:
    said = {"label": "the statement", "date": "2023-05", "sourceKind": "report", "publisher": ["agency"]}
    made = taken(root, "a.html", page(), said=said, id="statement")
    assert [made.value(key) for key in ("label", "date", "sourceKind")] == ["the statement", "2023-05", "report"]
    assert findings(root) == []


def test_plain_text_is_its_own_text_and_another_encoding_gets_one(root: Path) -> None:
    made = taken(root, "note.txt", "Сказав у вівторок.\r\n".encode(), id="note")
    assert not made.value("text")
    assert open_source(root, "note").snapshot.text == "Сказав у вівторок.\r\n"
    with pytest.raises(InputError, match="encoding is not declared"):
        taken(root, "old.txt", "Сказав учора.".encode("cp1251"), id="old")
    made = taken(root, "old.txt", "Сказав учора.".encode("cp1251"), {"charset": "cp1251"}, id="old")
    assert made.value("text") == "old.utf8.txt"
    assert open_source(root, "old").snapshot.text == "Сказав учора."
    assert [f.rule for f in verify(root)[0]] == ["no-custody"]


def test_a_scan_is_held_and_brings_its_words_along(root: Path) -> None:
    made = taken(root, "scan.pdf", pdf([""]), id="scan")
    assert any("scan" in note for note in made.notes)
    assert any("held without words" in note for note in made.notes)
    words = root.parent / "words.txt"
    words.write_text("The agency said so.")
    with pytest.raises(InputError, match="without the name"):
        taken(root, "scan2.pdf", pdf(["", ""]), {"words": words})
    made = taken(root, "scan2.pdf", pdf(["", ""]), {"words": words, "worded_by": "typed by A. B."}, id="scan-2")
    assert made.value("extractor") == "typed by A. B."
    assert open_source(root, "scan-2").snapshot.text == "The agency said so."
    assert findings(root) == []
    assert [f.rule for f in verify(root)[0]] == ["no-custody"]


def test_a_picture_is_held_as_it_is(root: Path) -> None:
    made = taken(root, "photo.jpg", b"\xff\xd8\xff\xe0 not really", id="photo")
    assert (made.value("mediaType"), made.value("snapshot")) == ("image/jpeg", "photo.jpg")
    assert findings(root) == []


def test_two_sources_share_a_file_of_blocks_and_its_comments_stay(root: Path) -> None:
    before = "# Ours.\nSource:\n  # the first\n  one: {label: one, code: A}\n\nWork:\n  w: {label: w}  # last\n"
    (root / "data/sources/more.yaml").write_text(before)
    taken(root, "a.html", page(), id="second", file="data/sources/more.yaml")
    taken(root, "report.pdf", REPORT, id="third", file="data/sources/more.yaml")
    after = (root / "data/sources/more.yaml").read_text()
    assert after.startswith(before.partition("\nWork")[0].rstrip())
    assert after.endswith("\nWork:\n  w: {label: w}  # last\n")
    assert after.index("  second:\n") < after.index("  third:\n") < after.index("Work:")
    assert findings(root) == []


def test_every_deed_is_logged_in_the_ontologys_words(root: Path) -> None:
    taken(root, "report.pdf", REPORT, id="r")
    lines = [json.loads(line) for line in (root / FILE).read_text().splitlines()]
    assert [line["action"] for line in lines] == ["received", "extracted"]
    assert lines[0]["who"] == "A. B."
    assert lines[1]["before"] == lines[0]["after"]
    assert lines[1]["date"] == "2026-03-04T05:06:07Z"


def test_git_is_told_to_leave_bytes_alone(root: Path) -> None:
    taken(root, "report.pdf", REPORT)
    assert "* -text" in (root / "data/sources/.gitattributes").read_text()


# What is refused, and leaves nothing


def refused(root: Path, name: str, content: bytes, **more: object) -> KgError:
    before = tree(root)
    with pytest.raises(KgError) as told:
        taken(root, name, content, **more)  # type: ignore[arg-type]
    assert tree(root) == before
    assert isinstance(told.value, FindingsError) or told.value.remedy
    return told.value


def test_the_same_bytes_are_not_held_twice(root: Path) -> None:
    taken(root, "report.pdf", REPORT, id="first")
    told = refused(root, "copy.pdf", REPORT, id="second")
    assert "as `first`" in told.message
    assert told.where.startswith("data/sources/first.yaml:")


@pytest.mark.parametrize("name", ["paper", "minister"])
def test_an_id_that_is_issued_is_refused(name: str, root: Path) -> None:
    told = refused(root, "a.pdf", REPORT, id=name)
    assert "issued already" in told.message
    assert told.where.startswith("data/")


@pytest.mark.parametrize("name", ["../escape", "Übel", "a b", "-a", "a" * 65])
def test_an_id_that_cannot_be_one_is_refused(name: str, root: Path) -> None:
    assert "cannot be an id" in refused(root, "a.pdf", REPORT, id=name).message


@pytest.mark.parametrize("file", ["../outside.yaml", "data/register/all.yaml", "/etc/x.yaml", "data/sources/a.txt"])
def test_a_block_goes_into_no_other_file(file: str, root: Path) -> None:
    assert "no YAML file below" in refused(root, "a.pdf", REPORT, file=file).message


def test_a_value_that_is_wrong_is_told_as_check_would(root: Path) -> None:
    told = refused(root, "a.pdf", REPORT, said={"sourceKind": "reprot"})
    assert isinstance(told, FindingsError)
    assert told.findings[0].rule == "unknown-code"
    assert "`report`" in told.findings[0].remedy


def test_a_name_that_lies_is_refused(root: Path) -> None:
    told = refused(root, "report.pdf", page())
    assert "its bytes are text/html" in told.message
    assert taken(root, "report.pdf", page(), {"media_type": "text/html"}, id="r").value("snapshot") == "r.html"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"%PDF-1.4 broken", "broken"),
        ("a.pdf", pdf(["x"], locked="p"), "encrypted"),
        ("a.txt", b"x" * 2**21, "may be held"),
    ],
)
def test_files_that_cannot_be_held(name: str, content: bytes, what: str, root: Path) -> None:
    assert what in refused(root, name, content, wish={"most": 2**20}).message


def test_what_is_no_file_is_refused(root: Path) -> None:
    os.mkfifo(root.parent / "pipe")
    for place, what in ((root, "a folder"), (root / "none.pdf", "no file"), (root.parent / "pipe", "no file")):
        with pytest.raises(InputError, match=what):
            enter(root, order(place))


def test_nothing_is_fetched_unasked(root: Path) -> None:
    with pytest.raises(InputError, match="nothing is fetched unasked") as told:
        enter(root, order("https://example.org/a.pdf"))
    assert "--fetch" in told.value.remedy


def test_a_file_that_is_there_is_never_written_over(root: Path) -> None:
    (root / "data/sources/r.txt").write_text("precious")
    assert "is there already" in refused(root, "report.pdf", REPORT, id="r").message


def test_a_link_in_the_place_of_a_new_file_is_not_followed(root: Path) -> None:
    victim = root.parent / "victim"
    victim.write_text("precious")
    (root / "data/sources/r.pdf").symlink_to(victim)
    assert "is there already" in refused(root, "report.pdf", REPORT, id="r").message
    assert victim.read_text() == "precious"


def test_sources_that_lie_behind_a_link_are_refused(root: Path) -> None:
    (root / "data/sources").rename(root.parent / "elsewhere")
    (root / "data/sources").symlink_to(root.parent / "elsewhere")
    with pytest.raises(InputError, match="link that leads out"):
        enter(root, order(root / "kg.yaml"))


def test_a_case_that_cannot_be_read_is_left_alone(root: Path) -> None:
    (root / "data/register/bad.yaml").write_text("Person: {")
    assert isinstance(refused(root, "a.pdf", REPORT), FindingsError)


def test_two_commands_do_not_mix(root: Path) -> None:
    with at_work(root), pytest.raises(CaseError, match="another command is at work"):
        taken(root, "a.pdf", REPORT)


@pytest.mark.parametrize("step", range(1, 8))
@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError])
def test_whatever_fails_at_whatever_step_leaves_nothing(
    step: int, failure: type[BaseException], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(root, "first.html", page(), id="first", file="data/sources/all.yaml")
    before, calls = tree(root), []

    def breaking(name: str) -> None:
        real = getattr(shelf, name)

        def broken(*words: object) -> object:
            calls.append(name)
            if len(calls) == step:
                raise failure
            return real(*words)

        monkeypatch.setattr(shelf, name, broken)

    for name in ("_linked", "_swapped", "_settled"):
        breaking(name)
    monkeypatch.setattr(entering, "sound", lambda *_: (_ for _ in ()).throw(failure))
    with pytest.raises(failure):
        taken(root, "report.pdf", REPORT, id="r", file="data/sources/all.yaml")
    assert tree(root) == before


def test_what_was_copied_is_compared(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "copyfileobj", lambda read, written, _: written.write(read.read()[:-1]))
    assert "changed while it was copied" in refused(root, "report.pdf", REPORT).message


def test_a_disk_without_links_does_as_well(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", none)
    (root / "data/sources/r.txt").write_text("precious")
    assert "is there already" in refused(root, "report.pdf", REPORT, id="r").message
    taken(root, "report.pdf", REPORT, id="r-1")
    assert findings(root) == []


def test_what_a_killed_command_left_is_cleared(root: Path) -> None:
    (root / "data/sources/.incoming.1.part").write_text("half")
    taken(root, "report.pdf", REPORT, id="r")
    assert not list((root / "data/sources").glob(".*.part"))


def test_the_extractor_takes_no_code_from_the_folder_it_stands_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("selectolax", "kg"):
        (root / name).mkdir()
        (root / name / "__init__.py").write_text("raise SystemExit(99)")
    monkeypatch.chdir(root)
    assert taken(root, "a.html", page(), id="p").value("text") == "p.txt"


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200))
def test_whatever_is_entered_verifies(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    case = make(tmp_path_factory.mktemp("any") / "case")
    try:
        taken(case, "a.html", b"<!DOCTYPE html><meta charset=utf-8><p>" + text.encode(), id="a")
        taken(case, "b.txt", b"Said: " + text.encode(), {"media_type": "text/plain"}, id="b")
    except InputError:
        return
    assert [finding.rule for finding in verify(case)[0]] == ["no-custody"]
    assert findings(case) == []
