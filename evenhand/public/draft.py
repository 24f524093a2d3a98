"""What a visitor has typed so far while asking for help.

It lies sealed in the visitor's session; the browser keeps half of the key in a cookie that goes when the browser
is closed. So back, forward, reload and another language lose nothing, and nobody else can read it, we included.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from evenhand.access.rules import Role
from evenhand.calendars.clock import read_machine
from evenhand.vault.drafts import DRAFT_LIFE, DraftGone, make_half, open_draft, seal_draft

COOKIE, COOKIE_PATH = "draft", "/help/"
DRAFT, WELCOME = "draft", "welcome"


@dataclass
class Draft:
    """Answers so far, and the token that makes sending twice have one effect."""

    answers: dict[str, Any] = field(default_factory=dict)
    once: str = field(default_factory=lambda: secrets.token_urlsafe(16))


def read_sealed(request: HttpRequest, place: str) -> dict[str, Any] | None:
    """What this browser left in its session; nothing where it cannot be opened any more."""
    half, text = request.COOKIES.get(COOKIE), None
    if half and settings.SESSION_COOKIE_NAME in request.COOKIES:
        text = request.session.get(place)
    if not half or not text:
        return None
    try:
        found: dict[str, Any] = json.loads(open_draft(text, half=half, at=read_machine()))
    except DraftGone:
        return None
    return found


def keep_sealed(request: HttpRequest, response: HttpResponse, place: str, value: dict[str, Any]) -> None:
    """Leave something in the session that only this browser can open again."""
    half = request.COOKIES.get(COOKIE) or make_half()
    plain = json.dumps(value, ensure_ascii=False).encode()
    request.session[place] = seal_draft(plain, half=half, at=read_machine())
    if request.viewer.role is Role.VISITOR and "party" not in request.session:  # type: ignore[attr-defined]
        request.session.set_expiry(DRAFT_LIFE)
    response.set_cookie(
        COOKIE, half, path=COOKIE_PATH, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def read_draft(request: HttpRequest) -> Draft | None:
    """The answers so far; nothing before the first."""
    found = read_sealed(request, DRAFT)
    return Draft(**found) if found else None


def keep_draft(request: HttpRequest, response: HttpResponse, draft: Draft) -> None:
    """Keep the answers so far, right and wrong ones."""
    keep_sealed(request, response, DRAFT, asdict(draft))


def drop_draft(request: HttpRequest, response: HttpResponse) -> None:
    """Forget what was typed, and the browser's half of its key."""
    request.session.pop(DRAFT, None)
    response.delete_cookie(COOKIE, path=COOKIE_PATH)
