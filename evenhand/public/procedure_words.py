"""The words in which a published procedure is told: who does a step, how long a time limit is, who signs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from evenhand.procedures.rules.form import Form, Question
from evenhand.procedures.rules.procedure import Procedure

ROLES: dict[str, Any] = {
    "visitor": _("anybody"),
    "party": _("you, or the other side"),
    "intake": _("an intake worker"),
    "mediator": _("the mediator"),
    "coordinator": _("the coordinator"),
    "director": _("the director"),
    "reviewer": _("a reviewer"),
}
READERS: dict[str, Any] = {
    "office": _("Our staff"),
    "case": _("Everybody in the case"),
    "party": _("The person it is about, and our staff"),
    "mediator": _("The mediator who writes it, and nobody else"),
}
KEPT: dict[str, Any] = {
    "sealed": _("Kept under the lock of this case."),
    "public": _("Kept as a bare code or date that names nobody."),
}
KINDS: dict[str, Any] = {
    "text": _("a line of text"),
    "longtext": _("your own words"),
    "integer": _("a number"),
    "date": _("a date"),
    "datetime": _("a day and a time"),
    "yes_no": _("yes or no"),
    "phone": _("a phone number"),
    "email": _("an email address"),
    "file": _("a file"),
    "table": _("a list"),
    "choices": _("any of a list"),
}
GIVEN: dict[str, Any] = {
    "number": _("the number of the case"),
    "held": _("if a talk took place"),
    "settled": _("if it was settled"),
    "attendance": _("who came"),
    "began": _("when it began"),
    "ended": _("that it ended, and how"),
    "where": _("where"),
    "danger": _("what the danger is"),
    "names": _("names"),
    "contact": _("how to reach somebody"),
}
ASKED: dict[str, Any] = {
    "each_side": _("each side"),
    "each_party": _("everybody who takes part"),
    "sides_and_mediator": _("each side, and the mediator"),
}
SIGNERS: dict[str, Any] = {
    "each_side": _("each side"),
    "mediator": _("the mediator"),
    "centre_seal": _("the centre, with its seal"),
}
WAYS: dict[str, Any] = {
    "portal": _("on this website"),
    "paper": _("on paper"),
    "signed_paper": _("on signed paper"),
    "spoken": _("aloud, and we write it down"),
    "oral": _("by word of mouth, and the mediator writes it down"),
}
CALENDARS: dict[str, Any] = {
    "CN": _("China"),
    "IE": _("Ireland"),
    "GB": _("the United Kingdom"),
    "GB-ENG": _("England"),
    "GB-SCT": _("Scotland"),
    "US": _("the United States"),
}


def say_length(length: int, unit: str) -> str:
    """How long: "5 working days"."""
    words = {
        "hours": ngettext("%(n)s hour", "%(n)s hours", length),
        "days": ngettext("%(n)s day", "%(n)s days", length),
        "working_days": ngettext("%(n)s working day", "%(n)s working days", length),
        "weeks": ngettext("%(n)s week", "%(n)s weeks", length),
        "months": ngettext("%(n)s month", "%(n)s months", length),
        "years": ngettext("%(n)s year", "%(n)s years", length),
    }
    return words[unit] % {"n": length}


def say_question(question: Question, language: str) -> dict[str, Any]:
    """One question of a form: what is asked, why, who reads the answer, how it is kept."""
    options = [option.label.in_language(language) for option in question.options]
    return {
        "label": question.label.in_language(language),
        "why": question.why.in_language(language),
        "readers": READERS[question.readers],
        "kept": KEPT[question.classification],
        "required": question.required,
        "kind": "" if options else KINDS.get(question.kind, ""),
        "options": options + [column.label.in_language(language) for column in question.columns],
    }


def title_form(procedure: Procedure, form: Form, language: str) -> str:
    """What a form is called: as the step it belongs to."""
    step = procedure.step_for(form.act)
    return (step.title if step else form.title).in_language(language)


def say_form(procedure: Procedure, form: Form, language: str) -> dict[str, Any]:
    """A form whole, with the step it belongs to."""
    step = procedure.step_for(form.act)
    return {
        "title": title_form(procedure, form, language),
        "why": step.why.in_language(language) if step else "",
        "questions": [say_question(question, language) for question in form.questions],
    }


def join_words(words: list[Any]) -> str:
    """Several things in a row."""
    return gettext(", ").join(map(str, words))
