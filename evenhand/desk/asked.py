"""What a mediator sees who was asked to take a case: what it is about, in which languages, what it needs. No name."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from evenhand.desk.clocks import find_law
from evenhand.desk.page import Desk, render_desk
from evenhand.desk.people_in_case import name_language
from evenhand.desk.times import find_day, say_day
from evenhand.desk.words import say_category, say_option, say_question
from evenhand.mediation.reading import list_safeguards
from evenhand.procedures.packs import find_procedure

ACT = "answer_conflict_check"
# A disclosure needs words, so it is not one press but a page.
AT_ONCE = ("no_conflict", "cannot")


def _say_clock(case: Any, code: str, desk: Desk) -> str:
    row = next((row for row in case.clocks.all() if row.code == code and row.last_day), None)
    return say_day(row.last_day, find_day(desk.at, desk.zone)) if row else ""


def draw_ask(case: Any, desk: Desk) -> dict[str, Any]:
    """One question to a mediator, with its answers. Expected times: by when the first session should be."""
    procedure = find_procedure(case.pack, case.pack_version)
    language = desk.language
    needs = {code for codes in list_safeguards(case).values() for code in codes}
    languages = sorted({name_language(party.language) for party in case.parties.all()})
    step = procedure.step_for(ACT)
    return {
        "number": case.number,
        "category": say_category(procedure, case.category, language),
        "languages": languages,
        "safeguards": [
            say_option(procedure, "screen_party", "safeguards", code, language) for code in sorted(needs)
        ],
        "answer_by": _say_clock(case, "conflict_answer", desk),
        "session_by": _say_clock(case, "first_session", desk),
        "law": find_law(procedure, step.article if step else "", language),
        "href": reverse("desk:act", args=[case.number, ACT]),
        "question": say_question(procedure, ACT, "answer", language),
        "answers": [(code, say_option(procedure, ACT, "answer", code, language)) for code in AT_ONCE],
        "disclose": say_option(procedure, ACT, "answer", "disclose", language),
        "once": secrets.token_urlsafe(16),
    }


def show_asked(request: HttpRequest, desk: Desk, case: Any) -> HttpResponse:
    """The question as a page of its own: where the mail's link leads."""
    return render_desk(request, desk, "asked.html", {"ask": draw_ask(case, desk), "number": case.number})
