"""A procedure tried out on screen with a pretended case: what is open, what is not and why, what runs, what is sent."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from evenhand.cases.asking import ask_form
from evenhand.desk.act import SeeOther
from evenhand.desk.clocks import STATES, find_law
from evenhand.desk.page import Desk, open_desk, render_desk
from evenhand.desk.preview_state import Story, read_story, read_taken
from evenhand.desk.preview_words import draw_notice, pretend_context
from evenhand.desk.times import find_day
from evenhand.desk.words import say_roles
from evenhand.procedures.drafts import find_draft
from evenhand.procedures.packs import PackUnknown
from evenhand.procedures.queries import choose_procedure
from evenhand.procedures.rules.opening import find_opening
from evenhand.procedures.rules.pretend import (
    Pretended,
    Shut,
    choose_changes,
    choose_given,
    list_changes,
    list_given,
    list_sent,
    pretend,
)
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.procedures.rules.steps import say_unmet

CLOCK_STATES = {**STATES, "running": "running", "overdue": "overdue"}


def show_preview(request: HttpRequest, pack: str) -> HttpResponse:
    """A procedure that new cases may come under."""
    desk = open_desk(request)
    try:
        procedure = choose_procedure(desk.centre.pk, pack)
    except PackUnknown:
        raise Http404 from None
    return show(request, desk, procedure, is_draft=False)


def show_draft_preview(request: HttpRequest, pack: str) -> HttpResponse:
    """A draft, as far as it can be read."""
    draft = find_draft(pack)
    if draft is None or draft.procedure is None or not draft.procedure.steps:
        raise Http404
    return show(request, open_desk(request), draft.procedure, is_draft=True)


def show(request: HttpRequest, desk: Desk, procedure: Procedure, is_draft: bool) -> HttpResponse:
    """The pretended case of the address; a step just taken becomes part of it."""
    story = read_story(request.GET, find_day(desk.at, desk.zone), choose_given(procedure))
    did = read_taken(request.GET, story)
    if did is not None:
        return SeeOther(request.path + story.add(did).write())
    now = pretend(
        procedure,
        story.done,
        story.given,
        today=story.today,
        tz=desk.centre.time_zone,
        calendar=desk.centre.calendar,
    )
    language = desk.language
    context = {
        "name": procedure.title.in_language(language),
        "version": procedure.version,
        "is_draft": is_draft,
        "story": draw_story(procedure, story, language),
        "opens": [draw_open(step, now, story, language) for step in now.opens],
        "shut": [draw_shut(procedure, each, story, language) for each in now.shut],
        "clocks": draw_running(procedure, now, language),
        "facts": [draw_fact(procedure, code, now, language) for code in list_said(procedure, now)],
        "given": [draw_fact(procedure, code, now, language) for code in list_given(procedure)],
        "sent": [draw_notice(procedure, each, desk) for each in now.sent],
        "looked": look(procedure, story, now, desk),
        "today": story.today.isoformat(),
        "hidden": story.list_hidden(),
        "hidden_but_time": story.list_hidden("so", "today"),
    }
    return render_desk(request, desk, "preview.html", context, "desk:procedures")


def list_said(procedure: Procedure, now: Pretended) -> list[str]:
    """The facts that are so, in the order of the pack."""
    return [fact.code for fact in procedure.facts if fact.code in now.named]


def draw_fact(procedure: Procedure, code: str, now: Pretended, language: str) -> dict[str, Any]:
    """One fact in words."""
    fact = procedure.fact(code)
    return {"code": code, "words": fact.says.in_language(language) if fact else code, "so": code in now.named}


def draw_story(procedure: Procedure, story: Story, language: str) -> dict[str, Any]:
    """What was done so far, and the ways back."""
    lines = []
    for did in story.done:
        step = procedure.step_for(did.act)
        if step is not None:
            lines.append({"day": did.day, "title": step.title.in_language(language)})
    return {"lines": lines, "undo": story.undo().write(), "anew": "?"}


def draw_open(step: Step, now: Pretended, story: Story, language: str) -> dict[str, Any]:
    """A step that can be taken, and whether somebody has to."""
    return {
        "title": step.title.in_language(language),
        "due": step.code in now.due,
        "who": say_roles(step.roles),
        "href": story.write(step.act),
        "current": step.act == story.act,
    }


def draw_shut(procedure: Procedure, shut: Shut, story: Story, language: str) -> dict[str, Any]:
    """A step that cannot, in the words in which it would be refused, with its article."""
    return {
        "title": shut.step.title.in_language(language),
        "reason": say_unmet(procedure, shut.unmet).in_language(language),
        "law": find_law(procedure, shut.unmet.article, language),
        "href": story.write(shut.step.act),
        "current": shut.step.act == story.act,
    }


def draw_running(procedure: Procedure, now: Pretended, language: str) -> list[dict[str, Any]]:
    """Every clock that has started, as `site/clock.html` draws it."""
    titles = {clock.code: clock.title for clock in procedure.clocks}
    return [
        {
            "state": CLOCK_STATES.get(each.state, each.state),
            "title": titles[each.code].in_language(language),
            "due": each.last_day,
            "article": find_law(procedure, each.article, language)["citation"] if each.article else "",
        }
        for each in now.clocks
        if each.state != "not_started"
    ]


def look(procedure: Procedure, story: Story, now: Pretended, desk: Desk) -> dict[str, Any] | None:
    """The step that is looked at: its form, what it may change and send; or what would have to happen first."""
    step = procedure.step_for(story.act)
    if step is None:
        return None
    form = procedure.form_for(step.act)
    is_open = step in now.opens
    return {
        "act": step.act,
        "title": step.title.in_language(desk.language),
        "why": step.why.in_language(desk.language),
        "who": say_roles(step.roles),
        "law": find_law(procedure, step.article, desk.language),
        "open": is_open,
        "changes": draw_changes(procedure, step, desk.language) if is_open else [],
        "way": [] if is_open else draw_way(procedure, now, step, desk.language),
        "questions": ask_form(form, pretend_context(procedure, desk), {}, language=desk.language)
        if form
        else [],
        "intro": form.intro.in_language(desk.language) if form else "",
        "button": form.button.in_language(desk.language) if form else "",
        "notices": [draw_notice(procedure, each, desk) for each in list_sent(procedure, step)],
    }


def draw_changes(procedure: Procedure, step: Step, language: str) -> list[dict[str, Any]]:
    """What may come about by a step, with what most likely does ticked."""
    likely = choose_changes(step)
    lines = []
    for change in list_changes(step):
        fact = procedure.fact(change.removeprefix("-"))
        words = fact.says.in_language(language) if fact else change
        if change.startswith("-"):
            words = gettext("No longer so: %(fact)s") % {"fact": words}
        lines.append({"code": change, "words": words, "likely": change in likely})
    return lines


def draw_way(procedure: Procedure, now: Pretended, step: Step, language: str) -> list[dict[str, Any]]:
    """What would have to happen first, as `desk/way.html` draws it; nothing where no act opens it."""
    opening = find_opening(procedure, now.named, step.act)
    if opening is None:
        return []
    lines = [(each.step, each.waits) for each in opening.steps]
    return [
        {
            "title": one.title.in_language(language),
            "who": say_roles(one.roles),
            "about": [],
            "href": "",
            "waits": [wait.say(procedure).in_language(language) for wait in waits],
        }
        for one, waits in [*lines, (step, opening.waits)]
    ]
