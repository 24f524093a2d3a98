"""What surrounds every page: languages to choose from, light or dark, and whether this is the demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_bidi, get_language_info
from django.views.decorators.http import require_POST

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
