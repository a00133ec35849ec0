"""Claims entered quote first: found, proposed, edited, written, and kept where something speaks against them."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.root import kg as root
from kg.read.nodes import Mapping, Scalar, Sequence
from kg.read.yaml import read
from kg.resolve.passages import Found, Snapshot, locate
from kg.tidy.items import appended, flowing
from kg.tidy.scalar import written
from tests import cases
from tests.console import Done
from tests.console import kg as run

if TYPE_CHECKING:
    from pathlib import Path

CODER = ("--by", "B. Coder")
QUOTE = "2,150 children were taken"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    sources = cases.SOURCES.replace("    snapshot:", "    publisher: agency\n    snapshot:")
    return cases.make(tmp_path / "case", sources=sources)


def kg(case: Path, *words: str, editor: str = "", stdin: str = "") -> Done:
    """`kg claim`, without anybody's own editor and git settings."""
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(case.parent)}
    return run("-C", str(case), "claim", *words, stdin=stdin, VISUAL=None, EDITOR=editor or None, **nobody)


def add(case: Path, quote: str, *words: str, **how: str) -> Done:
    return kg(case, "add", "--source", "paper", "--quote", quote, *CODER, *words, **how)


def added_apart(case: Path, quote: str) -> Done:
    """As `add`, in a process of its own."""
    command = [sys.executable, "-m", "kg", "-C", str(case), "claim", "add", "--source", "paper", "--quote", quote]
    return subprocess.run([*command, *CODER], capture_output=True, text=True, check=False)


def entered(case: Path, quote: str, *words: str, **how: str) -> Mapping:
    """The block of the claim that was entered, which must be the last of its file."""
    done = add(case, quote, *words, **how)
    assert done.returncode == 0, done.stderr
    ident, place = done.stdout.split()
    file, line = place.split(":")
    text = (case / file).read_text("utf-8")
    content, findings = read(text, file)
    assert not findings
    assert isinstance(content, Mapping)
    listed = content.get("claims")
    assert isinstance(listed, Sequence)
    claim = listed.items[-1]
    assert isinstance(claim, Mapping)
    assert claim.text("id") == ident
    assert claim.place.line == int(line)
    assert cases.findings(case) == [] or "warning" in done.stderr
    return claim


def proposed(case: Path, quote: str, *words: str) -> str:
    """What is said before the claim is written."""
    command = ["-C", str(case), "claim", "add", "--source", "paper", "--quote", quote, *CODER, "--dry-run", *words]
    return CliRunner().invoke(root, command).stderr


