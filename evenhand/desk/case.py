"""The page of a case: who, what, where it stands, what can be done now, and what happened."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.access.queries import may
from evenhand.desk.asked import show_asked
from evenhand.desk.clocks import draw_clocks
from evenhand.desk.identity import draw_identity, list_due_steps
from evenhand.desk.offers import draw_acts
from evenhand.desk.opened import OpenCase, list_parts, open_case_page
from evenhand.desk.page import open_case_or_404, open_desk, render_desk
from evenhand.desk.people_in_case import draw_people, draw_safeguards, name_language
from evenhand.desk.timeline import draw_timeline
from evenhand.desk.times import find_day, say_day
from evenhand.desk.told import draw_told
from evenhand.desk.words import say_option
from evenhand.mediation.reading import list_safeguards
from evenhand.vault.fields import open_text


def list_facts(opened: OpenCase) -> list[dict[str, Any]]:
    """What is public about the case."""
    case, desk = opened.case, opened.desk
    today = find_day(desk.at, desk.zone)
    worker = opened.name(case.worker.code) if case.worker else ""
    rows = [
        (gettext("Worker"), worker or gettext("nobody yet"), True),
        (gettext("Mediator"), opened.mediator, True),
        (gettext("Opened"), say_day(find_day(case.opened_at, desk.zone), today), False),
        (
            gettext("Reached us"),
            say_option(opened.procedure, "open_case", "channel", case.channel, desk.language),
            False,
        ),
        (gettext("Language"), name_language(case.language), False),
        (
            gettext("Procedure"),
            f"{opened.procedure.title.in_language(desk.language)} {case.pack_version}",
            False,
        ),
    ]
    return [{"key": key, "value": value, "bdi": bdi} for key, value, bdi in rows if value]


def split_clocks(clocks: list[dict[str, Any]]) -> dict[str, Any]:
    """Clocks that run or are paused, and those that have come to an end."""
    ended = [clock for clock in clocks if clock["state"] in {"met", "met_late", "stopped"}]
    return {"clocks": [clock for clock in clocks if clock not in ended], "ended": ended}


def show_case(request: HttpRequest, number: str) -> HttpResponse:
    """A case, whole, for whoever may open its names; a mediator who was only asked sees the question."""
    desk = open_desk(request)
    case = open_case_or_404(desk, number)
    if not may(desk.viewer, "see_case", case):
        raise Http404
    if not may(desk.viewer, "open_names", case):
        return show_asked(request, desk, case)
    opened = open_case_page(desk, case)
    due = list_due_steps(opened)
    entries, more = draw_timeline(opened, every=request.GET.get("timeline") == "all")
    context = {
        "number": case.number,
        "identity": draw_identity(opened, due),
        "parts": list_parts(opened, "desk:case"),
        "acts": draw_acts(opened, due),
        **split_clocks(draw_clocks(case, desk, opened.procedure)),
        "story": open_text(case, opened.key, "story"),
        "wish": open_text(case, opened.key, "wish"),
        "people": draw_people(opened),
        "safeguards": draw_safeguards(opened, list_safeguards(case)),
        "told": draw_told(opened),
        "facts": list_facts(opened),
        "entries": entries,
        "more": more,
        "opened_now": request.GET.get("opened") == "yes",
        "can_give": opened.may("read_office") and case.state == "open",
    }
    return render_desk(request, desk, "case.html", context)
