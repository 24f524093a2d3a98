"""The procedures this installation knows: found by name in the packs' folders, read once, kept while
unchanged.
"""

from __future__ import annotations

import re
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

from evenhand.procedures.reading import Folder, read_folder, stamp_folder
from evenhand.procedures.rules.checks import check_links
from evenhand.procedures.rules.findings import Finding, PackFault, PackUnusable
from evenhand.procedures.rules.form import Form
from evenhand.procedures.rules.procedure import LawFile, PackFile, Procedure
from evenhand.procedures.schema import read_tables
from evenhand.procedures.toml import place_fault

PLACES = re.compile(
    r"(?P<top>pack|law)\.toml|readme\.md|forms/(?P<form>[a-z][a-z0-9_]{0,59})\.toml"
    r"|notices/(?P<tongue>[a-z]{2,3}(-[a-z0-9]{2,8})*)/(?P<letter>[a-z][a-z0-9_]{0,59})\.txt"
    r"|texts/(?P<speech>[a-z]{2,3}(-[a-z0-9]{2,8})*)/(?P<text>[a-z][a-z0-9_]{0,59})\.md"
)
RECHECK_SECONDS = 2.0
Shape = TypeVar("Shape")
# What was found lately: a page with fifty rows asks fifty times for the same procedure.
_found: dict[tuple[tuple[str, ...], str, str | None], tuple[float, Procedure]] = {}
_kept: dict[Path, tuple[float, tuple[tuple[str, int, int], ...], Procedure]] = {}


class PackUnknown(LookupError):
    """No pack of that name and version is installed here."""


def load_pack(folder: Path) -> Procedure:
    """Read a pack's folder into a procedure. Raises `PackUnusable` with everything that is wrong with it."""
    procedure, found = read_pack(folder)
    if procedure is None or found.faults:
        raise PackUnusable(tuple(found.faults))
    return procedure


def read_pack(folder: Path) -> tuple[Procedure | None, Folder]:
    """A pack's folder as a procedure, if it has the shape of one, and the folder with every fault found."""
    found = read_folder(folder)
    _refuse_strangers(found)
    pack = _read_top(found, "pack.toml", PackFile)
    law = _read_top(found, "law.toml", LawFile)
    forms = [_read_form(name, text, found.faults) for name, text in found.files.items() if "forms/" in name]
    if pack is None or law is None or None in forms:
        return None, found
    procedure = Procedure(
        **{each.name: getattr(pack, each.name) for each in fields(PackFile)},
        articles=law.articles,
        forms=tuple(form for form in forms if form is not None),
        templates=_gather(found, "tongue", "letter"),
        texts=_gather(found, "speech", "text"),
        stamp=found.stamp,
    )
    found.faults += place_findings(found, check_links(procedure))
    return procedure, found


def place_findings(found: Folder, findings: tuple[Finding, ...]) -> list[PackFault]:
    """Findings with their lines, looked up in the files they were found in."""
    lines = {name: text.split("\n") for name, text in found.files.items()}
    placed = (place_fault(each.file, lines.get(each.file, []), each.path, each.sentence) for each in findings)
    return [
        replace(fault, line=each.line or fault.line) for fault, each in zip(placed, findings, strict=True)
    ]


def find_procedure(pack_id: str, version: str | None = None) -> Procedure:
    """The installed procedure of that name: the named version, or the one new cases get.

    New cases get what stands in the folder named like the pack; older versions that cases still run
    under stand
    beside it as `<id>@<version>`. Raises `PackUnknown`, or `PackUnusable` when it is there but has faults.
    """
    now, wanted = time.monotonic(), (_name_roots(), pack_id, version)
    until, known = _found.get(wanted, (0.0, None))
    if known is None or now >= until:
        known = _look_up(pack_id, version)
        _found[wanted] = (now + RECHECK_SECONDS, known)
    return known


def _name_roots() -> tuple[str, ...]:
    """Where packs are looked for; part of what is remembered, for a test or a demo may look elsewhere."""
    from django.conf import settings

    return tuple(str(root) for root in settings.EVENHAND_PACKS)


def _look_up(pack_id: str, version: str | None) -> Procedure:
    folders = {folder.name: folder for folder in list_folders()}
    for name in (f"{pack_id}@{version}", pack_id):
        if name in folders:
            procedure = keep_pack(folders[name])
            if procedure.id == pack_id and version in (None, procedure.version):
                return procedure
    raise PackUnknown(f"no pack {pack_id} {version or ''}".rstrip())


def list_packs() -> tuple[Procedure, ...]:
    """Every installed procedure that can be used; one with faults is left out (`packs list` shows those
    too).
    """
    usable = []
    for folder in list_folders():
        try:
            usable.append(keep_pack(folder))
        except PackUnusable:
            continue
    return tuple(usable)


def list_folders() -> tuple[Path, ...]:
    """The folders of all installed packs; a centre's own come first and hide a shipped one of the same
    name.
    """
    from django.conf import settings  # here, so that checking a pack needs no installation

    seen: dict[str, Path] = {}
    for root in settings.EVENHAND_PACKS:
        if Path(root).is_dir():
            for folder in sorted(Path(root).iterdir()):
                if (folder / "pack.toml").is_file():
                    seen.setdefault(folder.name, folder)
    return tuple(seen.values())


def keep_pack(folder: Path) -> Procedure:
    """The procedure in a folder, read again only when a file of it has changed."""
    now = time.monotonic()
    checked, stamp, procedure = _kept.get(folder, (-RECHECK_SECONDS, (), None))
    if procedure is not None and now - checked < RECHECK_SECONDS:
        return procedure
    current = stamp_folder(folder)
    if procedure is None or current != stamp:
        procedure = load_pack(folder)
    _kept[folder] = (now, current, procedure)
    return procedure


def _refuse_strangers(found: Folder) -> None:
    for name in found.files:
        if not PLACES.fullmatch(name):
            found.faults.append(PackFault(name, "", None, "a pack has no place for this file"))


def _read_top(found: Folder, name: str, shape: type[Shape]) -> Shape | None:
    if name not in found.files:
        found.faults.append(PackFault(name, "", None, "the file is missing"))
        return None
    return read_tables(name, found.files[name], shape, found.faults)


def _read_form(name: str, text: str, faults: list[PackFault]) -> Form | None:
    form = read_tables(name, text, Form, faults)
    if form is not None and name != f"forms/{form.act}.toml":
        sentence = f"the file of the act {form.act} is named forms/{form.act}.toml"
        faults.append(PackFault(name, "act", None, sentence))
    return form


def _gather(found: Folder, language: str, name: str) -> dict[tuple[str, str], str]:
    places = ((PLACES.fullmatch(path), text) for path, text in found.files.items())
    return {(at.group(language), at.group(name)): text for at, text in places if at and at.group(name)}
