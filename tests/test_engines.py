"""Engines in a process of their own: a crash is an error, a hang has an end, two have to agree, nothing reaches out."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg.build import assemble
from kg.cli.errors import guarded
from kg.engines import DEFAULT, ENGINES, LOCAL, auto, engine
from kg.engines.apart import Apart
from kg.engines.both import Both
from kg.errors import EngineError, Incomplete, InputError
from kg.findings import Severity, ShaclResult
from kg.quads import triples
from kg.store import parse
from kg.validate import Shapes, load, validate
from tests import seedcase
from tests.console import kg

E = "http://example.org/"
PREFIXES = (
    f"@prefix e: <{E}> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
)
DATA = "@prefix e: <http://example.org/> .\ne:a a e:Thing . e:b a e:Thing ; e:name 'b' .\n"
NAMED = "e:S a sh:NodeShape ; sh:targetClass e:Thing ; sh:property e:P . e:P sh:path e:name ; sh:minCount 1 ."
ENDLESS = """e:S a sh:NodeShape ; sh:targetClass e:Thing ; sh:sparql [ sh:message "m" ; sh:select \"\"\"
  SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . FILTER(?a = <http://e/none>)
  }\"\"\" ] ."""

HIDDEN = (
    "FILTER(1<2)SERVICE?s{ FILTER(?a>3) }",
    "FILTER(1<2)SERVICE?s#>\n{ ?a ?b ?c }",
    "SERVICE:x { ?a ?b ?c }",
    "?a ?b trueSERVICE <http://x/> { ?a ?b ?c }",
    "BIND('''x'y''' AS ?q) SERVICE <http://x/> { ?a ?b 'c' }",
    "?a e:a\\\\# ?x . SERVICE <http://x/> { ?a ?b ?c }\n",
    "\\\\u0053ERVICE <http://x/> { ?a ?b ?c }",
)
"""SERVICE where a reader could take it for a part of something else."""


def shapes(folder: Path, text: str) -> Shapes:
    (folder / "shapes.ttl").write_text(PREFIXES + text, "utf-8")
    return load([folder / "shapes.ttl"])


def given(folder: Path, text: str = NAMED, data: str = DATA) -> tuple[str, ...]:
    """The words of a `kg validate` over files."""
    (folder / "data.ttl").write_text(data, "utf-8")
    (folder / "shapes.ttl").write_text(PREFIXES + text, "utf-8")
    return "validate", str(folder / "data.ttl"), "--shapes", str(folder / "shapes.ttl")


def quads(text: str) -> list[Any]:
    return parse(text.encode(), "ttl")


@pytest.mark.parametrize("name", LOCAL)
def test_an_engine_says_the_same_in_another_process(tmp_path: Path, name: str) -> None:
    rules = shapes(tmp_path, NAMED)
    data = triples(quads(DATA))
    assert Apart(name).run(data, rules.ntriples) == engine(name).run(data, rules.ntriples) != []


def child(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> Apart:
    """An engine whose process does this."""
    (folder / "child.py").write_text(code, "utf-8")
    monkeypatch.setattr("kg.engines.apart.CHILD", folder / "child.py")
    return Apart("shifty", 20)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import os; os.kill(os.getpid(), 9)", "was ended by signal 9"),
        ("import os; os.abort()", "was ended by signal 6"),
        ("raise MemoryError", "for lack of memory"),
        ("raise ValueError('odd')", "crashed: ValueError: odd"),
        ("import sys; sys.exit(3)", "crashed: status 3"),
        ("print('nonsense')", "no triple"),
        ("import sys; sys.stdout.buffer.write(bytes([255]))", "nonsense"),
        ("import sys; sys.exit(10)", "crashed"),
    ],
)
def test_a_crash_is_an_error_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, said: str
) -> None:
    with pytest.raises(EngineError, match=said) as caught:
        child(monkeypatch, tmp_path, code).run(b"", b"")
    assert caught.value.exit_status == 2


def test_a_crash_is_told_by_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, tmp_path, "import os; os.kill(os.getpid(), 11)")
    done = kg(*given(tmp_path))
    assert done.returncode == 2
    assert "ended by signal 11" in done.stderr
    assert "--engine pyshacl" in done.stderr


