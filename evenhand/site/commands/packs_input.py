"""What `evenhand packs` reads from files: the facts of a case that is only thought of, and what happened in
it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from evenhand.calendars.rules import is_known_calendar
from evenhand.procedures.rules.clocks import ClockEvent, ClockState
from evenhand.procedures.rules.procedure import Procedure

MOST_BYTES = 16 * 1024 * 1024
FIRST_YEAR, LAST_YEAR = 1900, 2200


class InputUnusable(Exception):
    """A file that was given cannot be used; the message says what is wrong with it, and quotes nothing from
    it.
    """


class Happenings(NamedTuple):
    """What happened, and where and when the question is asked."""

    tz: str
    now: datetime
    events: list[ClockEvent]
    calendar: str


def read_facts(path: Path | None, procedure: Procedure) -> frozenset[str]:
    """The facts that are so: from a list of names, or from names with true or false."""
    if path is None:
        return frozenset()
    given = _read_json(path)
    given = given.get("facts", given) if isinstance(given, Mapping) else given
    if isinstance(given, Mapping):
        given = [fact for fact, so in given.items() if so]
    if not isinstance(given, list) or not all(isinstance(fact, str) for fact in given):
        raise InputUnusable("facts are a list of names, or names with true or false")
    unknown = [fact for fact in given if procedure.fact(fact) is None]
    if unknown:
        raise InputUnusable(f"the procedure knows no fact {ascii(unknown[0])[:80]}")
    return frozenset(given)


def read_happenings(path: Path) -> Happenings:
    """The zone, the moment and the events of a file. Raises `InputUnusable`."""
    given = _read_json(path)
    if not isinstance(given, Mapping):
        raise InputUnusable("the file holds an object with tz, now and events")
    calendar = given.get("calendar", "")
    if not isinstance(calendar, str) or not is_known_calendar(calendar):
        raise InputUnusable("calendar is a code such as CN or GB-SCT")
    events = given.get("events")
    if not isinstance(events, list):
        raise InputUnusable("events is a list")
    return Happenings(
        _read_zone(given.get("tz")),
        _read_instant(given.get("now"), "now"),
        [_read_event(place, event) for place, event in enumerate(events, 1)],
        calendar,
    )


def show_clock(state: ClockState) -> dict[str, Any]:
    """A clock as JSON carries it: instants in UTC with a Z, days as dates."""
    return {
        "code": state.code,
        "state": state.state,
        "due": state.due.strftime("%Y-%m-%dT%H:%M:%SZ") if state.due else None,
        "last_day": state.last_day.isoformat() if state.last_day else None,
        "article": state.article,
    }


def _read_json(path: Path) -> Any:
    try:
        content = sys.stdin.buffer.read(MOST_BYTES + 1) if str(path) == "-" else path.read_bytes()
        if len(content) > MOST_BYTES:
            raise InputUnusable("the file is too large")
        return json.loads(content.decode("utf-8-sig"))
    except OSError as fault:
        raise InputUnusable(f"{path} cannot be read") from fault
    except (ValueError, RecursionError) as fault:
        raise InputUnusable(f"{path} is not JSON") from fault


def _read_zone(name: Any) -> str:
    try:
        return ZoneInfo(name).key
    except (TypeError, KeyError, ValueError, OSError, AttributeError) as fault:
        raise InputUnusable("tz is the name of a time zone, such as Asia/Shanghai") from fault


def _read_instant(given: Any, name: str) -> datetime:
    sentence = f"{name} is an instant with its offset, such as 2026-09-10T02:00:00Z"
    try:
        instant = datetime.fromisoformat(given)
    except (TypeError, ValueError) as fault:
        raise InputUnusable(sentence) from fault
    if instant.tzinfo is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise InputUnusable(f"{sentence}, between {FIRST_YEAR} and {LAST_YEAR}")
    return instant.astimezone(UTC)


def _read_event(place: int, event: Any) -> ClockEvent:
    if not isinstance(event, Mapping) or not isinstance(event.get("tag"), str):
        raise InputUnusable(f"event {place} has a tag and the instant at which it happened (at)")
    return ClockEvent(event["tag"], _read_instant(event.get("at"), f"at of event {place}"))
