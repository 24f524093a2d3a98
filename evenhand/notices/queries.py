"""Reads of the outbox, for the desk, the portal and the mailer. Nothing here opens a key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from evenhand.notices.models import Notice


@dataclass(frozen=True)
class NoticeLine:
    """One notice as staff see it: to whom (a seat, or a person's code), what, how far it has come."""

    id: UUID
    number: str
    code: str
    kind: str
    whom: str
    state: str
    due_at: datetime
    sent_at: datetime | None
    fault: str


@dataclass(frozen=True)
class CancelTarget:
    """What a reminder's link is about: shown on its page, with no name."""

    number: str
    seat: str
    when: datetime
    place: str
    time_zone: str


@dataclass(frozen=True)
class CalendarEntry:
    """The appointment a case's people have in their calendars: its random id and how often it was changed."""

    uid: str
    sequence: int
    when: datetime | None
    minutes: int
    place: str


def list_notices(case: Any) -> list[NoticeLine]:
    """All notices of a case, the newest first."""
    rows = (
        Notice.objects.filter(case=case)
        .select_related("case", "user")
        .order_by("-queued_at", "-due_at", "pk")
    )
    return [_describe(row) for row in rows]


def list_due_by_hand(centre: Any) -> list[NoticeLine]:
    """What waits for a person of the centre: letters, calls, people without a safe way, failures."""
    rows = Notice.objects.by_hand().filter(case__centre=centre).exclude(case__state="erased")
    return [_describe(row) for row in rows.select_related("case", "user").order_by("due_at", "pk")]


def _describe(row: Notice) -> NoticeLine:
    return NoticeLine(
        id=row.pk,
        number=row.case.number,
        code=row.code,
        kind=row.kind,
        whom=row.seat or row.user.code,
        state=row.state,
        due_at=row.due_at,
        sent_at=row.sent_at,
        fault=row.fault,
    )


def hash_token(token: str) -> str:
    """What is kept of a link: 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_notice_by_token(token: str, at: datetime) -> Notice | None:
    """The reminder that a link came with, while its appointment lies ahead and the case goes on."""
    rows = Notice.objects.filter(cancel_hash=hash_token(token), case__state="open")
    row = rows.select_related("case__centre").first()
    return row if row and at < datetime.fromisoformat(row.facts["when"]) else None


def is_current(row: Notice) -> bool:
    """Whether the appointment that a reminder was about still stands as it was told."""
    entry = find_calendar_entry(row.case)
    return entry is not None and (entry.uid, entry.sequence) == (row.facts["uid"], row.facts["sequence"])


def find_cancel_link(*, token: str, at: datetime) -> CancelTarget | None:
    """What to show before somebody presses the button; reading it changes nothing, however often a scanner
    does.
    """
    row = find_notice_by_token(token, at)
    if row is None or not is_current(row):
        return None
    return CancelTarget(
        number=row.case.number,
        seat=row.seat,
        when=datetime.fromisoformat(row.facts["when"]),
        place=row.facts.get("place", ""),
        time_zone=row.case.centre.time_zone,
    )


def find_calendar_entry(case: Any) -> CalendarEntry | None:
    """The newest appointment that people of this case were told of."""
    rows = Notice.objects.filter(case=case, facts__has_key="uid").order_by("-queued_at", "-facts__sequence")
    facts = rows.values_list("facts", flat=True).first()
    if facts is None:
        return None
    return CalendarEntry(
        uid=facts["uid"],
        sequence=facts["sequence"],
        when=datetime.fromisoformat(facts["when"]) if "when" in facts else None,
        minutes=facts.get("minutes", 60),
        place=facts.get("place", ""),
    )