def test_a_hang_ends_and_no_report_is_green(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, tmp_path, "import time; time.sleep(60)")
    begun = time.monotonic()
    done = kg(*given(tmp_path), "--timeout", "0.3", "-f", "json")
    assert time.monotonic() - begun < 20
    assert done.returncode == 3
    found = json.loads(done.stdout)
    assert found["incomplete"] is True
    assert found["leftOut"] == "the engine shifty was stopped after 0.3 s"
    with pytest.raises(Incomplete):
        Apart("shifty", 0.1).run(b"", b"")


@pytest.mark.parametrize("name", LOCAL)
def test_a_constraint_that_never_ends_is_stopped(tmp_path: Path, name: str) -> None:
    data = "@prefix e: <http://example.org/> .\n" + "".join(f"e:n{n} a e:Thing ; e:name {n} .\n" for n in range(300))
    done = kg(*given(tmp_path, ENDLESS, data), "--engine", name, "--timeout", "1.5")
    assert done.returncode == 3
    assert "was stopped after 1.5 s" in done.stderr


def test_ctrl_c_ends_the_engine_too(tmp_path: Path) -> None:
    data = "@prefix e: <http://example.org/> .\n" + "".join(f"e:n{n} a e:Thing ; e:name {n} .\n" for n in range(300))
    words = given(tmp_path, ENDLESS, data)
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    children: list[int] = []
    for _ in range(200):
        time.sleep(0.05)
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if children := [int(word) for word in listed.read_text("utf-8").split()]:
            break
    assert children
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 130
    for _ in range(100):
        if not any(_lives(each) for each in children):
            return
        time.sleep(0.05)
    raise AssertionError("the engine lives on")


def test_ctrl_c_ends_both_engines(tmp_path: Path) -> None:
    data = "@prefix e: <http://example.org/> .\n" + "".join(f"e:n{n} a e:Thing ; e:name {n} .\n" for n in range(300))
    words = [sys.executable, "-m", "kg", *given(tmp_path, ENDLESS, data), "--cross-check", "--timeout", "60"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    time.sleep(2)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=50)
    assert process.returncode == 130
    assert time.monotonic() - begun < 20


def test_an_engine_that_fails_ends_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys, time; sys.argv[1] == 'pyshacl' and sys.exit(3); time.sleep(60)"
    child(monkeypatch, tmp_path, code)
    begun = time.monotonic()
    with pytest.raises(EngineError, match="pyshacl crashed"):
        Both(Apart("shifty", 60), Apart("pyshacl", 60)).run(b"", b"")
    assert time.monotonic() - begun < 20


def test_an_engine_whose_kg_was_killed_ends_by_itself() -> None:
    code = (
        "import sys, time; sys.argv = ['child', 'shifty', '0.2']; import kg.engines.child as child; child.GRACE = 0.2;"
        " child._end_by_itself(0.2); time.sleep(60)"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=30, check=False)
    assert done.returncode == -signal.SIGALRM


@pytest.mark.parametrize(
    "call", ["socket.create_connection(('127.0.0.1', 9))", "urllib.request.urlopen('http://127.0.0.1:9/')"]
)
def test_an_engine_cannot_reach_out(call: str) -> None:
    code = f"import socket, sys, urllib.request, kg.engines.child as c; sys.addaudithook(c._offline); {call}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert "PermissionError: nothing here asks another server" in done.stderr


def _lives(number: int) -> bool:
    """Whether a process still does something: what nobody has asked for its end is listed, but dead."""
    try:
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_too_little_memory_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    def full() -> None:
        raise MemoryError

    assert guarded(full) == 2
    assert "not enough memory" in capsys.readouterr().err


# Which engine.


def test_auto_takes_the_quickest_that_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert auto() == DEFAULT
    monkeypatch.setattr("kg.engines.find_spec", lambda name: None if name == "shifty" else object())
    assert auto() == "pyshacl"
    done = kg(*given(tmp_path))
    assert done.returncode == 1
    assert "shifty is not installed; pyshacl takes its place" in done.stderr
    monkeypatch.setattr("kg.engines.find_spec", lambda _: None)
    missing = kg(*given(tmp_path))
    assert missing.returncode == 2
    assert "pip install" in missing.stderr


