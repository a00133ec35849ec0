"""The files with which a service checks a case at every push: for GitHub or GitLab, at the top of the git checkout.

Decision: the file is a whole pipeline of plain steps that a team can read and change, not a call of something hidden;
its steps are `kg` commands that anyone can run by hand. A file that is there already is never touched.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg import __version__
from kg.errors import CaseError

HERE = Path(__file__).with_name("ci")
FILES = {
    "github": {".github/workflows/kg.yml": "github.yml", ".github/kg-problem-matcher.json": "problem-matcher.json"},
    "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
}
"""For each service, the files it gets, and of what they are made."""

SERVICES = tuple(FILES)
PACKAGE = f"child-transfer-kg=={__version__}"


def enlist(case: Path, service: str, package: str = PACKAGE) -> list[Path]:
    """Write the service's files for the case and return them; raises CaseError where one is there already.

    `package` is what pip installs: a release, an address of a git revision, or a wheel in the repository.
    """
    top = _top(case)
    made = {top / name: _filled(HERE / source, case, top, package) for name, source in FILES[service].items()}
    for path in made:
        if path.exists():
            raise CaseError(f"{path} is there already", remedy="move it away, or take over what you need by hand")
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sorted(made)


def _top(case: Path) -> Path:
    """The top of the git checkout that the case is in, or the case itself."""
    full = case.resolve()
    return next((above for above in (full, *full.parents) if (above / ".git").exists()), full)


def _filled(template: Path, case: Path, top: Path, package: str) -> str:
    folder = case.resolve().relative_to(top).as_posix()
    prefix = "" if folder == "." else f"{folder}/"
    if any(char in prefix for char in "\\'\"*?[]{}$\n:# "):
        raise CaseError(f"{folder!r} holds a character that a pipeline cannot name", remedy="rename the folder")
    text = template.read_text(encoding="utf-8")
    words = {'"@PACKAGE@"': json.dumps(package), "@FOLDER@": json.dumps(folder), "@PREFIX@": prefix}
    for mark, value in words.items():
        text = text.replace(mark, value)
    return text
