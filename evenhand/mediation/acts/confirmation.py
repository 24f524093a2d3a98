"""What asking a court for confirmation, and the court's answers, write into the tables."""

from __future__ import annotations

from datetime import date

from evenhand.cases.change import Change
from evenhand.mediation.models import Confirmation
from evenhand.record.tags import Tag

DAYS = {Tag.CONFIRMATION_TAKEN_UP: "taken_up_on", Tag.CONFIRMATION_EXTENDED: "extended_on"}


def add_filing(change: Change) -> None:
    """A court was asked; asked again, what the last one said no longer counts."""
    known = {
        "filed_on": date.fromisoformat(change.after["filed_on"]),
        **dict.fromkeys(("taken_up_on", "extended_on", "decided_on")),
        "decision": "",
    }
    Confirmation.objects.update_or_create(case=change.case, defaults=known)


def note_court(change: Change) -> None:
    """On which day the court took the matter up, or took more time."""
    day = date.fromisoformat(change.after["on"])
    Confirmation.objects.filter(case=change.case).update(**{DAYS[change.event.tag]: day})


def note_decision(change: Change) -> None:
    """The court confirmed the agreement or refused to."""
    day = date.fromisoformat(change.after["on"])
    rows = Confirmation.objects.filter(case=change.case)
    rows.update(decided_on=day, decision=change.after["what"])


UPDATERS = {
    Tag.CONFIRMATION_FILED: add_filing,
    Tag.CONFIRMATION_TAKEN_UP: note_court,
    Tag.CONFIRMATION_EXTENDED: note_court,
    Tag.CONFIRMATION_DECIDED: note_decision,
}
