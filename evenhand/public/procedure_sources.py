"""What a published procedure asks, and what it rests on."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from evenhand.cases.citing import cite_article
from evenhand.procedures.rules.duties import Article
from evenhand.procedures.rules.form import Form, Question
from evenhand.procedures.rules.procedure import Procedure
from evenhand.public.procedure_parts import Group, Item, Link, link_form, list_rows, name_anchor
from evenhand.public.procedure_words import READERS, title_form


def list_asked(procedure: Procedure) -> tuple[Form, ...]:
    """The forms that ask something, in the order of the steps."""
    forms = (procedure.form_for(step.act) for step in procedure.steps)
    return tuple(dict.fromkeys(form for form in forms if form is not None and form.questions))


def list_forms(procedure: Procedure, language: str) -> tuple[Group, ...]:
    """Every form with how much it asks; its questions stand on a page of their own."""
    items = (
        Item(
            title=link_form(procedure, form.act, title_form(procedure, form, language)),
            words=(_count_questions(len(form.questions)),),
        )
        for form in list_asked(procedure)
    )
    return (Group("", items=tuple(items)),)


def _count_questions(count: int) -> str:
    return ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}


def list_questions(procedure: Procedure, language: str) -> tuple[Group, ...]:
    """Every question of every form, with the reason why it is asked: for paper."""
    return tuple(
        Group(
            title_form(procedure, form, language),
            items=tuple(_say_question(question, language) for question in form.questions),
            anchor=f"f-{form.act}",
        )
        for form in list_asked(procedure)
    )


def _say_question(question: Question, language: str) -> Item:
    label = question.label.in_language(language)
    return Item(
        title=Link(label if question.required else f"{label} {gettext('(optional)')}"),
        words=(question.why.in_language(language),),
        rows=list_rows((gettext("Who reads it"), [READERS[question.readers]])),
    )


def list_sources(procedure: Procedure, language: str) -> tuple[Group, ...]:
    """Every source: the laws and standards first, then what is our own practice."""
    kinds = (
        (gettext("Laws and standards"), False),
        (gettext("Our own practice"), True),
    )
    groups = (
        Group(
            title,
            items=tuple(
                _say_article(article, language) for article in procedure.articles if article.ours is ours
            ),
        )
        for title, ours in kinds
    )
    return tuple(group for group in groups if group.items)


def _say_article(article: Article, language: str) -> Item:
    citation, title = cite_article(article, language), article.title.in_language(language)
    named = () if article.ours or title in citation else (title,)
    return Item(
        title=Link(citation, article.address, outside=bool(article.address)),
        anchor=name_anchor(article.code),
        words=(*named, article.says.in_language(language), *_say_state(article)),
    )


def _say_state(article: Article) -> tuple[str, ...]:
    if article.ours:
        return ()
    if article.verified:
        return (gettext("Read and compared on %(day)s.") % {"day": date_format(article.read)},)
    return (gettext("Not yet compared with the original: not verified by us yet."),)
