"""Rules of sessions: times offered, answered, confirmed; held, missed, moved, corrected. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.papers import end_without_agreement, note_words
from evenhand.cases.rules.types import (
    Act,
    CaseFacts,
    Decided,
    Event,
    Outcome,
    Refused,
    write_value,
    write_values,
)
from evenhand.mediation.rules.consent import refuse_other_seat
from evenhand.mediation.rules.naming import MEDIATOR
from evenhand.mediation.rules.types import MediationFacts
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag

FAILING = {"not_agreed": "not_settled"}


def _known(facts: CaseFacts) -> MediationFacts:
    return facts.kind_facts or MediationFacts()


def decide_offer(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Up to six times; a time that has passed cannot be offered. A new offer takes the place of the last."""
    times = act.data["times"]
    if any(slot["starts"] <= at for slot in times):
        return Refused(reason="time_past", because="unless", field="times")
    slots = [
        {"ref": f"s{count}", "starts": write_value(slot["starts"]), "place": slot["place"]}
        for count, slot in enumerate(sorted(times, key=lambda slot: slot["starts"]), start=1)
    ]
    return Decided(
        (Event(Tag.SESSION_TIMES_OFFERED, after={"slots": slots, "minutes": act.data["minutes"]}),)
    )


def decide_answer_times(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Which of the offered times suit somebody; "none of them" is an answer, silence is not."""
    refused = refuse_other_seat(act)
    if refused:
        return refused
    suits = list(act.data.get("suits") or [])
    if bool(suits) == bool(act.data.get("none_suit")):
        return Refused(reason="say_which_times", field="suits")
    who = act.subject or MEDIATOR
    event = Event(Tag.SESSION_TIMES_ANSWERED, subject=act.subject, after={"who": who, "suits": suits})
    return Decided((event,))


def decide_confirm(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """One of the offered times becomes the session."""
    offer = _known(facts).offer
    slot = next((one for one in offer.slots if one.ref == act.data["slot"]), None) if offer else None
    if offer is None or slot is None:
        return Refused(reason="times_offered", field="slot")
    if slot.starts <= at:
        return Refused(reason="time_past", because="unless", field="slot")
    after = {"starts": write_value(slot.starts), "place": slot.place, "minutes": offer.minutes}
    return Decided((Event(Tag.SESSION_TIME_CONFIRMED, after=after),))


def decide_move(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The session gets another time; everybody is told."""
    session = _known(facts).confirmed
    if session is None:
        return Refused(reason="session_confirmed")
    if act.data["starts"] <= at:
        return Refused(reason="time_past", because="unless", field="starts")
    before = {"starts": write_value(session.starts), "place": session.place, "minutes": session.minutes}
    event = Event(
        Tag.SESSION_TIME_MOVED, before=before, after=write_values(act.data, "starts", "place", "minutes")
    )
    return Decided((event, *note_words(act)))


def decide_cancel(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The session does not take place. Who cancelled is known; why is nobody else's business."""
    refused = refuse_other_seat(act)
    session = _known(facts).confirmed
    if refused or session is None:
        return refused or Refused(reason="session_confirmed")
    before = {"starts": write_value(session.starts)}
    event = Event(Tag.SESSION_TIME_CANCELLED, subject=act.subject, before=before)
    return Decided((event, *note_words(act)))


def _end_after(result: str) -> tuple[Event, ...]:
    why = FAILING.get(result)
    return end_without_agreement(why) if why else ()


def decide_record(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """How the session went. It may be entered later than it was; it cannot be entered before it was."""
    data = act.data
    if data["held_on"] > at:
        return Refused(reason="time_ahead", because="unless", field="held_on")
    missed = data["result"] == "no_show"
    tag = Tag.SESSION_MEETING_MISSED if missed else Tag.SESSION_MEETING_HELD
    after = write_values(data, "held_on", "attendance", "result", "minutes")
    event = Event(tag, after=after, happened_at=data["held_on"])
    return Decided((event, *note_words(act), *_end_after(data["result"])))


def decide_correction(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """What the record says of the last session was wrong: the correction stands beside it, with its reason."""
    session = _known(facts).last_recorded
    if session is None:
        return Refused(reason="session_held")
    if act.data["held_on"] > at:
        return Refused(reason="time_ahead", because="unless", field="held_on")
    before = {
        "held_on": write_value(session.held_on or session.starts),
        "attendance": write_value(session.attendance),
        "result": session.result,
    }
    after = write_values(act.data, "held_on", "attendance", "result")
    event = Event(Tag.SESSION_RECORD_CORRECTED, before=before, after=after)
    note = Event(Tag.CASE_NOTE_WRITTEN, after={"words": act.data["why"], "about": act.code})
    return Decided((event, note))


DECIDERS = {
    "offer_times": decide_offer,
    "answer_times": decide_answer_times,
    "confirm_time": decide_confirm,
    "move_session": decide_move,
    "cancel_session": decide_cancel,
    "record_session": decide_record,
    "correct_session": decide_correction,
}
