"""The published procedures: drawn, listed, with every deadline, right, question and source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evenhand.cases.citing import cite_article
from evenhand.procedures.queries import list_in_use_here, list_usable_here
from evenhand.procedures.rules.diagram import draw_svg
from evenhand.procedures.rules.procedure import Procedure
from evenhand.public.page import read_language, show
from evenhand.public.procedure_words import (
    GIVEN,
    cite,
    list_steps,
    name_anchor,
    say_clock,
    say_form,
    say_length,
)

PARTS: dict[str, Any] = {
    "steps": _("Steps"),
    "deadlines": _("Deadlines"),
    "rights": _("Your rights"),
    "questions": _("What we ask"),
    "sources": _("Sources"),
}


def find_pack_or_404(code: str) -> Procedure:
    """The installed procedure of that name."""
    found = next((pack for pack in list_usable_here() if pack.id == code), None)
    if found is None:
        raise Http404
    return found


def list_procedures(request: HttpRequest) -> HttpResponse:
    """The procedures this centre works by, then the others that are published here."""
    used = list_in_use_here()
    names = {pack.id for pack in used}
    others = [pack for pack in list_usable_here() if pack.id not in names]
    parts = {"packs": [_describe_pack(pack) for pack in used], "others": [_describe_pack(p) for p in others]}
    return show(request, "procedures.html", parts)


def _describe_pack(pack: Procedure) -> dict[str, Any]:
    language = read_language()
    return {
        "title": pack.title.in_language(language),
        "words": pack.summary.in_language(language),
        "href": reverse("public:procedure", args=[pack.id, "steps"]),
        "version": pack.version,
        "draft": pack.review == "draft",
    }


def show_procedure(request: HttpRequest, pack: str, part: str = "steps") -> HttpResponse:
    """One part of a published procedure."""
    procedure = find_pack_or_404(pack)
    if part not in DESCRIBERS:
        raise Http404
    context = DESCRIBERS[part](procedure, read_language())
    return show(request, f"procedure_{part}.html", {**_frame(procedure, part), **context})


def show_form(request: HttpRequest, pack: str, act: str) -> HttpResponse:
    """Every question of one form, with the reason why it is asked."""
    procedure = find_pack_or_404(pack)
    form = procedure.form_for(act)
    if form is None:
        raise Http404
    context = {"form": say_form(procedure, form, read_language())}
    return show(request, "procedure_form.html", {**_frame(procedure, "questions"), **context})


def _frame(procedure: Procedure, current: str) -> dict[str, Any]:
    language = read_language()
    return {
        "procedure": procedure,
        "name": procedure.title.in_language(language),
        "summary": procedure.summary.in_language(language),
        "draft": procedure.review == "draft",
        "tabs": [
            {
                "href": reverse("public:procedure", args=[procedure.id, part]),
                "title": words,
                "current": part == current,
            }
            for part, words in PARTS.items()
        ],
    }


def _describe_steps(procedure: Procedure, language: str) -> dict[str, Any]:
    # The drawing is made of the pack's own words, each escaped where it is drawn.
    return {"drawing": mark_safe(draw_svg(procedure, language)), "stages": list_steps(procedure, language)}


def _describe_deadlines(procedure: Procedure, language: str) -> dict[str, Any]:
    return {"clocks": [say_clock(procedure, clock, language) for clock in procedure.clocks if clock.length]}


def _describe_rights(procedure: Procedure, language: str) -> dict[str, Any]:
    kept = procedure.retention
    return {
        "consents": [
            {
                "title": one.title.in_language(language),
                "version": one.version,
                "law": cite(procedure, one.article, language),
            }
            for one in procedure.consents
        ],
        "binding": [effect.binding.in_language(language) for effect in procedure.effects],
        "outcomes": [
            {"title": one.title.in_language(language), "routes": one.routes.in_language(language)}
            for one in procedure.outcomes
        ],
        "disclosures": [
            {
                "title": one.title.in_language(language),
                "to": one.to.in_language(language),
                "fields": gettext(", ").join(str(GIVEN[code]) for code in one.fields),
                "law": cite(procedure, one.article, language),
            }
            for one in procedure.disclosures
        ],
        "kept": say_length(kept.length, kept.unit),
        "notes_kept": say_length(kept.notes_length, kept.notes_unit),
        "kept_law": cite(procedure, kept.article, language),
    }


def _describe_questions(procedure: Procedure, language: str) -> dict[str, Any]:
    return {
        "forms": [
            {
                "title": step.title.in_language(language),
                "count": len(form.questions),
                "href": reverse("public:procedure_form", args=[procedure.id, step.act]),
            }
            for step in procedure.steps
            if (form := procedure.form_for(step.act)) and form.questions
        ]
    }


def _describe_sources(procedure: Procedure, language: str) -> dict[str, Any]:
    return {
        "articles": [
            {
                "anchor": name_anchor(article.code),
                "citation": cite_article(article, language),
                "title": article.title.in_language(language),
                "says": article.says.in_language(language),
                "address": article.address,
                "read": article.read,
                "ours": article.ours,
                "verified": article.verified,
            }
            for article in procedure.articles
        ]
    }


DESCRIBERS: dict[str, Callable[[Procedure, str], dict[str, Any]]] = {
    "steps": _describe_steps,
    "deadlines": _describe_deadlines,
    "rights": _describe_rights,
    "questions": _describe_questions,
    "sources": _describe_sources,
}
