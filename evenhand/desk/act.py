"""The page of one act: its questions, who may read each answer, and why not, where it is not open."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from evenhand.access.queries import may
from evenhand.calendars.clock import read_now
from evenhand.cases.acts import Done, Mixed, Result, perform
from evenhand.cases.asking import NO_FAULTS
from evenhand.cases.explaining import (
    Refusal,
    explain_act,
    explain_refusal,
    explain_way,
    find_form,
    list_acts,
    view_case,
)
from evenhand.cases.queries import find_case
from evenhand.cases.rules.types import Refused
from evenhand.desk.act_form import (
    Asked,
    draw_questions,
    list_summary,
    prefill,
    word_bases,
    word_slots,
    word_terms,
    word_texts,
)
from evenhand.desk.grid import draw_grid
from evenhand.desk.identity import draw_identity
from evenhand.desk.offers import is_open_for_self
from evenhand.desk.opened import OpenCase, open_case_page
from evenhand.desk.page import Desk, open_case_or_404, open_desk, render_desk
from evenhand.desk.words import say_roles
from evenhand.mediation.reading import open_agreement, open_offer
from evenhand.procedures.answering import read_answers
from evenhand.procedures.rules.forms import Faults
from evenhand.vault.fields import open_text

DANGEROUS = frozenset({"approve_erasure", "request_erasure"})
WITH_TERMS = frozenset({"follow_up", "sign_agreement"})
WITH_GRID = frozenset({"confirm_time"})


class SeeOther(HttpResponseRedirect):
    """After a post: look there (303), so that a reload sends nothing twice."""

    status_code = 303


def find_asked(desk: Desk, case: Any, act: str) -> tuple[Asked, OpenCase | None]:
    """The form of an act, its answers in words; 404 where the table does not let this viewer do it."""
    opened = open_case_page(desk, case) if may(desk.viewer, "open_names", case) else None
    view = opened.view if opened else view_case(desk.viewer, case, desk.at)
    names = {**opened.names, **opened.staff} if opened else {}
    found, step = find_form(view, act, names), view.procedure.step_for(act)
    if found is None or step is None:
        raise Http404
    form, context = found
    terms = word_terms(open_agreement(case, opened.key), names) if opened and act == "follow_up" else ()
    context = replace(
        context,
        slots=word_slots(view, desk),
        terms=terms or context.terms,
        text_versions=word_texts(view, "give_consent", desk.language),
        papers=word_texts(view, "sign_text", desk.language),
        bases=word_bases(view, desk.language),
    )
    offer = explain_act(view, step, desk.language)
    return Asked(desk, view, form, context, offer, is_open_for_self(view, act)), opened


def list_aids(act: str, opened: OpenCase | None) -> dict[str, Any]:
    """What one wants to look at while answering: who can come when, or the promises."""
    if opened is None:
        return {}
    if act in WITH_GRID:
        offer = open_offer(opened.case, opened.key)
        return {"grid": draw_grid(opened, offer) if offer else None}
    if act in WITH_TERMS:
        agreement = open_agreement(opened.case, opened.key)
        terms = agreement.terms if agreement else ()
        return {"terms": [{"who": opened.name(term.who), "what": term.what} for term in terms]}
    return {}


def draw_refusal(refusal: Refusal | None) -> dict[str, str] | None:
    """What `site/refusal.html` draws."""
    if refusal is None:
        return None
    return {
        "reason": refusal.words,
        "article": refusal.citation,
        "href": refusal.address,
        "next": refusal.says,
    }


def draw_way(asked: Asked, opened: OpenCase | None) -> list[dict[str, Any]]:
    """What would have to happen first, as `desk/way.html` draws it; nothing where no act opens it."""
    lines = explain_way(asked.view, asked.form.act, asked.desk.language)
    acts = {offer.code for offer in list_acts(asked.view, asked.desk.language) if offer.open}
    number = asked.view.case.number
    return [
        {
            "title": line.title,
            "who": say_roles(line.roles),
            "about": [opened.name(seat) for seat in line.seats] if opened else [],
            "waits": line.waits,
            "href": reverse("desk:act", args=[number, line.act]) if line.act in acts else "",
        }
        for line in lines
    ]


def draw_page(
    request: HttpRequest,
    asked: Asked,
    opened: OpenCase | None,
    typed: Mapping[str, Any],
    once: str,
    faults: Faults = NO_FAULTS,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """The page of the act, fresh or with everything that was typed."""
    desk, form = asked.desk, asked.form
    number = asked.view.case.number
    questions, readers = draw_questions(asked, typed, faults, refusal)
    is_open = asked.offer.open or asked.for_self
    context = {
        "number": number,
        "identity": draw_identity(opened, []) if opened else None,
        "act_title": form.title.in_language(desk.language),
        "act_intro": form.intro.in_language(desk.language),
        "act_why": asked.offer.why,
        "questions": questions,
        "faults": list_summary(questions),
        "all_readers": readers,
        "button": form.button.in_language(desk.language),
        "once": once,
        "is_open": is_open,
        "way": [] if is_open else draw_way(asked, opened),
        "refusal": draw_refusal(refusal or (None if is_open else asked.offer.refusal)),
        "back_url": reverse("desk:case", args=[number]),
        "danger": form.act in DANGEROUS,
        "story": open_text(asked.view.case, opened.key, "story") if opened else "",
        "wish": open_text(asked.view.case, opened.key, "wish") if opened else "",
        **list_aids(form.act, opened),
    }
    bad = bool(faults.faults or refusal)
    return render_desk(request, desk, "act.html", context, status=422 if bad else 200)


def finish(request: HttpRequest, desk: Desk, title: str, number: str) -> HttpResponse:
    """It is done: back to the case, or to the work when the case is no longer this viewer's to see."""
    messages.success(request, gettext("Done: %(act)s") % {"act": title})
    if find_case(desk.viewer, number) is None:
        return SeeOther(reverse("desk:home"))
    return SeeOther(reverse("desk:case", args=[number]))


def answer_result(
    request: HttpRequest,
    asked: Asked,
    opened: OpenCase | None,
    typed: Mapping[str, Any],
    once: str,
    result: Result,
) -> HttpResponse:
    """What the page says to what came of the act."""
    desk = asked.desk
    if isinstance(result, Done):
        return finish(request, desk, asked.form.title.in_language(desk.language), asked.view.case.number)
    if isinstance(result, Refused):
        refusal = explain_refusal(asked.view.procedure, result, desk.language)
        return draw_page(request, asked, opened, typed, once, refusal=refusal)
    if isinstance(result, Faults):
        return draw_page(request, asked, opened, typed, once, faults=result)
    if isinstance(result, Mixed):
        words = gettext(
            "This page was sent before with other answers. Look at the case before you send it again."
        )
        messages.warning(request, words)
        return draw_page(request, asked, opened, typed, secrets.token_urlsafe(16))
    raise Http404


def show_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Ask (GET) or do (POST) one act in one case."""
    desk = open_desk(request)
    case = open_case_or_404(desk, number)
    asked, opened = find_asked(desk, case, act)
    if request.method != "POST":
        typed = prefill(asked, request.GET.get("party", ""))
        return draw_page(request, asked, opened, typed, secrets.token_urlsafe(16))
    once = request.POST.get("once", "")[:64]
    typed = read_answers(asked.form, request.POST, request.FILES, tz=str(desk.zone))
    result: Result = perform(
        by=desk.viewer, number=case.number, act=act, data=typed, at=read_now(), once=once
    )
    return answer_result(request, asked, opened, typed, once, result)
