"""Which pack a command of `evenhand packs` means, and how it says that there is none."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from evenhand.procedures.rules.findings import PackUnusable
    from evenhand.procedures.rules.procedure import Procedure

UNUSABLE = 2


def find_path(pack: str, as_json: bool) -> Path:
    """A path as it is; otherwise the folder of the installed pack of that id."""
    if Path(pack).exists():
        return Path(pack)
    read_settings()
    from evenhand.procedures.packs import list_folders

    folders = {folder.name: folder for folder in list_folders()}
    if pack not in folders:
        stop(f"there is no pack and no folder {pack}", as_json)
    return folders[pack]


def find_pack(pack: str, as_json: bool) -> Procedure:
    """The pack that is meant, whole; or every fault it has, and the end."""
    from evenhand.procedures.packs import load_pack
    from evenhand.procedures.rules.findings import PackUnusable

    try:
        return load_pack(find_path(pack, as_json))
    except PackUnusable as fault:
        stop_unusable(fault, as_json)


def read_settings() -> None:
    """Only the settings are read, for where packs stand: no table, no key, no application."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.site.settings")


def stop_unusable(fault: PackUnusable, as_json: bool) -> NoReturn:
    """Print every fault and leave with 2."""
    if as_json:
        print_json({"error": "the pack cannot be used", "faults": [asdict(each) for each in fault.faults]})
    else:
        for each in fault.faults:
            typer.echo(str(each), err=True)
    raise SystemExit(UNUSABLE)


def stop(sentence: str, as_json: bool) -> NoReturn:
    """Print why not and leave with 2."""
    if as_json:
        print_json({"error": sentence})
    else:
        typer.echo(sentence, err=True)
    raise SystemExit(UNUSABLE)


def print_json(value: Any) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
