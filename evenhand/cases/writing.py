"""What one decided act writes, inside the transaction of `cases.acts`: record, tables, clocks, queue, notices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from evenhand.cases.change import Change
from evenhand.cases.models import Case
from evenhand.cases.refresh import refresh_case
from evenhand.cases.registry import REGISTRY
from evenhand.cases.rules.types import Act, Event
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.acts import append_entry
from evenhand.vault.keys import CaseKey


def write_events(
    case: Case,
    key: CaseKey,
    procedure: Procedure,
    act: Act,
    events: Sequence[Event],
    at: datetime,
    new: bool = False,
) -> tuple[int, ...]:
    """Append each event to the record and update the tables; then clocks, queue and notices once.

    `new`: the case begins with these events, so it has no clock and no open step yet.
    """
    entries = []
    signature = act.by.code or act.by.seat or act.by.role
    for event in events:
        REGISTRY.updaters[event.tag](Change(case, key, event, act.by, at))
        entry = append_entry(
            scope=case.id,
            tag=event.tag,
            at=at,
            happened_at=event.happened_at or at,
            subject=event.subject,
            by=signature,
            shown={"before": dict(event.before), "after": dict(event.after)},
            key=key,
        )
        entries.append(entry.pk)
    case = refresh_case(case, procedure, at, new=new)
    for after in REGISTRY.after:
        after(case, procedure, events, at)
    return tuple(entries)
