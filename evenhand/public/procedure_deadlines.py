"""The time limits of a published procedure: how long, what begins and ends them, how they are counted."""

from __future__ import annotations

from django.utils.translation import gettext

from evenhand.procedures.rules.clock import Clock
from evenhand.procedures.rules.procedure import Procedure
from evenhand.public.procedure_examples import Ground, has_made_up_days, tell_example
from evenhand.public.procedure_parts import (
    Group,
    Item,
    Link,
    cite_all,
    link_emitters,
    link_to,
    list_rows,
)
from evenhand.public.procedure_words import CALENDARS, say_length


def list_deadlines(procedure: Procedure, language: str, ground: Ground) -> tuple[Group, ...]:
    """What has to be done by a day, and what has to wait until one."""
    clocks = [clock for clock in procedure.clocks if clock.length or clock.earliest_of]
    kinds = (
        ("", gettext("What has to be done by when"), False),
        (
            gettext("Until these have run out, what they are for may not be done."),
            gettext("What may not be done before"),
            True,
        ),
    )
    groups = (
        Group(
            title,
            intro,
            tuple(
                say_clock(procedure, clock, language, ground) for clock in clocks if clock.waits is waiting
            ),
        )
        for intro, title, waiting in kinds
    )
    return tuple(group for group in groups if group.items)


def say_clock(procedure: Procedure, clock: Clock, language: str, ground: Ground) -> Item:
    """One time limit, whole."""
    rows = list_rows(
        (gettext("How long"), [_say_length(clock)]),
        (gettext("Whose it is"), [] if clock.waits else [_say_whose(clock)]),
        (gettext("The first of these"), _link_clocks(procedure, clock.earliest_of, language)),
        (_say_beginning(clock), link_emitters(procedure, [clock.starts_on], language)),
        (gettext("Begins anew with"), link_emitters(procedure, _list_others(clock), language)),
        (gettext("Stands still from"), link_emitters(procedure, clock.pauses_on, language)),
        (gettext("Goes on with"), link_emitters(procedure, clock.resumes_on, language)),
        (_say_extension(clock), link_emitters(procedure, clock.extend_on, language)),
        (gettext("Ends with"), link_emitters(procedure, clock.stops_on, language)),
        (gettext("How it is counted"), [" ".join(_say_counting(procedure, clock, ground))]),
        (gettext("For example"), [tell_example(procedure, clock, language, ground)]),
    )
    return Item(
        title=Link(clock.title.in_language(language)),
        anchor=f"c-{clock.code}",
        rows=rows,
        laws=cite_all(procedure, (clock.article, *clock.also), language),
    )


def _say_length(clock: Clock) -> str:
    return say_length(clock.length, clock.unit) if clock.length else ""


def _say_whose(clock: Clock) -> str:
    return gettext("Ours") if clock.runs_against == "office" else gettext("Yours")


def _say_beginning(clock: Clock) -> str:
    if clock.starts_on in clock.restarts_on:
        return gettext("Begins, each time anew, with")
    return gettext("Begins with")


def _list_others(clock: Clock) -> tuple[str, ...]:
    return tuple(tag for tag in clock.restarts_on if tag != clock.starts_on)


def _say_extension(clock: Clock) -> str:
    if not clock.extend_length:
        return ""
    return gettext("%(length)s longer after") % {"length": say_length(clock.extend_length, clock.unit)}


def _link_clocks(procedure: Procedure, codes: tuple[str, ...], language: str) -> list[Link]:
    named = (clock for clock in procedure.clocks if clock.code in codes)
    return [
        link_to(procedure, "deadlines", f"c-{clock.code}", clock.title.in_language(language))
        for clock in named
    ]


def _say_counting(procedure: Procedure, clock: Clock, ground: Ground) -> list[str]:
    """How the days are counted, as far as it makes a difference."""
    said = []
    if clock.unit != "hours" and not clock.earliest_of:
        first = clock.counting == "include_first"
        said.append(
            gettext("The day on which it begins counts.")
            if first
            else gettext("The day after it begins is day one.")
        )
    if clock.rolls == "next_working_day":
        said.append(gettext("A last day that is no working day moves to the next one."))
    if clock.unit == "working_days" or clock.rolls == "next_working_day":
        said += _say_calendar(clock, ground)
    return said


def _say_calendar(clock: Clock, ground: Ground) -> list[str]:
    calendar = ground.calendar if clock.calendar == "centre" else clock.calendar
    if clock.calendar == "centre":
        said = [gettext("The public holidays where this centre is are days off.")]
    else:
        place = {"place": CALENDARS.get(calendar, calendar)}
        said = [gettext("The public holidays of %(place)s are days off.") % place]
    if has_made_up_days(calendar):
        said.append(gettext("A Saturday or Sunday that is worked in place of a holiday counts."))
    return said
