"""What one decided act writes, inside the transaction of `cases.acts`: record, tables, clocks, queue, notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from evenhand.cases.change import Change
from evenhand.cases.models import Case
from evenhand.cases.refresh import Drift, refresh_case
from evenhand.cases.registry import REGISTRY
from evenhand.cases.rules.types import Act, Event
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.acts import append_entry
from evenhand.record.tags import Tag
from evenhand.vault.keys import CaseKey


def write_events(
    case: Case,
    key: CaseKey,
    procedure: Procedure,
    act: Act,
    events: Sequence[Event],
    at: datetime,
    drifts: bool = True,
) -> tuple[int, ...]:
    """Append each event to the record and update the tables; then clocks, queue and notices once.

    A due date that has changed without an act is an entry of its own, with before and after. `drifts` is false
    where the events themselves say so.
    """
    entries = [enter_event(case, key, act, event, at) for event in events]
    case, drift = refresh_case(case, procedure, at, entered=len(events))
    if drifts and any(drift):
        entries.append(enter_event(case, key, act, make_drift_event(drift), at))
    for after in REGISTRY.after:
        after(case, procedure, events, at)
    return tuple(entries)


def make_drift_event(drift: Drift) -> Event:
    """Clocks fall due at another time than was written, though nothing happened in the case."""
    before, after = drift
    return Event(Tag.CASE_CLOCK_CHANGED, before=before, after=after)


def enter_event(case: Case, key: CaseKey, act: Act, event: Event, at: datetime) -> int:
    """One event: the tables first, then its entry in the record, whose id is given back."""
    REGISTRY.updaters[event.tag](Change(case, key, event, act.by, at))
    return append_entry(
        scope=case.id,
        tag=event.tag,
        at=at,
        happened_at=event.happened_at or at,
        subject=event.subject,
        by=act.by.code or act.by.seat or act.by.role,
        shown={"before": dict(event.before), "after": dict(event.after)},
        key=key,
    ).pk
