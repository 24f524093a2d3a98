"""The screenings of a case with their answers: a page of its own, for the office alone."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.desk.identity import draw_identity, list_due_steps
from evenhand.desk.opened import OpenCase, find_case_page, list_parts
from evenhand.desk.page import open_desk, render_desk
from evenhand.desk.times import say_moment
from evenhand.desk.words import say_option
from evenhand.mediation.reading import OpenScreening, open_screenings

ACT = "screen_party"
TAGS = {"suitable": "good", "with_safeguards": "soon", "not_suitable": "late"}


def say_answer(opened: OpenCase, code: str, value: Any) -> str:
    """One answer in the pack's words."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return say_option(opened.procedure, ACT, code, value, opened.desk.language)


def draw_screening(opened: OpenCase, row: OpenScreening) -> dict[str, Any]:
    """One screening: its conclusion, its safeguards, every question with its answer."""
    form, language = opened.procedure.form_for(ACT), opened.desk.language
    asked = form.questions if form else ()
    return {
        "name": opened.name(row.seat),
        "at": say_moment(row.at, opened.desk.zone),
        "by": opened.name(row.by),
        "outcome": say_option(opened.procedure, ACT, "outcome", row.outcome, language),
        "tag": TAGS.get(row.outcome, ""),
        "safeguards": [
            say_option(opened.procedure, ACT, "safeguards", code, language) for code in row.safeguards
        ],
        "rows": [
            {
                "key": question.label.in_language(language),
                "value": say_answer(opened, question.code, row.answers[question.code]),
            }
            for question in asked
            if question.code in row.answers
        ],
    }


def show_screening(request: HttpRequest, number: str) -> HttpResponse:
    """Every screening of the case, the newest first."""
    desk = open_desk(request)
    opened = find_case_page(desk, number)
    if not opened.may("read_screening"):
        raise Http404
    rows = open_screenings(desk.viewer, opened.case)
    context = {
        "number": opened.case.number,
        "identity": draw_identity(opened, list_due_steps(opened)),
        "parts": list_parts(opened, "desk:screening"),
        "screenings": [draw_screening(opened, row) for row in rows],
        "can_screen": opened.may(ACT),
    }
    return render_desk(request, desk, "screening.html", context)
