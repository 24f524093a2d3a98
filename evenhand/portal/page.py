"""Where every page of a party begins: whose page it is, their case, and what they may see of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from evenhand.access.rules import Viewer
from evenhand.calendars.clock import read_now
from evenhand.cases.explaining import CaseView, view_case
from evenhand.cases.queries import find_own_case, open_case_key, open_names
from evenhand.mediation.rules.types import MediationFacts
from evenhand.procedures.rules.procedure import Procedure
from evenhand.vault.keys import CaseKey

PLACES: tuple[tuple[str, Any], ...] = (
    ("portal:home", _("Your page")),
    ("portal:messages", _("Messages")),
    ("portal:documents", _("Papers")),
    ("portal:record", _("What happened")),
)


@dataclass(frozen=True)
class Seat:
    """One side's place in its own case, for one request. `names` are the people's names by seat, nothing more."""

    viewer: Viewer
    case: Any
    view: CaseView
    key: CaseKey
    names: Mapping[str, str]
    language: str
    at: datetime
    zone: ZoneInfo

    @property
    def code(self) -> str:
        """The seat: `p1`."""
        return self.viewer.seat

    @property
    def procedure(self) -> Procedure:
        """The procedure the case was opened under."""
        return self.view.procedure

    @property
    def known(self) -> MediationFacts:
        """Where the mediation stands."""
        return self.view.facts.kind_facts or MediationFacts()

    @property
    def named(self) -> frozenset[str]:
        """The named facts as they are about this person."""
        return self.view.name(self.code)

    @property
    def party(self) -> Any:
        """This person's own row."""
        return next(row for row in self.case.parties.all() if row.seat == self.code)


def take_seat(request: HttpRequest) -> Seat | None:
    """The case of whoever came in; nothing once it was erased."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    case = find_own_case(viewer)
    if case is None:
        return None
    at = read_now()
    key = open_case_key(viewer, case)
    return Seat(
        viewer=viewer,
        case=case,
        view=view_case(viewer, case, at),
        key=key,
        names=open_names(case, key),
        language=(get_language() or settings.LANGUAGE_CODE).lower(),
        at=at,
        zone=ZoneInfo(case.centre.time_zone),
    )


Screen = Callable[..., HttpResponse]


def seated(screen: Screen) -> Screen:
    """A page for a seat. Who has no case any more is shown the way back in, like anybody."""

    @wraps(screen)
    def open_page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seat = take_seat(request)
        if seat is None:
            request.session.flush()
            return HttpResponseRedirect(reverse("public:come_back"))
        with timezone.override(seat.zone):
            return screen(request, seat, *args, **kwargs)

    return open_page


def show(
    request: HttpRequest,
    seat: Seat,
    template: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
    place: str = "",
) -> HttpResponse:
    """A page of the portal."""
    frame = {
        "centre_name": seat.case.centre.name,
        "home_url": reverse("portal:home"),
        "exit_url": settings.EVENHAND_EXIT,
        "emergency": settings.EVENHAND_EMERGENCY,
        "places": [
            {"href": reverse(name), "title": words, "current": name == place} for name, words in PLACES
        ],
        "number": seat.case.number,
        "draft": seat.procedure.review == "draft",
        "back": reverse("portal:home"),
    }
    return render(request, f"portal/{template}", {**frame, **(context or {})}, status=status)


def go_on(name: str, *args: Any) -> HttpResponse:
    """After a post: to another page, so that a reload sends nothing again."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)


def draw_once() -> str:
    """A token for one form as it is shown, so that sending it twice has one effect."""
    return secrets.token_urlsafe(16)


def leave(request: HttpRequest) -> HttpResponse:
    """Close one's page. Nothing of it stays in this browser."""
    request.session.flush()
    return go_on("public:home")
