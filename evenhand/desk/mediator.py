"""The mediator's own page: what they are asked, what they must do, their sessions, their cases."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from evenhand.desk.asked import ACT, draw_ask
from evenhand.desk.cases import draw_case
from evenhand.desk.page import Desk, render_desk
from evenhand.desk.queue import list_columns, list_waiting, read_filters
from evenhand.desk.queue_rows import draw_rows
from evenhand.desk.staff import open_staff
from evenhand.desk.times import say_time, say_weekday
from evenhand.desk.words import PLACES, say_category
from evenhand.procedures.packs import find_procedure


def list_mine(desk: Desk) -> list[Any]:
    """Open cases the mediator was asked for or has taken, with what this page shows of them."""
    rows = desk.centre.case_set.seen_by(desk.viewer).open().order_by("opened_at")
    related = ("parties", "screenings", "clocks", "sessions", "assignments")
    return list(rows.select_related("worker").prefetch_related(*related))


def is_mine(case: Any, desk: Desk) -> bool:
    """Whether the viewer has accepted the case, and so may open its names."""
    return any(
        row.state == "accepted" and row.mediator_id == desk.viewer.user for row in case.assignments.all()
    )


def draw_session(case: Any, session: Any, desk: Desk) -> dict[str, Any]:
    """One session to come, without names: a list that may be seen over a shoulder."""
    procedure = find_procedure(case.pack, case.pack_version)
    return {
        "day": say_weekday(session.starts, desk.zone),
        "time": say_time(session.starts, desk.zone),
        "place": str(PLACES.get(session.place, session.place)),
        "minutes": session.minutes,
        "number": case.number,
        "category": say_category(procedure, case.category, desk.language),
        "href": reverse("desk:case", args=[case.number]),
        "past": session.starts <= desk.at,
        "starts": session.starts,
    }


def list_sessions_to_come(cases: list[Any], desk: Desk) -> list[dict[str, Any]]:
    """Fixed sessions, the next first; one that is over and not written down is among them."""
    found = [
        draw_session(case, session, desk)
        for case in cases
        for session in case.sessions.all()
        if session.state == "confirmed"
    ]
    return sorted(found, key=lambda one: one["starts"])


def show_mediator(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Asks first: they are the ones somebody waits for."""
    cases = list_mine(desk)
    mine = [case for case in cases if is_mine(case, desk)]
    asks = [case for case in cases if not is_mine(case, desk)]
    chosen, staff = read_filters(request), open_staff(desk.centre)
    steps = list_waiting(desk).exclude(act=ACT).select_related("case__worker").order_by("due", "pk")
    context = {
        "asks": [draw_ask(case, desk) for case in asks],
        "rows": draw_rows(steps, desk, staff),
        "columns": list_columns(chosen, sortable=False),
        "sessions": list_sessions_to_come(mine, desk),
        "cases": [draw_case(case, desk, staff) for case in mine],
    }
    return render_desk(request, desk, "mediator.html", context, "desk:home")
