"""What opening a case, reaching people and naming them write into the tables."""

from __future__ import annotations

import secrets

from evenhand.cases.change import Change
from evenhand.cases.models import Party
from evenhand.record.tags import Tag
from evenhand.vault.fields import seal_into

PIN_DIGITS = 6
SEALED = ("name", "phone", "email", "address", "safe_words")


def add_case(change: Change) -> None:
    """The case itself; its words sealed under the key that was made for it."""
    case = change.case
    case.opened_at = change.at
    seal_into(case, change.key, story=change.after.get("story", ""), wish=change.after.get("wish"))
    case.save(force_insert=True)


def note_attempt(change: Change) -> None:
    """An attempt lives in the record alone; the tables keep only that somebody was reached."""


def mark_reached(change: Change) -> None:
    """Somebody was reached; the first time counts."""
    change.case.parties.filter(seat=change.event.subject, reached_at=None).update(
        reached_at=change.happened_at
    )


def draw_pin() -> str:
    """The six digits that somebody is told by voice or on the first page, and that no mail ever carries."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"


def add_person(change: Change) -> None:
    """Somebody in the case, with the addresses of this case alone, and a PIN for their own page."""
    after = change.after
    row = Party(
        case=change.case,
        seat=change.event.subject,
        part=after["part"],
        for_seat=after.get("for_seat", ""),
        language=after.get("language") or change.case.language,
        under_18=bool(after.get("under_18")),
        support=list(after.get("support", [])),
        safe_contact=after.get("safe_contact", ""),
        # Who asked for help themselves has been reached by asking.
        reached_at=change.happened_at if after["part"] == "initiating" else None,
    )
    seal_into(row, change.key, pin=draw_pin(), **{code: after[code] for code in SEALED if after.get(code)})
    row.save(force_insert=True)


def correct_person(change: Change) -> None:
    """Only what was typed anew changes."""
    row = change.find_party()
    after = change.after
    seal_into(row, change.key, **{code: after[code] for code in SEALED if code in after})
    for code in ("language", "under_18", "support"):
        if code in after:
            setattr(row, code, after[code])
    row.save()


UPDATERS = {
    Tag.CASE_INTAKE_OPENED: add_case,
    Tag.PARTY_CONTACT_ATTEMPTED: note_attempt,
    Tag.PARTY_CONTACT_REACHED: mark_reached,
    Tag.CASE_PARTY_ADDED: add_person,
    Tag.CASE_PARTY_CORRECTED: correct_person,
}
