"""Who sees what: for each reader, the answers that it may read, from the questions themselves."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from evenhand.procedures.rules.form import Form, Question
from evenhand.procedures.rules.procedure import Procedure
from evenhand.public.procedure_parts import Group, Item, Link, link_form, list_rows
from evenhand.public.procedure_words import title_form

YOURS = ("case", "party")


def list_readers(procedure: Procedure, language: str) -> tuple[Group, ...]:
    """You, the other side, the mediator, our staff, and nobody else. A mediator reads what one party may read, too."""
    mediated = any("mediator" in step.roles for step in procedure.steps)
    readers = [
        (gettext("You"), "", YOURS),
        (_name_others(mediated), _say_never(mediated), ("case",)),
    ]
    if mediated:
        readers.append((gettext("The mediator"), "", ("case", "party", "mediator")))
    readers.append((gettext("Our staff"), "", ("case", "party", "office")))
    groups = [
        Group(title, intro, tuple(_list_answers(procedure, kinds, language)))
        for title, intro, kinds in readers
    ]
    return (*groups, _tell_nobody(procedure, language))


def _name_others(mediated: bool) -> str:
    return gettext("The other side") if mediated else gettext("Anybody else in the case")


def _say_never(mediated: bool) -> str:
    if mediated:
        return gettext("Never anything that does not stand here: not what you told us or the mediator alone.")
    return gettext("Never anything that does not stand here: not what you told us alone.")


def _list_answers(procedure: Procedure, kinds: tuple[str, ...], language: str) -> Iterable[Item]:
    for form in procedure.forms:
        answers = [
            _say_answer(question, kinds, language) for question in form.questions if question.readers in kinds
        ]
        if answers:
            yield _list_form(procedure, form, answers, language)


def _say_answer(question: Question, kinds: tuple[str, ...], language: str) -> str:
    label = question.label.in_language(language)
    if question.readers == "party" and kinds == YOURS:
        return gettext("%(answer)s (about yourself)") % {"answer": label}
    return label


def _list_form(procedure: Procedure, form: Form, answers: list[str], language: str) -> Item:
    title = link_form(procedure, form.act, title_form(procedure, form, language))
    return Item(title=title, words=(" · ".join(answers),))


def _tell_nobody(procedure: Procedure, language: str) -> Group:
    bare = (
        question.label.in_language(language)
        for form in procedure.forms
        for question in form.questions
        if question.classification == "public"
    )
    href = reverse("public:procedure", args=[procedure.id, "rights"]) + "#outside"
    item = Item(
        title=Link(gettext("Nobody outside reads any answer")),
        words=(
            gettext("Every answer in your own words is kept under the lock of its case, also in our copies."),
        ),
        rows=list_rows(
            (
                gettext("The only exceptions"),
                [Link(gettext("When we must tell somebody outside"), href, "outside")]
                if procedure.disclosures
                else [],
            ),
            (
                gettext("Kept outside the lock, as bare codes and dates that name nobody"),
                [" · ".join(dict.fromkeys(bare))],
            ),
        ),
    )
    return Group(gettext("Nobody else"), items=(item,))
