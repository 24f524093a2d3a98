"""Which days an office works, and when a day begins: by the calendar of the state and the clocks of the
place.

A calendar is an ISO 3166 code, with its subdivision where that has days of its own ("GB-SCT"). Public
holidays are no working days; a Saturday that the state makes up for (CN) is one. The empty calendar has
weekends and no holidays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import count
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
NO_CALENDAR = ("", "centre", "none")
WEEKEND_OF_NOWHERE = frozenset({5, 6})


class Announced(NamedTuple):
    """Days that an office made known for a calendar beside those that are known: off, and on in their stead."""

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()


_announced: dict[str, Announced] = {}
_editions = count(1)
_edition = 0


def announce_days(announced: Mapping[str, Announced]) -> None:
    """From now on these days count too, for every calendar named; what was announced before no longer does."""
    global _edition
    if _announced == dict(announced):
        return
    _announced.clear()
    _announced.update(announced)
    _list_working.cache_clear()
    _edition = next(_editions)


def find_edition() -> int:
    """A number that changes with the days that are announced: what was worked out under another is worked out anew."""
    return _edition


class CalendarUnknown(ValueError):
    """There is no calendar of that code."""


def is_known_calendar(calendar: str) -> bool:
    """Whether the working days of that country or subdivision are known."""
    try:
        _open_calendar(calendar)
    except CalendarUnknown:
        return False
    return True


def is_working_day(calendar: str, day: date, weekend: Iterable[int] = ()) -> bool:
    """Whether an office works on that day. `weekend` (ISO weekday numbers, Monday 1) replaces the calendar's."""
    return _list_working(calendar, tuple(weekend), day.year)[day.timetuple().tm_yday - 1]


def add_working_days(calendar: str, day: date, count: int, weekend: Iterable[int] = ()) -> date:
    """The `count`-th working day after `day`; `day` itself for 0."""
    free = tuple(weekend)
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(calendar, day, free)
    return day


def count_working_days(calendar: str, first: date, until: date, weekend: Iterable[int] = ()) -> int:
    """The working days from `first` up to, and not including, `until`."""
    free = tuple(weekend)
    days = (first + timedelta(days=n) for n in range((until - first).days))
    return sum(is_working_day(calendar, day, free) for day in days)


def find_working_day(calendar: str, day: date, weekend: Iterable[int] = ()) -> date:
    """That day if it is a working day, otherwise the next one."""
    free = tuple(weekend)
    while not is_working_day(calendar, day, free):
        day += ONE_DAY
    return day


@lru_cache(maxsize=65_536)
def find_midnight(day: date, tz: str) -> datetime:
    """The first instant of a local day, in UTC. Where clocks skip midnight, the first instant that they show."""
    zone = open_zone(tz)
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    instant = midnight.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == midnight.replace(tzinfo=None):
        return instant
    return _find_leap(day, zone, midnight.replace(fold=1).astimezone(UTC), instant)


def _find_leap(day: date, zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The moment between two instants at which the clocks leap to `day` or past it, to the second."""
    seconds = int((after - before).total_seconds())
    low, high = 0, seconds
    while low < high:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).date() >= day:
            high = middle
        else:
            low = middle + 1
    return before + timedelta(seconds=low)


@cache
def open_zone(tz: str) -> ZoneInfo:
    """The time zone of that IANA name."""
    return ZoneInfo(tz)


@lru_cache(maxsize=4_096)
def _list_working(calendar: str, weekend: tuple[int, ...], year: int) -> tuple[bool, ...]:
    """For each day of a year, whether it is a working day, by what is known and what was announced."""
    days = _list_known(calendar, weekend, year)
    own = _announced.get(calendar)
    if own is None:
        return days
    first = date(year, 1, 1)
    dated = ((first + timedelta(days=n), works) for n, works in enumerate(days))
    return tuple((works or day in own.on) and day not in own.off for day, works in dated)


def _list_known(calendar: str, weekend: tuple[int, ...], year: int) -> tuple[bool, ...]:
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    known = _open_calendar(calendar)
    if known is None:
        free = {number - 1 for number in weekend}
        return tuple(day.weekday() not in (free or WEEKEND_OF_NOWHERE) for day in days)
    # A state declares a December Saturday a working day together with the next year's holidays: load those
    # too.
    for near in (year - 1, year + 1):
        known.get(date(near, 6, 1))
    if not weekend:
        return tuple(known.is_working_day(day) for day in days)
    free = {number - 1 for number in weekend}
    return tuple(day in known.weekend_workdays if day.weekday() in free else day not in known for day in days)


@cache
def _open_calendar(calendar: str) -> Any:
    """The holidays of a country or subdivision, or nothing for the empty calendar. Raises `CalendarUnknown`."""
    if calendar in NO_CALENDAR:
        return None
    import holidays  # here: a command that counts no days need not load every country's

    country, _, subdivision = calendar.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=subdivision or None)
    except (NotImplementedError, AttributeError) as error:
        raise CalendarUnknown(calendar) from error
