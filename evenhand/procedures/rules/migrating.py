"""Moving a case from one version of a procedure to another: a mapping that can be checked before anybody relies on
it, and that refuses to lose a running time limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.procedures.rules.checks import PACK
from evenhand.procedures.rules.clocks import ClockEvent, ClockState, compute_clocks
from evenhand.procedures.rules.duties import Migration
from evenhand.procedures.rules.findings import Finding
from evenhand.procedures.rules.procedure import Procedure

GOING_ON = frozenset({"running", "paused", "overdue"})
KEPT = GOING_ON | {"met", "met_late"}


@dataclass(frozen=True)
class Limit:
    """One time limit as it stands: its code, its state, and the first instant that is too late, if there is one."""

    code: str
    state: str
    due: datetime | None

    @property
    def written(self) -> dict[str, str]:
        """As it is written in the record."""
        return {"code": self.code, "state": self.state, "due": self.due.isoformat() if self.due else ""}


@dataclass(frozen=True)
class Moved:
    """The case can move: the time limits that go on, as they were and as they will be."""

    before: tuple[Limit, ...]
    after: tuple[Limit, ...]


@dataclass(frozen=True)
class Lost:
    """The case cannot move: these time limits run in it, and would run no more."""

    clocks: tuple[str, ...]


@dataclass(frozen=True)
class NoWay:
    """The new version does not say how cases of the old one go on under it."""


def find_migration(old: Procedure, new: Procedure) -> Migration | None:
    """What the new version says about cases of the old one."""
    if old.id != new.id:
        return None
    return next((each for each in new.migrations if each.old == old.version), None)


def check_migration(old: Procedure, new: Procedure) -> tuple[Finding, ...]:
    """Everything wrong with the mapping from one version to the next; nothing where there is none."""
    migration = find_migration(old, new)
    if migration is None:
        return ()
    place = new.migrations.index(migration)
    return (
        *_check_clocks(old, new, migration, place),
        *_check_kept(old, new, place),
    )


def map_clocks(old: Procedure, migration: Migration) -> dict[str, str]:
    """Each clock of the old version with the name under which it goes on; "" for one that ends."""
    renamed = {each.old: each.new for each in migration.clocks}
    return {
        clock.code: "" if clock.code in migration.ends else renamed.get(clock.code, clock.code)
        for clock in old.clocks
    }


def _check_clocks(old: Procedure, new: Procedure, migration: Migration, place: int) -> Iterator[Finding]:
    here: tuple[str | int, ...] = ("migration", place)
    before, after = {clock.code for clock in old.clocks}, {clock.code for clock in new.clocks}
    named = [((*here, "clock", number, "old"), each.old) for number, each in enumerate(migration.clocks)]
    for path, code in [*named, *(((*here, "ends"), code) for code in migration.ends)]:
        if code not in before:
            yield Finding(PACK, path, f'version {old.version} has no clock "{code}"')
    for code, goes_on in map_clocks(old, migration).items():
        if goes_on and goes_on not in after:
            hole = f'the clock "{code}" of version {old.version} goes on as "{goes_on}", which is not here'
            sentence = f"{hole}: give it another name (clock) or end it (ends)"
            yield Finding(PACK, (*here, "clock"), sentence)


def _check_kept(old: Procedure, new: Procedure, place: int) -> Iterator[Finding]:
    """What a case may hold already must have a name under the new version."""
    if old.kind != new.kind:
        yield Finding(PACK, ("migration", place, "old"), f"version {old.version} is for cases of {old.kind}")
    kept = {
        "step": ({each.act for each in old.steps}, {each.act for each in new.steps}),
        "outcome": ({each.code for each in old.outcomes}, {each.code for each in new.outcomes}),
    }
    for name, (before, after) in kept.items():
        for code in sorted(before - after):
            sentence = f'a case of version {old.version} may hold the {name} "{code}", which is not here'
            yield Finding(PACK, ("migration", place, "old"), sentence)


def plan_move(
    old: Procedure,
    new: Procedure,
    events: Sequence[ClockEvent],
    tz: str,
    now: datetime,
    calendar: str,
) -> Moved | Lost | NoWay:
    """Whether one case can go on under another version, and what becomes of its time limits.

    Both sides are worked out from the case's own events. A limit that goes on under the old version must go on, or
    have been met, under the new one.
    """
    before = _compute(old, events, tz, now, calendar)
    return compare_limits(old, new, before, _compute(new, events, tz, now, calendar))


def compare_limits(
    old: Procedure, new: Procedure, before: Sequence[ClockState], after: Sequence[ClockState]
) -> Moved | Lost | NoWay:
    """The same, where both sides have been worked out already."""
    migration = find_migration(old, new)
    if migration is None:
        return NoWay()
    names, found = map_clocks(old, migration), {state.code: state for state in after}
    going = [state.code for state in before if state.state in GOING_ON]
    lost = tuple(code for code in going if not _goes_on(names[code], found))
    return Lost(lost) if lost else Moved(_list(before), _list(after))


def _compute(
    procedure: Procedure, events: Sequence[ClockEvent], tz: str, now: datetime, calendar: str
) -> tuple[ClockState, ...]:
    zone = tz if procedure.tz == "centre" else procedure.tz
    return compute_clocks(procedure.clocks, events, zone, now, procedure.choose_calendar(calendar))


def _goes_on(code: str, after: Mapping[str, ClockState]) -> bool:
    state = after.get(code)
    return state is not None and state.state in KEPT


def _list(states: Sequence[ClockState]) -> tuple[Limit, ...]:
    return tuple(Limit(each.code, each.state, each.due) for each in states if each.state in GOING_ON)
