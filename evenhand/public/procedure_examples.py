"""A time limit worked out for one beginning, by the same rules as in a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from evenhand.calendars.rules import is_working_day
from evenhand.notices.words import load_words
from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.clocks import ClockEvent, ClockState, compute_clocks
from evenhand.procedures.rules.procedure import Procedure

# A Monday in an ordinary week.
BEGINS = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SATURDAY, SUNDAY, SELDOM = 5, 6, 26


@dataclass(frozen=True)
class Ground:
    """Where time limits are counted: the centre's zone and calendar."""

    zone: str = "UTC"
    calendar: str = ""


@lru_cache(maxsize=64)
def has_made_up_days(calendar: str) -> bool:
    """Whether people there seldom work on a weekend, but sometimes do in place of a holiday."""
    year = (date(BEGINS.year, 1, 1) + timedelta(days=count) for count in range(365))
    worked = [day.weekday() for day in year if day.weekday() >= SATURDAY and is_working_day(calendar, day)]
    return any(0 < worked.count(weekday) < SELDOM for weekday in (SATURDAY, SUNDAY))


def tell_example(procedure: Procedure, clock: Clock, language: str, ground: Ground) -> str:
    """The time limit worked out for one beginning: "If it begins on Monday 2 March 2026, ..."."""
    zone = ground.zone if procedure.tz == "centre" else procedure.tz
    state = _compute(procedure, clock, ground.calendar, zone, ())
    if state is None or state.due is None:
        return ""
    said = [_say_example(clock, state, zone, language)]
    longer = _compute(procedure, clock, ground.calendar, zone, clock.extend_on) if clock.extend_on else None
    if longer is not None and longer.due is not None:
        until = _name_end(longer, zone, language)
        said.append(gettext("If it is made longer: until %(until)s.") % {"until": until})
    return " ".join(said)


def _say_example(clock: Clock, state: ClockState, zone: str, language: str) -> str:
    begins = BEGINS.replace(tzinfo=ZoneInfo(zone))
    words = load_words(language)
    hours = state.last_day is None
    first = words.write_moment(begins, zone) if hours else words.write_date(begins.date())
    if clock.waits and state.due is not None:
        free = words.write_moment(state.due, zone) if hours else _name_free(state.due, zone, language)
        return gettext("If it begins on %(first)s, not before %(until)s.") % {"first": first, "until": free}
    until = _name_end(state, zone, language)
    return gettext("If it begins on %(first)s, until %(until)s.") % {"first": first, "until": until}


def _name_end(state: ClockState, zone: str, language: str) -> str:
    words = load_words(language)
    if state.last_day is not None:
        return words.write_date(state.last_day)
    return words.write_moment(state.due, zone) if state.due else ""


def _name_free(due: datetime, zone: str, language: str) -> str:
    return load_words(language).write_date(due.astimezone(ZoneInfo(zone)).date())


def _compute(
    procedure: Procedure, clock: Clock, calendar: str, zone: str, more: tuple[str, ...]
) -> ClockState | None:
    begins = BEGINS.replace(tzinfo=ZoneInfo(zone))
    named = [each for each in procedure.clocks if each.code in (clock.code, *clock.earliest_of)]
    tags = dict.fromkeys(each.starts_on for each in named if each.starts_on)
    events = [ClockEvent(tag, begins) for tag in (*tags, *more[:1])]
    states = compute_clocks(procedure.clocks, events, zone, begins, calendar)
    return next((state for state in states if state.code == clock.code), None)
