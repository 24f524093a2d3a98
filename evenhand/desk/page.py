"""Where every screen of the desk begins: who looks, at which centre, in which language, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from evenhand.access.rules import STAFF, Role, Viewer
from evenhand.calendars.clock import read_now
from evenhand.cases.queries import find_case

# (url name, words, who has it in the head of the page)
PLACES: tuple[tuple[str, Any, frozenset[Role]], ...] = (
    ("desk:home", _("To do"), frozenset({Role.INTAKE, Role.COORDINATOR})),
    ("desk:home", _("My work"), frozenset({Role.MEDIATOR})),
    ("desk:home", _("Figures"), frozenset({Role.DIRECTOR})),
    ("desk:cases", _("Cases"), frozenset({Role.INTAKE, Role.COORDINATOR, Role.MEDIATOR})),
    ("desk:find", _("Find"), frozenset({Role.INTAKE, Role.COORDINATOR, Role.MEDIATOR})),
    ("desk:letters", _("Letters and calls"), frozenset({Role.INTAKE, Role.COORDINATOR})),
    ("desk:erasures", _("Erasing"), frozenset({Role.COORDINATOR, Role.DIRECTOR})),
    ("desk:people", _("People"), frozenset({Role.COORDINATOR})),
    ("desk:procedures", _("Procedures"), frozenset({Role.COORDINATOR, Role.DIRECTOR})),
    ("mfa_index", _("My login"), STAFF),
    ("account_logout", _("Log out"), STAFF),
)


@dataclass(frozen=True)
class Desk:
    """What one request to the desk stands on. `at` is the present."""

    viewer: Viewer
    user: Any
    language: str
    at: datetime

    @cached_property
    def centre(self) -> Any:
        """The centre of whoever looks."""
        return self.user.centre

    @cached_property
    def zone(self) -> ZoneInfo:
        """The centre's time zone: every time on the desk is told in it."""
        return ZoneInfo(self.centre.time_zone)


def open_desk(request: HttpRequest) -> Desk:
    """The desk of whoever is logged in; the gate has let them in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    user: Any = request.user
    if not user.is_authenticated:
        # A bearer token opens the desk's pages too, and brings no session.
        user = get_user_model()._default_manager.get(code=viewer.code)
    return Desk(viewer, user, get_language() or "en", read_now())


def open_case_or_404(desk: Desk, number: str) -> Any:
    """The case, if this viewer may see it; whatever the reason, "no" is the same page."""
    case = find_case(desk.viewer, number)
    if case is None:
        raise Http404
    # Staff see cases of their own centre alone, and this one was read with the case.
    desk.user.centre = case.centre
    return case


def list_places(viewer: Viewer, current: str) -> list[dict[str, Any]]:
    """The head of the page: where this role can go."""
    return [
        {"href": reverse(name), "title": words, "current": name == current}
        for name, words, roles in PLACES
        if viewer.role in roles
    ]


def render_desk(
    request: HttpRequest,
    desk: Desk,
    template: str,
    context: Mapping[str, Any],
    place: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page of the desk, its times told in the centre's zone."""
    frame = {
        "places": list_places(desk.viewer, place),
        "centre_name": desk.centre.name,
        "home_url": reverse("desk:home"),
        "viewer_role": desk.viewer.role.value,
    }
    with timezone.override(desk.zone):
        return render(request, f"desk/{template}", {**frame, **context}, status=status)
