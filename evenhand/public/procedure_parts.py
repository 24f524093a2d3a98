"""What a part of a published procedure is made of: the same for the page and for paper.

A link knows where it leads on the pages (`href`) and in the one document (`anchor`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from evenhand.cases.citing import cite_article
from evenhand.procedures.rules.procedure import Procedure


@dataclass(frozen=True)
class Link:
    """Words that may lead somewhere; `outside` is an address that is not ours."""

    words: str
    href: str = ""
    anchor: str = ""
    outside: bool = False


@dataclass(frozen=True)
class Law:
    """A source that something rests on; `mark` says what has to be known about it."""

    citation: str
    says: str
    href: str
    anchor: str
    mark: str = ""


@dataclass(frozen=True)
class Row:
    """One thing said of an item: what kind of thing, and what."""

    key: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class Item:
    """One step, deadline, right or source, with everything that is said of it."""

    title: Link
    anchor: str = ""
    number: int = 0
    words: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    laws: tuple[Law, ...] = ()


@dataclass(frozen=True)
class Group:
    """Items under one heading."""

    title: str
    intro: str = ""
    items: tuple[Item, ...] = ()
    anchor: str = ""


def name_anchor(code: str) -> str:
    """Where an article stands among the sources."""
    return "a-" + code.replace(".", "-")


def link_to(procedure: Procedure, part: str, anchor: str, words: str) -> Link:
    """A link to a place of another part of the same procedure."""
    return Link(words, f"{reverse('public:procedure', args=[procedure.id, part])}#{anchor}", anchor)


def link_form(procedure: Procedure, act: str, words: str) -> Link:
    """A link to the questions of an act; plain words where it asks none."""
    form = procedure.form_for(act)
    if form is None or not form.questions:
        return Link(words)
    return Link(words, reverse("public:procedure_form", args=[procedure.id, act]), f"f-{act}")


def link_emitters(procedure: Procedure, tags: Iterable[str], language: str) -> tuple[Link, ...]:
    """The steps that may enter one of these events, each with a link to it."""
    wanted = set(tags)
    return tuple(
        link_to(procedure, "steps", f"s-{step.code}", step.title.in_language(language))
        for step in procedure.steps
        if wanted.intersection(step.emits)
    )


def list_rows(*rows: tuple[str, Iterable[Link | str]]) -> tuple[Row, ...]:
    """Rows of a key and what is said; those with nothing to say are left out."""
    made = (
        Row(str(key), tuple(each if isinstance(each, Link) else Link(str(each)) for each in values if each))
        for key, values in rows
    )
    return tuple(row for row in made if row.values)


def cite_all(procedure: Procedure, codes: Iterable[str], language: str) -> tuple[Law, ...]:
    """The sources behind something, in order, each once."""
    return tuple(
        law for code in dict.fromkeys(codes) if code and (law := cite(procedure, code, language)) is not None
    )


def cite(procedure: Procedure, code: str, language: str) -> Law | None:
    """One source, with a link to where it is explained; one that nobody compared with the original says so."""
    article = procedure.article(code)
    if article is None:
        return None
    link = link_to(procedure, "sources", name_anchor(code), cite_article(article, language))
    doubtful = not article.verified and not article.ours
    mark = gettext("not verified by us yet") if doubtful else ""
    return Law(link.words, article.says.in_language(language), link.href, link.anchor, mark)
