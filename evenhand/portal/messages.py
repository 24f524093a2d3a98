"""Messages between one side and the office. The other side has a line of its own and cannot read this one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.portal.doing import ask, do_act, draw_refusal, find_asked, find_offer
from evenhand.portal.page import Seat, draw_once, go_on, seated, show
from evenhand.vault.fields import open_text

ACT = "send_message"


def list_messages(seat: Seat) -> list[dict[str, object]]:
    """This person's own line, oldest first."""
    rows = seat.case.messages.filter(seat=seat.code).order_by("at", "pk")
    return [
        {
            "mine": row.by == seat.code,
            "by": gettext("You") if row.by == seat.code else seat.case.centre.name,
            "at": row.at,
            "words": open_text(row, seat.key, "words"),
        }
        for row in rows
    ]


@seated
def show_messages(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Read, and write."""
    asked = find_asked(seat, ACT)
    if request.method == "POST":
        left = do_act(request, seat, ACT)
        if left is None:
            return go_on("portal:messages")
        asked = left
    offer = find_offer(seat, ACT)
    context = {
        "messages_list": list_messages(seat),
        "questions": ask(seat, asked),
        "button": asked.form.button.in_language(seat.language),
        "refusal": draw_refusal(seat, asked.refused),
        "is_open": bool(offer and offer.open),
        "once": draw_once(),
    }
    return show(request, seat, "messages.html", context, status=asked.status, place="portal:messages")
