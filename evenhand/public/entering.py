"""Coming back: with a code, or with a link from a mail. Either takes the PIN, and opening a link does nothing."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from evenhand.access.limits import Limit, take_try
from evenhand.calendars.clock import read_machine, read_now
from evenhand.cases.entrance import Entered, NotEntered, enter_by_code, enter_by_link
from evenhand.public.page import go_on, show

COMING = Limit("code", tries=30, seconds=20)


def let_in(request: HttpRequest, entered: Entered) -> None:
    """From here this browser is that side of that case, and nobody else: a new session, nothing of the old."""
    request.session.flush()
    request.session["party"] = {
        "centre": str(entered.centre),
        "case": str(entered.case),
        "seat": entered.seat,
    }
    request.session["seen"] = read_machine().isoformat()


def _open_page(request: HttpRequest, entered: Entered) -> HttpResponse:
    """To one's own page, in one's own language where this browser has not chosen another."""
    let_in(request, entered)
    response = go_on(reverse("portal:home"))
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, entered.language, samesite="Lax")
    return response


def come_back(request: HttpRequest) -> HttpResponse:
    """The code and the PIN open one's own page. Whatever is wrong, the answer is the same."""
    if request.method != "POST":
        return _ask(request, "")
    if not take_try(request, COMING, read_now()):
        return _ask(request, gettext("Too many tries. Wait a minute, then try again."), 429)
    entered = enter_by_code(
        code=request.POST.get("code", "")[:80], pin=request.POST.get("pin", "")[:20], at=read_now()
    )
    if isinstance(entered, NotEntered):
        return _ask(
            request, gettext("This code and PIN do not open a page. Check both, then try again."), 422
        )
    return _open_page(request, entered)


def _ask(request: HttpRequest, fault: str, status: int = 200) -> HttpResponse:
    code = {
        "code": "code",
        "kind": "text",
        "label": gettext("Your code"),
        "hint": gettext("It looks like 7QK4-2MXN-9TD3. Dashes and capitals do not matter."),
        "required": True,
        "value": request.POST.get("code", "")[:80],
        "error": fault,
    }
    return show(request, "come_back.html", {"questions": [code, make_pin_question()]}, status)


def make_pin_question(fault: str = "") -> dict[str, object]:
    """The box for the PIN. What was typed in it is never shown again."""
    return {
        "code": "pin",
        "kind": "integer",
        "label": gettext("Your PIN"),
        "hint": gettext("Six digits. We told you them when we first talked, or they stood beside your code."),
        "required": True,
        "error": fault,
        "autocomplete": "one-time-code",
    }


def enter(request: HttpRequest, token: str) -> HttpResponse:
    """A link from a mail. Opening it shows a box for the PIN and uses nothing up, whoever opens it."""
    if request.method != "POST":
        return _ask_pin(request, "")
    if not take_try(request, COMING, read_now()):
        return _ask_pin(request, gettext("Too many tries. Wait a minute, then try again."), 429)
    entered = enter_by_link(secret=token, pin=request.POST.get("pin", "")[:20], at=read_now())
    if isinstance(entered, NotEntered):
        return _refuse_link(request, entered.left)
    return _open_page(request, entered)


def _refuse_link(request: HttpRequest, left: int) -> HttpResponse:
    if not left:
        return show(request, "link_gone.html", status=410)
    words = ngettext(
        "This PIN is not right. You have %(left)s more try.",
        "This PIN is not right. You have %(left)s more tries.",
        left,
    )
    return _ask_pin(request, words % {"left": left}, 422)


def _ask_pin(request: HttpRequest, fault: str, status: int = 200) -> HttpResponse:
    return show(request, "enter.html", {"questions": [make_pin_question(fault)]}, status)
