"""Moving running cases to another version of their procedure: each in one transaction of its own, under its lock.

A case moves at most once, and not at all where a time limit that runs would be lost. The command may be killed and
run again at any moment: what has moved stays moved, the rest has not been touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from evenhand.access.queries import permit_job
from evenhand.cases.change import Change
from evenhand.cases.models import Case
from evenhand.cases.queries import list_whole, read_procedure
from evenhand.cases.refresh import compute_case_clocks
from evenhand.cases.rules.types import Act, Actor, Event
from evenhand.cases.writing import write_events
from evenhand.procedures.keeping import keep_version
from evenhand.procedures.queries import may_take_cases
from evenhand.procedures.rules.migrating import (
    Limit,
    Lost,
    Moved,
    NoWay,
    check_migration,
    compare_limits,
)
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag
from evenhand.vault.keys import open_key

BY = Actor(role="operator")


@dataclass(frozen=True)
class Answer:
    """What became of one case. `state`: moved, can_move, lost (by `lost`), no_way, not_approved or there."""

    number: str
    state: str
    before: tuple[Limit, ...] = ()
    after: tuple[Limit, ...] = ()
    lost: tuple[str, ...] = ()


def list_movable(pack: str, version: str, number: str = "") -> list[Any]:
    """The open cases of a pack that run under another version than this one, or the one that is named."""
    rows = Case.objects.open().filter(pack=pack)
    if number:
        return list(rows.filter(number=number.strip().upper()).values_list("pk", flat=True))
    return list(rows.exclude(pack_version=version).order_by("opened_at").values_list("pk", flat=True))


def move_cases(
    procedure: Procedure, *, at: datetime, number: str = "", attempt: bool = False
) -> Iterator[Answer]:
    """Move every open case of the pack, or one, to this version. With `attempt` nothing is written."""
    if not attempt:
        keep_version(procedure)
    for pk in list_movable(procedure.id, procedure.version, number):
        answer = _move_locked(pk, procedure, at, attempt)
        if answer is not None:
            yield answer


def _move_locked(pk: Any, procedure: Procedure, at: datetime, attempt: bool) -> Answer | None:
    with transaction.atomic():
        case = list_whole().select_for_update(of=("self",)).filter(pk=pk, state="open").first()
        if case is None:
            return None
        if case.pack_version == procedure.version:
            return Answer(case.number, "there")
        if not may_take_cases(case.centre_id, procedure):
            return Answer(case.number, "not_approved")
        plan = _plan(case, procedure, at)
        if isinstance(plan, Moved) and not attempt:
            _write(case, procedure, plan, at)
        return _describe(case, plan, attempt)


def _plan(case: Case, new: Procedure, at: datetime) -> Moved | Lost | NoWay:
    old = read_procedure(case)
    if check_migration(old, new):
        return NoWay()
    before = compute_case_clocks(case, old, at)
    return compare_limits(old, new, before, compute_case_clocks(case, new, at))


def _write(case: Case, new: Procedure, plan: Moved, at: datetime) -> None:
    """The entry with what was and what will be; the tables and the clocks follow from it."""
    event = Event(
        Tag.CASE_PROCEDURE_CHANGED,
        before={"version": case.pack_version, "clocks": [each.written for each in plan.before]},
        after={"version": new.version, "clocks": [each.written for each in plan.after]},
    )
    key = open_key(permit_job(case, "move_procedure"))
    write_events(case, key, new, Act(code="move_procedure", by=BY), [event], at, drifts=False)


def _describe(case: Case, plan: Moved | Lost | NoWay, attempt: bool) -> Answer:
    if isinstance(plan, Moved):
        return Answer(case.number, "can_move" if attempt else "moved", plan.before, plan.after)
    if isinstance(plan, Lost):
        return Answer(case.number, "lost", lost=plan.clocks)
    return Answer(case.number, "no_way")


def change_procedure(change: Change) -> None:
    """The case goes on under the version that its entry names."""
    change.case.pack_version = change.after["version"]
    change.case.save(update_fields=["pack_version"])
