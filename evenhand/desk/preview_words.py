"""What a pretended case is filled with, and how its letters are shown."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from evenhand.cases.queries import LANGUAGE_CODES
from evenhand.desk.page import Desk
from evenhand.procedures.rules.duties import Notice
from evenhand.procedures.rules.forms import FormContext
from evenhand.procedures.rules.procedure import Procedure
from evenhand.procedures.rules.words import list_fallbacks


def pretend_context(procedure: Procedure, desk: Desk) -> FormContext:
    """The people and things of a case that nobody is in."""
    first, second = gettext("The side that asked"), gettext("The other side")
    texts = tuple((one.text_version, one.title.in_language(desk.language)) for one in procedure.consents)
    bases = tuple((one.code, one.title.in_language(desk.language)) for one in procedure.disclosures)
    return FormContext(
        parties=(("p1", first), ("p2", second)),
        mediators=(("m1", gettext("A mediator")),),
        workers=(("w1", gettext("A worker")),),
        terms=(("t1", gettext("The first promise")),),
        slots=(("s1", gettext("The first time offered")),),
        languages=LANGUAGE_CODES,
        text_versions=texts,
        papers=texts,
        bases=bases,
        tz=desk.centre.time_zone,
    )


def draw_notice(procedure: Procedure, notice: Notice, desk: Desk) -> dict[str, Any]:
    """A letter with its text; what the program fills in stands in braces, the centre's name excepted."""
    found = (procedure.read_notice(notice.template, code) for code in list_fallbacks(desk.language))
    text = next((each for each in found if each is not None), "")
    return {
        "title": notice.title.in_language(desk.language) or notice.code.replace("_", " "),
        "to": gettext(", ").join(say_addressee(code) for code in notice.to),
        "text": text.replace("{centre}", desk.centre.name),
    }


def say_addressee(code: str) -> str:
    """To whom a letter goes."""
    words = {
        "this_party": gettext("this person"),
        "other_sides": gettext("the other sides"),
        "sides": gettext("the sides"),
        "companions": gettext("those who stand beside a side"),
        "mediator": gettext("the mediator"),
        "worker": gettext("the worker"),
        "owner": gettext("who answers for the place"),
    }
    return words.get(code, code)
