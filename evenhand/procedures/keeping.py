"""Putting a version of a pack where cases find it again: whole or not at all, and never over another one."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from evenhand.procedures.packs import (
    find_own_root,
    forget_found,
    keep_pack,
    list_in_root,
    list_roots,
)
from evenhand.procedures.reading import read_folder
from evenhand.procedures.rules.findings import PackUnusable
from evenhand.procedures.rules.procedure import Procedure


class VersionTaken(Exception):
    """Another pack stands under that name and version already."""


def name_version(pack: str, version: str) -> str:
    """The folder of one version: `community_mediation@1.0.0`."""
    return f"{pack}@{version}"


def find_shipped(pack: str) -> tuple[Path, ...]:
    """The folders of a pack that came with the program, or that the operator of the machine put beside it."""
    roots = list_roots()[1:]
    return tuple(one for root in roots for one in list_in_root(root) if one.name.split("@")[0] == pack)


def is_shipped(procedure: Procedure) -> bool:
    """Whether exactly this procedure came with the program."""
    return any(_has_stamp(folder, procedure.stamp) for folder in find_shipped(procedure.id))


def _has_stamp(folder: Path, stamp: str) -> bool:
    try:
        return keep_pack(folder).stamp == stamp
    except PackUnusable:
        return False


def keep_version(procedure: Procedure) -> None:
    """Before the first case under a shipped version: keep it in the home, so that an upgrade never loses it.

    After that it costs one look at the disk.
    """
    target = find_own_root() / name_version(procedure.id, procedure.version)
    if target.exists():
        return
    for folder in find_shipped(procedure.id):
        if _has_stamp(folder, procedure.stamp):
            put_version(folder, procedure.id, procedure.version, procedure.stamp)
            return


def put_version(folder: Path, pack: str, version: str, stamp: str) -> bool:
    """Copy a pack's folder to its place among the versions, by one rename. False when it is not what `stamp` says.

    The copy is read, not the original: what was compared is what will be used. Raises `VersionTaken`.
    """
    root = find_own_root()
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".new-") as place:
        fresh = Path(place) / "pack"
        shutil.copytree(folder, fresh, symlinks=True)
        if _read_stamp(fresh) != stamp:
            return False
        _rename(fresh, root / name_version(pack, version), stamp)
    forget_found()
    return True


def _read_stamp(folder: Path) -> str:
    found = read_folder(folder)
    return "" if found.faults else found.stamp


def _rename(fresh: Path, target: Path, stamp: str) -> None:
    try:
        os.rename(fresh, target)
    except OSError:
        # Somebody was first, or it was put here before a crash: the same is as good.
        if not target.is_dir() or _read_stamp(target) != stamp:
            raise VersionTaken(target.name) from None
