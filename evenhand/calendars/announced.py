"""Days off that were made known late, and Saturdays that make up for them: a file for each calendar.

`calendars/CN.toml` in Evenhand's home holds `off = [2027-02-05]` and `on = [2027-02-13]`. It is read again when it
changes, by every process, so that a holiday announced today counts today.
"""

from __future__ import annotations

import time
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings

from evenhand.calendars.rules import Announced, announce_days

FOLDER = "calendars"
RECHECK_SECONDS = 2.0
MOST_BYTES, MOST_DAYS, MOST_FILES = 65_536, 2_000, 300
log = structlog.get_logger("evenhand.calendars")
_next = 0.0
_stamp: tuple[tuple[str, int, int], ...] | None = None


def keep_announced() -> None:
    """Take in what the files say now, if they have changed since they were last looked at."""
    global _next, _stamp
    now = time.monotonic()
    if now < _next:
        return
    _next = now + RECHECK_SECONDS
    folder = Path(settings.EVENHAND_HOME) / FOLDER
    files = sorted(folder.glob("*.toml"))[:MOST_FILES] if folder.is_dir() else []
    stamp = tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    if stamp != _stamp:
        _stamp = stamp
        announce_days({file.stem: found for file in files if (found := read_days(file))})


def read_days(file: Path) -> Announced | None:
    """The days in a file; none, and a line in the log, when it cannot be understood: no day is guessed."""
    try:
        with file.open("rb") as source:
            tables = tomllib.loads(source.read(MOST_BYTES).decode("utf-8"))
        return Announced(_list_days(tables.get("off", [])), _list_days(tables.get("on", [])))
    except (OSError, ValueError) as fault:
        log.error("days announced cannot be read", calendar=file.stem, fault=type(fault).__name__)
        return None


def _list_days(given: Any) -> frozenset[date]:
    if not isinstance(given, list) or len(given) > MOST_DAYS:
        raise ValueError("a list of days")
    if any(not isinstance(day, date) or isinstance(day, datetime) for day in given):
        raise ValueError("days are written as 2027-02-05")
    return frozenset(given)
