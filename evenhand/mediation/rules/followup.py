"""Rules of what comes after: follow-up term by term, closing, re-opening, telling the other routes. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.papers import note_words
from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.mediation.rules.types import MediationFacts
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag


def decide_follow_up(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """How each promise stands, 30 and 90 days after the agreement came into force."""
    known: MediationFacts = facts.kind_facts or MediationFacts()
    round_ = act.data["round"]
    if round_ in known.followed_up:
        return Refused(reason="followups_done", because="unless", field="round")
    last = round_ == "day_90"
    tag = Tag.AGREEMENT_FOLLOWUP_FINISHED if last else Tag.AGREEMENT_FOLLOWUP_DONE
    return Decided((Event(tag, after=write_values(act.data, "round", "terms", "words")),))


def decide_close(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The case ends with one of the pack's outcomes; settled needs an agreement that is in force."""
    known: MediationFacts = facts.kind_facts or MediationFacts()
    outcome = act.data["outcome"]
    in_force = known.agreement is not None and known.agreement.in_force_at is not None
    if outcome in {"settled", "in_part"} and not in_force:
        return Refused(reason="in_force", field="outcome")
    noted = Event(Tag.CASE_OUTCOME_NOTED, after={"outcome": outcome})
    return Decided((*note_words(act), noted, Event(Tag.CASE_FILE_CLOSED)))


def decide_reopen(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A closed case goes on; the reason stays with the office."""
    note = Event(Tag.CASE_NOTE_WRITTEN, after={"words": act.data["why"], "about": act.code})
    noted = Event(Tag.CASE_OUTCOME_NOTED, before={"outcome": facts.outcome}, after={"outcome": ""})
    return Decided((note, noted, Event(Tag.CASE_FILE_REOPENED)))


def decide_routes(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The sides are told what else they can do when mediation ended without an agreement."""
    return Decided((Event(Tag.CASE_ROUTES_TOLD, after=write_values(act.data, "how")),))


def decide_end(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The sides are told in writing that the mediation has ended, and when. The form takes no day to come."""
    after = write_values(act.data, "ended_on", "how")
    return Decided((Event(Tag.MEDIATION_END_TOLD, after=after),))


DECIDERS = {
    "follow_up": decide_follow_up,
    "close_case": decide_close,
    "reopen_case": decide_reopen,
    "tell_routes": decide_routes,
    "tell_end": decide_end,
}
