"""Checking a pack before anybody relies on it: a whole folder, or one file of it that stands alone."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evenhand.calendars.rules import is_known_calendar
from evenhand.procedures.packs import place_findings, read_pack
from evenhand.procedures.reading import Folder, read_file, read_folder
from evenhand.procedures.rules.checks import check_clocks, check_form
from evenhand.procedures.rules.clock import Clock, ClockFile
from evenhand.procedures.rules.findings import Finding, PackFault, PackUnusable
from evenhand.procedures.rules.form import Form
from evenhand.procedures.rules.migrating import check_migration
from evenhand.procedures.rules.procedure import LawFile, PackFile, Procedure
from evenhand.procedures.rules.review import check_known, review_procedure
from evenhand.procedures.schema import fit_tables
from evenhand.procedures.toml import parse_toml

# What a file is is told by the key that only it has; a file of clocks alone has none of these.
SHAPES = {"id": PackFile, "act": Form, "article": LawFile}


@dataclass(frozen=True)
class Checked:
    """What a check found: the procedure, where the whole of one was read, and every fault."""

    procedure: Procedure | None
    faults: tuple[PackFault, ...]


ListKnown = Callable[[str], tuple[frozenset[str], frozenset[str]] | None]
FindVersion = Callable[[str, str], Procedure | None]


def check_pack(
    path: Path,
    tags: Set[str] = frozenset(),
    find_version: FindVersion | None = None,
    list_known: ListKnown | None = None,
) -> Checked:
    """Everything wrong with a pack's folder or file. `tags` are the events that can happen; none: not asked.

    `find_version` gives an installed version, so that the way from it to this one is checked, too; `list_known`
    the acts and facts that the program knows for a kind of case, nothing for a kind that it does not know.
    """
    if path.name == "pack.toml" and (path.parent / "law.toml").is_file():
        path = path.parent
    if not path.is_dir():
        return Checked(None, _check_file(path))
    procedure, found = read_pack(path)
    if procedure is not None:
        found.faults += place_findings(found, review_procedure(procedure, tags))
        found.faults += place_findings(found, _check_ways(procedure, find_version))
        known = list_known(procedure.kind) if list_known else None
        found.faults += place_findings(found, check_known(procedure, *known) if known else ())
    return Checked(procedure, tuple(found.faults))


def _check_ways(procedure: Procedure, find_version: FindVersion | None) -> tuple[Finding, ...]:
    """Each way from an older version, where that one stands here."""
    olds = (find_version(procedure.id, way.old) for way in procedure.migrations if find_version)
    return tuple(finding for old in olds if old is not None for finding in check_migration(old, procedure))


def read_clocks(path: Path) -> tuple[tuple[Clock, ...], str]:
    """The clocks of a pack's folder, or of a TOML file that has `[[clock]]` tables, and the calendar of those that
    name none ("" where the pack leaves it to the centre). Raises `PackUnusable`.

    Only the clocks are read, so that a deadline can be worked out from a pack that is still being written.
    """
    folder = path.is_dir()
    found = read_folder(path) if folder else read_file(path)
    name = "pack.toml" if folder else path.name
    if name not in found.files:
        found.faults.append(PackFault(name, "", None, "the file is missing"))
        raise PackUnusable(tuple(found.faults))
    text = found.files[name]
    tables = parse_toml(name, text, found.faults) or {}
    read = fit_tables(name, text, {"clock": tables.get("clock", [])}, ClockFile, found.faults)
    if read is None or found.faults:
        raise PackUnusable(tuple(found.faults))
    _refuse_clocks(name, found, read.clocks)
    calendar = tables.get("calendar")
    own = isinstance(calendar, str) and calendar != "centre" and is_known_calendar(calendar)
    return read.clocks, str(calendar) if own else ""


def _refuse_clocks(name: str, found: Folder, clocks: tuple[Clock, ...]) -> None:
    faults = place_findings(found, tuple(check_clocks(name, clocks)))
    if faults:
        raise PackUnusable(tuple(faults))


def _check_file(path: Path) -> tuple[PackFault, ...]:
    found = read_file(path)
    for name, text in found.files.items():
        tables = parse_toml(name, text, found.faults)
        if tables is not None:
            shape = next((shape for key, shape in SHAPES.items() if key in tables), ClockFile)
            read: Any = fit_tables(name, text, tables, shape, found.faults)
            found.faults += place_findings(found, _list_findings(name, read))
    return tuple(found.faults)


def _list_findings(name: str, read: Any) -> tuple[Finding, ...]:
    if isinstance(read, PackFile | ClockFile):
        return tuple(check_clocks(name, read.clocks))
    return tuple(check_form(read, name)) if isinstance(read, Form) else ()
