"""Calendar entries that tell a shared calendar nothing: no name, no number, no kind of appointment."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import icalendar

from evenhand.notices.words import load_words

PRODUCT = "-//Evenhand//Appointment//EN"


def make_uid() -> str:
    """A random id for one appointment; a move keeps it and counts its `sequence` up."""
    return uuid.uuid4().hex


def make_invitation(
    *,
    uid: str,
    starts: datetime,
    minutes: int,
    venue: str,
    sequence: int = 0,
    language: str = "en",
    at: datetime,
    cancelled: bool = False,
) -> bytes:
    """An iCalendar file (RFC 5545) of one appointment, times in UTC; `cancelled` takes it out of calendars
    again.

    `venue` is where to go and may name the centre; nothing else in the file is about the case or anybody in
    it.
    """
    words = load_words(language)
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", starts.astimezone(UTC))
    event.add("dtend", (starts + timedelta(minutes=minutes)).astimezone(UTC))
    event.add("sequence", sequence)
    event.add("summary", words.say("appointment_cancelled" if cancelled else "appointment"))
    event.add("location", venue)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()
