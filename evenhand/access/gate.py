"""The door every request passes: who is looking, and whether that role may knock at this URL with this method.

A foreign, erased or nonexistent thing and a screen of somebody else all answer with the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from evenhand.access.queries import find_token_viewer, view_as
from evenhand.access.rules import Role, Viewer
from evenhand.access.screens import SCREENS
from evenhand.calendars.clock import read_machine

PARTY_IDLE = timedelta(minutes=15)
STAFF_IDLE = timedelta(minutes=30)
# The session is written at most once a minute, not on each page.
FRESH = timedelta(minutes=1)
PROGRAMS = "/api/"
SECOND_FACTOR_PAGES = ("mfa_", "account_")


def _read_bearer(request: HttpRequest) -> str:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _still_fresh(request: HttpRequest, idle: timedelta) -> bool:
    """Whether the session was used within `idle`; ends it otherwise. Uses the real clock of the machine."""
    now = read_machine()
    seen = request.session.get("seen")
    if seen and now - datetime.fromisoformat(seen) > idle:
        request.session.flush()
        return False
    if not seen or now - datetime.fromisoformat(seen) > FRESH:
        request.session["seen"] = now.isoformat()
    return True


def _view_session(request: HttpRequest) -> Viewer:
    party = request.session.get("party")
    if party:
        if not _still_fresh(request, PARTY_IDLE):
            return Viewer()
        return Viewer(
            role=Role.PARTY, centre=UUID(party["centre"]), case=UUID(party["case"]), seat=party["seat"]
        )
    user: Any = request.user
    if not user.is_authenticated:
        return Viewer()
    return view_as(user) if _still_fresh(request, STAFF_IDLE) else Viewer()


def find_viewer(request: HttpRequest) -> Viewer:
    """Who is looking: a token, a party's session, an account's session, or a visitor.

    A program brings a token: the API reads no cookie, so no other site's page can act with a browser's session.
    """
    bearer = _read_bearer(request)
    if bearer:
        return find_token_viewer(bearer) or Viewer()
    if request.path_info.startswith(PROGRAMS) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Viewer()
    return _view_session(request)


def lacks_second_factor(request: HttpRequest, viewer: Viewer, name: str) -> bool:
    """Whether a person of the centre must still set up a second factor. The demo's people need none."""
    if settings.DEMO or viewer.user is None or _read_bearer(request) or name.startswith(SECOND_FACTOR_PAGES):
        return False
    if request.session.get("second_factor"):
        return False
    if not Authenticator.objects.filter(user_id=viewer.user).exists():
        return True
    request.session["second_factor"] = True
    return False


class Gate:
    """Middleware: sets `request.viewer` and turns away whoever has no row in `SCREENS`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = find_viewer(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Compare the resolved URL with its row; nothing to add means: go on."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        row = SCREENS.get(name, {})
        method = "GET" if request.method == "HEAD" and not name.startswith("api:") else request.method or ""
        if method not in row and row:
            return _refuse_method(name, row)
        if viewer.role not in row.get(method, frozenset()):
            return _turn_away(request, viewer, name)
        if lacks_second_factor(request, viewer, name):
            return redirect("mfa_activate_totp")
        return None


def _refuse_method(name: str, row: Iterable[str]) -> HttpResponse:
    allowed = {"Allow": ", ".join(sorted(row))}
    if name.startswith("api:"):
        problem = {"error": "method", "message": "This address does not take this method."}
        return JsonResponse(problem, status=405, headers=allowed)
    return HttpResponse(status=405, headers=allowed)


def _turn_away(request: HttpRequest, viewer: Viewer, name: str) -> HttpResponseBase:
    if name.startswith("api:"):
        status = 401 if viewer.role is Role.VISITOR else 403
        words = "A bearer token is needed." if status == 401 else "This token's role may not do this."
        asked = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        return JsonResponse({"error": "not_allowed", "message": words}, status=status, headers=asked)
    if viewer.role is Role.VISITOR and name.startswith("desk:"):
        return redirect_to_login(request.get_full_path())
    if viewer.role is Role.VISITOR and name.startswith("portal:"):
        return redirect("public:come_back")
    raise Http404
