"""Rules of acts that every kind of case has: note, message, file, handing over. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag


def decide_note(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A note of the office about the case; nobody outside the office reads it."""
    return Decided((Event(Tag.CASE_NOTE_WRITTEN, after=write_values(act.data)),))


def decide_message(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A message between one party and the office. A party writes from its own seat only."""
    seat = act.by.seat or act.subject
    if act.by.seat and act.subject != act.by.seat:
        return Refused(reason="this_is_side", field="party")
    return Decided((Event(Tag.PARTY_MESSAGE_SENT, subject=seat, after=write_values(act.data, "words")),))


def decide_file(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A document joins the case: for the office alone, or for everybody in the case."""
    document = act.data["file"]
    tag = Tag.CASE_DOCUMENT_SHARED if act.data["shared"] == "case" else Tag.CASE_DOCUMENT_ATTACHED
    after = {
        "title": act.data["title"],
        "content_type": document["content_type"],
        "size": len(document["content"]),
        "content": document["content"],  # the writer seals it and leaves its digest here instead
    }
    return Decided((Event(tag, after=after),))


def decide_hand_over(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Another worker takes the case on; handing it to whoever has it already changes nothing."""
    if act.data["worker"] == facts.worker:
        return Refused(reason="has_worker", because="unless", field="worker")
    event = Event(
        Tag.CASE_WORKER_CHANGED,
        before={"worker": facts.worker},
        after=write_values(act.data, "worker", "words"),
    )
    return Decided((event,))


def note_words(act: Act) -> tuple[Event, ...]:
    """Words that only the office may read, as an office entry of their own beside a shared event."""
    words = act.data.get("words")
    return (Event(Tag.CASE_NOTE_WRITTEN, after={"words": words, "about": act.code}),) if words else ()


def end_without_agreement(why: str) -> tuple[Event, ...]:
    """The mediation ended: everybody in the case reads that it did, only the office reads why."""
    return (
        Event(Tag.CASE_OUTCOME_NOTED, after={"why": why}),
        Event(Tag.CASE_MEDIATION_FAILED),
    )


DECIDERS = {
    "write_note": decide_note,
    "send_message": decide_message,
    "attach_file": decide_file,
    "hand_over": decide_hand_over,
}
