"""Times and sessions: tick what suits, see when and where, take it into a calendar, cancel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from evenhand.mediation.labels import say_place, say_time
from evenhand.mediation.rules.types import SessionFacts
from evenhand.notices.calendar import make_invitation
from evenhand.notices.queries import find_calendar_entry
from evenhand.portal.doing import ask, do_act, draw_refusal, find_asked, find_offer
from evenhand.portal.page import Seat, draw_once, go_on, seated, show
from evenhand.vault.fields import open_json

ACT = "answer_times"


def find_answer(seat: Seat) -> dict[str, Any]:
    """What this person answered to the offer that is open; nobody else's answer leaves the row."""
    offer = seat.case.offers.filter(is_open=True).first()
    answers = (open_json(offer, seat.key, "answers") or {}) if offer else {}
    if seat.code not in answers:
        return {}
    mine = list(answers[seat.code])
    return {"suits": mine, "none_suit": False} if mine else {"suits": [], "none_suit": True}


def describe_session(seat: Seat, session: SessionFacts | None) -> dict[str, Any] | None:
    """When and where, in words."""
    if session is None:
        return None
    return {
        "when": say_time(session.starts, seat.zone),
        "starts": session.starts,
        "place": say_place(session.place),
        "minutes": session.minutes,
        "past": session.starts <= seat.at,
    }


@seated
def show_times(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Tick every time that suits. The other side does not see what was ticked."""
    asked = find_asked(seat, ACT)
    if request.method == "POST":
        left = do_act(request, seat, ACT)
        if left is None:
            return go_on("portal:times")
        asked = left
    else:
        asked = replace(asked, typed=find_answer(seat))
    offer = find_offer(seat, ACT)
    context = {
        # "None of these" is a button of its own: one tap, not a second question.
        "questions": [replace(one, required=True) for one in ask(seat, asked, only=("suits",))],
        "none_suits": bool(asked.typed.get("none_suit")),
        "refusal": draw_refusal(seat, asked.refused),
        "is_open": bool(offer and offer.open),
        "why_not": offer.refusal if offer and not offer.open else None,
        "answered": seat.code in (seat.known.offer.answered if seat.known.offer else ()),
        "session": describe_session(seat, seat.known.confirmed),
        "once": draw_once(),
    }
    return show(request, seat, "times.html", context, status=asked.status)


@seated
def download_calendar(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The appointment for one's own calendar: no name, no number, no kind of matter."""
    row = seat.case.sessions.filter(state="confirmed").first()
    if row is None:
        raise Http404
    # The entry that the mails carry, so that whoever takes both has one appointment, and a move moves it.
    mailed = find_calendar_entry(seat.case)
    file = make_invitation(
        uid=mailed.uid if mailed else row.uid,
        starts=row.starts,
        minutes=row.minutes,
        venue=say_place(row.place),
        sequence=mailed.sequence if mailed else row.sequence,
        language=seat.language,
        at=seat.at,
    )
    headers = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)
