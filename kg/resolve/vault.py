"""The vault: where material lies that must not lie in git, and whether this machine has it.

Its folder is named by the variable KG_VAULT, or by the settings of the case. Each source has a folder of its id there.
A vault inside a git work tree, or inside the case, is refused: whoever commits once has published for ever.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import CaseError
from kg.findings import Finding, Position, Severity
from kg.read.files import SETTINGS
from kg.schema import CT, load

if TYPE_CHECKING:
    from kg.read.files import Document
    from kg.schema import Schema

VARIABLE = "KG_VAULT"
REMEDY = "keep it where no git work tree is around it, and name that place by KG_VAULT"


class Vault(NamedTuple):
    """The folder of the vault, None where the case names none; `place` is where it is named."""

    folder: Path | None
    place: Position

    @property
    def mounted(self) -> bool:
        """Whether the folder is there."""
        return self.folder is not None and self.folder.is_dir()

    def shelf(self, source: str) -> Path:
        """The folder of one source; CaseError where the case names no vault."""
        if self.folder is None:
            remedy = f"set {VARIABLE}, or `{CT.vaultPath.rpartition('#')[2]}` … in kg.yaml, to a folder outside git"
            raise CaseError("this case names no vault", remedy=remedy)
        return self.folder / source


def vault_of(root: Path, settings: Document | None, schema: Schema) -> Vault:
    """The vault of the case at `root`, whether it is there or not."""
    key = schema.properties[CT.vaultPath].key
    entry = settings.content.entries.get(key) if settings else None
    place = Position(settings.file, *entry.value.place) if settings and entry else Position("kg.yaml", 1, 1)
    named = os.environ.get(VARIABLE) or (settings.content.text(key) if settings else "")
    return Vault(root / Path(named).expanduser() if named else None, place)


def spoken_of(root: Path) -> bool:
    """Whether the case can have a vault: rather once too often than once too seldom."""
    try:
        text = (root / SETTINGS).read_text("utf-8", "replace")
    except OSError:
        return True
    return bool(os.environ.get(VARIABLE)) or load().properties[CT.vaultPath].key in text


def misplaced(vault: Vault, root: Path) -> Finding | None:
    """The finding for a vault that lies in a git work tree or in the case; None for a sound place, or none."""
    if vault.folder is None:
        return None
    try:
        folder = vault.folder.resolve()
    except (OSError, RuntimeError, ValueError):
        return _finding(vault, "the vault's folder cannot be found", "name a folder that can")
    if folder.is_relative_to(root.resolve()):
        return _finding(vault, "the vault lies inside the case", REMEDY)
    tree = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)
    return _finding(vault, f"the vault lies inside a git work tree: {tree}", REMEDY) if tree else None


def _finding(vault: Vault, message: str, remedy: str) -> Finding:
    by = f", as {VARIABLE} names it" if os.environ.get(VARIABLE) else ""
    return Finding(vault.place, Severity.VIOLATION, "vault-in-git", f"{message}{by}", remedy)
