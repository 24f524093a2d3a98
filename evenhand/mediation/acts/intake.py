"""What opening a case, reaching people and naming them write into the tables."""

from __future__ import annotations

from evenhand.cases.change import Change
from evenhand.cases.people import add_person, correct_person, mark_reached, note_attempt
from evenhand.record.tags import Tag


def add_case(change: Change) -> None:
    """The case itself; the words that were said come with the person who said them."""
    change.case.opened_at = change.at
    change.case.save(force_insert=True)


UPDATERS = {
    Tag.CASE_INTAKE_OPENED: add_case,
    Tag.PARTY_CONTACT_ATTEMPTED: note_attempt,
    Tag.PARTY_CONTACT_REACHED: mark_reached,
    Tag.CASE_PARTY_ADDED: add_person,
    Tag.CASE_PARTY_CORRECTED: correct_person,
}
