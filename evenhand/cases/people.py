"""What is written about the people of a case: who they are, and whether they were reached."""

from __future__ import annotations

import secrets

from evenhand.cases.change import Change
from evenhand.cases.models import Party
from evenhand.vault.fields import seal_into

PIN_DIGITS = 6
SEALED = ("name", "phone", "email", "address", "safe_words")


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
    if "story" in after:
        seal_into(change.case, change.key, story=after["story"], wish=after.get("wish"))
        change.case.save(update_fields=["story", "wish"])


def correct_person(change: Change) -> None:
    """Only what was typed anew changes."""
    row = change.find_party()
    after = change.after
    seal_into(row, change.key, **{code: after[code] for code in SEALED if code in after})
    for code in ("language", "under_18", "support"):
        if code in after:
            setattr(row, code, after[code])
    row.save()
