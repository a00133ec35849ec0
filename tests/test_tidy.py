"""`kg fmt`: ids that last, and files in which nothing else has moved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import FindingsError, KgError
from kg.init import start
from kg.tidy import Change, tidy_case
from kg.tidy.files import blanks, with_ids
from kg.tidy.ids import ALPHABET, issue, without_id
from tests.cases import CLAIMS, CLAIMS_FILE, findings, make, swap
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

from kg.read.nodes import Mapping
from kg.read.yaml import read

ID = re.compile(rf"c[{ALPHABET}]{{5,}}\Z")
NEW = """\
source: paper
claims:
# a note on the first
- quote: A minister denied it.   # in his words
  claimant: 'minister'
  stance: denied

- claimant: agency
  claims:
  - { quote: "The agency said so", stance: asserted }  # a group
  - {stance: alleged,
     quote: another}
  - stance: questioned
    # before the quotation
    quote: |
      words
        and more
- id: known
  quote: last
"""


def written(root: Path, text: str) -> Path:
    """A further claims file of the case."""
    path = root / "data/claims/new.yaml"
    path.write_bytes(text.encode())
    return path


def without(text: str, issued: tuple[str, ...]) -> str:
    """The text as it was before the ids were put in."""
    for new in issued:
        text, found = re.subn(rf"id: {new}(\n +|, ?)", "", text)
        assert found == 1
    return text


def test_ids_are_put_where_they_are_missing_and_nothing_else_moves(tmp_path: Path) -> None:
    path = written(make(tmp_path), NEW)
    (change,) = tidy_case(tmp_path)
    a, b, c, d = change.issued
    assert change == Change("data/claims/new.yaml", (a, b, c, d), tidied=False)
    assert all(ID.match(new) for new in change.issued)
    assert path.read_text("utf-8") == (
        NEW.replace("- quote: A min", f"- id: {a}\n  quote: A min")
        .replace('- { quote: "The', f'- {{ id: {b}, quote: "The')
        .replace("- {stance: alleged", f"- {{id: {c}, stance: alleged")
        .replace("- stance: quest", f"- id: {d}\n    stance: quest")
    )


def test_it_is_done_after_one_time(tmp_path: Path) -> None:
    written(make(tmp_path), NEW)
    assert len(tidy_case(tmp_path)) == 1
    assert tidy_case(tmp_path) == []


def test_a_tidy_case_is_left_alone(tmp_path: Path) -> None:
    root = make(tmp_path)
    before = (root / CLAIMS_FILE).stat()
    assert tidy_case(root) == []
    assert (root / CLAIMS_FILE).stat() == before


def test_what_was_missing_is_found_no_more(tmp_path: Path) -> None:
    root = make(tmp_path, claims=re.sub(r"- id: ca[123]\n ", "-", CLAIMS))
    assert {finding.rule for finding in findings(root)} == {"missing-id"}
    tidy_case(root)
    assert findings(root) == []


def test_two_people_issue_the_same_ids(tmp_path: Path) -> None:
    """Wherever the case lies, and whatever other files there are."""
    one, other = make(tmp_path / "one"), make(tmp_path / "two")
    written(one, NEW), written(other, NEW)
    (other / "data/register/more.yaml").write_text("Person:\n  somebody: {label: somebody}\n")
    assert tidy_case(one)[0].issued == tidy_case(other)[0].issued


def test_an_id_lasts_whatever_becomes_of_the_words(tmp_path: Path) -> None:
    path = written(make(tmp_path), NEW)
    issued = tidy_case(tmp_path)[0].issued
    path.write_text(path.read_text("utf-8").replace("A minister denied it.", "It was denied."), "utf-8")
    path.rename(path.with_name("renamed.yaml"))
    assert tidy_case(tmp_path) == []
    assert all(f"id: {new}" in path.with_name("renamed.yaml").read_text("utf-8") for new in issued)


def test_ids_are_unique_even_for_the_same_words(tmp_path: Path) -> None:
    text = "source: paper\nclaims:\n" + "- {quote: the very same}\n" * 40
    written(make(tmp_path), text)
    (change,) = tidy_case(tmp_path)
    assert len({*change.issued}) == 40
    assert all(ID.match(new) for new in change.issued)


def test_an_id_that_is_taken_grows() -> None:
    content, _ = read("claims:\n- {quote: words}\n", "a.yaml")
    assert isinstance(content, Mapping)
    (claim,) = without_id(content)
    first = issue(claim, "a.yaml", set())
    second = issue(claim, "a.yaml", {first})
    assert (len(first), len(second)) == (6, 7)
    assert second.startswith(first)


def test_ids_in_other_files_and_of_other_things_are_taken(tmp_path: Path) -> None:
    root = make(tmp_path)
    written(root, "source: paper\nclaims:\n- {quote: words}\n")
    (change,) = tidy_case(root, write=False)
    (root / "data/register/more.yaml").write_text(f"Person:\n  {change.issued[0]}: {{label: somebody}}\n")
    (again,) = tidy_case(root)
    assert again.issued[0] != change.issued[0]


# Blanks and line ends


def test_blanks_and_line_ends_are_tidied(tmp_path: Path) -> None:
    path = written(make(tmp_path), "source: paper  \r\n# a note\t\r\nclaims: []\r\n\r\n\r\n")
    assert tidy_case(tmp_path) == [Change("data/claims/new.yaml", (), tidied=True)]
    assert path.read_bytes() == b"source: paper\n# a note\nclaims: []\n"


def test_a_file_from_windows_gets_its_ids_in_the_right_places(tmp_path: Path) -> None:
    path = written(make(tmp_path), NEW.replace("\n", "\r\n"))
    (change,) = tidy_case(tmp_path)
    assert len(change.issued) == 4
    assert change.tidied
    assert without(path.read_text("utf-8"), change.issued) == NEW


def test_a_byte_order_mark_is_no_reason_to_write(tmp_path: Path) -> None:
    path = written(make(tmp_path), "\ufeffsource: paper\nclaims: []\n")
    assert tidy_case(tmp_path) == []
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_rights_and_links_stay(tmp_path: Path) -> None:
    root = make(tmp_path)
    kept = root / "shared.yaml"
    kept.write_text(NEW, "utf-8")
    kept.chmod(0o640)
    (root / "data/claims/new.yaml").symlink_to(kept)
    assert len(tidy_case(root)) == 1
    assert (root / "data/claims/new.yaml").is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o640
    assert "id: c" in kept.read_text("utf-8")


# Only looking, and refusing


def test_looking_changes_nothing(tmp_path: Path) -> None:
    path = written(make(tmp_path), NEW)
    (change,) = tidy_case(tmp_path, write=False)
    assert len(change.issued) == 4
    assert path.read_text("utf-8") == NEW


def test_the_command_says_what_would_change(tmp_path: Path) -> None:
    path = written(make(tmp_path), NEW)
    would = run("-C", str(tmp_path), "fmt", "--check")
    assert would.returncode == 1
    assert re.fullmatch(r"data/claims/new\.yaml: ids (c\w{5}, ){3}c\w{5}\n", would.stdout)
    assert path.read_text("utf-8") == NEW
    did = run("-C", str(tmp_path), "fmt")
    assert (did.returncode, did.stdout) == (0, would.stdout)
    assert run("-C", str(tmp_path), "fmt", "--check").returncode == 0


def test_no_id_is_issued_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    """It might be one that stands in that file."""
    root = make(tmp_path)
    path = written(root, NEW)
    (root / "data/claims/broken.yaml").write_text("claims: [\n")
    with pytest.raises(FindingsError) as raised:
        tidy_case(root)
    assert [finding.position.file for finding in raised.value.findings] == ["data/claims/broken.yaml"]
    assert path.read_text("utf-8") == NEW


def test_what_cannot_be_done_safely_is_left_alone(tmp_path: Path) -> None:
    text = "source: paper\nclaims: [quote: words]\n"
    path = written(make(tmp_path), text)
    with pytest.raises(KgError, match="would not say the same") as raised:
        tidy_case(tmp_path)
    assert raised.value.remedy == "add the ids by hand"
    assert path.read_text("utf-8") == text


def test_a_key_with_a_question_mark_is_a_key(tmp_path: Path) -> None:
    path = written(make(tmp_path), "source: paper\nclaims:\n- ? quote\n  : words\n")
    ((new,),) = (change.issued for change in tidy_case(tmp_path))
    assert path.read_text("utf-8") == f"source: paper\nclaims:\n- id: {new}\n  ? quote\n  : words\n"


def test_a_new_case_is_tidy(tmp_path: Path) -> None:
    start(tmp_path / "case")
    assert tidy_case(tmp_path / "case") == []


def test_the_projects_own_case_is_tidy(pytestconfig: pytest.Config) -> None:
    assert tidy_case(pytestconfig.rootpath, write=False) == [], "mend it with: kg fmt"


# Any file

NOTES = st.sampled_from(["", "", "  # a note", " # {not: yaml}"])
WORDS = st.sampled_from(["words", "'it''s said'", '"a \\"b\\" c"', "a - b", '"- id: x"', "дитина", '"😀"', "[a, 'b']"])


@st.composite
def claims(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """The lines of a list of claims, in block or flow style or in groups, some with an id, with notes between."""
    lines: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(
            st.sampled_from(["block", "flow", "flow over lines", "known", "group"] if depth < 2 else ["block", "flow"])
        )
        words, more, note = draw(WORDS), draw(WORDS), draw(NOTES)
        gap = draw(st.sampled_from(["", " "]))
        if kind == "block":
            lines += [f"- quote: {words}{note}", f"  hedge: {more}"]
        elif kind == "flow":
            lines += [f"- {{{gap}quote: {words}, hedge: {more}{gap}}}{note}"]
        elif kind == "flow over lines":
            lines += [f"- {{{gap}", f"    quote: {words},{note}", f"    hedge: {more}}}"]
        elif kind == "known":
            lines += [f"- id: known-{depth}-{number}", f"  quote: {words}"]
        else:
            lines += [f"- stance: denied{note}", "  claims:", *(f"  {line}" for line in draw(claims(depth + 1)))]
        lines += draw(st.sampled_from([[], [""], ["# between"]]))
    return lines


@settings(max_examples=150, deadline=None)
@given(claims(), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "  "]))
def test_without_its_ids_any_file_is_what_it_was(lines: list[str], end: str, trailing: str) -> None:
    tidy = "\n".join(["source: paper", "claims:", *lines]).rstrip("\n") + "\n"
    tidy = blanks(tidy)
    text = tidy.replace("\n", f"{trailing}{end}")
    content, problems = read(text, "a.yaml")
    assert isinstance(content, Mapping), problems
    taken: set[str] = set()
    issued = [(claim, issue(claim, "a.yaml", taken)) for claim in without_id(content)]
    after = blanks(with_ids(text, issued))
    again, problems = read(after, "a.yaml")
    assert isinstance(again, Mapping), problems
    assert not [*without_id(again)]
    assert without(after, tuple(new for _, new in issued)) == tidy
    assert blanks(after) == after


def test_a_claim_gets_its_own_id_and_not_its_neighbours(tmp_path: Path) -> None:
    text = "source: paper\nclaims: [{quote: one}, {quote: two},\n  {quote: three}]\n"
    path = written(make(tmp_path), text)
    one, two, three = tidy_case(tmp_path)[0].issued
    wanted = swap(
        swap(swap(text, "quote: one", f"id: {one}, quote: one"), "quote: two", f"id: {two}, quote: two"),
        "quote: three",
        f"id: {three}, quote: three",
    )
    assert path.read_text("utf-8") == wanted
