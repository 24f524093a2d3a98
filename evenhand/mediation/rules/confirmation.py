"""Rules of what a court does with an agreement: asked together and in time, taken up, decided. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.mediation.rules.types import ConfirmationFacts, MediationFacts
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag

# The clock that says until when a court can be asked, in every pack that knows this act.
CLOCK = "judicial_confirmation"
TAGS = {"taken_up": Tag.CONFIRMATION_TAKEN_UP, "extended": Tag.CONFIRMATION_EXTENDED}


def find_noon(day: date, at: datetime) -> datetime:
    """A moment on a day that was typed without a time, never after the moment of entry."""
    return min(datetime.combine(day, time(12), tzinfo=UTC), at)


def decide_filing(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The sides ask a court together, by the last day; the day counts, not the day of entry."""
    if not act.data["joint"]:
        return Refused(reason="not_joint", field="joint")
    filed_on, clock = act.data["filed_on"], facts.clock(CLOCK)
    if clock is not None and clock.last_day is not None and filed_on > clock.last_day:
        return Refused(reason=f"passed_{CLOCK}", because="unless", field="filed_on")
    after = write_values(act.data, "filed_on", "joint")
    filed = Event(Tag.CONFIRMATION_FILED, after=after, happened_at=find_noon(filed_on, at))
    court = act.data.get("court")
    note = Event(Tag.CASE_NOTE_WRITTEN, after={"words": court, "about": act.code})
    return Decided((filed, note) if court else (filed,))


def decide_recording(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """What the court did: took it up, took more time, confirmed or refused. Decided once."""
    known: MediationFacts = facts.kind_facts or MediationFacts()
    if known.confirmation is None:
        return Refused(reason="confirmation_filed")
    refused = _refuse_again(known.confirmation, act.data["what"])
    tag = TAGS.get(act.data["what"], Tag.CONFIRMATION_DECIDED)
    moment = find_noon(act.data["on"], at)
    return refused or Decided((Event(tag, after=write_values(act.data, "what", "on"), happened_at=moment),))


def _refuse_again(filed: ConfirmationFacts, what: str) -> Refused | None:
    if filed.decision:
        return Refused(reason="confirmation_decided", because="unless", field="what")
    if filed.taken_up and what == "taken_up":
        return Refused(reason="confirmation_taken_up", because="unless", field="what")
    return None


DECIDERS = {"file_confirmation": decide_filing, "record_confirmation": decide_recording}
