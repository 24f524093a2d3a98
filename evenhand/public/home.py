"""The front door, and the pages that say what this is and what it refuses to be."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from evenhand.procedures.queries import list_in_use_here
from evenhand.public.page import read_language, show

# Each has a test in tests/promises: these are not intentions.
REFUSALS: tuple[tuple[Any, Any], ...] = (
    (
        _("No list of people"),
        _("We keep cases, not people. Nobody can look a person up across cases."),
    ),
    (
        _("No questions about who you are"),
        _(
            "There is no place to write down race, people, faith, politics, whom you love, your body, or the "
            "number of your identity card. Not on a form, not in a file that we are sent."
        ),
    ),
    (
        _("No marks for people"),
        _("Nobody gets a score or a rank. No machine guesses what a person may do."),
    ),
    (
        _("No watching"),
        _("No cameras, no phones, no social media, no places where you have been."),
    ),
    (
        _("No cost for a no"),
        _("You choose if you take part. If you say no, nothing is noted against you, and nobody asks why."),
    ),
    (
        _("No list handed over"),
        _("Nobody gets a list of the people who came. Figures name nobody."),
    ),
    (
        _("Nothing told behind your back"),
        _(
            "If we ever must tell an office something, it is about one case, under a law that we name, as "
            "little as will do. Two of us must agree, and we tell you."
        ),
    ),
    (
        _("Nothing kept for ever"),
        _("Each case has its own lock. When its time is over we destroy the key, and the words are gone."),
    ),
)


def show_home(request: HttpRequest) -> HttpResponse:
    """What the centre does, the way in, the way back, and that one may say no."""
    language = read_language()
    packs = [
        {
            "code": pack.id,
            "title": pack.title.in_language(language),
            "words": pack.summary.in_language(language),
        }
        for pack in list_in_use_here()
    ]
    return show(request, "home.html", {"packs": packs})


def show_refusals(request: HttpRequest) -> HttpResponse:
    """What the program will not do, for anybody."""
    return show(request, "refusals.html", {"refusals": REFUSALS})


def show_accessibility(request: HttpRequest) -> HttpResponse:
    """How these pages are made for everybody, and whom to tell where they fail."""
    return show(request, "accessibility.html")


def show_source(request: HttpRequest) -> HttpResponse:
    """The licence, and where the source of exactly this program is."""
    try:
        release = version("evenhand")
    except PackageNotFoundError:
        release = ""
    return show(request, "source.html", {"release": release, "address": settings.EVENHAND_SOURCE})
