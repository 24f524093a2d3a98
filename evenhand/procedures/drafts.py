"""A centre's drafts: folders under its home in which a pack is written before anybody uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from evenhand.procedures.checking import check_pack
from evenhand.procedures.packs import find_installed, list_in_root
from evenhand.procedures.rules.findings import PackFault
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
ANOTHER_NAME = "the folder of a draft is named like its pack: {0}, not {1}"


@dataclass(frozen=True)
class Draft:
    """A draft as it stands now: its folder's name, the procedure if it can be read, and every fault."""

    code: str
    folder: Path
    procedure: Procedure | None
    faults: tuple[PackFault, ...]

    @property
    def is_clean(self) -> bool:
        """Whether it can be proposed."""
        return self.procedure is not None and not self.faults


def find_drafts_root() -> Path:
    """Where drafts stand."""
    from django.conf import settings

    return Path(settings.EVENHAND_HOME) / "drafts"


def list_drafts() -> tuple[Draft, ...]:
    """Every draft of this installation, checked."""
    return tuple(_check(folder) for folder in list_in_root(find_drafts_root()) if NAME.fullmatch(folder.name))


def find_draft(code: str) -> Draft | None:
    """The draft of that name, checked."""
    folder = find_drafts_root() / code
    if not NAME.fullmatch(code) or not (folder / "pack.toml").is_file():
        return None
    return _check(folder)


def _check(folder: Path) -> Draft:
    checked = check_pack(folder, frozenset(tag.value for tag in Tag), find_installed)
    procedure, faults = checked.procedure, checked.faults
    if procedure is not None and procedure.id != folder.name:
        sentence = ANOTHER_NAME.format(procedure.id, folder.name)
        faults = (*faults, PackFault("pack.toml", "id", None, sentence))
    return Draft(folder.name, folder, procedure, faults)
