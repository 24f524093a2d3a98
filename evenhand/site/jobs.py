"""What the worker does by itself, and how often. Each job may die half-way and is simply done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from evenhand.cases.once import forget_old_requests
from evenhand.cases.recomputing import recompute_open_cases
from evenhand.cases.sweeping import sweep_leftovers
from evenhand.desk.referrals.acts import finish_undone
from evenhand.erasure.acts import finish_erasures
from evenhand.notices.sending import send_due_notices
from evenhand.vault.keys import rotate_epoch

MINUTE, HOUR, DAY = 60, 3600, 86_400


def send_mail(at: datetime) -> object:
    """Letters and reminders that are due."""
    return send_due_notices(at=at)


def complete_erasures(at: datetime) -> object:
    """Erasures that were cut short."""
    return finish_erasures(at=at)


def complete_undone_imports(at: datetime) -> object:
    """Imports whose taking back was cut short."""
    return finish_undone(at=at)


def fire_clocks(at: datetime) -> object:
    """Deadlines that pass and duties that fall due as time goes by."""
    return recompute_open_cases(at=at)


def forget_requests(at: datetime) -> object:
    """Keys of requests that nobody will repeat any more."""
    return forget_old_requests(at=at)


def sweep_keys_and_files(at: datetime) -> object:
    """Keys without a case and files without a document, left by a crash."""
    return sweep_leftovers(at=at)


def change_epoch(at: datetime) -> object:
    """The key store's daily new epoch."""
    rotate_epoch()
    return None


JOBS: list[tuple[str, int, Callable[[datetime], object]]] = [
    ("send_mail", 5, send_mail),
    ("complete_erasures", 5 * MINUTE, complete_erasures),
    ("complete_undone_imports", 5 * MINUTE, complete_undone_imports),
    ("fire_clocks", HOUR, fire_clocks),
    ("forget_requests", DAY, forget_requests),
    ("sweep_keys_and_files", DAY, sweep_keys_and_files),
    ("change_epoch", DAY, change_epoch),
]
