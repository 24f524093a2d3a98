"""The agreement to mediate: read it, say yes, say no, or take a yes back. All three are as easy."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from evenhand.portal.doing import ask, do_act, draw_refusal, find_asked, find_offer
from evenhand.portal.page import Seat, draw_once, go_on, seated, show
from evenhand.portal.reading import read_blocks

YES = "give_consent"


@seated
def show_consent(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The whole text above the buttons; pressing yes says yes to exactly this version."""
    asked = find_asked(seat, YES)
    if request.method == "POST":
        left = do_act(request, seat, YES)
        if left is None:
            return go_on("portal:consent")
        asked = left
    text = _find_text(seat)
    context = {
        **text,
        "blocks": read_blocks(text["text"]),
        "questions": ask(seat, asked),
        "refusal": draw_refusal(seat, asked.refused),
        "state": seat.party.consent,
        "said_version": seat.party.consent_version,
        "can": {act: _is_open(seat, act) for act in (YES, "refuse_consent", "withdraw_consent")},
        "once": draw_once(),
    }
    return show(request, seat, "consent.html", context, status=asked.status)


def _is_open(seat: Seat, act: str) -> bool:
    offer = find_offer(seat, act)
    return bool(offer and offer.open)


def _find_text(seat: Seat) -> dict[str, Any]:
    asked = (one for one in seat.procedure.consents if one.act == "give_consent")
    consent = next(asked, None)
    text = seat.procedure.long_text(consent.text, seat.language) if consent else None
    if consent is None or text is None:
        raise Http404
    return {"text": text, "version": consent.version, "title_words": consent.title.in_language(seat.language)}
