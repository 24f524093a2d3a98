"""What can be done now, what cannot and why: a procedure's steps held against the facts of one case.

A case is seen here only as the set of named facts that are so; names, stories and dates never reach these
rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evenhand.procedures.rules.procedure import Bar, Condition, Fact, Procedure, Step
from evenhand.procedures.rules.words import NO_WORDS, Words

# What a screening found, in any form: a refusal that names one of these would tell it to who may not read it.
OFFICE_FACTS = frozenset(
    {
        "this_party_screened",
        "this_party_suitable",
        "first_screened",
        "all_screened",
        "all_suitable",
        "someone_unsuitable",
        "referred_on",
    }
)
OFFICE_ROLES = frozenset({"", "intake", "coordinator", "office"})
OFFICE_FIRST = "office_first"


@dataclass(frozen=True)
class Unmet:
    """The one fact that shuts a step: one it `needs` and has not, or one (`unless`) that it must not have."""

    fact: str
    because: Literal["needs", "unless"]
    article: str


def holds(condition: Condition, named: frozenset[str]) -> bool:
    """Whether a condition is true of a case with these facts; an empty condition always is."""
    return (
        named.issuperset(condition.all)
        and (not condition.any or not named.isdisjoint(condition.any))
        and named.isdisjoint(condition.none)
    )


def name_for_step(named: frozenset[str], step: Step) -> frozenset[str]:
    """A step that may be entered late is not shut by the case being closed: it is a logged correction."""
    return named - {"closed"} if step.late else named


def refuse_unmet(procedure: Procedure, step: Step, named: frozenset[str]) -> Unmet | None:
    """What stands in the way of a step, or nothing when it is open.

    What shuts the step for good (a closed case) is named before what is merely still to come, so that
    nobody is sent
    to collect a consent for a case that has ended.
    """
    shut = _find_bar(step.unless, named) or _find_first(step.needs.none, named)
    if shut:
        return Unmet(shut, "unless", _cite(procedure.fact(shut), step))
    missing = _find_missing(step.needs, named)
    return Unmet(missing, "needs", _cite(procedure.fact(missing), step)) if missing else None


def veil_unmet(unmet: Unmet, step: Step, role: str) -> Unmet:
    """What stands in the way, as this role may know it: of a screening only that the office has something to do."""
    if unmet.fact in OFFICE_FACTS and role not in OFFICE_ROLES:
        return Unmet(OFFICE_FIRST, "needs", step.article)
    return unmet


def say_unmet(procedure: Procedure, unmet: Unmet) -> Words:
    """The sentence a refusal is given in, in every language of the pack."""
    fact = procedure.fact(unmet.fact)
    if fact is None:
        return NO_WORDS
    return (fact.met if unmet.because == "unless" else fact.unmet) or fact.says


def list_due(procedure: Procedure, named: frozenset[str]) -> tuple[Step, ...]:
    """The steps that are somebody's duty now, in the order of the procedure."""
    return tuple(step for step in procedure.steps if step.due is not None and holds(step.due, named))


def _find_bar(bar: Bar, named: frozenset[str]) -> str:
    one = _find_first(bar.any, named)
    if one:
        return one
    return bar.all[0] if bar.all and named.issuperset(bar.all) else ""


def _find_first(facts: tuple[str, ...], named: frozenset[str]) -> str:
    return next((fact for fact in facts if fact in named), "")


def _find_missing(needs: Condition, named: frozenset[str]) -> str:
    for fact in needs.all:
        if fact not in named:
            return fact
    return needs.any[0] if needs.any and named.isdisjoint(needs.any) else ""


def _cite(fact: Fact | None, step: Step) -> str:
    return fact.article if fact is not None and fact.article else step.article
