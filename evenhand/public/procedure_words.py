"""A published procedure in plain words: who does a step, how long a time limit is, who reads an answer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from evenhand.cases.citing import cite_article
from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.diagram import list_stages
from evenhand.procedures.rules.form import Form, Question
from evenhand.procedures.rules.procedure import Procedure, Step

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


def cite(procedure: Procedure, code: str, language: str) -> dict[str, str]:
    """The article behind something, with a link to where this page explains it."""
    article = procedure.article(code)
    if article is None:
        return {}
    href = reverse("public:procedure", args=[procedure.id, "sources"]) + "#" + name_anchor(code)
    return {
        "citation": cite_article(article, language),
        "says": article.says.in_language(language),
        "href": href,
    }


def name_anchor(code: str) -> str:
    """Where an article stands on the page of sources."""
    return "a-" + code.replace(".", "-")


def say_clock(procedure: Procedure, clock: Clock, language: str) -> dict[str, Any]:
    """One time limit: what for, how long, whom it binds, after which article."""
    return {
        "title": clock.title.in_language(language),
        "length": say_length(clock.length, clock.unit),
        "whose": gettext("Ours") if clock.runs_against == "office" else gettext("Yours"),
        "rolls": clock.rolls == "next_working_day",
        "law": cite(procedure, clock.article, language),
    }


def say_step(procedure: Procedure, step: Step, number: int, language: str) -> dict[str, Any]:
    """One step: what it is, why, who may do it, by when, after which article."""
    clock = next((one for one in procedure.clocks if one.code == step.clock), None)
    return {
        "number": number,
        "title": step.title.in_language(language),
        "why": step.why.in_language(language),
        "who": gettext(", ").join(str(ROLES.get(role, role)) for role in step.roles),
        "deadline": say_length(clock.length, clock.unit) if clock else "",
        "law": cite(procedure, step.article, language),
        "form": reverse("public:procedure_form", args=[procedure.id, step.act])
        if procedure.form_for(step.act)
        else "",
    }


def list_steps(procedure: Procedure, language: str) -> list[list[dict[str, Any]]]:
    """The steps in stages: the same as in the picture, with the same numbers."""
    stages, number = [], 0
    for stage in list_stages(procedure):
        lines = []
        for step in stage:
            number += 1
            lines.append(say_step(procedure, step, number, language))
        stages.append(lines)
    return stages


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


def say_form(procedure: Procedure, form: Form, language: str) -> dict[str, Any]:
    """A form whole, with the step it belongs to."""
    step = procedure.step_for(form.act)
    return {
        "title": (step.title if step else form.title).in_language(language),
        "why": step.why.in_language(language) if step else "",
        "questions": [say_question(question, language) for question in form.questions],
    }
