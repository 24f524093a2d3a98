"""Quick intake: a person is on the phone, and everything that is asked stands on one page."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.calendars.clock import read_now
from evenhand.cases.acts import Done, Mixed, open_case
from evenhand.cases.asking import NO_FAULTS, QuestionView, ask_form
from evenhand.cases.explaining import Refusal, explain_refusal
from evenhand.cases.queries import LANGUAGE_CODES
from evenhand.cases.rules.types import Refused
from evenhand.desk.act import SeeOther, draw_refusal
from evenhand.desk.act_form import add_refusal, list_summary
from evenhand.desk.page import Desk, open_desk, render_desk
from evenhand.desk.words import shorten
from evenhand.procedures.answering import read_answers
from evenhand.procedures.queries import list_in_use
from evenhand.procedures.rules.form import Form
from evenhand.procedures.rules.forms import Faults, FormContext
from evenhand.procedures.rules.procedure import Procedure

WHO = ("your_name", "your_phone", "safe_contact", "safe_words", "other_name", "other_contact")
WHAT = ("story", "wish", "category", "language", "channel", "received_on")
MORE = ("your_email", "your_address", "support", "under_18")
SPARE_HINTS = frozenset({"your_name", "your_phone", "story", "category", "wish"})
LINES = {"story": 9, "wish": 3}


def quieten(question: QuestionView, form: Form) -> QuestionView:
    """The same question for somebody who asks it ten times a day: no reasons, few hints, short lists."""
    readers = question.readers_text if form.by_code[question.code].readers != "office" else ""
    options: list[tuple[str, ...]] = [(option[0], shorten(option[1])) for option in question.options]
    return replace(
        question,
        why="",
        hint="" if question.code in SPARE_HINTS else question.hint,
        readers_text=readers,
        options=options,
        lines=LINES.get(question.code, 2),
        autocomplete="off",
    )


@dataclass(frozen=True)
class Offer:
    """The procedures that this centre offers for a new case, and the one that is chosen."""

    chosen: Procedure
    all: tuple[Procedure, ...]

    @property
    def form(self) -> Form:
        """What is asked under the chosen one."""
        form = self.chosen.form_for("open_case")
        if form is None:
            raise Http404
        return form

    def list_tabs(self, language: str) -> list[dict[str, Any]]:
        """A way to each of the others, where there is more than one."""
        return [
            {
                "href": f"?pack={one.id}",
                "title": one.title.in_language(language),
                "current": one.id == self.chosen.id,
            }
            for one in (self.all if len(self.all) > 1 else ())
        ]


def read_offer(request: HttpRequest, desk: Desk) -> Offer:
    """The procedure that was asked for; the centre's first where none was, or where it is no longer offered."""
    offered = list_in_use(desk.centre)
    if not offered:
        raise Http404
    wanted = request.POST.get("pack") or request.GET.get("pack", "")
    return Offer(next((one for one in offered if one.id == wanted), offered[0]), offered)


def sort_questions(questions: Mapping[str, QuestionView]) -> dict[str, list[QuestionView]]:
    """Who, what and more. A question that only this procedure asks is in sight when it must be answered."""
    named = {*WHO, *WHAT, *MORE}
    own = [question for code, question in questions.items() if code not in named]
    return {
        "who": [questions[code] for code in WHO if code in questions],
        "what": [questions[code] for code in WHAT if code in questions]
        + [question for question in own if question.required],
        "more": [questions[code] for code in MORE if code in questions]
        + [question for question in own if not question.required],
    }


def draw_intake(
    request: HttpRequest,
    desk: Desk,
    offer: Offer,
    typed: Mapping[str, Any],
    once: str,
    faults: Faults = NO_FAULTS,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page, fresh or with everything that was typed."""
    form = offer.form
    context = FormContext(languages=LANGUAGE_CODES, tz=str(desk.zone))
    asked = add_refusal(ask_form(form, context, typed, faults, desk.language), refusal)
    by_code = {question.code: quieten(question, form) for question in asked}
    parts = sort_questions(by_code)
    page = {
        **parts,
        "more_open": any(one.error or one.value not in ("", None, []) for one in parts["more"]),
        "pack": offer.chosen.id,
        "tabs": offer.list_tabs(desk.language),
        "faults": list_summary(list(by_code.values())),
        "once": once,
        "refusal": draw_refusal(refusal),
    }
    bad = bool(faults.faults or refusal)
    return render_desk(request, desk, "intake.html", page, status=422 if bad else 200)


def send_intake(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Open the case, or say what is missing with all that was typed."""
    offer = read_offer(request, desk)
    procedure, form = offer.chosen, offer.form
    once = request.POST.get("once", "")[:64]
    typed = read_answers(form, request.POST, tz=str(desk.zone))
    result = open_case(
        by=desk.viewer, centre=desk.centre, procedure=procedure, data=typed, at=read_now(), once=once
    )
    if isinstance(result, Done):
        return SeeOther(reverse("desk:case", args=[result.number]) + "?opened=yes")
    if isinstance(result, Faults):
        return draw_intake(request, desk, offer, typed, once, faults=result)
    if isinstance(result, Refused):
        refusal = explain_refusal(procedure, result, desk.language)
        return draw_intake(request, desk, offer, typed, once, refusal=refusal)
    if isinstance(result, Mixed):
        messages.warning(
            request, gettext("This page was sent before with other answers. Look at the cases first.")
        )
        return draw_intake(request, desk, offer, typed, secrets.token_urlsafe(16))
    raise Http404


def show_intake(request: HttpRequest) -> HttpResponse:
    """Ask (GET) and open (POST)."""
    desk = open_desk(request)
    if request.method == "POST":
        return send_intake(request, desk)
    typed = {"channel": "phone", "language": desk.centre.language}
    return draw_intake(request, desk, read_offer(request, desk), typed, secrets.token_urlsafe(16))
