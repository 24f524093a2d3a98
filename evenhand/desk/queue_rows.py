"""The rows of the queue as HTML: what to do, in which case, by when, under which article.

Drawn here and not in a template: fifty rows of fifteen words each would cost a template several times what all
the rest of the page costs. What many rows say alike (a deadline, an article) is put into words once a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from evenhand.desk.clocks import draw_deadline, find_law
from evenhand.desk.page import Desk
from evenhand.desk.times import find_day, say_age
from evenhand.desk.words import say_category, say_stage
from evenhand.procedures.packs import find_procedure
from evenhand.procedures.rules.procedure import Procedure

# What a row is drawn from; a case's sealed words and a worker's account stay in the database.
COLUMNS = (
    "centre",
    "act",
    "due",
    "last_day",
    "article",
    "case__number",
    "case__pack",
    "case__pack_version",
    "case__category",
    "case__stage",
    "case__opened_at",
    "case__worker__code",
)
DUE = '<td class="eh-queue__due">{} <span class="eh-queue__day">{}</span></td>'
NO_CLOCK = '<td class="eh-queue__due"><span class="eh-nothing">{}</span></td>'
ABOUT = '<td class="eh-queue__about" title="{}">{}</td><td class="eh-queue__stage">{}</td>'
LAW = '<td class="eh-queue__law" title="{}: {}"><span class="eh-law">{}</span></td>'
NOBODY = '<td class="eh-queue__who"><span class="eh-nothing">{}</span></td>'
WHO = '<td class="eh-queue__who"><bdi>{}</bdi></td>'
ROW = (
    '<tr data-row>{}<td class="eh-queue__next"><a class="eh-queue__link" href="{}">{}</a></td>'
    '<th scope="row"><a class="eh-queue__case" href="{}"><bdi class="eh-number">{}</bdi></a></th>'
    '{}<td class="eh-queue__age">{}</td>{}{}</tr>'
)


class RowDrawer:
    """Draws the rows of one page and remembers what it has said."""

    def __init__(self, desk: Desk, staff: Mapping[str, str]) -> None:
        self.desk, self.staff = desk, staff
        self.today: date = find_day(desk.at, desk.zone)
        # Looking an address up costs more than the row: once, and then the number and the act are put in.
        self.case_href = reverse("desk:case", args=["0number0"])
        self.act_href = reverse("desk:act", args=["0number0", "0act0"])
        self._said: dict[tuple[Any, ...], Any] = {}

    def say_once(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """The same words for the same thing, made the first time."""
        if key not in self._said:
            self._said[key] = make()
        return self._said[key]

    def draw(self, step: Any) -> SafeString:
        """One row."""
        case, language = step.case, self.desk.language
        pack = (case.pack, case.pack_version)
        procedure: Procedure = self.say_once(pack, lambda: find_procedure(*pack))
        href = self.act_href.replace("0number0", case.number).replace("0act0", step.act)
        return format_html(
            ROW,
            self.say_once(("due", step.last_day, step.due), lambda: self.draw_due(step)),
            href,
            self.say_once((*pack, step.act), lambda: say_step(procedure, step.act, language)),
            self.case_href.replace("0number0", case.number),
            case.number,
            self.say_once(
                (*pack, case.category, case.stage),
                lambda: draw_about(say_category(procedure, case.category, language), say_stage(case.stage)),
            ),
            say_age(case.opened_at, self.today, self.desk.zone),
            self.draw_who(case.worker.code if case.worker else ""),
            self.say_once((*pack, "law", step.article), lambda: draw_law(procedure, step.article, language)),
        )

    def draw_due(self, step: Any) -> SafeString:
        """The deadline with its badge; a dash where no clock runs."""
        clock = draw_deadline(step, self.desk)
        if clock is None:
            return format_html(NO_CLOCK, "—")
        return format_html(
            DUE, render_to_string("site/clock.html", {"clock": clock, "small": True}), clock["day"]
        )

    def draw_who(self, code: str) -> SafeString:
        """Who works on the case."""
        return self.say_once(("who", code), lambda: draw_worker(self.staff.get(code, code)))


def say_step(procedure: Procedure, act: str, language: str) -> str:
    """What is to be done, in the words of the pack."""
    found = procedure.step_for(act)
    return found.words.in_language(language) if found else act


def draw_about(category: str, stage: str) -> SafeString:
    """What the case is about and how far it is."""
    return format_html(ABOUT, category, category, stage)


def draw_law(procedure: Procedure, article: str, language: str) -> SafeString:
    """The article behind a step."""
    law = find_law(procedure, article, language)
    return format_html(LAW, law["citation"], law["says"], law["brief"])


def draw_worker(name: str) -> SafeString:
    """A name, or that nobody has taken the case."""
    return format_html(WHO, name) if name else format_html(NOBODY, gettext("nobody yet"))


def draw_rows(steps: Iterable[Any], desk: Desk, staff: Mapping[str, str]) -> list[SafeString]:
    """Every row of a page."""
    drawer = RowDrawer(desk, staff)
    return [drawer.draw(step) for step in steps]
