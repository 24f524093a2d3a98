"""A mediator's own caucus notes in a case: nobody else's page, nobody else's notes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from evenhand.desk.identity import draw_identity, list_due_steps
from evenhand.desk.opened import find_case_page, list_parts
from evenhand.desk.page import open_desk, render_desk
from evenhand.desk.times import say_moment
from evenhand.mediation.caucus import list_caucus_notes


def show_caucus(request: HttpRequest, number: str) -> HttpResponse:
    """The viewer's own notes, the newest first."""
    desk = open_desk(request)
    opened = find_case_page(desk, number)
    if not opened.may("read_caucus"):
        raise Http404
    notes = [
        {"at": say_moment(row.at, desk.zone), "words": words}
        for row, words in list_caucus_notes(desk.viewer, opened.case)
    ]
    context = {
        "number": opened.case.number,
        "identity": draw_identity(opened, list_due_steps(opened)),
        "parts": list_parts(opened, "desk:caucus"),
        "notes": notes,
        "can_write": opened.may("write_caucus_note"),
    }
    return render_desk(request, desk, "caucus.html", context)
