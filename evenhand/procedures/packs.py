"""The procedures this installation knows: found by name in the packs' folders, read once, kept while
unchanged.
"""

from __future__ import annotations

import re
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar
from weakref import WeakValueDictionary

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
_by_content: WeakValueDictionary[str, Procedure] = WeakValueDictionary()
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
    """The installed procedure of that name: the named version, or the newest that stands here.

    A version that cases run under stands as `<id>@<version>` in the home, whatever is shipped later. Which
    versions may take new cases is told by `queries.choose_procedure`. Raises `PackUnknown`, or `PackUnusable`
    when it is there but has faults.
    """
    now, wanted = time.monotonic(), (_name_roots(), pack_id, version)
    until, known = _found.get(wanted, (0.0, None))
    if known is None or now >= until:
        known = _look_up(pack_id, version) if version else _find_newest(pack_id)
        _found[wanted] = (now + RECHECK_SECONDS, known)
    return known


def find_installed(pack_id: str, version: str) -> Procedure | None:
    """An installed version; none where it is not, or has faults."""
    try:
        return find_procedure(pack_id, version)
    except (PackUnknown, PackUnusable):
        return None


def forget_found() -> None:
    """Look again for what was found lately: a version has just been put here."""
    _found.clear()


def list_roots() -> tuple[Path, ...]:
    """Where packs stand: the centre's own first, then those the operator named, then those that are shipped."""
    from django.conf import settings  # here, so that checking a pack needs no installation

    return (find_own_root(), *(Path(root) for root in settings.EVENHAND_PACKS))


def find_own_root() -> Path:
    """Where a centre's own versions stand, and every version that a case was opened under."""
    from django.conf import settings

    return Path(settings.EVENHAND_HOME) / "packs"


def _name_roots() -> tuple[str, ...]:
    """Part of what is remembered, for a test or a demo may look elsewhere."""
    return tuple(str(root) for root in list_roots())


def _look_up(pack_id: str, version: str) -> Procedure:
    folders = {folder.name: folder for folder in list_folders()}
    for name in (f"{pack_id}@{version}", pack_id):
        if name in folders:
            procedure = keep_pack(folders[name])
            if procedure.id == pack_id and version == procedure.version:
                return procedure
    raise PackUnknown(f"no pack {pack_id} {version}")


def _find_newest(pack_id: str) -> Procedure:
    found, broken = [], None
    for folder in list_versions_of(pack_id):
        try:
            found.append(keep_pack(folder))
        except PackUnusable as fault:
            broken = fault
    named = [procedure for procedure in found if procedure.id == pack_id]
    if named:
        return max(named, key=rank_version)
    # A version with faults stands in nobody's way while another can be used.
    raise broken or PackUnknown(f"no pack {pack_id}")


def list_versions_of(pack_id: str) -> list[Path]:
    """The folders in which versions of a pack stand."""
    return [folder for folder in list_folders() if folder.name.split("@")[0] == pack_id]


def rank_version(procedure: Procedure) -> tuple[int, ...]:
    """Newer versions compare higher: 1.10.0 is newer than 1.9.0."""
    return order_version(procedure.version)


def order_version(version: str) -> tuple[int, ...]:
    """A version as numbers."""
    return tuple(int(part) for part in version.split("."))


def list_packs() -> tuple[Procedure, ...]:
    """The newest usable version of every installed procedure; `packs list` also shows the others, and faults."""
    newest: dict[str, Procedure] = {}
    for folder in list_folders():
        try:
            procedure = keep_pack(folder)
        except PackUnusable:
            continue
        other = newest.get(procedure.id)
        if other is None or rank_version(procedure) > rank_version(other):
            newest[procedure.id] = procedure
    return tuple(newest[code] for code in sorted(newest))


def list_folders() -> tuple[Path, ...]:
    """The folders of all installed packs; a centre's own come first and hide a shipped one of the same
    name.
    """
    seen: dict[str, Path] = {}
    for root in list_roots():
        for folder in list_in_root(root):
            seen.setdefault(folder.name, folder)
    return tuple(seen.values())


def list_in_root(root: Path) -> list[Path]:
    """The packs of one place, by name. One that is still being put there (`.new-...`) is not there yet."""
    if not root.is_dir():
        return []
    found = (each for each in root.iterdir() if (each / "pack.toml").is_file())
    return sorted(each for each in found if not each.name.startswith("."))


def keep_pack(folder: Path) -> Procedure:
    """The procedure in a folder, read again only when a file of it has changed."""
    now = time.monotonic()
    checked, stamp, procedure = _kept.get(folder, (-RECHECK_SECONDS, (), None))
    if procedure is not None and now - checked < RECHECK_SECONDS:
        return procedure
    current = stamp_folder(folder)
    if procedure is None or current != stamp:
        procedure = _load_anew(folder)
    _kept[folder] = (now, current, procedure)
    return procedure


def _load_anew(folder: Path) -> Procedure:
    """The same content in another folder is the same procedure: a kept version is not read into memory twice."""
    known = _by_content.get(read_folder(folder).stamp)
    if known is None:
        known = load_pack(folder)
        _by_content[known.stamp] = known
    return known


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
