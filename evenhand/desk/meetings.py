"""Sessions and the agreement of a case: offered times, what was held, terms, signatures, follow-up."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.calendars.clock import read_now
from evenhand.desk.files import send_file
from evenhand.desk.grid import MEDIATOR, draw_grid
from evenhand.desk.identity import draw_identity, list_due_steps
from evenhand.desk.opened import OpenCase, find_case_page, list_parts
from evenhand.desk.page import open_desk, render_desk
from evenhand.desk.times import find_day, say_day, say_moment
from evenhand.desk.words import PLACES, SESSION_STATES, say_option
from evenhand.mediation.papers import read_signers
from evenhand.mediation.reading import (
    OpenAgreement,
    OpenFollowUp,
    list_sessions,
    make_agreement_data,
    open_agreement,
    open_followups,
    open_offer,
)
from evenhand.mediation.rules.naming import CENTRE
from evenhand.notices.documents.agreement import make_agreement_pdf

TAGS = {"confirmed": "calm", "held": "good", "missed": "soon", "cancelled": ""}
TERM_TAGS = {"kept": "good", "partly": "soon", "broken": "late"}


def say_term_state(opened: OpenCase, code: str) -> str:
    """How a promise goes."""
    return say_option(opened.procedure, "follow_up", "terms", code, opened.desk.language) if code else ""


def draw_session(opened: OpenCase, row: Any) -> dict[str, Any]:
    """One session: when, where, how it ended, who came."""
    language = opened.desk.language
    came = [
        f"{opened.name(one['party'])}: "
        + say_option(opened.procedure, "record_session", "attendance", one["value"], language)
        for one in row.attendance
    ]
    result = row.result
    return {
        "when": say_moment(row.held_on or row.starts, opened.desk.zone),
        "place": str(PLACES.get(row.place, row.place)),
        "minutes": row.minutes,
        "state": str(SESSION_STATES.get(row.state, row.state)),
        "tag": TAGS.get(row.state, ""),
        "result": say_option(opened.procedure, "record_session", "result", result, language)
        if result
        else "",
        "came": came,
    }


def draw_signatures(opened: OpenCase, agreement: OpenAgreement) -> list[dict[str, Any]]:
    """Who has signed, and who has not yet."""
    signed = {who: (form, at) for who, form, at in agreement.signatures}
    lines = []
    for who in () if agreement.form == "oral" else read_signers(opened.view):
        form, at = signed.get(who, ("", None))
        lines.append(
            {
                "name": opened.case.centre.name if who == CENTRE else opened.name(who),
                "at": say_moment(at, opened.desk.zone) if at else "",
                "form": gettext("Seal")
                if form == "seal"
                else say_option(opened.procedure, "sign_agreement", "form", form, opened.desk.language),
            }
        )
    return lines


def draw_agreement(opened: OpenCase, agreement: OpenAgreement) -> dict[str, Any]:
    """The newest terms, and how far they are from being in force."""
    desk = opened.desk
    today = find_day(desk.at, desk.zone)
    return {
        "version": agreement.version,
        "drafted": say_moment(agreement.drafted_at, desk.zone),
        "advised": say_moment(agreement.advised_at, desk.zone) if agreement.advised_at else "",
        "in_force": say_moment(agreement.in_force_at, desk.zone) if agreement.in_force_at else "",
        "matter": agreement.matter,
        "other": agreement.other,
        "terms": [
            {
                "who": opened.name(term.who),
                "what": term.what,
                "by": say_day(term.by, today) if term.by else "",
                "state": say_term_state(opened, term.state),
                "tag": TERM_TAGS.get(term.state, ""),
            }
            for term in agreement.terms
        ],
        "signatures": draw_signatures(opened, agreement),
    }


def draw_followup(opened: OpenCase, row: OpenFollowUp) -> dict[str, Any]:
    """One call after the agreement."""
    return {
        "title": say_option(opened.procedure, "follow_up", "round", row.round, opened.desk.language),
        "at": say_moment(row.at, opened.desk.zone),
        "by": opened.name(row.by),
        "states": [
            f"{at}. {say_term_state(opened, answer['value'])}"
            for at, answer in enumerate(row.states, start=1)
        ],
        "words": row.words,
    }


def show_meetings(request: HttpRequest, number: str) -> HttpResponse:
    """Sessions, times, agreement and follow-up of one case."""
    desk = open_desk(request)
    opened = find_case_page(desk, number)
    offer = open_offer(opened.case, opened.key)
    agreement = open_agreement(opened.case, opened.key)
    context = {
        "number": opened.case.number,
        "identity": draw_identity(opened, list_due_steps(opened)),
        "parts": list_parts(opened, "desk:meetings"),
        "grid": draw_grid(opened, offer) if offer else None,
        "grid_caption": gettext("Who can come when"),
        "sessions": [draw_session(opened, row) for row in list_sessions(opened.case)],
        "agreement": draw_agreement(opened, agreement) if agreement else None,
        "followups": (
            [draw_followup(opened, row) for row in open_followups(opened.case, opened.key)]
            if opened.may("read_office")
            else []
        ),
    }
    return render_desk(request, desk, "meetings.html", context)


def send_agreement(request: HttpRequest, number: str) -> HttpResponse:
    """The agreement as a PDF, made anew in memory."""
    opened = find_case_page(open_desk(request), number)
    agreement = open_agreement(opened.case, opened.key)
    if agreement is None:
        raise Http404
    data = make_agreement_data(
        opened.case, agreement, opened.procedure, opened.names, opened.name(MEDIATOR), read_now()
    )
    return send_file(make_agreement_pdf(data), "application/pdf", f"agreement-{opened.case.number}.pdf")
