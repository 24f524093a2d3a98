"""The published procedures: drawn, listed, with every deadline, right, reader, question and source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page

from evenhand.access.queries import find_centre
from evenhand.calendars.clock import read_now
from evenhand.procedures.queries import list_in_use_here, list_usable_here
from evenhand.procedures.rules.diagram import draw_svg, find_direction, find_language
from evenhand.procedures.rules.procedure import Procedure
from evenhand.public.page import read_language, show
from evenhand.public.procedure_deadlines import list_deadlines
from evenhand.public.procedure_examples import Ground
from evenhand.public.procedure_parts import Group
from evenhand.public.procedure_pdf import make_pdf
from evenhand.public.procedure_readers import list_readers
from evenhand.public.procedure_rights import list_rights
from evenhand.public.procedure_sources import list_forms, list_sources
from evenhand.public.procedure_steps import list_steps
from evenhand.public.procedure_words import say_form

PARTS: dict[str, Any] = {
    "steps": _("Steps"),
    "deadlines": _("Deadlines"),
    "rights": _("Your rights"),
    "readers": _("Who sees what"),
    "questions": _("What we ask"),
    "sources": _("Sources"),
}


def find_pack_or_404(code: str) -> Procedure:
    """The installed procedure of that name."""
    found = next((pack for pack in list_usable_here() if pack.id == code), None)
    if found is None:
        raise Http404
    return found


def find_ground() -> Ground:
    """Where this centre counts its days; before it is made, nowhere."""
    centre = find_centre()
    return Ground(centre.time_zone, centre.calendar) if centre else Ground()


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


# A long page of published words, sent packed: nothing in it belongs to the reader.
@gzip_page
def show_procedure(request: HttpRequest, pack: str, part: str = "steps") -> HttpResponse:
    """One part of a published procedure."""
    procedure = find_pack_or_404(pack)
    if part not in DESCRIBERS:
        raise Http404
    language = read_language()
    context: dict[str, Any] = {"groups": DESCRIBERS[part](procedure, language)}
    if part == "steps":
        # The drawing is made of the pack's own words, each escaped where it is drawn.
        context["drawing"] = mark_safe(draw_svg(procedure, language))
        context["drawn_from"] = find_direction(find_language(procedure, language))
    return show(request, f"procedure_{part}.html", {**_frame(procedure, part), **context})


def show_form(request: HttpRequest, pack: str, act: str) -> HttpResponse:
    """Every question of one form, with the reason why it is asked."""
    procedure = find_pack_or_404(pack)
    form = procedure.form_for(act)
    if form is None:
        raise Http404
    context = {"form": say_form(procedure, form, read_language())}
    return show(request, "procedure_form.html", {**_frame(procedure, "questions"), **context})


def show_pdf(request: HttpRequest, pack: str, language: str) -> HttpResponse:
    """The whole procedure as one document to print, in one language."""
    procedure = find_pack_or_404(pack)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    centre = find_centre()
    content = make_pdf(procedure, language, centre.name if centre else "Evenhand", find_ground(), read_now())
    headers = {"Content-Disposition": f'inline; filename="{procedure.id}-{language}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _frame(procedure: Procedure, current: str) -> dict[str, Any]:
    language = read_language()
    return {
        "procedure": procedure,
        "name": procedure.title.in_language(language),
        "summary": procedure.summary.in_language(language),
        "draft": procedure.review == "draft",
        "pdf": reverse("public:procedure_pdf", args=[procedure.id, language]),
        "tabs": [
            {
                "href": reverse("public:procedure", args=[procedure.id, part]),
                "title": words,
                "current": part == current,
            }
            for part, words in PARTS.items()
        ],
    }


def _list_deadlines(procedure: Procedure, language: str) -> tuple[Group, ...]:
    return list_deadlines(procedure, language, find_ground())


DESCRIBERS: dict[str, Callable[[Procedure, str], tuple[Group, ...]]] = {
    "steps": list_steps,
    "deadlines": _list_deadlines,
    "rights": list_rights,
    "readers": list_readers,
    "questions": list_forms,
    "sources": list_sources,
}
