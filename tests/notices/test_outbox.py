"""What acts put into the outbox, what takes it out again, and what the outbox knows: as little as can be."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import IntegrityError, transaction

from evenhand.cases.queries import read_procedure
from evenhand.cases.rules.types import Event
from evenhand.notices.acts import (
    cancel_reminders,
    forget_notices,
    mark_letter_made,
    queue_link,
    queue_notices,
)
from evenhand.notices.models import Notice
from evenhand.notices.queries import find_calendar_entry, list_due_by_hand, list_notices
from evenhand.notices.sending import send_due_notices
from evenhand.record.tags import Tag
from tests.cast import SAFE, STORY, Town, tell_to_consent

PRIVATE = ("Rosa", "Quill", "Bellweather", "example.org", "7946", "dog", STORY)


def confirm(town: Town, **ahead: float) -> None:
    """Both agree to mediate, a mediator accepts, and a time is fixed `ahead` of now."""
    tell_to_consent(town)
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    town.must("mediator", "answer_conflict_check", answer="no_conflict")
    starts = town.at + timedelta(**(ahead or {"days": 7}))
    slot = {"starts": starts.isoformat(), "place": "centre"}
    town.must("mediator", "offer_times", times=[slot], minutes=90)
    for who, data in (("p1", {"party": "p1"}), ("intake", {"party": "p2"}), ("mediator", {})):
        town.must(who, "answer_times", suits=["s1"], **data)
    town.must("intake", "confirm_time", slot="s1")


def list_rows(town: Town, **chosen: Any) -> list[tuple[str, str]]:
    """(to whom, state) of the case's notices, in order."""
    rows = Notice.objects.filter(case=town.case, **chosen).select_related("user")
    return sorted((row.seat or row.user.username, row.state) for row in rows)


def test_an_act_queues_what_its_pack_says(town: Town) -> None:
    confirm(town)
    told = [("mediator", "waiting"), ("p1", "waiting"), ("p2", "waiting")]
    assert list_rows(town, code="session_confirmed") == told
    assert list_rows(town, code="session_reminder") == [("p1", "waiting")] * 2 + [("p2", "waiting")] * 2
    assert list_rows(town, code="session_reminder_others") == [("mediator", "waiting")] * 2
    reminders = Notice.objects.filter(case=town.case, code="session_reminder", seat="p1").order_by("due_at")
    starts = town.at + timedelta(days=7)
    assert [row.due_at for row in reminders] == [starts - timedelta(days=3), starts - timedelta(days=1)]


def test_an_act_that_is_refused_tells_nobody(town: Town) -> None:
    town.open()
    before = Notice.objects.count()
    town.do("coordinator", "assign_mediator", mediator=town.code("mediator"))
    assert Notice.objects.count() == before


def test_who_did_not_ask_hears_nothing_before_they_were_reached(town: Town) -> None:
    town.open()
    town.must("intake", "screen_party", party="p1", **SAFE)
    assert not Notice.objects.filter(case=town.case, seat="p2").exists()
    town.must("intake", "log_contact", party="p2", method="phone", reached="left_message")
    assert not Notice.objects.filter(case=town.case, seat="p2").exists()
    town.must("intake", "log_contact", party="p2", method="phone", reached="reached")
    assert Notice.objects.filter(case=town.case, seat="p2").exists()


def test_the_outbox_holds_no_text_and_no_address(town: Town) -> None:
    confirm(town)
    rows = serializers.serialize("json", Notice.objects.all())
    assert len(json.loads(rows)) > 10
    assert not [word for word in PRIVATE if word in rows]
    kept = set().union(*(row.facts for row in Notice.objects.all()))
    assert kept <= {"when", "place", "minutes", "by", "uid", "sequence", "cancelled"}


def test_the_last_day_of_a_clock_comes_along(town: Town) -> None:
    tell_to_consent(town)
    (invitation,) = Notice.objects.filter(case=town.case, code="invitation")
    clock = town.case.clocks.get(code="invitation_answer")
    assert invitation.facts == {"by": clock.last_day.isoformat()}


def test_the_same_events_queue_nothing_twice(town: Town) -> None:
    confirm(town)
    count = Notice.objects.count()
    starts = (town.at + timedelta(days=7)).isoformat()
    event = Event(Tag.SESSION_TIME_CONFIRMED, after={"starts": starts, "place": "centre", "minutes": 90})
    case = town.case
    again = queue_notices(case=case, events=[event], procedure=read_procedure(case), at=town.at)
    assert again == 0 and Notice.objects.count() == count


def test_a_move_takes_reminders_back_and_queues_new_ones(town: Town) -> None:
    confirm(town)
    before = find_calendar_entry(town.case)
    town.wait(hours=1)
    later = (town.at + timedelta(days=9)).isoformat()
    town.must("mediator", "move_session", starts=later, place="online", minutes=60)
    reminders = Notice.objects.filter(case=town.case, kind="reminder")
    assert reminders.filter(state="cancelled", fault="overtaken").count() == 6
    fresh = reminders.filter(state="waiting")
    assert fresh.count() == 6 and {row.facts["place"] for row in fresh} == {"online"}
    after = find_calendar_entry(town.case)
    assert before is not None and after is not None
    assert (after.uid, after.sequence, after.minutes) == (before.uid, before.sequence + 1, 60)


