"""What time it is: the one place that asks the machine. Rules and acts are told the time as `at=`.

A demo centre can be moved on by days to show what its clocks do; `clock.json` in its home says how far.
"""

from __future__ import annotations

import json
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

_FILE = "clock.json"
_Stamp = tuple[str, int, int]
_seen: tuple[_Stamp, timedelta] | None = None


class ClockFixed(Exception):
    """Only a demo's clock can be moved, and only forward: a record's times would run backwards."""


def read_now() -> datetime:
    """The present, aware, in UTC; in a demo, moved on by as many days as it was asked to."""
    return read_machine() + _read_offset() if settings.DEMO else read_machine()


def read_machine() -> datetime:
    """The machine's own time, which a demo's clock does not move: how long a session has been idle."""
    return datetime.now(UTC)  # noqa: TID251 - this is the place the others are sent to


def move_clock(*, days: int) -> datetime:
    """Move a demo's clock on by whole days, for every process of it; the new present."""
    if not settings.DEMO:
        raise ClockFixed("only a demo's clock can be moved")
    if days < 0:
        raise ClockFixed("a clock moves forward")
    offset = _read_offset() + timedelta(days=days)
    _write_offset(offset)
    return read_now()


def _find_file() -> Path:
    return Path(settings.EVENHAND_HOME) / _FILE


def _read_offset() -> timedelta:
    """How far the demo has moved; read again only when the file was replaced."""
    global _seen
    path = _find_file()
    try:
        found = path.stat()
    except FileNotFoundError:
        return timedelta()
    stamp = (str(path), found.st_mtime_ns, found.st_ino)
    if _seen is not None and _seen[0] == stamp:
        return _seen[1]
    offset = timedelta(seconds=int(json.loads(path.read_text(encoding="utf-8"))["offset_seconds"]))
    _seen = (stamp, offset)
    return offset


def _write_offset(offset: timedelta) -> None:
    """Replace the file at one stroke: a reader sees the old offset or the new one."""
    path = _find_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".clock-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"offset_seconds": int(offset.total_seconds())}, file)
    os.replace(name, path)
