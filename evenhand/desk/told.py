"""What was told to offices outside, and what somebody asked to tell: for the office's part of a case's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand.desk.opened import OpenCase
from evenhand.desk.timeline import say_basis
from evenhand.desk.times import say_moment
from evenhand.desk.words import say_option
from evenhand.disclosure.queries import OpenDisclosure, open_disclosures

STATES: dict[str, Any] = {
    "": _("a second person decides"),
    "approved": _("told"),
    "declined": _("not told"),
}


def draw_one(opened: OpenCase, one: OpenDisclosure) -> dict[str, str]:
    """One line: whom, what, on which ground, and how it was decided."""
    language = opened.desk.language
    what = [say_option(opened.procedure, "request_disclosure", "what", code, language) for code in one.what]
    return {
        "to": one.to,
        "basis": say_basis(opened, one.basis),
        "what": ", ".join(what),
        "state": str(STATES.get(one.answer, one.answer)),
        "at": say_moment(one.answered_at or one.asked_at, opened.desk.zone),
    }


def draw_told(opened: OpenCase) -> list[dict[str, str]]:
    """The newest first; nothing for whoever may not read what the office reads."""
    if not opened.may("read_office"):
        return []
    return [draw_one(opened, one) for one in open_disclosures(opened.case, opened.key)]
