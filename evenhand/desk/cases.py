"""The list of cases a viewer may see: those that go on, and those that are closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.desk.page import Desk, open_desk, render_desk
from evenhand.desk.staff import open_staff
from evenhand.desk.times import find_day, say_age, say_day
from evenhand.desk.words import say_category, say_outcome, say_stage
from evenhand.procedures.packs import find_procedure

ROWS = 50


def draw_case(case: Any, desk: Desk, staff: Mapping[str, str]) -> dict[str, Any]:
    """One case in a list: its public facts, no name of a party."""
    procedure = find_procedure(case.pack, case.pack_version)
    today = find_day(desk.at, desk.zone)
    return {
        "number": case.number,
        "href": reverse("desk:case", args=[case.number]),
        "category": say_category(procedure, case.category, desk.language),
        "stage": say_stage(case.stage),
        "age": say_age(case.opened_at, today, desk.zone),
        "closed": say_day(find_day(case.closed_at, desk.zone), today) if case.closed_at else "",
        "outcome": say_outcome(procedure, case.outcome, desk.language) if case.outcome else "",
        "who": staff.get(case.worker.code, case.worker.code) if case.worker else "",
    }


def list_tabs(state: str) -> list[dict[str, Any]]:
    """Open and closed."""
    tabs = (("open", gettext("Open")), ("closed", gettext("Closed")))
    return [{"href": f"?state={code}", "title": words, "current": code == state} for code, words in tabs]


def show_cases(request: HttpRequest) -> HttpResponse:
    """Open or closed cases, the newest first."""
    desk = open_desk(request)
    state = "closed" if request.GET.get("state") == "closed" else "open"
    order = "-closed_at" if state == "closed" else "-opened_at"
    rows = desk.centre.case_set.seen_by(desk.viewer).filter(state=state).order_by(order, "pk")
    page = Paginator(rows.select_related("worker"), ROWS).get_page(request.GET.get("page"))
    staff = open_staff(desk.centre)
    context = {
        "tabs": list_tabs(state),
        "state": state,
        "page": page,
        "rows": [draw_case(case, desk, staff) for case in page.object_list],
        "query": f"state={state}&",
    }
    return render_desk(request, desk, "cases.html", context, "desk:cases")
