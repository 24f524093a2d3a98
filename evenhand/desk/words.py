"""What the desk calls the program's own codes. Codes of a pack have their words in the pack."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evenhand.procedures.rules.procedure import Procedure

ROLES: dict[str, Any] = {
    "intake": _("Intake worker"),
    "mediator": _("Mediator"),
    "coordinator": _("Coordinator"),
    "reviewer": _("Reviewer"),
    "director": _("Director"),
    "federation": _("Federation"),
    "operator": _("Operator"),
}
ANYBODY: dict[str, Any] = {"party": _("A side"), "visitor": _("Anybody")}
STAGES: dict[str, Any] = {
    "intake": _("Intake"),
    "consent": _("Consent"),
    "matching": _("Matching"),
    "session": _("Session"),
    "agreement": _("Agreement"),
    "followup": _("Follow-up"),
    "ending": _("Ending"),
    "closed": _("Closed"),
}
PARTS: dict[str, Any] = {
    "initiating": _("asked for help"),
    "responding": _("other side"),
    "guardian": _("guardian"),
    "companion": _("companion"),
    "representative": _("representative"),
    "interpreter": _("interpreter"),
}
PLACES: dict[str, Any] = {
    "centre": _("At the centre"),
    "online": _("Online"),
    "phone": _("By phone"),
}
SESSION_STATES: dict[str, Any] = {
    "confirmed": _("Fixed"),
    "held": _("Held"),
    "missed": _("Could not be held"),
    "cancelled": _("Cancelled"),
}
WHO = {"visitor": _("through the website"), "mediator": _("Mediator"), "operator": _("Evenhand")}
CHAINS: dict[str, Any] = {
    "shared": _("everybody in the case"),
    "office": _("our staff"),
}
# Never "no tie": names are written in many ways.
TIES: dict[str, Any] = {
    "strong": _("a possible tie, strong: ask the mediator"),
    "weak": _("a possible tie, weak: ask the mediator"),
    "none_found": _("none found"),
}
NOTICE_STATES: dict[str, tuple[Any, str]] = {
    "waiting": (_("Waits to be sent"), ""),
    "sending": (_("Being sent"), ""),
    "sent": (_("Sent"), "good"),
    "made": (_("Printed"), "good"),
    "cancelled": (_("No longer needed"), ""),
    "letter_due": (_("Print and post"), "soon"),
    "call_due": (_("Call"), "soon"),
    "withheld": (_("No safe way to reach"), "late"),
    "failed": (_("Could not be sent"), "late"),
}


def shorten(words: str) -> str:
    """The name before its examples: "Neighbours: noise, walls" is told as "Neighbours" in a list."""
    return words.split(":")[0].split("：")[0]


def say_option(procedure: Procedure, act: str, question: str, code: Any, language: str) -> str:
    """What a pack calls an answer of one of its questions; the code itself where it has no words."""
    form = procedure.form_for(act)
    asked = form.by_code.get(question) if form else None
    for option in asked.options if asked else ():
        if option.code == code:
            return option.label.in_language(language)
    return str(code)


def say_question(procedure: Procedure, act: str, question: str, language: str) -> str:
    """How a pack asks one of its questions."""
    form = procedure.form_for(act)
    asked = form.by_code.get(question) if form else None
    return asked.label.in_language(language) if asked else ""


def say_category(procedure: Procedure, code: str, language: str) -> str:
    """What a case is about, in a word."""
    return shorten(say_option(procedure, "open_case", "category", code, language))


def say_stage(code: str) -> str:
    """How far a case is."""
    return str(STAGES.get(code, code))


def say_outcome(procedure: Procedure, code: str, language: str) -> str:
    """How a case ended."""
    return next((one.title.in_language(language) for one in procedure.outcomes if one.code == code), code)


def list_categories(procedure: Procedure, language: str) -> list[tuple[str, str]]:
    """The kinds of matter, for a filter."""
    form = procedure.form_for("open_case")
    asked = form.by_code.get("category") if form else None
    return [(one.code, shorten(one.label.in_language(language))) for one in (asked.options if asked else ())]


def say_roles(roles: Iterable[str]) -> str:
    """Who may do something, as a list in words."""
    return gettext(", ").join(str({**ANYBODY, **ROLES}.get(role, role)) for role in roles)
