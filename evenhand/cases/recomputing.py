"""Clocks and queues of all open cases, worked out anew as time passes; a due date that moved is entered.

Most cases are as they were an hour ago. So many are read at once, without a lock, and only those in which
something has changed are locked and written, each in a transaction of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.access.queries import permit_job
from evenhand.calendars.announced import keep_announced
from evenhand.cases.models import Case, Clock
from evenhand.cases.queries import list_whole, read_procedure
from evenhand.cases.refresh import compute_states, refresh_case
from evenhand.cases.registry import REGISTRY
from evenhand.cases.rules.types import Act, Actor
from evenhand.cases.writing import enter_event, make_drift_event
from evenhand.record.queries import list_events_of
from evenhand.vault.keys import open_key

BY_ITSELF = Act(code="recompute_clocks", by=Actor(role="operator"))
AT_ONCE = 500


def recompute_open_cases(*, at: datetime) -> int:
    """The hourly job: time alone makes clocks run out and duties fall due. How many cases were written.

    It may die half-way; doing it again changes nothing more.
    """
    keep_announced()
    count = 0
    for pk in list_stale(at):
        with transaction.atomic():
            case = list_whole().select_for_update(of=("self",)).filter(pk=pk, state="open").first()
            if case is not None:
                recompute_case(case, at)
                count += 1
    return count


def recompute_case(case: Case, at: datetime) -> bool:
    """One case, locked by the caller. Whether a due date had changed though nothing happened; then that is entered."""
    case, drift = refresh_case(case, read_procedure(case), at)
    if not any(drift):
        return False
    enter_event(case, open_key(permit_job(case, BY_ITSELF.code)), BY_ITSELF, make_drift_event(drift), at)
    return True


def list_stale(at: datetime) -> Iterator[UUID]:
    """The open cases in which a clock stands otherwise than is written, or a duty falls due with time alone."""
    timed = set().union(*(kind.list_timed(at) for kind in REGISTRY.kinds.values()))
    ids = list(Case.objects.open().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        changed = set(_list_changed(part, at))
        yield from (pk for pk in part if pk in changed or pk in timed)


def _list_changed(ids: Sequence[UUID], at: datetime) -> Iterator[UUID]:
    events = list_events_of(ids)
    written: dict[UUID, dict[str, tuple[object, ...]]] = defaultdict(dict)
    for pk, code, *row in Clock.objects.filter(case__in=ids).values_list(
        "case_id", "code", "state", "due", "last_day"
    ):
        written[pk][code] = tuple(row)
    for case in Case.objects.filter(pk__in=ids).select_related("centre"):
        states = compute_states(case, read_procedure(case), events.get(case.pk, ()), at)
        now = {
            each.code: (each.state, each.due, each.last_day) for each in states if each.state != "not_started"
        }
        if now != written[case.pk]:
            yield case.pk
