"""Requests to erase a case, by number only: a second person decides, who need not be able to read the case."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.calendars.clock import read_now
from evenhand.cases.acts import Done, perform
from evenhand.cases.explaining import explain_refusal
from evenhand.cases.queries import read_procedure
from evenhand.cases.rules.types import Refused
from evenhand.desk.act import SeeOther
from evenhand.desk.clocks import find_law
from evenhand.desk.page import Desk, open_desk, render_desk
from evenhand.desk.staff import open_staff
from evenhand.desk.times import find_day, say_age, say_day
from evenhand.procedures.packs import find_procedure

# The centre's own practice of erasing is the same whatever a case came under; this pack says it.
PACK = "community_mediation"
ANSWERS = {"approve": "approve_erasure", "decline": "decline_erasure"}


def list_open(desk: Desk) -> list[Any]:
    """Cases of the centre with an open request. Never what they are about."""
    rows = desk.centre.case_set.filter(erasures__answer="").exclude(state="erased")
    return list(rows.prefetch_related("erasures", "clocks").order_by("number"))


def draw_request(case: Any, desk: Desk, staff: dict[str, str]) -> dict[str, Any]:
    """One request: number, who asked, when, decided by when; whether this viewer may be the second person."""
    request = next(row for row in case.erasures.all() if row.answer == "")
    clock = next((row for row in case.clocks.all() if row.code == "erasure_approval"), None)
    today = find_day(desk.at, desk.zone)
    return {
        "number": case.number,
        "by": staff.get(request.requested_by, request.requested_by),
        "age": say_age(request.requested_at, today, desk.zone),
        "due": say_day(clock.last_day, today) if clock and clock.last_day else "",
        "mine": request.requested_by == desk.viewer.code,
        "once": secrets.token_urlsafe(16),
    }


def show_erasures(request: HttpRequest) -> HttpResponse:
    """The open requests."""
    desk = open_desk(request)
    staff = open_staff(desk.centre)
    context = {
        "requests": [draw_request(case, desk, staff) for case in list_open(desk)],
        "law": find_law(find_procedure(PACK), "ours.erasure", desk.language),
    }
    return render_desk(request, desk, "erasures.html", context, "desk:erasures")


def answer_erasure(request: HttpRequest, number: str) -> HttpResponse:
    """Agree or decline, as the second person."""
    desk = open_desk(request)
    act = ANSWERS.get(request.POST.get("answer", ""))
    if act is None:
        raise Http404
    words = request.POST.get("words", "").strip()[:2000]
    data = {"words": words} if words else {}
    once = request.POST.get("once", "")[:64]
    result = perform(by=desk.viewer, number=number, act=act, data=data, at=read_now(), once=once)
    if isinstance(result, Done):
        done = (
            gettext("The case is erased for good.")
            if act == "approve_erasure"
            else gettext("The case is kept.")
        )
        messages.success(request, done)
    elif isinstance(result, Refused):
        case = desk.centre.case_set.get(number=number.strip().upper())
        messages.error(request, explain_refusal(read_procedure(case), result, desk.language).words)
    else:
        raise Http404
    return SeeOther(reverse("desk:erasures"))
