"""A way in for a party: a code to come back with and the PIN, shown once so that a worker can read them out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from evenhand.calendars.clock import read_now
from evenhand.cases.entrance import give_way_in
from evenhand.desk.identity import draw_identity
from evenhand.desk.opened import find_case_page
from evenhand.desk.page import open_desk, render_desk


def show_way_in(request: HttpRequest, number: str, seat: str) -> HttpResponse:
    """Make a new code for one person in the case and show it with their PIN; neither is kept in clear."""
    desk = open_desk(request)
    opened = find_case_page(desk, number)
    if seat not in opened.names or not opened.may("read_office") or opened.case.state != "open":
        raise Http404
    given = give_way_in(number=opened.case.number, seat=seat, at=read_now())
    context = {
        "number": opened.case.number,
        "identity": draw_identity(opened, []),
        "name": opened.name(seat),
        "code": given.code,
        "pin": given.pin,
    }
    return render_desk(request, desk, "way_in.html", context)
