"""A deadline as `site/clock.html` draws it: its state, how far it is, its day, and the law it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.utils.translation import gettext

from evenhand.desk.page import Desk
from evenhand.desk.times import find_day, say_day, say_left
from evenhand.procedures.rules.procedure import Procedure

SOON_DAYS = 2
# As the engine says it -> as the page draws it.
STATES = {"not_started": "waiting", "met": "met", "met_late": "met_late", "paused": "paused"}


class Timed(Protocol):
    """A row with a deadline: an open step or a clock."""

    due: datetime | None
    last_day: date | None
    article: str


def choose_state(row: Timed, desk: Desk) -> str:
    """running, soon or overdue: by the calendar of the centre, for a clock that runs."""
    if row.due is None or row.last_day is None:
        return "waiting"
    if row.due <= desk.at:
        return "overdue"
    return "soon" if (row.last_day - find_day(desk.at, desk.zone)).days <= SOON_DAYS else "running"


def find_law(procedure: Procedure, code: str, language: str) -> dict[str, str]:
    """The article behind something: how it is cited, in brief for a row, what it says, where it can be read."""
    article = procedure.article(code)
    if article is None:
        return {"citation": code, "brief": code, "says": "", "address": ""}
    title = article.title.in_language(language)
    ours = gettext("Our practice: %(title)s") % {"title": title}
    return {
        "citation": ours if article.ours else article.citation,
        "brief": title if article.ours else article.citation,
        "says": article.says.in_language(language),
        "address": article.address,
    }


def draw_deadline(row: Timed, desk: Desk) -> dict[str, Any] | None:
    """The badge of a row of the queue; nothing where no clock runs."""
    if row.last_day is None:
        return None
    today = find_day(desk.at, desk.zone)
    return {
        "state": choose_state(row, desk),
        "words": say_left(row.last_day, today),
        "day": say_day(row.last_day, today),
    }


def draw_clock(row: Any, desk: Desk, procedure: Procedure) -> dict[str, Any]:
    """A clock of a case, whole: what for, how it stands, until when, after which article."""
    today = find_day(desk.at, desk.zone)
    titles: Mapping[str, Any] = {clock.code: clock.title for clock in procedure.clocks}
    running = row.state in {"running", "overdue"}
    law = find_law(procedure, row.article, desk.language)
    return {
        "state": choose_state(row, desk) if running else STATES.get(row.state, row.state),
        "title": titles[row.code].in_language(desk.language) if row.code in titles else row.code,
        "words": say_left(row.last_day, today) if running and row.last_day else "",
        "due": row.last_day,
        "article": law["citation"],
        "says": law["says"],
        "address": law["address"],
        "order": (not running, row.last_day or date.max),
    }


def draw_clocks(case: Any, desk: Desk, procedure: Procedure) -> list[dict[str, Any]]:
    """All clocks of a case, those that run first."""
    return sorted((draw_clock(row, desk, procedure) for row in case.clocks.all()), key=lambda c: c["order"])
