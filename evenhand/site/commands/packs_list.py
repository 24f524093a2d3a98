"""What `evenhand packs list` tells: every version that stands here, and whether new cases may come under it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.site.commands.packs_found import read_settings

if TYPE_CHECKING:
    from evenhand.procedures.rules.procedure import Procedure

# What stands behind a line for people; a version that is shipped needs no word.
STATE_WORDS = {
    "kept": ", kept for running cases",
    "approved": ", approved here",
    "proposed": ", NOT APPROVED: proposed",
    "withdrawn": ", NOT APPROVED: withdrawn",
    "nobody": ", no new case uses it: kept for running cases, or NOT APPROVED by two people",
    "unknown": ", not known whether it was approved: the database does not answer",
}


def list_rows(language: str) -> list[dict[str, Any]]:
    """One row for each version, by folder; one with faults says how many."""
    read_settings()
    from evenhand.procedures.packs import keep_pack, list_folders
    from evenhand.procedures.rules.findings import PackUnusable

    rows: list[dict[str, Any]] = []
    for folder in list_folders():
        try:
            rows.append(_describe(keep_pack(folder), folder, language))
        except PackUnusable as fault:
            broken = {"usable": False, "state": "broken", "faults": len(fault.faults)}
            rows.append({"id": folder.name, "folder": str(folder), **broken})
    return rows


def _describe(procedure: Procedure, folder: Path, language: str) -> dict[str, Any]:
    return {
        "id": procedure.id,
        "version": procedure.version,
        "title": procedure.title.in_language(language),
        "review": procedure.review,
        "languages": list(procedure.languages),
        "folder": str(folder),
        "state": _find_state(procedure, folder),
        "usable": True,
    }


def _find_state(procedure: Procedure, folder: Path) -> str:
    """`shipped`, `kept`, or what the centre's people have said of it; the database is asked only then."""
    from evenhand.procedures.keeping import find_shipped, is_shipped

    if folder in find_shipped(procedure.id):
        return "shipped"
    if is_shipped(procedure):
        return "kept"
    states = _make_reader()(procedure)
    order = ("approved", "proposed", "withdrawn", "unknown")
    return next((state for state in order if state in states), "nobody")


@cache
def _make_reader() -> Callable[[Procedure], set[str]]:
    from evenhand.site.cli import start_django

    start_django()
    from django.db import Error

    from evenhand.procedures.queries import read_states

    def read(procedure: Procedure) -> set[str]:
        try:
            return read_states(procedure)
        except Error:
            return {"unknown"}

    return read
