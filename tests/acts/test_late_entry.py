"""What was forgotten or wrong is entered late, beside what stands, and the record shows both."""

from __future__ import annotations

from datetime import timedelta

import pytest

from evenhand.mediation.models import Session
from evenhand.record.models import Entry
from evenhand.record.queries import open_entry, verify_record
from tests.acts.telling import CAME, expect_refused, find_key, list_tags
from tests.cast import Town, tell_to_agreement, tell_to_session


@pytest.fixture
def closed(town: Town) -> Town:
    """A case that was closed after its agreement."""
    tell_to_agreement(town)
    town.wait(days=40)
    town.must("coordinator", "close_case", outcome="settled")
    return town


def correct(town: Town, name: str = "coordinator", **more: object) -> object:
    held = (town.at - timedelta(days=42)).isoformat()
    data = {"held_on": held, "attendance": CAME, "result": "in_part", "why": "The diary was wrong.", **more}
    return town.do(name, "correct_session", **data)


def test_a_correction_after_closing_keeps_before_and_after(closed: Town) -> None:
    was = Session.objects.get()
    done = correct(closed)
    assert list_tags(done) == ["session:record:corrected", "case:note:written"]
    entry = Entry.objects.get(tag="session:record:corrected")
    shown = open_entry(entry, find_key(closed))
    assert shown["before"]["result"] == "agreed" and shown["after"]["result"] == "in_part"
    assert shown["before"]["held_on"].startswith(was.held_on.isoformat()[:16])
    assert [one["value"] for one in shown["before"]["attendance"]] == ["came", "came_late"]
    assert "diary" not in repr(shown)  # why is the office's
    now = Session.objects.get()
    assert (now.result, now.held_on) == ("in_part", closed.at - timedelta(days=42))
    assert closed.case.state == "closed" and verify_record().first_bad is None


def test_what_never_was_cannot_be_corrected(town: Town) -> None:
    tell_to_session(town)
    expect_refused(town, correct(town), "session_held", "ours.session")


def test_a_correction_is_not_of_the_future(closed: Town) -> None:
    result = correct(closed, held_on=(closed.at + timedelta(hours=2)).isoformat())
    expect_refused(closed, result, "time_ahead", "ours.late_entry", "held_on")


def test_a_follow_up_may_come_after_closing(closed: Town) -> None:
    kept = [{"term": ref, "value": "kept"} for ref in ("t1", "t2")]
    closed.must("intake", "follow_up", round="day_30", terms=kept)


def test_a_session_entered_late_happened_when_it_was(town: Town) -> None:
    tell_to_session(town)
    held = town.at - timedelta(hours=1)
    town.wait(days=5)
    town.must("mediator", "record_session", held_on=held.isoformat(), attendance=CAME, result="agreed")
    entry = Entry.objects.get(tag="session:meeting:held")
    assert (entry.happened_at, entry.at) == (held, town.at)
