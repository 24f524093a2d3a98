"""The demo's pages: six people one click away, a clock that can be moved, and what would have been mailed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from evenhand.access.queries import find_centre
from evenhand.site.demo.guests import enter_as, find_home, list_guests, list_other_colleagues
from evenhand.site.demo.marks import read_marks
from evenhand.site.demo.moving import STEPS, move_on
from evenhand.site.demo.outbox import list_ahead, list_gone, read_mail
from evenhand.site.demo.walk import list_steps


def choose_next(request: HttpRequest, otherwise: str) -> str:
    """Where the form says to go on, if that is a page of this site."""
    wanted = request.POST.get("next", "")
    here = {request.get_host()}
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=here) else otherwise


def _surround() -> dict[str, object]:
    centre = find_centre()
    return {"centre_name": centre.name if centre else ""}


def show_demo(request: HttpRequest) -> HttpResponse:
    """The page the demo begins with."""
    known = {
        "guests": list_guests(),
        "colleagues": list_other_colleagues(),
        "steps": list_steps(read_marks()),
    }
    return render(request, "demo/home.html", _surround() | known)


def enter(request: HttpRequest) -> HttpResponse:
    """Look through somebody's eyes from here on."""
    code = request.POST.get("role", "")
    if not enter_as(request, code):
        messages.warning(request, _("That person is not here any more. Start the demo afresh with --reset."))
        return HttpResponseRedirect(reverse("demo:home"))
    return HttpResponseRedirect(choose_next(request, find_home(code)))


def leave(request: HttpRequest) -> HttpResponse:
    """Be nobody again: a visitor to the public pages."""
    request.session.flush()
    return HttpResponseRedirect(choose_next(request, "/"))


def change_clock(request: HttpRequest) -> HttpResponse:
    """Move the demo's clock on, and say what that brought about."""
    days = STEPS.get(request.POST.get("days", ""))
    if days is None:
        messages.warning(request, _("The clock moves on by a day, a week or a month."))
        return HttpResponseRedirect(reverse("demo:home"))
    moved = move_on(days)
    words = _(
        "It is now %(day)s. Deadlines that ran out: %(deadlines)d. Mails, letters and calls: %(mails)d."
    )
    facts = {"day": date_format(moved.now, "DATE_FORMAT"), "deadlines": moved.deadlines, "mails": moved.mails}
    messages.success(request, words % facts)
    return HttpResponseRedirect(choose_next(request, reverse("demo:home")))


def show_outbox(request: HttpRequest) -> HttpResponse:
    """What would have left this machine."""
    known = {"gone": list_gone(), "ahead": list_ahead()}
    return render(request, "demo/outbox.html", _surround() | known)


def show_mail(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One mail as its addressee reads it; its link is fresh, so it is asked for with a press of a button."""
    mail = read_mail(ref)
    if mail is None:
        raise Http404
    return render(request, "demo/mail.html", _surround() | {"mail": mail})