# Two engines.


def test_engines_that_agree_add_nothing(tmp_path: Path) -> None:
    words = given(tmp_path)
    one, both = kg(*words, "-f", "json"), kg(*words, "--cross-check", "-f", "json")
    assert json.loads(one.stdout)["findings"] == json.loads(both.stdout)["findings"] != []
    assert json.loads(both.stdout)["engine"] == "shifty+pyshacl"


ODD = (
    r'"01"^^<http://www.w3.org/2001/XMLSchema#integer>', r'"1."^^<http://www.w3.org/2001/XMLSchema#decimal>',
    r'"A"@en-GB', r'"s"^^<http://www.w3.org/2001/XMLSchema#string>', r'"a\u2028b\u0085c\u001Cd"',
    r'"\t\b\f\r\n\"\\ \u0001 \u007F \u00E9"', r'"\u00A0"', r'" "', r'"\U0001F600"', r'<http://e/\u00FC>',
)  # fmt: skip


def test_values_come_back_as_they_were_written_from_either_engine(tmp_path: Path) -> None:
    """A line of a report ends where N-Triples says, and no engine has a say in how a literal is spelt."""
    rules = shapes(tmp_path, "e:S a sh:NodeShape ; sh:targetObjectsOf e:p ; sh:nodeKind sh:BlankNode .")
    text = "".join(f"<{E}a> <{E}p> {value} .\n" for value in ODD)
    stated = sorted(value for _, _, value, _ in parse(text.encode(), "nt"))
    for name in LOCAL:
        assert [each.value for each in engine(name).run(text.encode(), rules.ntriples)] == stated, name


def test_what_one_engine_alone_finds_is_a_finding(tmp_path: Path) -> None:
    """A known difference: pySHACL says that a word is greater than a number."""
    rule = """e:S a sh:NodeShape ; sh:targetClass e:Thing ; sh:sparql [ sh:message "More." ; sh:select
        "SELECT $this ?value WHERE { $this <http://example.org/name> ?value FILTER(?value > 1) }" ] ."""
    found = kg(*given(tmp_path, rule, DATA.replace("'b'", "'many'")), "--cross-check", "-f", "json")
    told = [each for each in json.loads(found.stdout)["findings"] if each["rule"] == "engines-disagree"]
    assert [each["focus"] for each in told] == [f"{E}b"]
    assert "only pyshacl finds this (SPARQLConstraintComponent)" in told[0]["message"]
    assert found.returncode == 1


def test_either_engine_may_be_the_one_that_finds_more() -> None:
    class Says:
        def __init__(self, name: str, *results: ShaclResult) -> None:
            self.name, self._results = name, list(results)

        def run(self, data_ntriples: bytes, shapes: bytes) -> list[ShaclResult]:
            return self._results

    one = ShaclResult("<e:a>", "e:S", "", "", Severity.INFO, '"x"', "e#C")
    two = one._replace(focus="<e:b>")
    worded = one._replace(message='"y"')
    found = Both(Says("a", one), Says("b", two, worded)).run(b"", b"")
    assert [(each.focus, each.message) for each in found if each.severity is Severity.VIOLATION] == [
        ("<e:b>", '"only b finds this (C)"')
    ]
    assert one in found


def test_both_engines_agree_on_the_case_as_it_began() -> None:
    assembly = assemble(seedcase.seed())
    asked = Both(engine("shifty"), engine("pyshacl"))
    report = validate([*assembly.stated, *assembly.derived], positions=assembly.positions, engine_name=asked)
    assert report.findings == ()
    assert sum(row.nodes for row in report.coverage) > 500


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300", "-1", "soon"])
def test_a_time_that_is_none_is_refused(tmp_path: Path, seconds: str) -> None:
    assert kg(*given(tmp_path), "--timeout", seconds).returncode == 2


def test_cross_check_and_a_single_engine_do_not_go_together(tmp_path: Path) -> None:
    assert kg(*given(tmp_path), "--cross-check", "--engine", "pyshacl").returncode == 2


