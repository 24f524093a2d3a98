"""Clocks and queues of all open cases, worked out anew as time passes; a due date that moved is entered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from evenhand.access.queries import permit_job
from evenhand.cases.models import Case
from evenhand.cases.queries import list_whole, read_procedure
from evenhand.cases.refresh import refresh_case
from evenhand.cases.rules.types import Act, Actor
from evenhand.cases.writing import enter_event, make_drift_event
from evenhand.vault.keys import open_key

BY_ITSELF = Act(code="recompute_clocks", by=Actor(role="operator"))


def recompute_open_cases(*, at: datetime) -> int:
    """The hourly job: time alone makes clocks run out and duties fall due. Each case in a transaction of its own,
    so that it may die half-way; doing it again changes nothing more.
    """
    count = 0
    for pk in list(Case.objects.open().values_list("pk", flat=True)):
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
