"""Days that an office makes known late count from then on, off and on, and only for their calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from evenhand.calendars.rules import Announced, announce_days, find_edition, is_working_day
from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.clocks import ClockEvent, compute_clocks

TUESDAY, SATURDAY = date(2026, 3, 3), date(2026, 3, 7)
MONDAY_MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
SHORT = (Clock(code="c", starts_on="case:opened", stops_on=("case:closed",), length=1, unit="working_days"),)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    announce_days({})


def find_last_day(calendar: str = "GB-ENG") -> date | None:
    (state,) = compute_clocks(
        SHORT, [ClockEvent("case:opened", MONDAY_MORNING)], "Europe/London", MONDAY_MORNING, calendar
    )
    return state.last_day


def test_a_day_off_and_a_day_on() -> None:
    assert is_working_day("GB-ENG", TUESDAY) and not is_working_day("GB-ENG", SATURDAY)
    announce_days({"GB-ENG": Announced(frozenset({TUESDAY}), frozenset({SATURDAY}))})
    assert not is_working_day("GB-ENG", TUESDAY) and is_working_day("GB-ENG", SATURDAY)
    assert is_working_day("GB-SCT", TUESDAY)


def test_what_was_worked_out_before_is_worked_out_anew() -> None:
    assert find_last_day() == TUESDAY
    announce_days({"GB-ENG": Announced(off=frozenset({TUESDAY}))})
    assert find_last_day() == date(2026, 3, 4)
    announce_days({})
    assert find_last_day() == TUESDAY


def test_the_same_days_again_change_nothing() -> None:
    announce_days({"GB-ENG": Announced(off=frozenset({TUESDAY}))})
    edition = find_edition()
    announce_days({"GB-ENG": Announced(off=frozenset({TUESDAY}))})
    assert find_edition() == edition
