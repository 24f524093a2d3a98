"""The page behind the link in a reminder: cancel with one tap, or ask for no more reminders.

It says when and where, never who or what about; opening it does nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from evenhand.calendars.clock import read_now
from evenhand.cases.rules.types import Refused
from evenhand.notices.acts import LinkDone, cancel_by_link
from evenhand.notices.queries import CancelTarget, find_cancel_link
from evenhand.public.page import show

WHATS = frozenset({"session", "reminders"})
PLACES: dict[str, Any] = {
    "centre": _("At the centre"),
    "online": _("Online"),
    "phone": _("By phone"),
}


def _describe(target: CancelTarget) -> dict[str, Any]:
    when: datetime = target.when.astimezone(ZoneInfo(target.time_zone))
    return {"when": when, "place": PLACES.get(target.place, target.place)}


def answer_reminder(request: HttpRequest, token: str) -> HttpResponse:
    """Show the appointment; a press of one of the buttons cancels it, or the reminders."""
    target = find_cancel_link(token=token, at=read_now())
    if request.method == "POST":
        return _take_answer(request, token, target)
    if target is None:
        return show(request, "reminder_gone.html", status=410)
    return show(request, "reminder.html", _describe(target))


def _take_answer(request: HttpRequest, token: str, target: CancelTarget | None) -> HttpResponse:
    what = request.POST.get("what", "")
    if what not in WHATS:
        return show(request, "reminder.html", _describe(target) if target else {}, status=422)
    result = cancel_by_link(token=token, what=what, at=read_now())
    if isinstance(result, LinkDone):
        return show(
            request, "reminder_done.html", {"what": result.what, **(_describe(target) if target else {})}
        )
    status = 409 if isinstance(result, Refused) else 410
    return show(request, "reminder_gone.html", status=status)
