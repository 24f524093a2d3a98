"""Rules of intake: opening a case, reaching people, who is in it. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, time

from evenhand.cases.rules.types import (
    Act,
    CaseFacts,
    Decided,
    Event,
    Outcome,
    Refused,
    write_values,
)
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag

PERSON = ("name", "phone", "email", "address", "language", "under_18", "support")
BESIDE = frozenset({"guardian", "companion", "representative", "interpreter"})


def _none_means_empty(after: dict[str, object]) -> dict[str, object]:
    support = after.get("support")
    if isinstance(support, list | tuple) and "none" in support:
        after["support"] = [code for code in support if code != "none"]
    return after


def decide_open(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """A case begins with one side; the other is added at once when its name is known.

    A case that came earlier than it is typed starts its clocks on the day it came.
    """
    data = act.data
    received = data.get("received_on")
    happened = datetime.combine(received, time(12), tzinfo=UTC) if received else at
    opened = Event(
        Tag.CASE_INTAKE_OPENED,
        after=write_values(data, "channel", "category", "language", "received_on"),
        happened_at=min(happened, at),
    )
    first = {
        "part": "initiating",
        "name": data["your_name"],
        "phone": data.get("your_phone"),
        "email": data.get("your_email"),
        "address": data.get("your_address"),
        "language": data["language"],
        "under_18": bool(data.get("under_18")),
        # Said to the office: the entry that everybody in the case may read holds none of it.
        **write_values(data, "support", "safe_contact", "safe_words", "story", "wish"),
    }
    known = {code: value for code, value in first.items() if value not in (None, "", [])}
    events = [opened, Event(Tag.CASE_PARTY_ADDED, subject="p1", after=_none_means_empty(known))]
    if data.get("other_name"):
        other = {"part": "responding", "name": data["other_name"], "language": data["language"]}
        if data.get("other_contact"):
            other["address"] = data["other_contact"]
        events.append(Event(Tag.CASE_PARTY_ADDED, subject="p2", after=other))
    return Decided(tuple(events))


def decide_contact(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """An attempt to reach somebody; being reached is an event of its own, for a clock waits for it."""
    after = write_values(act.data, "method", "reached", "words")
    events = [Event(Tag.PARTY_CONTACT_ATTEMPTED, subject=act.subject, after=after)]
    if act.data["reached"] == "reached":
        events.append(Event(Tag.PARTY_CONTACT_REACHED, subject=act.subject))
    return Decided(tuple(events))


def decide_add_party(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Somebody joins the case: a side, or somebody who stands beside one."""
    if act.data.get("agreed") is False:
        return Refused(reason="others_agree", field="agreed")
    part, beside = act.data["part"], act.data.get("for_party") or ""
    if part in BESIDE and not beside:
        return Refused(reason="beside_whom", field="for_party")
    after = {"part": part, "for_seat": beside if part in BESIDE else "", **write_values(act.data, *PERSON)}
    return Decided((Event(Tag.CASE_PARTY_ADDED, subject=facts.next_seat, after=_none_means_empty(after)),))


def decide_correct_party(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """What is known of somebody was wrong or has changed; only what was typed changes."""
    after = _none_means_empty(write_values(act.data, *PERSON))
    if not after:
        return Refused(reason="nothing_changed", field="name")
    return Decided((Event(Tag.CASE_PARTY_CORRECTED, subject=act.subject, after=after),))


DECIDERS = {
    "open_case": decide_open,
    "log_contact": decide_contact,
    "add_party": decide_add_party,
    "correct_party": decide_correct_party,
}
