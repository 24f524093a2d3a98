"""Rules of erasure: one person asks, another approves, and then the words are gone for good. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag


def _refuse_same_person(facts: CaseFacts, act: Act) -> Refused | None:
    if not facts.erasure.requested_by:
        return Refused(reason="erasure_requested")
    if facts.erasure.requested_by == act.by.code:
        return Refused(reason="erasure_asked_by_me", because="unless")
    return None


def decide_request(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Somebody asks that the case be erased, and says why."""
    if facts.erasure.requested_by:
        return Refused(reason="erasure_requested", because="unless")
    return Decided((Event(Tag.CASE_ERASURE_REQUESTED, after=write_values(act.data, "why")),))


def decide_approval(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A second person approves: the tombstone is entered, then the key is destroyed."""
    refused = _refuse_same_person(facts, act)
    if refused:
        return refused
    after = {"requested_by": facts.erasure.requested_by, "approved_by": act.by.code}
    return Decided((Event(Tag.CASE_KEY_DESTROYED, after=after),))


def decide_decline(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A second person declines: the case stays, and so does the reason."""
    refused = _refuse_same_person(facts, act)
    return refused or Decided((Event(Tag.CASE_ERASURE_DECLINED, after=write_values(act.data, "words")),))


DECIDERS = {
    "request_erasure": decide_request,
    "approve_erasure": decide_approval,
    "decline_erasure": decide_decline,
}
