"""The time limits of a case: which run, until when, and which were kept, worked out from what happened.

Nothing is remembered between two computations, so a clock is right after the program slept, after the zone
database changed and after a holiday was announced late. An event has an instant; its date is its date in the
centre's zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import NamedTuple

from evenhand.calendars.rules import find_edition
from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.limits import Limit, find_end

STARTS, RESTARTS, STOPS, PAUSES, RESUMES, EXTENDS = 1, 2, 4, 8, 16, 32
# What an event can do to a clock of which nothing is known yet; anything else leaves it as it was.
FIRST = STARTS | RESTARTS | EXTENDS
MOST_PROGRAMS = 256
TAKE_INSTANT = itemgetter(1)
NEVER = datetime.max.replace(tzinfo=UTC)


class ClockEvent(NamedTuple):
    """Something that happened: its tag and its instant (aware)."""

    tag: str
    at: datetime


class ClockState(NamedTuple):
    """One clock now. `state` is one of not_started running paused met met_late overdue; `due` is the first
    instant that is too late (UTC), `last_day` the last local day that is in time; both are None where
    there is none.
    """

    code: str
    state: str
    due: datetime | None
    last_day: date | None
    article: str


class Run:
    """How far one clock has come while the events of a case are read in order."""

    __slots__ = ("extended", "paused", "shift", "start", "stop")

    def __init__(self) -> None:
        self.start: datetime | None = None
        self.stop: datetime | None = None
        self.paused: date | None = None
        self.shift = 0
        self.extended = False


class Program(NamedTuple):
    """A procedure's clocks made ready to read many cases: which tag does what to which clock."""

    clocks: tuple[Clock, ...]
    limits: tuple[Limit, ...]
    roles: dict[str, tuple[tuple[int, int], ...]]
    resting: tuple[ClockState, ...]
    earliest: tuple[tuple[int, tuple[int, ...]], ...]


_programs: dict[tuple[int, str, str, int], Program] = {}


def compute_clocks(
    clocks: tuple[Clock, ...], events: Sequence[ClockEvent], tz: str, now: datetime, default_calendar: str
) -> tuple[ClockState, ...]:
    """Every clock of a case as it stands at `now`, in the order of the procedure.

    `tz` is the centre's zone; `default_calendar` the centre's own, meant wherever a clock says "centre".
    Events may come unsorted: they are taken by instant, those at the same instant in the order given.
    """
    program = _find_program(clocks, tz, default_calendar)
    runs = _read_events(program, sorted(events, key=TAKE_INSTANT))
    states = list(program.resting)
    for place, run in runs.items():
        if run.start is not None:
            states[place] = _judge(program.clocks[place], program.limits[place], run, run.start, now)
    for place, others in program.earliest:
        named = [states[other] for other in others]
        states[place] = _choose_earliest(program.clocks[place], named, program.resting[place])
    return tuple(states)


def _find_program(clocks: tuple[Clock, ...], tz: str, default_calendar: str) -> Program:
    # Kept by identity: hashing a procedure's clocks would cost more than reading a case. The program holds
    # the tuple, so its identity cannot be given to another while it is kept.
    key = (id(clocks), tz, default_calendar, find_edition())
    program = _programs.get(key)
    if program is None:
        if len(_programs) >= MOST_PROGRAMS:
            _programs.clear()
        program = _programs[key] = _make_program(clocks, tz, default_calendar)
    return program


def _make_program(clocks: tuple[Clock, ...], tz: str, default_calendar: str) -> Program:
    roles: dict[str, dict[int, int]] = {}
    for place, clock in enumerate(clocks):
        for bit, tags in _list_roles(clock):
            for tag in tags:
                of_tag = roles.setdefault(tag, {})
                of_tag[place] = of_tag.get(place, 0) | bit
    return Program(
        clocks,
        tuple(Limit.of(clock, tz, default_calendar) for clock in clocks),
        {tag: tuple(of_tag.items()) for tag, of_tag in roles.items()},
        tuple(ClockState(clock.code, "not_started", None, None, clock.article) for clock in clocks),
        tuple(order_earliest(clocks)),
    )


def order_earliest(clocks: Sequence[Clock]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The clocks that are the earliest of others, each after those it names; clocks that name each other in a
    circle are left out, and never start.
    """
    places = {clock.code: place for place, clock in enumerate(clocks)}
    known = {clock.code for clock in clocks if not clock.earliest_of}
    waiting = [clock for clock in clocks if clock.earliest_of]
    while ready := [clock for clock in waiting if known.issuperset(clock.earliest_of)]:
        for clock in ready:
            yield places[clock.code], tuple(places[code] for code in clock.earliest_of)
        known.update(clock.code for clock in ready)
        waiting = [clock for clock in waiting if clock.code not in known]


def _list_roles(clock: Clock) -> tuple[tuple[int, tuple[str, ...]], ...]:
    if clock.earliest_of:
        return ()
    return (
        (STARTS, (clock.starts_on,)),
        (RESTARTS, clock.restarts_on),
        (STOPS, clock.stops_on),
        (PAUSES, clock.pauses_on),
        (RESUMES, clock.resumes_on),
        (EXTENDS, clock.extend_on),
    )


def _read_events(program: Program, events: Sequence[ClockEvent]) -> dict[int, Run]:
    runs: dict[int, Run] = {}
    roles = program.roles
    for tag, at in events:
        for place, role in roles.get(tag, ()):
            run = runs.get(place)
            if run is None:
                if not role & FIRST:
                    continue
                run = runs[place] = Run()
            _apply(run, role, at, program.limits[place])
    return runs


def _apply(run: Run, role: int, at: datetime, limit: Limit) -> None:
    """What one event does to one clock. An extension counts whenever it comes; the rest only while it runs."""
    if role & EXTENDS:
        run.extended = True
    if role & RESTARTS or (role & STARTS and run.start is None):
        paused = limit.find_date(at) if role & PAUSES else None
        run.start, run.stop, run.paused, run.shift = at, None, paused, 0
    elif run.start is not None and run.stop is None:
        if role & STOPS:
            run.stop = at
        elif role & (PAUSES | RESUMES):
            _pause(run, role, at, limit)


def _pause(run: Run, role: int, at: datetime, limit: Limit) -> None:
    if run.paused is None:
        if role & PAUSES:
            run.paused = limit.find_date(at)
    elif role & RESUMES:
        run.shift += limit.count_pause(run.paused, limit.find_date(at))
        run.paused = None


def _judge(clock: Clock, limit: Limit, run: Run, start: datetime, now: datetime) -> ClockState:
    if run.paused is not None:
        return ClockState(clock.code, "paused" if run.stop is None else "met", None, None, clock.article)
    last_day, due = find_end(limit, start, run.shift, run.extended)
    if run.stop is not None:
        state = "met" if run.stop <= due else "met_late"
    else:
        state = "overdue" if now > due else "running"
    return ClockState(clock.code, state, due, last_day, clock.article)


def _choose_earliest(clock: Clock, named: list[ClockState], resting: ClockState) -> ClockState:
    """The clock that falls due first among those named, once any has started; told under its own name."""
    started = [state for state in named if state.state != "not_started"]
    if not started:
        return resting
    first = min(started, key=_take_due)
    return first._replace(code=clock.code, article=clock.article or first.article)


def _take_due(state: ClockState) -> datetime:
    return state.due or NEVER
