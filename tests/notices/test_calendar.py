"""A calendar entry that a shared calendar can show."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar

from evenhand.notices.calendar import make_invitation, make_uid

STARTS = datetime(2026, 12, 3, 18, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def read_entry(**changes: object) -> tuple[icalendar.Calendar, icalendar.Event]:
    given = {
        "uid": "u1",
        "starts": STARTS,
        "minutes": 90,
        "venue": "Harbour Street Centre",
        "at": AT,
    } | changes
    calendar = icalendar.Calendar.from_ical(make_invitation(**given))  # type: ignore[arg-type]
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_entry_says_when_and_where_and_nothing_else() -> None:
    calendar, event = read_entry()
    assert event["SUMMARY"] == "Appointment" and event["LOCATION"] == "Harbour Street Centre"
    assert event.start == datetime(2026, 12, 3, 10, 30, tzinfo=UTC)
    assert event.end == datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
    assert calendar["METHOD"] == "PUBLISH" and event["STATUS"] == "CONFIRMED" and event["CLASS"] == "PRIVATE"
    assert set(event) == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "LOCATION", "STATUS", "CLASS"
    }  # fmt: skip


def test_times_are_in_utc() -> None:
    raw = make_invitation(uid="u1", starts=STARTS, minutes=90, venue="", at=AT)
    assert b"DTSTART:20261203T103000Z" in raw and b"DTSTAMP:20261123T100000Z" in raw


def test_a_cancelled_entry_leaves_the_calendar() -> None:
    calendar, event = read_entry(cancelled=True, sequence=2, language="zh-hans")
    assert calendar["METHOD"] == "CANCEL" and event["STATUS"] == "CANCELLED"
    assert (event["UID"], event["SEQUENCE"], event["SUMMARY"]) == ("u1", 2, "预约已取消")


def test_a_venue_cannot_add_lines_of_its_own() -> None:
    _, event = read_entry(venue="Room 1\r\nATTENDEE:mailto:rosa@example.org; x, y")
    assert "ATTENDEE" not in event and "Room 1" in event["LOCATION"]


def test_ids_are_random() -> None:
    assert len({make_uid() for _ in range(50)}) == 50 and len(make_uid()) == 32
