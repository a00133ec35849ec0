"""The build: same input, same bytes; and whatever interrupts it, the last good build stays."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build import build, canonical, check_build, folder, open_store, read_manifest
from kg.build.places import FILE, find, write
from kg.cli import main
from kg.errors import BuildError, CaseError, FindingsError
from kg.findings import Position
from kg.schema import data
from tests.cases import CLAIMS, FILES, REGISTER, make, swap
from tests.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.engines.apart import Apart
    from kg.findings import Report

NOBODY = 65534
ARTEFACTS = ("graph.nq", "manifest.json", "positions.tsv")
ASK = "SELECT ?claim WHERE { ?claim <https://w3id.org/child-transfer/ns#stance> ?stance }"


def written(root: Path) -> dict[str, bytes]:
    """The files of a build whose bytes are promised."""
    return {name: (root / "build" / name).read_bytes() for name in ARTEFACTS}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case, built once; to be copied, never changed."""
    root = make(tmp_path_factory.mktemp("made") / "case")
    build(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """The small case with its build, free to be broken."""
    return Path(shutil.copytree(made, tmp_path / "case"))


def edit(root: Path) -> None:
    """A change that makes another graph."""
    (root / "data/register/all.yaml").write_text(swap(REGISTER, "a minister", "one minister"), "utf-8")


def claims(root: Path) -> int:
    """How many claims the built store answers with."""
    store = open_store(root)
    try:
        return len(list(store.select(ASK)))
    finally:
        store.close()


def leftovers(root: Path) -> set[str]:
    """What lies in the build folder and is no artefact."""
    return {path.name for path in (root / "build").iterdir()} - {*ARTEFACTS, "store", ".lock"}


# Same input, same bytes


def shuffled(text: str, seed: int) -> str:
    """An entity file with its classes, and the members of each, in another order."""
    chance = random.Random(seed)  # noqa: S311
    sections = [block.split("\n  ") for block in re.split(r"\n(?=\S)", text.strip("\n"))]
    for head, *members in chance.sample(sections, len(sections)):
        sections.append([head, *chance.sample(members, len(members))])
    return "\n".join("\n  ".join(section) for section in sections[len(sections) // 2 :]) + "\n"


def test_file_names_and_order_of_entities_do_not_matter(tmp_path: Path) -> None:
    first = canonical(make(tmp_path / "first")).lines
    for seed in range(2):
        root = make(tmp_path / f"other{seed}", register=shuffled(REGISTER, seed))
        for number, path in enumerate(sorted((root / "data").rglob("*.yaml"), reverse=bool(seed % 2))):
            path.rename(path.parent / f"{number}-{seed}.yml")
        assert canonical(root).lines == first


def test_shuffling_shuffles() -> None:
    assert len({shuffled(REGISTER, seed) for seed in range(4)}) > 1
    assert {*shuffled(REGISTER, 1).splitlines()} == {*REGISTER.splitlines()}


def test_order_of_claims_does_not_matter(tmp_path: Path) -> None:
    head, *stated = CLAIMS.split("\n- id: ")
    turned = "\n- id: ".join([head, *(claim.rstrip("\n") for claim in reversed(stated))]) + "\n"
    assert canonical(make(tmp_path / "a")).lines == canonical(make(tmp_path / "b", claims=turned)).lines


def test_a_changed_word_changes_the_bytes(tmp_path: Path) -> None:
    other = make(tmp_path / "b", register=swap(REGISTER, "a minister", "one minister"))
    assert canonical(make(tmp_path / "a")).lines != canonical(other).lines


def test_a_query_that_lies_in_a_case_is_not_run_by_a_build(tmp_path: Path) -> None:
    """It could ask another host: only what ships with the tool is run without the checks of `kg query`."""
    (tmp_path / "b" / "policies").mkdir(parents=True)
    asking = "SELECT ?proposition { ?proposition ct:supportCount ?n . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    (tmp_path / "b" / "policies" / "mine.rq").write_text(asking, "utf-8")
    assert canonical(make(tmp_path / "b")).lines == canonical(make(tmp_path / "a")).lines


def test_machine_does_not_matter(tmp_path: Path) -> None:
    """Another folder, hash seed, locale and time zone: all three files are the same, byte for byte."""
    first = make(tmp_path / "first")
    build(first)
    for seed, locale, zone in (("0", "C", "Asia/Tokyo"), ("4242", "C.UTF-8", "America/Lima")):
        second = make(tmp_path / f"in a folder {seed}")
        variables = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale, "TZ": zone}
        kg("-C", str(second), "build", **variables)
        assert written(second) == written(first)


def kg(*words: str, **variables: str) -> None:
    """Run the installed command in a process of its own; it must succeed."""
    command = [str(Path(sys.executable).with_name("kg")), *words]
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_manifest_knows_neither_time_nor_machine(tmp_path: Path) -> None:
    manifest = build(make(tmp_path)).manifest
    text = (tmp_path / "build" / "manifest.json").read_text("utf-8")
    assert json.loads(text) == manifest
    assert str(tmp_path) not in text
    assert not re.search(r"\d\d:\d\d", text)
    inputs = manifest["inputs"]
    assert isinstance(inputs, dict)
    assert inputs.keys() == FILES.keys()


def test_positions_are_found_among_many() -> None:
    places = {(f"urn:x:{n}", prop): [Position("a.yaml", n, 1)] for n in range(1, 40) for prop in ("", "urn:p")}
    with tempfile.TemporaryDirectory() as name:
        table = Path(name) / FILE
        table.write_bytes(write(places))
        for n in range(1, 40):
            assert find(table, f"urn:x:{n}") == [("", Position("a.yaml", n, 1)), ("urn:p", Position("a.yaml", n, 1))]
        assert find(table, "urn:x:0") == find(table, "urn:x:40") == find(table, "urn:x:") == []


# Checking a build against its files


def test_check_says_what_an_edit_changed(root: Path) -> None:
    assert check_build(root) == []
    edit(root)
    assert check_build(root) == ["manifest: graph", "manifest: inputs", "graph.nq"]
    build(root)
    assert check_build(root) == []


def test_a_comment_changes_the_inputs_and_not_the_graph(root: Path) -> None:
    with (root / "data/register/all.yaml").open("a") as handle:
        handle.write("# a note\n")
    assert check_build(root) == ["manifest: inputs"]


def test_the_command_tells_by_its_exit_status(root: Path) -> None:
    same = run("-C", str(root), "build", "--check")
    assert (same.returncode, same.stdout) == (0, "")
    edit(root)
    other = run("-C", str(root), "build", "--check")
    assert (other.returncode, other.stdout) == (1, "manifest: graph\nmanifest: inputs\ngraph.nq\n")
    assert "run `kg build`" in other.stderr


def test_check_first_finishes_what_a_killed_build_left(root: Path) -> None:
    """The new graph had come, the new manifest had not."""
    old = root / "build" / folder.OLD
    old.mkdir()
    (root / "build/graph.nq").rename(old / "graph.nq")
    (root / "build/graph.nq").write_text("half of a new build")
    assert check_build(root) == []
    assert leftovers(root) == set()


def test_check_needs_a_build(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="has not been built yet"):
        check_build(make(tmp_path))


def test_a_damaged_graph_is_seen(root: Path) -> None:
    with (root / "build/graph.nq").open("ab") as handle:
        handle.write(b"\n")
    assert check_build(root) == ["graph.nq"]


# Whatever goes wrong, the last build stays


def test_findings_stop_a_build_and_leave_the_old_one(root: Path) -> None:
    before = written(root)
    (root / "data/claims/paper.yaml").write_text(swap(CLAIMS, "stance: denied", "stance: denyed"), "utf-8")
    with pytest.raises(FindingsError) as raised:
        build(root)
    assert [finding.rule for finding in raised.value.findings] == ["unknown-code"]
    assert written(root) == before
    assert claims(root) == 3
    assert leftovers(root) == set()


KILLED = """
import os, shutil, sys
from pathlib import Path
import kg.build.folder as folder

def dying(call, steps):
    def step(*args, **named):
        steps[0] -= 1
        if steps[0] < 0:
            os._exit(9)
        return call(*args, **named)
    return step

def artefacts(place, word):
    (place / "store").mkdir(parents=True)
    for name in ("graph.nq", "manifest.json", "positions.tsv", "store/1", "store/2", "store/3"):
        (place / name).write_text(word)

def build(place, steps):
    for name in ("mkdir", "rename", "replace", "unlink", "rmdir"):
        setattr(os, name, dying(getattr(os, name), steps))
    with folder.locked(place), folder.fresh(place) as new:
        artefacts(new, "new")
    os._exit(0)

root, steps, old = Path(sys.argv[1]), 0, sys.argv[2]
while True:
    place = root / f"{old}{steps}"
    if old == "old":
        artefacts(place, "old")
    pid = os.fork()
    if not pid:
        build(place, [steps])
    ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    folder.settle(place)
    hidden = (".new", ".old", ".gone", ".lock")
    there = [path for path in sorted(place.rglob("*")) if path.is_file() and not {*path.parts} & {*hidden}]
    print(steps, ended, *(f"{path.relative_to(place).as_posix()}={path.read_text()}" for path in there))
    if not ended:
        break
    steps += 1
"""


def killed(tmp_path: Path, old: str) -> list[tuple[int, dict[str, str]]]:
    """Builds that die at the first, second … step that touches the disk: exit status, and what readers find then."""
    command = [sys.executable, "-c", KILLED, str(tmp_path), old]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    return [(int(status), dict(word.split("=") for word in words)) for _, status, *words in lines]


def test_a_build_killed_at_any_step_leaves_one_build_whole(tmp_path: Path) -> None:
    ends = killed(tmp_path, "old")
    assert len(ends) > 20
    assert [status for status, _ in ends] == [9] * (len(ends) - 1) + [0]
    assert {len(files) for _, files in ends} == {6}
    assert all(len({*files.values()}) == 1 for _, files in ends), "old and new are mixed"
    assert {*ends[0][1].values()} == {"old"}
    assert {*ends[-1][1].values()} == {"new"}


def test_a_first_build_that_is_killed_is_none(tmp_path: Path) -> None:
    for status, files in killed(tmp_path, "none"):
        assert "manifest.json" not in files or len(files) == 6, "a manifest without the rest would pass for a build"
        assert status or len(files) == 6


DYING = """
import importlib, os, sys

module, name = sys.argv.pop(1).split(":")
setattr(importlib.import_module(module), name, lambda *_: os._exit(9))
from kg.cli import main

main(sys.argv[1:])
"""


@pytest.mark.parametrize("point", ["kg.build.write:fill", "kg.build.write:write_positions", "kg.build.folder:swap"])
def test_a_killed_command_leaves_a_build_that_can_be_asked(root: Path, point: str) -> None:
    before = written(root)
    edit(root)
    done = subprocess.run([sys.executable, "-c", DYING, point, "-C", str(root), "build"], check=False)
    assert done.returncode == 9
    assert written(root) == before
    assert claims(root) == 3
    assert leftovers(root) == {".new"}
    build(root)
    assert check_build(root) == []
    assert leftovers(root) == set()


def test_a_failure_in_the_middle_of_the_swap_is_undone_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written(root)
    edit(root)
    rename, done = Path.rename, []

    def failing(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) == 4:
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(BuildError, match="Input/output error"):
        build(root)
    assert len(done) > 4
    assert written(root) == before
    assert leftovers(root) == set()


def test_a_second_build_is_told_at_once(root: Path) -> None:
    with folder.locked(root / "build"), pytest.raises(BuildError, match="another build is at work") as raised:
        build(root)
    assert raised.value.remedy == "wait until it ends, then try again"
    build(root)


def test_a_reader_does_not_disturb_a_build_at_work(root: Path) -> None:
    with folder.locked(root / "build"):
        (root / "build" / folder.OLD).mkdir()
        assert claims(root) == 3
        assert (root / "build" / folder.OLD).is_dir()
    assert claims(root) == 3
    assert not (root / "build" / folder.OLD).exists()


# Folders that cannot be written


@contextmanager
def without_rights() -> Iterator[Path]:
    """A folder below which this process is not root while the block runs."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        yield place
        if os.geteuid() == NOBODY:
            os.seteuid(0)


def test_a_folder_without_rights_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with without_rights() as place:
        root = make(place / "case")
        monkeypatch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        root.chmod(0o555)
        if os.geteuid() == 0:
            os.seteuid(NOBODY)
        try:
            with pytest.raises(BuildError, match="cannot be written") as raised:
                build(root)
        finally:
            if os.geteuid() == NOBODY:
                os.seteuid(0)
            root.chmod(0o755)
    assert "rights" in raised.value.remedy


def test_a_build_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "build").write_text("mine")
    with pytest.raises(BuildError, match="cannot be written"):
        build(root)
    assert (root / "build").read_text() == "mine"


def test_a_disk_that_is_full_when_the_graph_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written(root)
    edit(root)
    monkeypatch.setattr(import_module("kg.build.write"), "GRAPH", "/dev/full")  # the system's own answer of a full disk
    with pytest.raises(BuildError, match="no space left") as raised:
        build(root)
    assert "the last build is untouched" in raised.value.remedy
    assert written(root) == before
    assert claims(root) == 3
    assert leftovers(root) == set()


@contextmanager
def tiny_disk(place: Path, size: str) -> Iterator[bool]:
    """A file system of that size at `place`; False where this machine does not let us make one."""
    place.mkdir()
    mount = shutil.which("mount")
    made = bool(mount) and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, check=False
    ).returncode == 0  # fmt: skip
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("size", ["100k", "400k", "900k"])
def test_a_disk_that_is_full_while_the_store_is_written(tmp_path: Path, size: str) -> None:
    root = make(tmp_path / "case")
    with tiny_disk(root / "build", size) as made:
        if not made:
            pytest.skip("only root may make a tiny disk here; the test above asks the system for the same answer")
        with pytest.raises(BuildError, match="no space left"):
            build(root)
        assert leftovers(root) == set()
        with pytest.raises(CaseError, match="has not been built yet"):
            read_manifest(root)


# Reading a build


def test_a_store_that_is_missing_is_said(root: Path) -> None:
    shutil.rmtree(root / "build/store")
    with pytest.raises(BuildError, match="holds no store"):
        open_store(root)


@pytest.mark.parametrize("damage", ['{"tool": ', "[]", ""])
def test_a_manifest_that_is_damaged_is_said(root: Path, damage: str) -> None:
    (root / "build/manifest.json").write_text(damage)
    with pytest.raises(BuildError, match="is damaged"):
        read_manifest(root)


def test_the_store_holds_what_the_graph_says(root: Path) -> None:
    store = open_store(root)
    lines = (root / "build/graph.nq").read_text("utf-8").splitlines()
    assert len(store) == len(lines)
    stated = store.quads(s=f"<{data('minister')}>")
    assert all(" ".join(quad) + " ." in lines for quad in stated)
    store.close()


def test_a_build_folder_that_is_a_link_out_of_the_case_is_left_alone(tmp_path: Path) -> None:
    root, elsewhere = make(tmp_path / "case"), tmp_path / "elsewhere"
    (elsewhere / "store").mkdir(parents=True)
    (elsewhere / "graph.nq").write_text("somebody's own")
    (root / "build").symlink_to(elsewhere)
    with pytest.raises(BuildError, match="leads out of the case"):
        build(root)
    assert sorted(path.name for path in elsewhere.iterdir()) == ["graph.nq", "store"]
    assert (elsewhere / "graph.nq").read_text() == "somebody's own"


def test_an_engine_that_takes_too_long_is_stopped_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[object] = []

    def endless(_assembly: object, *, choice: Apart) -> Report:
        asked.append(choice.seconds)
        raise choice._late()

    monkeypatch.setattr("kg.validate.checking.all_findings", endless)
    root = make(tmp_path)
    assert main(["-C", str(root), "build", "--timeout", "7"]) == 3
    assert asked == [7]
    assert "stopped after 7 s" in capsys.readouterr().err
    assert not list((root / "build").glob("*.nq"))
    assert main(["-C", str(root), "build", "--timeout", "nan"]) == 2
