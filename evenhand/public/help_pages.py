"""Asking for help in nine pages, one thing on each: which questions of the published form stand together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evenhand.cases.asking import QuestionView, ask_form
from evenhand.cases.queries import LANGUAGE_CODES
from evenhand.procedures.queries import list_in_use_here
from evenhand.procedures.rules.form import Form
from evenhand.procedures.rules.forms import Fault, Faults, FormContext, clean_form
from evenhand.procedures.rules.procedure import Procedure

CHANNEL = "web"


@dataclass(frozen=True)
class Page:
    """One page. A page of one question has that question as its heading and needs no title."""

    place: str
    codes: tuple[str, ...]
    title: Any = ""
    intro: Any = ""


PAGES = (
    Page("language", ("language",)),
    Page("about", ("category",)),
    Page("story", ("story",)),
    Page("wish", ("wish",)),
    Page(
        "other",
        ("other_name", "other_contact"),
        _("The other side"),
        _("We write to nobody until we have talked with you."),
    ),
    Page("name", ("your_name",)),
    Page("safe", ("safe_contact", "safe_words"), _("Reaching you safely")),
    Page("contact", ("your_phone", "your_email", "your_address"), _("How to reach you")),
    Page("support", ("support", "under_18"), _("What would help you take part")),
)
# A way to be reached, and the answer without which it is none.
WAYS = {"phone": "your_phone", "message": "your_phone", "email": "your_email", "letter": "your_address"}


def find_open_procedure() -> Procedure | None:
    """The procedure that a visitor can open a case under."""
    for procedure in list_in_use_here():
        step = procedure.step_for("open_case")
        if step is not None and "visitor" in step.roles and procedure.form_for("open_case"):
            return procedure
    return None


def find_page(place: str) -> Page | None:
    """The page of that name."""
    return next((page for page in PAGES if page.place == place), None)


def find_page_of(code: str) -> Page | None:
    """The page that asks a question."""
    return next((page for page in PAGES if code in page.codes), None)


def make_help_context(time_zone: str) -> FormContext:
    """What the answers may be: there is no case yet, only languages."""
    return FormContext(languages=LANGUAGE_CODES, tz=time_zone)


def list_questions(
    page: Page, form: Form, context: FormContext, typed: Mapping[str, Any], faults: Faults, language: str
) -> list[QuestionView]:
    """The questions of a page with the answers so far."""
    return ask_form(form, context, typed, faults, language, only=page.codes)


def judge_page(page: Page, form: Form, context: FormContext, typed: Mapping[str, Any], today: Any) -> Faults:
    """What is wrong on this page; other pages are judged on their own, and all of them at the end."""
    wanted = {code: value for code, value in typed.items() if code in page.codes}
    judged = clean_form(form, wanted, context, today)
    faults = judged.faults if isinstance(judged, Faults) else ()
    mine = tuple(fault for fault in faults if fault.question in page.codes)
    return Faults(mine + _miss_way(page, typed))


def _miss_way(page: Page, typed: Mapping[str, Any]) -> tuple[Fault, ...]:
    """The safe way was named, but not the number or address it takes."""
    needed = WAYS.get(str(typed.get("safe_contact", "")), "")
    missing = needed in page.codes and not str(typed.get(needed, "")).strip()
    return (Fault(needed, "required"),) if missing else ()


def explain_way(page: Page, typed: Mapping[str, Any], questions: list[QuestionView]) -> list[QuestionView]:
    """Say why an answer that is free elsewhere is asked for here."""
    missing = {fault.question for fault in _miss_way(page, typed)}
    words = gettext(
        "You chose this as the safe way to reach you. Fill it in, or go back and choose another way."
    )
    return [replace(one, error=words) if one.code in missing and one.error else one for one in questions]
