"""`evenhand doctor`: look whether this installation is in good health, in less than ten seconds."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from evenhand.site.cli import start_django
from evenhand.site.home import SettingUnusable, find_home, open_settings

GOOD, WARNING, FAULT = "good", "warning", "fault"
MARKS = {GOOD: "good   ", WARNING: "warning", FAULT: "FAULT  "}
ROOM_WANTED = 2 * 1024**3
ROOM_NEEDED = 200 * 1024**2
PATIENCE = 3.0
SECRETS = ("settings.toml", "host.key", "keys.sqlite3", "evenhand.sqlite3")


@dataclass(frozen=True)
class Finding:
    """What one look found: `good`, a `warning` one can live with, or a `fault`; and a sentence."""

    name: str
    state: str
    says: str


def check_python() -> Finding:
    """Python is new enough, and the SQLite in it checks what it is told to."""
    says = f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"
    new = sys.version_info >= (3, 11) and sqlite3.sqlite_version_info >= (3, 37)
    return Finding("python", GOOD if new else FAULT, says)


def check_room() -> Finding:
    """There is room on the disk that holds the home."""
    place = find_home()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    state = GOOD if free >= ROOM_WANTED else WARNING if free >= ROOM_NEEDED else FAULT
    return Finding("disk", state, f"{free / 1024**3:.1f} GB free")


def check_home() -> Finding:
    """The home is there and only this account can look into it."""
    home = find_home()
    if not (home / "settings.toml").exists():
        return Finding("home", FAULT, f"no centre in {home}: run `evenhand init`")
    if home.stat().st_uid != os.getuid() and os.getuid() != 0:
        return Finding("home", FAULT, f"{home} belongs to another account")
    open_paths = [home, *(home / name for name in SECRETS if (home / name).exists())]
    loose = [path.name for path in open_paths if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if home.name in loose:
        return Finding("home", FAULT, f"others can look into {home}: run `chmod 700` on it")
    if loose:
        return Finding("home", WARNING, f"readable for others, if the home were: {', '.join(loose)}")
    return Finding("home", GOOD, f"{home}, for this account only")


def check_settings() -> Finding:
    """The settings can be read, and Django starts with them."""
    try:
        open_settings(find_home())
        start_django()
    except SettingUnusable as fault:
        return Finding("settings", FAULT, str(fault))
    from django.core.checks import ERROR, run_checks

    faults = [fault for fault in run_checks() if fault.level >= ERROR]
    if faults:
        return Finding("settings", FAULT, "; ".join(f"{fault.id}: {fault.msg}" for fault in faults[:3]))
    return Finding("settings", GOOD, "readable, and the program's own checks pass")


def check_database() -> Finding:
    """The database answers, and its tables are those of this version."""
    from evenhand.access.queries import find_centre
    from evenhand.site.commands.serve import count_waiting_migrations

    waiting = count_waiting_migrations()
    if waiting:
        return Finding("database", FAULT, f"{waiting} steps behind this version: run `evenhand init`")
    if find_centre() is None:
        return Finding("database", FAULT, "it holds no centre: run `evenhand init`")
    return Finding("database", GOOD, "answers; its tables are those of this version")


def check_keys() -> Finding:
    """The key store opens, and holds the centre's own key."""
    from evenhand.access.queries import find_centre, permit_centre
    from evenhand.vault.keys import list_key_ids, open_key

    centre = find_centre()
    if centre is None:
        return Finding("keys", FAULT, "there is no centre yet")
    open_key(permit_centre(centre, "doctor"))
    return Finding("keys", GOOD, f"the key store opens; {sum(1 for _ in list_key_ids())} keys")


def check_mail() -> Finding:
    """The mail server takes a connection; without one, letters wait in the outbox."""
    from django.conf import settings

    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return Finding("mail", GOOD, "not sent by SMTP here")
    try:
        socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), timeout=PATIENCE).close()
    except OSError:
        return Finding("mail", WARNING, "the mail server does not answer: letters wait in the outbox")
    return Finding("mail", GOOD, "the mail server answers")


def check_clock() -> Finding:
    """The clock is not behind this program's own files or the centre, and something keeps it right."""
    from evenhand.access.queries import find_centre
    from evenhand.calendars.clock import read_now

    now = read_now()
    centre = find_centre()
    if centre is not None and now < centre.made_at:
        return Finding("clock", FAULT, "the clock is behind the day this centre was made")
    if now < datetime.fromtimestamp(Path(__file__).stat().st_mtime, tz=now.tzinfo):
        return Finding("clock", FAULT, "the clock is behind the day this program was installed")
    return Finding("clock", *_ask_timekeeper())


def _ask_timekeeper() -> tuple[str, str]:
    asker = shutil.which("timedatectl")
    if asker is None:
        return GOOD, "plausible (nothing here says who keeps it right)"
    command = [asker, "show", "--property=NTPSynchronized", "--value"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return GOOD, "plausible (nothing here says who keeps it right)"
    if said.stdout.strip() == "no":
        return WARNING, "plausible, but not kept right by a time service"
    return GOOD, "plausible, and kept right" if said.stdout.strip() == "yes" else "plausible"


def check_fonts() -> Finding:
    """Letters can be printed in every language: the fonts that come with the program are there."""
    folder = Path(__file__).resolve().parents[2] / "notices" / "fonts"
    found = [path for path in folder.rglob("*") if path.suffix in {".otf", ".ttf", ".ttc"}]
    system = shutil.which("fc-list") is not None
    if found:
        return Finding("fonts", GOOD, f"{len(found)} come with the program")
    return Finding("fonts", WARNING, "those of this machine are used" if system else "none found for letters")


CHECKS: tuple[Callable[[], Finding], ...] = (
    check_python,
    check_room,
    check_home,
    check_settings,
    check_database,
    check_keys,
    check_mail,
    check_clock,
    check_fonts,
)


def look(check: Callable[[], Finding]) -> Finding:
    """One look; a fault in looking is a finding, said by its type only."""
    try:
        return check()
    except Exception as fault:
        name = check.__name__.removeprefix("check_")
        return Finding(name, FAULT, f"cannot be looked at ({type(fault).__name__})")


def run(
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Look at Python, disk, home, settings, database, keys, mail, clock, fonts. Leaves with 1 on a fault."""
    findings = [look(check) for check in CHECKS]
    well = all(finding.state != FAULT for finding in findings)
    if as_json:
        typer.echo(json.dumps({"ok": well, "checks": [asdict(finding) for finding in findings]}))
    else:
        for finding in findings:
            typer.echo(f"{MARKS[finding.state]}  {finding.name:<9} {finding.says}")
    raise typer.Exit(0 if well else 1)