NAMELESS = "@prefix e: <http://example.org/> .\n[] a e:Thing . [] a e:Thing ; e:part [ a e:Thing ] .\n"
WORDLESS = (
    "e:S a sh:NodeShape ; sh:targetClass e:Thing ; sh:property [ sh:path e:name ; sh:minCount 1 ; sh:maxCount 2 ] , "
    "[ sh:path e:part ; sh:nodeKind sh:IRI ; sh:in ( e:x e:y 5 ) ] ; sh:closed true ; "
    "sh:ignoredProperties ( rdf:type e:part ) ."
)


def test_nodes_and_shapes_without_names_and_words_are_alike_from_both(tmp_path: Path) -> None:
    rules, data = shapes(tmp_path, WORDLESS), quads(NAMELESS)
    ours, theirs = (validate(data, rules, engine_name=name).findings for name in LOCAL)
    assert ours == theirs
    assert {each.message for each in ours} == {
        "This does not fit `sh:minCount 1`.",
        "This does not fit `sh:nodeKind sh:IRI`.",
        f"This does not fit `sh:in {E}x {E}y 5`.",
    }


# Shapes that no engine may be given.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{NAMED} e:S sh:and _:l . _:l rdf:first e:S2 ; rdf:rest _:l .", "a list of the shapes has no end"),
        (f"{NAMED} e:S sh:in _:l . _:l rdf:first 1 ; rdf:rest _:m . _:m rdf:first 2 ; rdf:rest _:l .", "has no end"),
        (f"{NAMED} e:P sh:node e:S .", f"recursive: {E}P → {E}S → {E}P"),
        (f"{NAMED} e:S sh:not e:S .", f"recursive: {E}S → {E}S"),
        (f"{NAMED} e:S sh:or ( [ sh:node e:S ] ) .", "recursive"),
        (f"{NAMED} e:o owl:imports <https://example.org/more> .", "import https://example.org/more, which is never"),
        (ENDLESS.replace("?a ?b ?c .", "SERVICE <http://localhost/> { ?a ?b ?c }"), "asks another server"),
        (ENDLESS.replace("?a ?b ?c .", "service ?s { ?a ?b ?c }"), "asks another server"),
        (ENDLESS.replace("?a ?b ?c .", "SERVICE SILENT <http://x/> { ?a ?b ?c }"), "asks another server"),
        *((ENDLESS.replace("?a ?b ?c .", hidden), "asks another server") for hidden in HIDDEN),
    ],
)
def test_what_would_hang_or_reach_out_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        shapes(tmp_path, text)
    assert caught.value.remedy
    assert kg(*given(tmp_path, text)).returncode == 2


@pytest.mark.parametrize(
    "text",
    [
        f"{NAMED} e:o a owl:Ontology . e:p owl:imports e:o .",
        ENDLESS.replace(
            "?a ?b ?c .",
            "# SERVICE is not used\n ?a <http://e/service> 'SERVICE' . ?service e:service ?c ."
            " ?c my-service:x '''SERVICE''' .",
        ),
        (
            f"{NAMED} e:S sh:and ( e:P e:T ) . e:T sh:path e:name ; sh:node e:U ; sh:property e:V . "
            "e:V sh:path e:name . e:U sh:property e:V ."
        ),
    ],
)
def test_what_only_looks_like_it_is_not_refused(tmp_path: Path, text: str) -> None:
    assert shapes(tmp_path, text).targets


def test_imports_can_be_done_without(tmp_path: Path) -> None:
    words = given(tmp_path, f"{NAMED} e:o owl:imports <https://example.org/more> .")
    assert kg(*words).returncode == 2
    assert kg(*words, "--ignore-imports").returncode == 1


def test_a_long_way_of_shapes_is_walked_without_recursion(tmp_path: Path) -> None:
    text = NAMED + "".join(f" e:N{n} a sh:NodeShape ; sh:node e:N{n + 1} ." for n in range(3000))
    assert len(shapes(tmp_path, text).rules) > 3000


def test_the_engines_are_all_there() -> None:
    assert [*ENGINES] == [*LOCAL] == ["shifty", "pyshacl"]
