"""Moving the demo's clock: what runs out by then runs out, and mail that is due by then goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from evenhand.calendars.clock import move_clock
from evenhand.cases.refresh import refresh_open_cases
from evenhand.notices.sending import send_due_notices

STEPS = {"1": 1, "7": 7, "30": 30}
BATCH = 500


@dataclass(frozen=True)
class Moved:
    """What a move of the clock brought about."""

    now: datetime
    deadlines: int
    mails: int


def count_overdue() -> int:
    """How many clocks have run out. Tables are named by string here, as in a foreign key."""
    return int(apps.get_model("evenhand", "Clock").objects.filter(state="overdue").count())


def move_on(days: int) -> Moved:
    """Move on by whole days, then do at once what the worker would do within the hour."""
    before = count_overdue()
    now = move_clock(days=days)
    refresh_open_cases(at=now)
    sent = send_due_notices(at=now, limit=BATCH)
    return Moved(now=now, deadlines=max(0, count_overdue() - before), mails=sent.sent + sent.by_hand)
