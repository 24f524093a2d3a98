"""Working days and midnights."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from evenhand.calendars.rules import (
    CalendarUnknown,
    add_working_days,
    count_working_days,
    find_midnight,
    find_working_day,
    is_known_calendar,
    is_working_day,
)


@pytest.mark.parametrize(
    ("calendar", "day", "works"),
    [
        ("CN", date(2026, 2, 14), True),  # a Saturday made up for the Spring Festival
        ("CN", date(2026, 2, 20), False),  # the day it was made up for
        ("CN", date(2005, 12, 31), True),  # declared together with the next year's holidays
        ("GB-SCT", date(2026, 1, 2), False),
        ("GB-ENG", date(2026, 1, 2), True),
        ("EG", date(2026, 11, 22), True),  # Sunday
        ("EG", date(2026, 11, 20), False),  # Friday
        ("", date(2026, 12, 25), True),  # no calendar, no holidays
        ("centre", date(2026, 12, 26), False),
    ],
)
def test_a_working_day(calendar: str, day: date, works: bool) -> None:
    assert is_working_day(calendar, day) is works


def test_the_empty_calendar_works_from_monday_to_friday() -> None:
    week = [is_working_day("", date(2026, 11, 16 + n)) for n in range(7)]
    assert week == [True] * 5 + [False] * 2


def test_a_weekend_of_one_s_own() -> None:
    assert is_working_day("IE", date(2026, 11, 21), weekend=(7,))
    assert not is_working_day("IE", date(2026, 12, 25), weekend=(7,))
    assert is_working_day("CN", date(2026, 2, 14), weekend=(6, 7))
    assert not is_working_day("", date(2026, 11, 23), weekend=(1,))
    assert is_working_day("", date(2026, 11, 22), weekend=(1,))


def test_counting_working_days() -> None:
    assert add_working_days("IE", date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert add_working_days("IE", date(2026, 11, 21), 0) == date(2026, 11, 21)
    assert count_working_days("IE", date(2026, 11, 20), date(2026, 11, 24)) == 2
    assert count_working_days("IE", date(2026, 11, 24), date(2026, 11, 20)) == 0
    assert find_working_day("IE", date(2026, 12, 25)) == date(2026, 12, 28)
    assert find_working_day("IE", date(2026, 11, 23)) == date(2026, 11, 23)


def test_a_calendar_that_is_not_known() -> None:
    assert is_known_calendar("US-NY")
    assert not is_known_calendar("ZZ")
    assert not is_known_calendar("GB-ZZZ")
    with pytest.raises(CalendarUnknown):
        is_working_day("ZZ", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("tz", "day", "midnight"),
    [
        ("Asia/Shanghai", date(2026, 9, 10), datetime(2026, 9, 9, 16, tzinfo=UTC)),
        # Midnight is skipped: the clocks go from 23:59 to 01:00.
        ("America/Santiago", date(2026, 9, 6), datetime(2026, 9, 6, 4, tzinfo=UTC)),
        ("Africa/Cairo", date(2026, 4, 24), datetime(2026, 4, 23, 22, tzinfo=UTC)),
        # Midnight comes twice: the first one counts.
        ("America/Havana", date(2026, 11, 1), datetime(2026, 11, 1, 4, tzinfo=UTC)),
        # The whole day is skipped: Samoa had no 30 December 2011.
        ("Pacific/Apia", date(2011, 12, 30), datetime(2011, 12, 30, 10, tzinfo=UTC)),
        # The leap begins before midnight: Toronto went from 23:30 to 00:30 in 1919.
        ("America/Toronto", date(1919, 3, 31), datetime(1919, 3, 31, 4, 30, tzinfo=UTC)),
    ],
)
def test_the_first_instant_of_a_day(tz: str, day: date, midnight: datetime) -> None:
    assert find_midnight(day, tz) == midnight
