"""A second opinion on clocks: counts on its fingers, day by day and minute by minute, and shares no code with ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays

DAY = timedelta(days=1)
YEARS = range(2008, 2045)


@cache
def open_holidays(code: str) -> Any:
    country, _, part = code.partition("-")
    return holidays.country_holidays(country, subdiv=part or None, years=YEARS)


@cache
def works(code: str, day: date, weekend: tuple[int, ...]) -> bool:
    known = open_holidays(code)
    free = day.isoweekday() in weekend if weekend else day.weekday() in known._get_weekend(day)
    return day in known.weekend_workdays if free else day not in known


def tell_date(at: datetime, tz: str) -> date:
    return at.astimezone(ZoneInfo(tz)).date()


@cache
def find_first_minute(day: date, tz: str) -> datetime:
    """Walks the hours, then the minutes, until the wall calendar shows the day or one after it."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=20)
    for step in (timedelta(hours=1), timedelta(minutes=1)):
        while tell_date(at, tz) < day:
            at += step
        at -= step
    return at + timedelta(minutes=1)


def walk_days(first: date, count: int, include_first: bool) -> date:
    last, counted = first, int(include_first)
    while counted < count:
        last += DAY
        counted += 1
    return last


def walk_working(clock: Any, first: date, count: int) -> date:
    last = first
    counted = int(clock.counting == "include_first" and works(clock.calendar, first, clock.weekend))
    while counted < count:
        last += DAY
        counted += works(clock.calendar, last, clock.weekend)
    return last


def walk_months(first: date, count: int, include_first: bool) -> date:
    """Walks to the month, then on to the day of that number or to the month's last day."""
    last = first
    for _ in range(count):
        month = last.month
        while last.month == month:
            last += DAY
        if last.day != 1:
            raise AssertionError
    last = last.replace(day=1)
    while last.day < first.day and (last + DAY).day != 1:
        last += DAY
    return last - DAY if include_first and last.day == first.day else last


def find_last_day(clock: Any, first: date, shift: int, extended: bool) -> date:
    count = clock.length + (clock.extend_length if extended else 0)
    include = clock.counting == "include_first"
    if clock.unit == "working_days":
        last = walk_working(clock, first, count + shift)
    elif clock.unit in ("months", "years"):
        last = walk_months(first, count * (12 if clock.unit == "years" else 1), include)
        last = walk_days(last, shift, False)
    else:
        last = walk_days(first, count * (7 if clock.unit == "weeks" else 1), include)
        last = walk_days(last, shift, False)
    while clock.rolls == "next_working_day" and not works(clock.calendar, last, clock.weekend):
        last += DAY
    return last


def count_pause(clock: Any, paused: date, resumed: date) -> int:
    count = 0
    while paused < resumed:
        count += clock.unit != "working_days" or works(clock.calendar, paused, clock.weekend)
        paused += DAY
    return count


def find_begin(clock: Any, events: list[tuple[str, datetime]]) -> int | None:
    again = [place for place, (tag, _) in enumerate(events) if tag in clock.restarts_on]
    first = [place for place, (tag, _) in enumerate(events) if tag == clock.starts_on]
    return again[-1] if again else first[0] if first else None


def read_pauses(clock: Any, events: list[tuple[str, datetime]], tz: str) -> tuple[int, bool, datetime | None]:
    """(by how much the end moves, whether the clock stands still, when it was stopped); the first event begins it."""
    (begun, since), *later = events
    shift, paused = 0, tell_date(since, tz) if begun in clock.pauses_on else None
    for tag, at in later:
        if tag in clock.stops_on:
            return shift, paused is not None, at
        if tag in clock.pauses_on and paused is None:
            paused = tell_date(at, tz)
        elif tag in clock.resumes_on and paused is not None:
            shift += count_pause(clock, paused, tell_date(at, tz))
            paused = None
    return shift, paused is not None, None


def judge(clock: Any, events: list[tuple[str, datetime]], tz: str, now: datetime) -> tuple[Any, Any, Any]:
    """(state, due, last day) of one clock; `events` in order."""
    begin = find_begin(clock, events)
    if begin is None:
        return "not_started", None, None
    extended = any(tag in clock.extend_on for tag, _ in events)
    shift, still, stopped = read_pauses(clock, events[begin:], tz)
    if still:
        return ("met" if stopped else "paused"), None, None
    start = events[begin][1]
    if clock.unit == "hours":
        count = clock.length + (clock.extend_length if extended else 0)
        last, due = None, start + timedelta(hours=count + 24 * shift)
    else:
        last = find_last_day(clock, tell_date(start, tz), shift, extended)
        due = find_first_minute(last + DAY, tz)
    if stopped:
        return ("met" if stopped <= due else "met_late"), due, last
    return ("overdue" if now > due else "running"), due, last