def script(case: Path, code: str) -> str:
    """An editor: Python that is given the text and leaves what it calls `text`."""
    path = case.parent / "editor.py"
    path.write_text(
        f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n"
        f"text = path.read_bytes().decode()\n{code}\npath.write_bytes(text.encode())\n",
        "utf-8",
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


# Finding


def test_the_sentence_is_shown_with_the_words_marked_and_their_place(case: Path) -> None:
    told = proposed(case, QUOTE)
    start = cases.TEXT.index(QUOTE)
    assert f"paper, characters {start}-{start + len(QUOTE)}" in told
    assert f"The agency said on Tuesday that «{QUOTE}» to Camp Dubrava last year." in " ".join(told.split())


def test_who_quotes_the_same_words_is_told(case: Path) -> None:
    assert f"ca1 quotes some of these words too: {cases.CLAIMS_FILE}:8" in proposed(case, QUOTE)
    assert "quotes some" not in proposed(case, "The agency said on")


def test_what_is_not_there_is_told_with_the_nearest_text(case: Path) -> None:
    done = add(case, "2,151 children were taken")
    assert done.returncode == 1
    assert "the source has «2,150», not «2,151»" in done.stderr
    assert f"the nearest text there is “{QUOTE}”" in done.stderr


def test_of_several_places_each_is_shown_with_the_option_that_chooses_it(case: Path) -> None:
    done = add(case, "so again")
    assert done.returncode == 2
    assert "stands 2 times" in done.stderr
    options = [line.strip() for line in done.stderr.splitlines() if line.strip().startswith("--")]
    for option in options:
        name, words = option.split(" ", 1)
        assert add(case, "so again", name, json.loads(words), "--dry-run").returncode == 0
    assert len(options) == 2


def test_a_word_cut_in_two_is_refused(case: Path) -> None:
    done = add(case, "150 children were taken")
    assert done.returncode == 1
    assert "quote “2,150” whole" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--source", "papre", "--quote", "x"), "did you mean `paper`?"),
        (("--source", "paper"), "--quote is missing"),
        (("--quote", "x"), "--source is missing"),
        (("--source", "paper", "--quote", "…"), "a quotation without words"),
        (("--source", "paper", "--quote", QUOTE, "--claimant", "minster"), "did you mean `minister`?"),
        (("--source", "paper", "--quote", QUOTE, "--claimant", "dubrava"), "`dubrava` is a place"),
        (("--source", "paper", "--quote", QUOTE, "--stance", "denyed"), "did you mean `denied`?"),
        (("--source", "paper", "--quote", QUOTE, "--speech-act", "sayed"), "no code of `speechAct`"),
        (("--source", "paper", "--quote", QUOTE, "--file", "../x.yaml"), "no file for claims"),
        (("--source", "paper", "--quote", QUOTE, "--file", "kg.yaml/x.txt"), "no file for claims"),
        (("--source", "paper", "--quote", QUOTE, "--by", " "), "--by is empty"),
        (("--draft", "nowhere.yaml", "--source", "paper"), "leave --source and --quote out"),
        (("--draft", "nowhere.yaml"), "nowhere.yaml"),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy_and_leaves_no_trace(
    case: Path, words: tuple[str, ...], message: str
) -> None:
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    done = kg(case, "add", *CODER, *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "remedy: " in done.stderr
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


def test_who_enters_it_must_be_known(case: Path) -> None:
    done = kg(case, "add", "--source", "paper", "--quote", QUOTE)
    assert done.returncode == 2
    assert "say it with --by" in done.stderr
    subprocess.run(["git", "init", "-q"], cwd=case, check=True)
    subprocess.run(["git", "config", "user.name", "G. Coder"], cwd=case, check=True)
    assert kg(case, "add", "--source", "paper", "--quote", QUOTE).returncode == 0
    assert "codedBy: G. Coder" in (case / cases.CLAIMS_FILE).read_text("utf-8")


def test_words_of_a_source_without_held_text_are_taken_unchecked(tmp_path: Path) -> None:
    sources = cases.SOURCES.partition("    snapshot:")[0] + "    url: https://example.org/a\n"
    sources += "Work:\n  report: {label: the report of the agency, author: agency}\n"
    case = cases.make(tmp_path / "case", sources=sources)
    done = add(case, "It is not so, the agency said", "--stance", "denied")
    assert done.returncode == 0, done.stderr
    assert "no text of it is held here" in done.stderr


# Proposing


def reason(told: str, key: str) -> str:
    lines = " ".join(told.split()).split(f" {key}: ")
    return lines[1] if len(lines) > 1 else ""


TEXTS = """
Reuters reported that [children were taken].
    claimant: reuters — “Reuters”, named before “reported”
"[Children were taken]," said Anna Pole.
    claimant: pole — “Anna Pole”, named after “said”
"[Children were taken]," Pole said.
    claimant: pole — “Pole”, named before “said”
Anna Pole, who teaches at the Northern University, said [children were taken].
    claimant: pole — “Anna Pole”
According to the Northern University, [children were taken].
    claimant: university — “the Northern University”, named after “According to”
[Anna Pole denied that children were taken].
    claimant: pole — “Anna Pole”, named before “denied”
[Children were taken].
    claimant: agency — nobody is named beside a reporting word; agency is the publisher
Anna Pole's office said [children were taken].
    claimant: agency —
Somebody said [children were taken].
    claimant: agency —
[Pole did not respond].
    claimant: agency — who tells of the silence
Anna Pole denied that [children were taken].
    stance: denied — “denied” (denial)
If proven, [children could be taken], Pole said.
    stance: conditional — “If proven” (condition)
Pole said [children could be taken].
    stance: tentative — “could” (possibility)
Pole said [there is no evidence of it].
    stance: noEvidence —
[Reuters was unable to verify it].
    stance: unableToVerify —
[Pole accused Reuters of taking children].
    stance: alleged — “accused”
[Pole plans to take children].
    stance: announced —
Pole said [children were taken].
    stance: asserted — nothing in the sentence
Pole said [children could be taken].
    hedge: could —
Reuters says that allegedly [children were taken].
    hedge: allegedly —
Pole admitted that [children were taken].
    speechAct: admission — “admitted” before
[Pole urged Reuters to find children].
    speechAct: demand — “urged” in
The Northern University concluded that [children were taken].
    speechAct: finding —
Pole announced that [children were taken].
    speechAct: announcement —
Pole said [children were taken].
    relayedBy: agency — the publisher passes on
Pole said: “[Children were taken].”
    speechMode: direct — it stands in quotation marks
"""
"""Sentences with their quotation in brackets, and what is proposed for one key."""


def marked(text: str) -> list[tuple[str, str, str, str]]:
    """Text, quotation, key and what is expected, for each two lines."""
    lines = text.strip("\n").split("\n")
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return [
        (one.replace("[", "").replace("]", ""), one.partition("[")[2].partition("]")[0], *two.strip().split(": ", 1))  # type: ignore[misc]
        for one, two in pairs
    ]


@pytest.mark.parametrize(("text", "quote", "key", "expected"), marked(TEXTS))
def test_what_is_proposed_names_its_rule(text: str, quote: str, key: str, expected: str, tmp_path: Path) -> None:
    told = proposed(small(tmp_path, text), quote)
    assert reason(told, key).startswith(expected), told


SLAVIC = {
    "uk": """
Лубінець заявив, що [дітей вивезли].
    claimant: ombudsman — “Лубінець”, named before “заявив”
За словами Лубінця, [дітей вивезли].
    claimant: ombudsman — “Лубінця”, named after “За словами”
Лубінець звинуватив Reuters у тому, що [дітей вивезли].
    stance: alleged — “звинуватив” before the quotation
""",
    "ru": """
Как сообщил Дмитрий Лубинец, [детей вывезли].
    claimant: ombudsman — “Дмитрий Лубинец”, named after “сообщил”
Лубинец признал, что [детей вывезли].
    speechAct: admission — “признал” before the quotation
Лубинец отрицает, что [детей вывезли].
    stance: denied — “отрицает” (denial)
""",
    "be": """
Лубінец сказаў, што [дзяцей вывезлі].
    claimant: ombudsman — “Лубінец”, named before “сказаў”
""",
}


@pytest.mark.parametrize(
    ("language", "text", "quote", "key", "expected"),
    [(language, *each) for language, texts in SLAVIC.items() for each in marked(texts)],
)
def test_names_and_reporting_words_in_other_languages(
    language: str, text: str, quote: str, key: str, expected: str, tmp_path: Path
) -> None:
    told = proposed(small(tmp_path, text, language), quote)
    assert reason(told, key).startswith(expected), told


def small(tmp_path: Path, text: str, language: str = "en") -> Path:
    """A case of one text and a few who may say something."""
    register = """\
Person:
  pole: {label: Anna Pole}
  nobody: {label: Somebody, placeholder: true}
  ombudsman:
    label: {uk: Дмитро Лубінець, ru: Дмитрий Лубинец, be: Дзмітрый Лубінец}
Organisation:
  agency: {label: {en: the agency}}
  university: {label: the Northern University}
  reuters: {label: Reuters}
"""
    sources = f"""\
Source:
  paper:
    label: a newspaper article
    date: 2023-05-23
    language: {language}
    sourceKind: newsArticle
    publisher: agency
    snapshot: paper.txt
    sha256: {hashlib.sha256(text.encode()).hexdigest()}
"""
    return cases.make(tmp_path / "small", register=register, sources=sources, text=text, claims="source: paper\n")


def test_a_sentence_that_goes_on_has_the_claimant_of_the_claim_before_it(case: Path) -> None:
    told = proposed(case, "it could be a crime", "--claimant", "lawyer")
    assert reason(told, "claimant").startswith("lawyer — given")
    told = proposed(case, "so again", "--suffix", ". The agency")
    assert reason(told, "claimant").startswith("agency — “The agency”, named before “said”")


def test_the_work_is_that_of_the_claimants_other_claims(case: Path) -> None:
    assert reason(proposed(case, QUOTE), "work").startswith("report — as in ca1, of the same claimant")


def test_a_guess_at_who_says_it_is_for_a_person_to_confirm(case: Path) -> None:
    (case / "data/sources/paper.txt").write_text(text := cases.TEXT.replace("so again", "more", 1), "utf-8")
    sources = case / "data/sources/all.yaml"
    hashes = (hashlib.sha256(each.encode()).hexdigest() for each in (cases.TEXT, text))
    sources.write_text(cases.swap(sources.read_text("utf-8"), *hashes), "utf-8")
    register = case / "data/register/all.yaml"
    register.write_text(register.read_text("utf-8").replace("the agency", "the Northern Agency"), "utf-8")
    done = add(case, "said more")
    assert done.returncode == 2
    assert (
        "who says it must be said: nobody is named beside “said”; lawyer made the claim before it, ca3" in done.stderr
    )
    assert "is it lawyer? give --claimant" in done.stderr
    assert entered(case, "said more", "--edit", editor="true").text("claimant") == "lawyer"


def test_what_is_given_goes_before_every_rule(case: Path) -> None:
    words = ("--claimant", "a minister", "--stance", "denied", "--speech-act", "denial", "--hedge", "on Tuesday",
             "--work", "report", "--relayed-by", "agency", "--relayed-by", "lawyer", "--date", "2023-05",
             "--note", "a remark: with marks # in it")  # fmt: skip
    claim = entered(case, QUOTE, *words)
    assert [claim.text(key) for key in ("claimant", "stance", "speechAct", "hedge", "work", "date", "note")] == [
        "minister", "denied", "denial", "on Tuesday", "report", "2023-05", "a remark: with marks # in it",
    ]  # fmt: skip
    assert [item.text for item in claim.get("relayedBy").items] == ["agency", "lawyer"]  # type: ignore[union-attr]


# Writing


def test_a_claim_is_quoted_only_and_the_case_stays_clean(case: Path) -> None:
    before = (case / cases.CLAIMS_FILE).read_text("utf-8")
    claim = entered(case, QUOTE)
    assert list(claim.entries) == [
        "id", "quote", "claimant", "work", "stance", "speechAct", "speechMode", "codingStatus", "codedBy",
    ]  # fmt: skip
    assert claim.text("codingStatus") == "quotedOnly"
    assert claim.text("codedBy") == "B. Coder"
    assert (case / cases.CLAIMS_FILE).read_text("utf-8").startswith(before)
    assert cases.findings(case) == []


def test_what_the_file_gives_is_left_out_and_what_it_must_not_give_is_cleared(case: Path) -> None:
    path = case / cases.CLAIMS_FILE
    text = path.read_text("utf-8").replace("source: paper\n", "source: paper\nrelayedBy: lawyer\ncodedBy: B. Coder\n")
    path.write_text(text.replace("claimant: lawyer\n", "claimant: lawyer\n  relayedBy: []\n"), "utf-8")
    assert "relayedBy" not in entered(case, QUOTE).entries
    editor = script(case, "text = text.replace('relayedBy: lawyer\\n', '')")
    assert isinstance(entered(case, QUOTE, "--edit", editor=editor).get("relayedBy"), Sequence)


def test_dry_run_shows_it_and_writes_nothing(case: Path) -> None:
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    done = add(case, QUOTE, "--dry-run")
    assert done.returncode == 0
    assert done.stdout.startswith("id: c")
    assert f"would stand at {cases.CLAIMS_FILE}:" in done.stderr
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


def test_a_source_without_a_claims_file_gets_one(case: Path) -> None:
    (case / cases.CLAIMS_FILE).unlink()
    (case / "data/kg.schema.json").write_text("{}", "utf-8")
    done = add(case, QUOTE)
    assert done.returncode == 0, done.stderr
    text = (case / "data/claims/paper.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../kg.schema.json\nsource: paper\nclaims:\n- id: c")
    assert cases.findings(case) == []


def test_two_files_of_a_source_and_one_that_is_named(case: Path) -> None:
    other = case / "data/claims/more.yaml"
    other.write_text("source: paper\nclaims: []\n", "utf-8")
    assert "more.yaml is of this source too; --file chooses" in proposed(case, QUOTE)
    done = add(case, QUOTE, "--file", "more.yaml")
    assert done.stdout.split()[1] == "data/claims/more.yaml:3"
    assert cases.findings(case) == []
    other.write_text("# of no source\nclaims:\n", "utf-8")
    assert add(case, QUOTE, "--file", "data/claims/more.yaml").returncode == 0
    assert "- id: c" in other.read_text("utf-8")
    assert "  source: paper\n" in other.read_text("utf-8")


def test_two_at_once_both_keep_their_claim(case: Path) -> None:
    quotes = [QUOTE, "A minister denied it.", "to Camp Dubrava last year", "it could be a crime"]
    with ThreadPoolExecutor(len(quotes)) as pool:
        done = list(pool.map(lambda quote: added_apart(case, quote), quotes))
    assert [each.returncode for each in done] == [0] * len(quotes)
    text = (case / cases.CLAIMS_FILE).read_text("utf-8")
    assert all(f"- id: {each.stdout.split()[0]}\n" in text for each in done)
    assert all(finding.severity.word == "warning" for finding in cases.findings(case))


# Editing


def test_an_editor_sees_sentence_reasons_and_template_and_none_of_it_is_kept(case: Path) -> None:
    editor = script(case, "Path(str(path) + '.seen').write_text(text)")
    entered(case, QUOTE, "--edit", editor=editor)
    (seen,) = (case / "build/drafts").iterdir()
    text = seen.read_text("utf-8")
    assert "#:   The agency said on Tuesday that «2,150 children were taken» to Camp Dubrava last year." in text
    assert "#: claimant: agency — “The agency”, named before “said”" in text
    assert "#: - TransferLeg: {" in text
    assert "#: - Count: {population: …, " in text
    assert ", statedCount: …, " in text, "no key is left out of the template"
    assert "TransferEvent: transfer; Population: children" in text
    assert "#:" not in (case / cases.CLAIMS_FILE).read_text("utf-8")


def test_what_is_said_makes_it_coded_and_stands_as_it_was_typed(case: Path) -> None:
    added = "# as the agency counts\nstates:\n- Count: {population: children,   statedCount: 2150}\n"
    editor = script(case, f"text = text.rstrip() + {added!r}".replace("rstrip() + '", "rstrip() + '\\n"))
    claim = entered(case, QUOTE, "--edit", editor=editor)
    assert claim.text("codingStatus") == "coded"
    text = (case / cases.CLAIMS_FILE).read_text("utf-8")
    assert "  # as the agency counts\n" in text
    assert "  - Count: {population: children,   statedCount: 2150}\n" in text


def test_windows_line_ends_a_mark_and_braces_from_an_editor_are_understood(case: Path) -> None:
    editor = script(case, "text = '\\ufeff' + text.replace('\\n', '\\r\\n')")
    assert "\r" not in entered(case, QUOTE, "--edit", editor=editor).text("quote")
    braces = "text = '{source: paper, quote: \"A minister denied it.\", claimant: minister, stance: denied}'"
    assert entered(case, QUOTE, "--edit", editor=script(case, braces)).text("claimant") == "minister"


def test_deleting_everything_gives_up(case: Path) -> None:
    before = (case / cases.CLAIMS_FILE).read_bytes()
    done = add(case, QUOTE, "--edit", editor=script(case, "text = ''"))
    assert done.returncode == 2
    assert "no claim was entered" in done.stderr
    assert (case / cases.CLAIMS_FILE).read_bytes() == before


BROKEN = [
    ("text = text.replace('stance: asserted', 'stance: assertted')", "did you mean `asserted`?"),
    ("text += 'statess: x\\n'", "`statess` is no key"),
    ("text += 'stance: denied\\n'", "stands twice in one block"),
    ("text += 'note: \"open\\n'", "not closed"),
    ("text += 'id: c12345\\n'", "the tool issues the id"),
    ("text += 'reviewedBy: B. Coder\\n'", "in a claim that is being entered"),
    ("text = text.replace('source: paper', 'source: papre')", "did you mean `paper`?"),
    ("text = text.replace('source: paper\\n', '')", "`source` is missing"),
    ("text = text.replace('claimant: agency', 'claimant:')", "claimant"),
    ("text = text.replace('2,150 children', '2,151 children')", "not «2,151»"),
    ("text = '- just\\n- a list\\n'", "this is no claim"),
    ("text += 'claims: []\\n'", "has no place in a new claim"),
    ("text += 'mentions: {}\\n'", "write them into the claims file of the source"),
    ("text += 'states: {Count: {population: nobody, statedCount: 1}}\\n'", f"of {cases.CLAIMS_FILE}, below its"),
    ("text += 'states:\\n- Count: {population: childen, statedCount: 1}\\n'", "children"),
]


@pytest.mark.parametrize(("code", "message"), BROKEN)
def test_a_block_that_is_wrong_is_told_kept_and_taken_up_again(case: Path, code: str, message: str) -> None:
    before = (case / cases.CLAIMS_FILE).read_bytes()
    done = add(case, QUOTE, "--edit", editor=script(case, code))
    assert done.returncode == 1, done.stderr
    assert message in done.stderr
    assert "the text is kept in build/drafts/paper.yaml" in done.stderr
    assert (case / cases.CLAIMS_FILE).read_bytes() == before
    draft = case / "build/drafts/paper.yaml"
    mended = f"source: paper\nquote: {QUOTE}\nclaimant: agency\nstance: asserted\n"
    done = kg(case, "add", "--draft", str(draft), *CODER, "--edit", editor=script(case, f"text = {mended!r}"))
    assert done.returncode == 0, done.stderr
    assert not draft.exists()


def test_a_finding_stands_at_the_line_where_it_was_typed(case: Path) -> None:
    done = add(case, QUOTE, "--edit", editor=script(case, "text += 'statess: x\\n'"))
    draft = (case / "build/drafts/paper.yaml").read_text("utf-8")
    line = draft.split("\n").index("statess: x") + 1
    assert f"build/drafts/paper.yaml:{line}:1: violation" in done.stderr


def test_what_flags_make_wrong_is_kept_too(case: Path) -> None:
    done = add(case, QUOTE, "--date", "last yeer")
    assert done.returncode == 1
    assert "the text is kept in build/drafts/paper.yaml" in done.stderr
    assert "date: last yeer" in (case / "build/drafts/paper.yaml").read_text("utf-8")
    assert "build/drafts/paper-2.yaml" in add(case, QUOTE, "--date", "last yeer").stderr


def test_an_editor_that_fails_loses_nothing(case: Path) -> None:
    done = add(case, QUOTE, "--edit", editor="false")
    assert done.returncode == 2
    assert "the text is kept" in done.stderr
    assert QUOTE in (case / "build/drafts/paper.yaml").read_text("utf-8")


def test_a_case_that_is_wrong_elsewhere_can_be_worked_on(case: Path) -> None:
    register = case / "data/register/all.yaml"
    register.write_text(register.read_text("utf-8") + "Persn: {}\n", "utf-8")
    done = add(case, QUOTE)
    assert done.returncode == 0
    assert "1 violation(s) elsewhere hide what the shapes say of it" in done.stderr


# Text


HOSTILE = [
    "no", "- a list?", "a: b", "# none", "it's \"so\"", "{a, b}", "[1]", "& * ! | > ' % @ `", "שלום עולם",
    "👩‍👧 taken",
    "тест: «дітей»", "a\u2028b", "back\\slash", "x #y", "null", "1_000", "\u202eevil", "tab\there", "? key",
    "ends with:",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_go_in_and_are_found_again(words: str, tmp_path: Path) -> None:
    text = f"Anna Pole said {words} yes and so on.\nAnother line.\n"
    case = small(tmp_path, text)
    claim = entered(case, f"said {words} yes", "--stance", "asserted", "--claimant", "pole")
    found = locate(Snapshot(text), claim.text("quote"))
    assert isinstance(found, Found)


def test_words_that_run_over_lines_become_one_line(tmp_path: Path) -> None:
    case = small(tmp_path, "Anna Pole said\n   children  were\r\ntaken.\n")
    claim = entered(case, "children were taken", "--claimant", "pole")
    assert claim.text("quote") == "children  were taken"


ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(ANY)
def test_any_text_reads_back_the_same(text: str) -> None:
    for line, value in ((f"key: {written(text)}", text), (f"key: {{k: [{written(text, flow=True)}]}}", text)):
        content, findings = read(line, "")
        assert not findings
        node = content.get("key") if isinstance(content, Mapping) else None
        if isinstance(node, Mapping):
            listed = node.get("k")
            node = listed.items[0] if isinstance(listed, Sequence) else None
        assert isinstance(node, Scalar)
        assert node.text == value


@given(st.lists(ANY, min_size=1, max_size=3))
def test_a_block_of_any_texts_reads_back_in_braces(texts: list[str]) -> None:
    lines = [f"k{number}: {written(text)}" for number, text in enumerate(texts)]
    content, _ = read("\n".join(lines), "")
    assert isinstance(content, Mapping)
    again, findings = read(f"x: {flowing(content)}", "")
    assert not findings
    assert isinstance(again, Mapping)
    assert [value.text for _, value in again.get("x").entries.values()] == texts  # type: ignore[union-attr]


ITEM = ["id: cnew", "quote: words", "states:", "- Count: {population: p}"]
NEW = "- id: cnew\n  quote: words\n  states:\n  - Count: {population: p}\n"
FILES = {
    "empty": ("", f"claims:\n{NEW}"),
    "comments": ("# only\n", f"# only\nclaims:\n{NEW}"),
    "no end": ("source: s", f"source: s\nclaims:\n{NEW}"),
    "nothing": ("claims:\nx: 1\n", f"claims:\n{NEW}x: 1\n"),
    "brackets": ("claims: []  # none yet\n", f"claims:   # none yet\n{NEW}"),
    "block": ("claims:\n- id: a\n  b: c\n", f"claims:\n- id: a\n  b: c\n{NEW}"),
    "trailing": ("claims:\n- id: a\n\n# the end\n", f"claims:\n- id: a\n{NEW}\n# the end\n"),
    "inner": ("claims:\n- id: a\n  # of a\n# the end\n", f"claims:\n- id: a\n  # of a\n{NEW}# the end\n"),
    "after": ("claims:\n- id: a\nmentions: {}\n", f"claims:\n- id: a\n{NEW}mentions: {{}}\n"),
    "group": ("claims:\n- x: y\n  claims:\n  - id: a\n", f"claims:\n- x: y\n  claims:\n  - id: a\n{NEW}"),
    "literal": ("claims:\n- q: |\n    a\n    b\n\n\n", f"claims:\n- q: |\n    a\n    b\n{NEW}\n\n"),
    "quoted": ('claims:\n- q: "a\n    b"\n', f'claims:\n- q: "a\n    b"\n{NEW}'),
    "remark": ("claims:\n- q: a # why\n", f"claims:\n- q: a # why\n{NEW}"),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_item_goes_to_the_end_of_its_list_and_all_else_stays(name: str, end: str) -> None:
    end = end if "\n" in FILES[name][0] else "\n"
    before, after = (text.replace("\n", end) for text in FILES[name])
    made = appended(before, "f.yaml", "claims", ITEM)
    assert made.text == after
    assert made.text.split(end)[made.line - 1].lstrip().startswith("- id: cnew")


def test_an_item_in_a_deeper_list_and_in_brackets() -> None:
    deep = appended("claims:\n  - id: a\n", "f.yaml", "claims", ITEM)
    assert deep.text == "claims:\n  - id: a\n" + "".join(f"  {line}\n" for line in NEW.splitlines())
    flow = appended("claims: [{id: a}, ]\n", "f.yaml", "claims", ITEM)
    assert flow.text == "claims: [{id: a}, {id: cnew, quote: words, states: [{Count: {population: p}}]}, ]\n"


def test_a_file_with_a_mark_and_windows_line_ends_keeps_both(case: Path) -> None:
    path = case / cases.CLAIMS_FILE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    entered(case, QUOTE)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfsource")
    assert raw.count(b"\n") == raw.count(b"\r\n")
