"""Rule of the caucus note: its mediator alone writes and reads it. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, write_values
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag


def decide_caucus_note(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """What one side said in confidence, for the mediator's own memory."""
    return Decided((Event(Tag.CAUCUS_NOTE_WRITTEN, after=write_values(act.data, "words")),))


DECIDERS = {"write_caucus_note": decide_caucus_note}
