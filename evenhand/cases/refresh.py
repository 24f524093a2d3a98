"""Clocks and queue of a case, computed anew from what happened: after each act, and by a job as time passes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from evenhand.calendars.announced import keep_announced
from evenhand.cases.models import Case, Clock, OpenStep
from evenhand.cases.queries import list_whole, read_facts
from evenhand.cases.registry import REGISTRY
from evenhand.cases.rules.naming import join_names
from evenhand.cases.rules.types import Actor
from evenhand.procedures.rules.clocks import ClockEvent, ClockState, compute_clocks
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.steps import list_due
from evenhand.record.queries import list_events

if TYPE_CHECKING:
    from evenhand.access.models import User

OFFICE = Actor(role="office")
# Clocks by code, each with its due instant and last day: as written before, and as they are now.
Drift = tuple[dict[str, dict[str, str | None]], dict[str, dict[str, str | None]]]
NO_DRIFT: Drift = ({}, {})
# What can change in a row of the queue while it stands.
TIMED = ("act", "clock", "due", "last_day", "article")


def refresh_case(case: Case, procedure: Procedure, at: datetime, entered: int = 0) -> tuple[Case, Drift]:
    """Recompute clocks, stage and open steps of one case; the caller holds its lock.

    `entered`: how many entries were just made; all of them, when the case itself was. Gives the case as it is now,
    and the clocks that fall due at another time than was written though nothing happened: days were announced,
    or a zone changed its clocks.
    """
    fresh = list_whole().get(pk=case.pk)
    if fresh.state == "erased":
        OpenStep.objects.filter(case=fresh).delete()
        Clock.objects.filter(case=fresh).delete()
        return fresh, NO_DRIFT
    keep_announced()
    events = list_events(fresh.id)
    new = len(events) == entered
    rows = () if new else tuple(fresh.clocks.all())
    drift = (
        find_drift(rows, compute_states(fresh, procedure, events[: len(events) - entered], at))
        if rows
        else NO_DRIFT
    )
    clocks = compute_states(fresh, procedure, events, at)
    _write_clocks(fresh, clocks, rows)
    facts = read_facts(fresh)
    namers = [*REGISTRY.namers, REGISTRY.kinds[fresh.kind].name_facts]
    named = join_names(namers, facts, OFFICE, "", at)
    stage = REGISTRY.kinds[fresh.kind].choose_stage(named)
    if stage != fresh.stage:
        Case.objects.filter(pk=fresh.pk).update(stage=stage)
        fresh.stage = stage
    wanted = _list_open_steps(fresh, procedure, named, {clock.code: clock for clock in clocks}, at)
    _write_open_steps(fresh, wanted, () if new else fresh.open_steps.all())
    return fresh, drift


def find_drift(rows: Iterable[Clock], states: Iterable[ClockState]) -> Drift:
    """Due dates as they were written, and as they are worked out from the same events now, where these differ."""
    now = {state.code: (state.due, state.last_day) for state in states}
    moved = [row for row in rows if row.code in now and now[row.code] != (row.due, row.last_day)]
    before = {row.code: _write_due(row.due, row.last_day) for row in moved}
    return before, {row.code: _write_due(*now[row.code]) for row in moved}


def _write_due(due: datetime | None, last_day: date | None) -> dict[str, str | None]:
    return {"due": due.isoformat() if due else None, "last_day": last_day.isoformat() if last_day else None}


def compute_case_clocks(case: Case, procedure: Procedure, at: datetime) -> tuple[ClockState, ...]:
    """The pack's clocks for one case, from its events in the order in which they were entered."""
    keep_announced()
    return compute_states(case, procedure, list_events(case.id), at)


def compute_states(
    case: Case, procedure: Procedure, happened: Iterable[tuple[str, datetime]], at: datetime
) -> tuple[ClockState, ...]:
    """The pack's clocks after these events, each a tag and when it happened, in the order of entry."""
    events = [ClockEvent(tag=tag, at=when) for tag, when in happened]
    zone = procedure.choose_zone(case.centre.time_zone)
    return compute_clocks(procedure.clocks, events, zone, at, procedure.choose_calendar(case.centre.calendar))


def _write_clocks(case: Case, states: Iterable[ClockState], rows: Iterable[Clock]) -> None:
    present = {row.code: row for row in rows}
    wanted = {state.code: state for state in states if state.state != "not_started"}
    new = []
    for code, state in wanted.items():
        row = present.get(code) or Clock(case=case, code=code)
        values = (state.state, state.due, state.last_day, state.article)
        if (row.state, row.due, row.last_day, row.article) == values and row.pk:
            continue
        row.state, row.due, row.last_day, row.article = values
        new.append(row)
    if new:
        Clock.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["case", "code"],
            update_fields=["state", "due", "last_day", "article"],
        )
    gone = [code for code in present if code not in wanted]
    if gone:
        Clock.objects.filter(case=case, code__in=gone).delete()


def _choose_assignees(case: Case, step: Step, role: str) -> list[User | None]:
    """Whose queue a step stands in: the case's worker, its mediator(s), or all of the role."""
    if role == "mediator":
        states = {"asked"} if step.act == "answer_conflict_check" else {"accepted"}
        return [row.mediator for row in case.assignments.all() if row.state in states]
    return [case.worker if case.worker and case.worker.role == role else None]


def _list_open_steps(
    case: Case,
    procedure: Procedure,
    named: frozenset[str],
    clocks: dict[str, ClockState],
    at: datetime,
) -> list[OpenStep]:
    """What somebody must do now, as rows of the queue."""
    rows = []
    for step in list_due(procedure, named):
        clock = clocks.get(step.clock)
        for role in step.duty_of:
            people = _choose_assignees(case, step, role)
            rows += [_make_row(case, step, role, assignee, clock, at) for assignee in people]
    return rows


def _write_open_steps(case: Case, wanted: Iterable[OpenStep], rows: Iterable[OpenStep]) -> None:
    """Most acts leave most rows as they are: only what differs is written, and what stays keeps its age."""
    present = {_name_step(row): row for row in rows}
    fresh = []
    for row in wanted:
        same = present.get(_name_step(row))
        if same is None:
            fresh.append(row)
        elif [getattr(same, name) for name in TIMED] == [getattr(row, name) for name in TIMED]:
            del present[_name_step(row)]
        else:
            row.since = same.since
            fresh.append(row)
    if present:
        OpenStep.objects.filter(pk__in=[row.pk for row in present.values()]).delete()
    if fresh:
        OpenStep.objects.bulk_create(fresh)


def _name_step(row: OpenStep) -> tuple[str, str, int | None]:
    return row.step, row.role, row.assignee_id


def _make_row(
    case: Case, step: Step, role: str, assignee: User | None, clock: ClockState | None, since: datetime
) -> OpenStep:
    running = clock is not None and clock.state in {"running", "overdue", "paused"}
    return OpenStep(
        case=case,
        centre_id=case.centre_id,
        step=step.code,
        act=step.act,
        role=role,
        assignee=assignee,
        clock=step.clock if running else "",
        due=clock.due if clock and running else None,
        last_day=clock.last_day if clock and running else None,
        article=(clock.article if clock and running else "") or step.article,
        since=since,
    )