def test_a_session_that_is_moved_back_is_reminded_of_again(town: Town) -> None:
    confirm(town)
    first = town.at + timedelta(days=7)
    for starts in (first + timedelta(days=2), first):
        town.wait(hours=1)
        town.must("mediator", "move_session", starts=starts.isoformat(), place="centre", minutes=90)
    waiting = Notice.objects.filter(case=town.case, code="session_reminder", seat="p1", state="waiting")
    dues = waiting.order_by("due_at").values_list("due_at", flat=True)
    assert list(dues) == [first - timedelta(days=3), first - timedelta(days=1)]


def test_a_cancelled_session_reminds_nobody_and_leaves_calendars(town: Town) -> None:
    confirm(town)
    town.wait(hours=1)
    town.must("p1", "cancel_session", party="p1")
    assert not Notice.objects.filter(case=town.case, kind="reminder", state="waiting").exists()
    told = Notice.objects.get(case=town.case, code="session_cancelled", seat="p2")
    assert told.facts["cancelled"] and told.facts["sequence"] == 1


def test_two_appointments_are_two_calendar_entries(town: Town) -> None:
    confirm(town)
    first = find_calendar_entry(town.case)
    town.wait(hours=1)
    town.must("intake", "cancel_session", party="p2")
    slot = {"starts": (town.at + timedelta(days=5)).isoformat(), "place": "phone"}
    town.must("mediator", "offer_times", times=[slot], minutes=60)
    for who, data in (("p1", {"party": "p1"}), ("intake", {"party": "p2"}), ("mediator", {})):
        town.must(who, "answer_times", suits=["s1"], **data)
    town.wait(hours=1)
    town.must("intake", "confirm_time", slot="s1")
    second = find_calendar_entry(town.case)
    assert first is not None and second is not None
    assert first.uid != second.uid and second.sequence == 0 and second.place == "phone"


def test_a_reminder_that_comes_too_late_is_not_sent(town: Town) -> None:
    confirm(town)
    Notice.objects.exclude(kind="reminder").delete()
    town.wait(days=8)
    assert send_due_notices(at=town.at).cancelled == 6
    assert set(Notice.objects.values_list("state", "fault")) == {("cancelled", "too_late")}


def test_reminders_are_taken_back_for_one_or_for_all(town: Town) -> None:
    confirm(town)
    assert cancel_reminders(case=town.case, at=town.at, seat="p1") == 2
    assert cancel_reminders(case=town.case, at=town.at) == 4
    assert cancel_reminders(case=town.case, at=town.at) == 0


# -- by hand ------------------------------------------------------------------------------------------------
def test_what_waits_for_a_person_is_listed_until_it_is_done(town: Town) -> None:
    town.open(your_email=None, your_address="1 Ford Lane", safe_contact="letter")
    town.must("intake", "log_contact", party="p1", method="phone", reached="reached")
    send_due_notices(at=town.at)
    (line,) = list_due_by_hand(town.centre)
    assert (line.whom, line.state, line.number) == ("p1", "letter_due", town.number)
    assert list_due_by_hand(town.people["outsider"].centre) == []
    assert mark_letter_made(notice_id=line.id, at=town.at, by="K7QX")
    assert not mark_letter_made(notice_id=line.id, at=town.at, by="K7QX")
    assert list_due_by_hand(town.centre) == []
    (told,) = list_notices(town.case)
    assert (told.state, told.sent_at) == ("made", town.at)


def test_what_waits_to_be_mailed_is_not_done_by_hand(town: Town) -> None:
    town.open()
    town.must("intake", "log_contact", party="p1", method="phone", reached="reached")
    row = Notice.objects.get()
    assert not mark_letter_made(notice_id=row.pk, at=town.at, by="K7QX")


# -- a new way in -------------------------------------------------------------------------------------------
def test_a_party_whose_link_ran_out_is_sent_another(town: Town) -> None:
    town.open()
    assert queue_link(case=town.case, seat="p1", at=town.at)
    assert not queue_link(case=town.case, seat="p1", at=town.at + timedelta(minutes=1)), "one is on its way"
    assert queue_link(case=town.case, seat="p1", at=town.at + timedelta(minutes=6))
    assert list_rows(town, code="portal_link") == [("p1", "waiting")] * 2


# -- forgetting ---------------------------------------------------------------------------------------------
def test_an_erased_case_leaves_nothing_to_send_and_no_link(town: Town) -> None:
    confirm(town)
    Notice.objects.filter(seat="p1").update(cancel_token=b"sealed")
    for _ in range(2):
        forget_notices(case=town.case)
    rows = Notice.objects.filter(case=town.case)
    assert set(rows.values_list("state", flat=True)) == {"cancelled"}
    assert set(rows.values_list("cancel_token", "cancel_hash")) == {(None, None)}


# -- what the table refuses -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("notice_state_known", {"state": "lost"}),
        ("notice_goes_to_one", {"seat": ""}),
        ("notice_in_hand_has_lease", {"state": "sending"}),
        ("notice_told_has_when", {"state": "sent"}),
        ("notice_made_has_who", {"made_by": "K7QX"}),
    ],
)
def test_each_constraint_holds(town: Town, name: str, change: dict[str, Any]) -> None:
    town.open()
    town.must("intake", "log_contact", party="p1", method="phone", reached="reached")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Notice.objects.update(**change)
