"""The terms: read them, take advice, sign or do not sign, keep the document."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.cases.citing import cite_code
from evenhand.mediation.papers import name_people, read_signers
from evenhand.mediation.rules.naming import MEDIATOR
from evenhand.portal.doing import do_act, draw_refusal, find_asked, find_offer, find_source
from evenhand.portal.page import Seat, draw_once, go_on, seated, show
from evenhand.vault.fields import open_text

ACT = "sign_agreement"


@seated
def show_agreement(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who does what by when, who has signed, and the button to sign."""
    newest = seat.case.agreements.order_by("version").last()
    if newest is None:
        raise Http404
    asked = find_asked(seat, ACT)
    if request.method == "POST":
        left = do_act(request, seat, ACT)
        if left is None:
            return go_on("portal:agreement")
        asked = left
    offer = find_offer(seat, ACT)
    people = name_people(seat.case, seat.key)
    context = {
        "terms": _list_terms(seat, newest, people),
        "matter": open_text(newest, seat.key, "matter"),
        "other": open_text(newest, seat.key, "other"),
        "signatures": _list_signatures(seat, newest, people),
        "in_force": newest.in_force_at,
        "is_open": bool(offer and offer.open),
        "why_not": offer.refusal if offer and not offer.open else None,
        "why_not_source": cite_code(seat.procedure, offer.refusal.article, seat.language)
        if offer and offer.refusal
        else "",
        "source": find_source(seat, offer.refusal.article) if offer and offer.refusal else "",
        "refusal": draw_refusal(seat, asked.refused),
        "once": draw_once(),
        "binding": [
            effect.binding.in_language(seat.language)
            for effect in seat.procedure.effects
            if ("oral" in effect.forms) == (newest.form == "oral")
        ],
    }
    return show(request, seat, "agreement.html", context, status=asked.status)


def _list_terms(seat: Seat, agreement: Any, people: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "who": people.get(term.who, ""),
            "mine": term.who == seat.code,
            "what": open_text(term, seat.key, "what"),
            "by": term.by,
            "state": term.state,
        }
        for term in sorted(agreement.terms.all(), key=lambda term: int(term.ref[1:]))
    ]


def _list_signatures(seat: Seat, agreement: Any, people: dict[str, str]) -> list[dict[str, Any]]:
    signed = {row.who: row.at for row in agreement.signatures.all()}
    return [
        {
            "name": people.get(who, "") or gettext("The mediator"),
            "part": gettext("as a witness") if who == MEDIATOR else "",
            "at": signed.get(who),
        }
        for who in (() if agreement.form == "oral" else read_signers(seat.view))
    ]
