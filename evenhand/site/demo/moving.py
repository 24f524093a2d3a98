"""Moving the demo's clock: what runs out by then runs out, and mail that is due by then goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps

from evenhand.calendars.clock import move_clock, read_now
from evenhand.cases.recomputing import recompute_open_cases
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
    """Move on by whole days, then do at once what the worker would have done on each of them."""
    before, start = count_overdue(), read_now()
    told = sum(tell_people(start + timedelta(days=day)) for day in range(1, days + 1))
    now = move_clock(days=days)
    recompute_open_cases(at=now)
    return Moved(now=now, deadlines=max(0, count_overdue() - before), mails=told)


def tell_people(at: datetime) -> int:
    """Send what is due on one day; how many people were mailed, or are to be written to or called."""
    sent = send_due_notices(at=at, limit=BATCH)
    return sent.sent + sent.by_hand
