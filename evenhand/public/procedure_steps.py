"""The steps of a published procedure, in the order of the picture and with its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext

from evenhand.procedures.rules.diagram import list_stages
from evenhand.procedures.rules.flow import arrange_flow
from evenhand.procedures.rules.procedure import Procedure, Step
from evenhand.public.procedure_parts import Group, Item, Link, Row, cite_all, link_form, link_to, list_rows
from evenhand.public.procedure_words import ROLES, join_words, say_length

# A bar that at least so many of the steps share is said once, and its exceptions at each step.
MOSTLY = 0.6


def list_steps(procedure: Procedure, language: str) -> tuple[Group, ...]:
    """The steps in stages: the same as in the picture, with the same numbers."""
    groups: list[Group] = []
    anytime, number = arrange_flow(procedure).anytime, 0
    shared = list_shared_bars(procedure)
    for place, stage in enumerate(list_stages(procedure), 1):
        items = []
        for step in stage:
            number += 1
            items.append(say_step(procedure, step, number, language, shared))
        last = stage == anytime
        title = gettext("At any time") if last else gettext("Stage %(number)s") % {"number": place}
        groups.append(Group(title, items=tuple(items)))
    return (_tell_shared(procedure, shared, language), *groups) if shared else tuple(groups)


def list_shared_bars(procedure: Procedure) -> tuple[str, ...]:
    """The facts that shut nearly every step."""
    counted = Counter(fact for step in procedure.steps for fact in _list_bars(step))
    return tuple(fact for fact, count in counted.items() if count >= MOSTLY * len(procedure.steps))


def _tell_shared(procedure: Procedure, shared: tuple[str, ...], language: str) -> Group:
    return Group(
        "",
        items=(
            Item(
                title=Link(gettext("All steps")),
                rows=list_rows((gettext("Not when"), say_facts(procedure, shared, language))),
                words=(gettext("This holds for every step that does not say otherwise."),),
            ),
        ),
    )


def _list_bars(step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*step.needs.none, *step.unless.any)))


def say_step(
    procedure: Procedure, step: Step, number: int, language: str, shared: tuple[str, ...] = ()
) -> Item:
    """One step: what it is, why, who may do it, what must be so first, by when, after which articles."""
    why = step.why.in_language(language)
    return Item(
        title=link_form(procedure, step.act, step.title.in_language(language)),
        anchor=f"s-{step.code}",
        number=number,
        words=(why,) if why else (),
        rows=(
            *list_rows(
                (gettext("Who does it"), [join_words([ROLES.get(role, role) for role in step.roles])]),
                (gettext("By when"), _link_clock(procedure, step, language)),
            ),
            *_list_conditions(procedure, step, language, shared),
        ),
        laws=cite_all(procedure, (step.article, *step.also), language),
    )


def _link_clock(procedure: Procedure, step: Step, language: str) -> list[Link]:
    clock = next((one for one in procedure.clocks if one.code == step.clock), None)
    if clock is None or not clock.length:
        return []
    return [link_to(procedure, "deadlines", f"c-{clock.code}", say_length(clock.length, clock.unit))]


def _list_conditions(
    procedure: Procedure, step: Step, language: str, shared: tuple[str, ...]
) -> tuple[Row, ...]:
    bars = _list_bars(step)
    begins = step == procedure.steps[0]
    held = (*bars, *step.needs.all)
    free = [] if begins else [fact for fact in shared if fact not in held]
    own = [fact for fact in bars if fact not in shared]
    return list_rows(
        (gettext("What must be so first"), say_facts(procedure, step.needs.all, language)),
        (gettext("And at least one of these"), say_facts(procedure, step.needs.any, language)),
        (gettext("Not when"), say_facts(procedure, own, language)),
        (gettext("Not when all of this is so"), say_facts(procedure, step.unless.all, language)),
        (gettext("Open even when"), say_facts(procedure, free, language)),
    )


def say_facts(procedure: Procedure, codes: Iterable[str], language: str) -> list[str]:
    """Facts of a case in words."""
    known = (procedure.fact(code) for code in dict.fromkeys(codes))
    return [fact.says.in_language(language) for fact in known if fact is not None]
