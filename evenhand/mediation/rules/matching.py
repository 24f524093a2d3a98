"""Rules of finding a mediator: asked without names, free to decline, open about relations. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.mediation.rules.consent import refuse_other_seat
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag


def decide_assignment(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A mediator is asked. Whoever declined or was objected to in this case is not asked again."""
    code = act.data["mediator"]
    if dict(facts.assignments).get(code) in {"declined", "objected"}:
        return Refused(reason="mediator_out", because="unless", field="mediator")
    found = act.data.get("conflict", "none_found")
    asked = {"mediator": code, **write_values(act.data, "chosen")}
    return Decided(
        (
            Event(Tag.MEDIATOR_ASSIGNMENT_MADE, after=asked),
            Event(Tag.MEDIATOR_CONFLICT_CHECKED, after={"mediator": code, "found": found}),
        )
    )


def decide_answer(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The mediator's answer: free, free but with something the sides should know, or not free to serve."""
    answer, words = act.data["answer"], act.data.get("words")
    if answer == "cannot":
        return Decided((Event(Tag.MEDIATOR_ASSIGNMENT_DECLINED, after={"mediator": act.by.code}),))
    accepted = Event(Tag.MEDIATOR_ASSIGNMENT_ACCEPTED, after={"mediator": act.by.code})
    if answer == "no_conflict":
        return Decided((accepted,))
    if not words:
        return Refused(reason="say_what", field="words")
    return Decided((accepted, Event(Tag.MEDIATOR_RELATION_DISCLOSED, after={"words": words})))


def decide_disclosure(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A relation that comes to light later is told to every side as well."""
    return Decided((Event(Tag.MEDIATOR_RELATION_DISCLOSED, after=write_values(act.data, "words")),))


def decide_objection(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A side does not want this mediator. No reason is needed; the mediator is out of this case for good."""
    refused = refuse_other_seat(act)
    if refused:
        return refused
    codes = [code for code, state in facts.assignments if state in {"asked", "accepted"}]
    after = {"mediators": codes, **write_values(act.data, "words")}
    return Decided((Event(Tag.MEDIATOR_ASSIGNMENT_OBJECTED, subject=act.subject, after=after),))


def decide_leaving(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The mediator steps out, with general reasons in writing that the sides read; another can be asked."""
    if act.by.code not in facts.mediators:
        return Refused(reason="this_mediator")
    after = {"mediator": act.by.code, **write_values(act.data, "words")}
    return Decided((Event(Tag.MEDIATOR_ASSIGNMENT_LEFT, after=after),))


DECIDERS = {
    "assign_mediator": decide_assignment,
    "answer_conflict_check": decide_answer,
    "disclose_relation": decide_disclosure,
    "leave_case": decide_leaving,
    "object_to_mediator": decide_objection,
}
