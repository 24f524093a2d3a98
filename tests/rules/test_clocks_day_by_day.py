"""Our clocks against a second opinion that counts day by day (`day_by_day.py`)."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.clocks import ClockEvent, compute_clocks
from tests.rules.day_by_day import judge

ZONES = (
    "Asia/Shanghai",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Santiago",
    "America/Havana",
    "America/Asuncion",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Atlantic/Azores",
)
CALENDARS = ("CN", "GB-ENG", "GB-SCT", "IE", "US-NY", "CL", "EG")
UNITS = {"hours": 200, "days": 90, "weeks": 12, "working_days": 60, "months": 26, "years": 4}
TAGS = ("start", "stop", "again", "pause", "resume", "extend", "other")
FIRST = datetime(2011, 1, 1, tzinfo=UTC)
MINUTES = 18 * 365 * 24 * 60


def make_case(dice: random.Random) -> tuple[Clock, list[ClockEvent], str, datetime]:
    """A clock and a handful of events close together, so that they meet holidays, leaps and midnights."""
    unit = dice.choice(list(UNITS))
    clock = Clock(
        code="c",
        starts_on="start",
        stops_on=("stop",),
        length=dice.randint(1, UNITS[unit]),
        unit=unit,  # type: ignore[arg-type]
        counting=dice.choice(("exclude_first", "include_first")),  # type: ignore[arg-type]
        rolls=dice.choice(("none", "next_working_day")),  # type: ignore[arg-type]
        restarts_on=dice.choice(((), ("again",), ("start",))),
        pauses_on=dice.choice(((), ("pause",), ("pause", "start"))),
        resumes_on=dice.choice(((), ("resume",))),
        extend_on=dice.choice(((), ("extend",))),
        extend_length=dice.randint(0, 10),
        calendar=dice.choice(CALENDARS),
        weekend=dice.choice(((), (), (7,), (5, 6))),
    )
    at = FIRST + timedelta(minutes=dice.randrange(MINUTES))
    events = []
    for _ in range(dice.randint(1, 9)):
        events.append(ClockEvent(dice.choice(TAGS), at))
        at += timedelta(minutes=dice.choice((0, 1, 700, 5_000, 40_000)) * dice.randint(0, 3))
    now = at + timedelta(minutes=dice.randrange(300_000))
    return clock, events, dice.choice(ZONES), now


def compare(dice: random.Random) -> None:
    clock, events, tz, now = make_case(dice)
    [state] = compute_clocks((clock,), events, tz, now, "CN")
    assert (state.state, state.due, state.last_day) == judge(clock, events, tz, now), (clock, events, tz, now)


@given(st.integers(0, 2**32))
def test_clocks_agree_with_counting_on_fingers(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(10):
        compare(dice)


def test_clocks_agree_in_ten_thousand_cases() -> None:
    dice = random.Random(20260910)
    for _ in range(10_000):
        compare(dice)


@given(st.integers(0, 2**32))
def test_the_order_of_events_does_not_matter_where_their_instants_differ(seed: int) -> None:
    dice = random.Random(seed)
    clock, events, tz, now = make_case(dice)
    apart = [ClockEvent(event.tag, event.at + timedelta(minutes=place)) for place, event in enumerate(events)]
    mixed = dice.sample(apart, len(apart))
    assert compute_clocks((clock,), mixed, tz, now, "") == compute_clocks((clock,), apart, tz, now, "")
