"""A case as a row of beats, laid into past time from its end backwards: pure, and the same for the same seed.

A beat is one act with the time of day it belongs to. Laying backwards from today lets every stage be there
today: a case that waits for a signature since yesterday began when it had to begin for that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from evenhand.calendars.rules import is_working_day

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
SITTING = timedelta(minutes=7)
AFTER_MEETING = timedelta(minutes=25)
# When people do things: office hours; mediators in their evenings; parties from breakfast to bedtime.
HOURS = {
    "office": (time(9, 20), time(17, 0)),
    "evening": (time(17, 15), time(21, 30)),
    "home": (time(8), time(22)),
}
MEETING_TIMES = (time(10, 0), time(14, 0), time(16, 30), time(18, 0), time(18, 30))


@dataclass
class Meeting:
    """A session: when it starts becomes known when its beats are laid into time."""

    place: str = "centre"
    minutes: int = 90
    starts: datetime | None = None

    @property
    def begin(self) -> datetime:
        """The start, once laid."""
        if self.starts is None:
            raise LookupError("this session was not laid into time")
        return self.starts


Data = Mapping[str, Any] | Callable[["Beat"], Mapping[str, Any]]


@dataclass
class Beat:
    """One act: who does it, with which answers, how many days after the one before, at which time of day.

    `when`: office, evening, home, `sitting` (minutes after the one before) or `meeting` (right after a session).
    """

    who: str
    act: str
    data: Data = field(default_factory=dict)
    gap: float = 0.0
    when: str = "office"
    meeting: Meeting | None = None
    at: datetime = LONG_AGO

    def answer(self) -> dict[str, Any]:
        """The answers of the act's form, as they travel."""
        return dict(self.data(self) if callable(self.data) else self.data)


@dataclass(frozen=True)
class Place:
    """Where time passes: the centre's zone and holidays."""

    zone: str
    calendar: str

    def open_on(self, day: date) -> bool:
        """Whether the office works on this day."""
        return is_working_day(self.calendar, day)

    def open_at(self, moment: datetime) -> bool:
        """Whether the office works on the day of this moment."""
        return self.open_on(moment.astimezone(ZoneInfo(self.zone)).date())


def group_sittings(beats: Sequence[Beat]) -> list[list[Beat]]:
    """Beats that follow each other within minutes, together."""
    groups: list[list[Beat]] = []
    for beat in beats:
        if beat.when == "sitting" and groups:
            groups[-1].append(beat)
        else:
            groups.append([beat])
    return groups


def lay_back(beats: Sequence[Beat], end: datetime, place: Place, rng: Random) -> None:
    """Give every beat its time: the last one before `end`, each other one before its follower."""
    limit = end
    for group in reversed(group_sittings(beats)):
        head = group[0]
        first = _find_before(limit - SITTING * (len(group) - 1), head, place, rng)
        for count, beat in enumerate(group):
            beat.at = first + SITTING * count
        begin = head.meeting.begin if head.when == "meeting" and head.meeting else first
        limit = begin - timedelta(days=head.gap)


def _find_before(limit: datetime, beat: Beat, place: Place, rng: Random) -> datetime:
    if beat.when == "meeting" and beat.meeting is not None:
        return _lay_meeting(limit, beat.meeting, place, rng)
    return find_moment(limit, beat.when, place, rng)


def _lay_meeting(limit: datetime, meeting: Meeting, place: Place, rng: Random) -> datetime:
    """The last start that lets the session be over, and written down, before `limit`."""
    length = timedelta(minutes=meeting.minutes) + AFTER_MEETING
    day = limit.astimezone(ZoneInfo(place.zone)).date()
    clock = rng.choice(MEETING_TIMES)
    while True:
        starts = _make_instant(day, clock, place)
        if place.open_on(day) and starts + length < limit:
            meeting.starts = starts
            return starts + length
        day -= timedelta(days=1)


def _make_instant(day: date, clock: time, place: Place) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZoneInfo(place.zone)).astimezone(UTC)


def find_moment(limit: datetime, when: str, place: Place, rng: Random) -> datetime:
    """The last moment of that kind before `limit`."""
    first, last = HOURS[when]
    day = limit.astimezone(ZoneInfo(place.zone)).date()
    while True:
        clock = _draw_time(first, last, rng)
        found = _make_instant(day, clock, place)
        if found < limit and (when != "office" or place.open_on(day)):
            return found
        day -= timedelta(days=1)


def _draw_time(first: time, last: time, rng: Random) -> time:
    low, high = first.hour * 60 + first.minute, last.hour * 60 + last.minute
    minute = rng.randint(low, high)
    return time(minute // 60, minute % 60)


def find_ahead(after: datetime, days: int, place: Place, rng: Random) -> datetime:
    """A start of a session on a working day, at least `days` days from now; before now where `days` is negative."""
    day = after.astimezone(ZoneInfo(place.zone)).date() + timedelta(days=days)
    step = timedelta(days=1 if days > 0 else -1)
    while not place.open_on(day):
        day += step
    return _make_instant(day, rng.choice(MEETING_TIMES), place)
