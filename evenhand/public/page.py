"""What every public page stands on: which centre this is, in which language, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from evenhand.access.queries import find_centre


def read_language() -> str:
    """The reader's language, as packs name it."""
    return (get_language() or settings.LANGUAGE_CODE).lower()


def find_centre_or_404() -> Any:
    """The centre of this installation; before it is made there is nothing to show."""
    centre = find_centre()
    if centre is None:
        raise Http404
    return centre


def find_today(at: datetime) -> date:
    """The centre's own day."""
    return at.astimezone(ZoneInfo(find_centre_or_404().time_zone)).date()


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A public page, its times told in the centre's zone."""
    centre = find_centre()
    frame = {
        "centre_name": centre.name if centre else "",
        "emergency": settings.EVENHAND_EMERGENCY,
        "exit_url": settings.EVENHAND_EXIT,
    }
    with timezone.override(ZoneInfo(centre.time_zone if centre else settings.TIME_ZONE)):
        return render(request, f"public/{template}", {**frame, **(context or {})}, status=status)


def go_on(address: str) -> HttpResponse:
    """After a post: to another page, so that a reload sends nothing again."""
    return HttpResponseRedirect(address, status=303)
