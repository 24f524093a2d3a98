"""A centre's drafts: folders under its home in which a pack is written before anybody uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evenhand.procedures.checking import check_pack
from evenhand.procedures.known import list_known
from evenhand.procedures.packs import find_installed, list_in_root, list_versions_of
from evenhand.procedures.reading import read_folder
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
    """Going through all states takes a while: an unchanged draft is checked once."""
    olds = tuple(each.name for each in list_versions_of(folder.name))
    found = read_folder(folder)
    if found.faults:
        return _check_anew(folder)
    return _check_once(folder, found.stamp, olds)


@lru_cache(maxsize=32)
def _check_once(folder: Path, stamp: str, olds: tuple[str, ...]) -> Draft:
    return _check_anew(folder)


def _check_anew(folder: Path) -> Draft:
    checked = check_pack(folder, frozenset(tag.value for tag in Tag), find_installed, list_known)
    procedure, faults = checked.procedure, checked.faults
    if procedure is not None and procedure.id != folder.name:
        sentence = ANOTHER_NAME.format(procedure.id, folder.name)
        faults = (*faults, PackFault("pack.toml", "id", None, sentence))
    return Draft(folder.name, folder, procedure, faults)
