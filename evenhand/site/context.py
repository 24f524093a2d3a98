"""What surrounds every page: languages to choose from, light or dark, and whether this is the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_bidi, get_language_info
from django.views.decorators.http import require_POST

from evenhand.calendars.clock import read_now

THEMES = ("light", "dark")
THEME_COOKIE = "theme"
A_YEAR = 365 * 24 * 60 * 60


def list_languages() -> list[dict[str, Any]]:
    """The languages of this installation, each under the name its own speakers use."""
    current = get_language() or settings.LANGUAGE_CODE
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"],
            "direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
            "current": code == current,
        }
        for code, _name in settings.LANGUAGES
    ]


def read_theme(request: HttpRequest) -> str:
    """Light or dark, if this reader chose one; otherwise nothing, and the device decides."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def add_surroundings(request: HttpRequest) -> dict[str, Any]:
    """The words every template may count on."""
    languages = list_languages()
    return {
        "languages": languages,
        "current_language": next((each for each in languages if each["current"]), languages[0]),
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "theme": read_theme(request),
        "demo": bool(getattr(settings, "DEMO", False)),
        "current_path": request.get_full_path(),
        **(describe_demo(request) if getattr(settings, "DEMO", False) else {}),
    }


def describe_demo(request: HttpRequest) -> dict[str, Any]:
    """For the demo's bar: whose eyes one can borrow, whose one has, and what day it is there."""
    from evenhand.site.demo.guests import list_parts, name_part

    viewer = getattr(request, "viewer", None)
    return {
        "demo_roles": list_parts(),
        "demo_role": name_part(viewer) if viewer else "",
        "demo_now": read_now(),
        # Back to the page one was on; a page that was posted to cannot be asked for again.
        "demo_next": request.get_full_path() if request.method == "GET" else "",
    }


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remembers light or dark in a cookie that names nobody; anything else forgets the choice."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=A_YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response
