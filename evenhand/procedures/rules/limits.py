"""The length of a time limit: from the day it began to the last day that is in time, and the instant after
it.
"""

from __future__ import annotations

import calendar as months
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from evenhand.calendars.rules import (
    add_working_days,
    count_working_days,
    find_edition,
    find_midnight,
    find_working_day,
    open_zone,
)
from evenhand.procedures.rules.clock import Clock

ONE_DAY = timedelta(days=1)
MONTHS = {"months": 1, "years": 12}


class Limit(NamedTuple):
    """What of a clock decides its last day. Equal limits share what was worked out for them."""

    length: int
    extension: int
    unit: str
    include_first: bool
    rolls: bool
    calendar: str
    weekend: tuple[int, ...]
    tz: str
    # Of the days that were announced: what was worked out before does not hold after.
    edition: int = 0

    @classmethod
    def of(cls, clock: Clock, tz: str, default_calendar: str) -> Limit:
        """The limit that a clock sets in a centre's zone and calendar."""
        return cls(
            clock.length,
            clock.extend_length,
            clock.unit,
            clock.counting == "include_first",
            clock.rolls == "next_working_day",
            default_calendar if clock.calendar == "centre" else clock.calendar,
            clock.weekend,
            tz,
            find_edition(),
        )

    def find_date(self, at: datetime) -> date:
        """The date of an instant where the centre is."""
        return at.astimezone(open_zone(self.tz)).date()

    def count_pause(self, paused: date, resumed: date) -> int:
        """By how many days (working days, where those are counted) a pause moves the end."""
        if self.unit == "working_days":
            return count_working_days(self.calendar, paused, resumed, self.weekend)
        return (resumed - paused).days


def find_end(limit: Limit, start: datetime, shift: int, extended: bool) -> tuple[date | None, datetime]:
    """The last day that is in time (none where hours are counted) and the first instant that is too late."""
    if limit.unit == "hours":
        length = limit.length + (limit.extension if extended else 0)
        return None, (start + timedelta(hours=length, days=shift)).astimezone(UTC)
    return _find_last_day(limit, limit.find_date(start), shift, extended)


@lru_cache(maxsize=262_144)
def _find_last_day(limit: Limit, day: date, shift: int, extended: bool) -> tuple[date, datetime]:
    length = limit.length + (limit.extension if extended else 0)
    if limit.unit == "working_days":
        last = _count_working(limit, day, length + shift)
    elif limit.unit in MONTHS:
        last = add_months(day, length * MONTHS[limit.unit], limit.include_first) + timedelta(days=shift)
    else:
        days = length * (7 if limit.unit == "weeks" else 1) + shift
        last = day + timedelta(days=days - limit.include_first)
    if limit.rolls:
        last = find_working_day(limit.calendar, last, limit.weekend)
    return last, find_midnight(last + ONE_DAY, limit.tz)


def _count_working(limit: Limit, day: date, length: int) -> date:
    # Counting the event's own day in: the first working day after the day before is the first on or after it.
    before = day - ONE_DAY if limit.include_first else day
    return add_working_days(limit.calendar, before, length, limit.weekend)


def add_months(day: date, count: int, include_first: bool) -> date:
    """The day with the same number `count` months on, or the day before it; the month's last day if it lacks
    it.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    most = months.monthrange(year, month + 1)[1]
    if day.day > most:
        return date(year, month + 1, most)
    return date(year, month + 1, day.day) - (ONE_DAY if include_first else timedelta())
