"""After asking for help: the number, the code and the PIN to come back with, and what happens next by when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from evenhand.access.rules import Role, Viewer
from evenhand.cases.citing import cite_article
from evenhand.cases.entrance import give_way_in
from evenhand.cases.queries import find_own_case, read_procedure
from evenhand.public.draft import WELCOME, keep_sealed, read_sealed
from evenhand.public.entering import let_in
from evenhand.public.page import find_centre_or_404, go_on, read_language, show

FIRST_SEAT = "p1"
FIRST_CLOCK = "first_contact"


def welcome(request: HttpRequest, number: str, at: datetime) -> HttpResponse:
    """The case is open: its first side is given a way back and is on their own page from here."""
    way = give_way_in(number=number, seat=FIRST_SEAT, at=at)
    response = go_on(reverse("public:help_sent"))
    let_in(request, way.entered)
    keep_sealed(request, response, WELCOME, {"code": way.code, "pin": way.pin})
    return response


def show_sent(request: HttpRequest) -> HttpResponse:
    """What to write down. It can be shown again and printed until the visitor leaves."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    known = read_sealed(request, WELCOME)
    case: Any = find_own_case(viewer) if viewer.role is Role.PARTY else None
    if known is None or case is None:
        return go_on(reverse("public:come_back"))
    party = case.parties.get(seat=viewer.seat)
    return show(
        request,
        "help_sent.html",
        {
            "number": case.number,
            "code": known["code"],
            "pin": known["pin"],
            "safe": party.safe_contact,
            "due": _find_first_day(case),
            "law": _find_law(case),
            "centre": find_centre_or_404(),
        },
    )


def _find_first_day(case: Any) -> Any:
    clock = case.clocks.filter(code=FIRST_CLOCK).first()
    return clock.last_day if clock else None


def _find_law(case: Any) -> dict[str, str]:
    procedure = read_procedure(case)
    clock = next((one for one in procedure.clocks if one.code == FIRST_CLOCK), None)
    article = procedure.article(clock.article) if clock else None
    if article is None:
        return {}
    return {"citation": cite_article(article, read_language())}
