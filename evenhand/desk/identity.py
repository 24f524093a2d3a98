"""The head of a case, always in view: number, between whom, stage, next step with its deadline, consent."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from evenhand.cases.rules.types import PartyFacts
from evenhand.desk.clocks import draw_deadline
from evenhand.desk.opened import OpenCase
from evenhand.desk.words import say_category, say_outcome, say_stage


def choose_consent(party: PartyFacts) -> str:
    """Where a side stands: given, refused, withdrawn, asked or none."""
    return party.consent or ("asked" if party.invited else "none")


def draw_sides(opened: OpenCase) -> list[dict[str, str]]:
    """Each side with its consent."""
    return [
        {"name": opened.name(party.seat), "state": choose_consent(party)} for party in opened.view.facts.sides
    ]


def say_sides(opened: OpenCase) -> str:
    """Between whom, in one line; each name keeps its own direction of writing."""
    names = [f"\u2068{opened.name(party.seat)}\u2069" for party in opened.view.facts.sides]
    return gettext(" and ").join(names)


def list_due_steps(opened: OpenCase) -> list[Any]:
    """What the case asks of this viewer's role now, the most urgent first."""
    rows = opened.case.open_steps.filter(role=opened.desk.viewer.role.value)
    return sorted(rows, key=lambda row: (row.due is None, row.due or row.since, row.pk))


def draw_identity(opened: OpenCase, due: list[Any]) -> dict[str, Any]:
    """What `site/identity.html` draws."""
    case, language = opened.case, opened.desk.language
    first = due[0] if due else None
    step = opened.procedure.step_for(first.act) if first else None
    closed = case.state == "closed"
    return {
        "number": case.number,
        "title": say_sides(opened),
        "category": say_category(opened.procedure, case.category, language),
        "state": "calm" if not closed else "",
        "state_words": say_outcome(opened.procedure, case.outcome, language)
        if closed
        else say_stage(case.stage),
        "next": step.words.in_language(language) if step else "",
        "clock": draw_deadline(first, opened.desk) if first else None,
        "sides": draw_sides(opened),
    }
