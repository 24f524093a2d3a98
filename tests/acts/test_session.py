"""Times offered, answered, fixed, moved, cancelled, with their reminders; a session held or missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from evenhand.cases.acts import Denied
from evenhand.mediation.models import Session, TimesOffer
from evenhand.vault.fields import open_json
from tests.acts.telling import (
    CAME,
    accept,
    answer_all,
    expect_faults,
    expect_refused,
    find_key,
    hold_session,
    list_tags,
    offer_times,
    read_record,
)
from tests.cast import Town, tell_to_consent


@pytest.fixture
def ready(town: Town) -> Town:
    """Both sides agreed and a mediator has taken the case."""
    tell_to_consent(town)
    accept(town)
    return town


@pytest.fixture
def fixed(ready: Town) -> Town:
    """A session is fixed in ten days."""
    offer_times(ready, 10, 12)
    answer_all(ready, "s1", "s2")
    ready.must("mediator", "confirm_time", slot="s1")
    return ready


SLOT = {"starts": "2026-03-20T10:00:00Z", "place": "centre"}


def list_reminders(town: Town) -> dict[str, str]:
    """When -> state of the reminders queued for p1."""
    rows = town.case.notices.filter(code="session_reminder", seat="p1").order_by("due_at", "queued_at")
    return {row.due_at.date().isoformat(): row.state for row in rows}


def say_move(town: Town, days: int, **more: object) -> dict[str, object]:
    return {"starts": (town.at + timedelta(days=days)).isoformat(), "place": "online", "minutes": 60, **more}


def test_answers_are_sealed_and_that_somebody_answered_is_not(ready: Town) -> None:
    offer_times(ready, 7, 8)
    ready.must("p1", "answer_times", party="p1", suits=["s2"])
    row = TimesOffer.objects.get()
    assert row.answered == ["p1"] and open_json(row, find_key(ready), "answers") == {"p1": ["s2"]}
    assert "s2" not in repr(
        [after for tag, _, after in read_record(ready, "shared") if tag.endswith("answered")]
    )


def test_times_are_offered_only_to_who_agreed(town: Town) -> None:
    town.open()
    data = {"times": [SLOT], "minutes": 60}
    expect_refused(town, town.do("intake", "offer_times", **data), "all_consented", "msc.1")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"times": [], "minutes": 60}, ("times", "too_few_rows")),
        (
            {"times": [SLOT] * 7, "minutes": 60},
            ("times", "too_many_rows"),
        ),
        ({"times": [{"starts": "soon", "place": "centre"}], "minutes": 60}, ("times", "not_datetime")),
        (
            {"times": [{"starts": "2026-03-20T10:00:00Z", "place": "moon"}], "minutes": 60},
            ("times", "unknown_choice"),
        ),
        (
            {"times": [SLOT], "minutes": 5},
            ("minutes", "too_small"),
        ),
        (
            {"times": [SLOT], "minutes": "long"},
            ("minutes", "not_integer"),
        ),
    ],
)
def test_what_is_wrong_with_an_offer(ready: Town, data, fault) -> None:
    expect_faults(ready.do("mediator", "offer_times", **data), fault)


def test_a_time_that_has_passed_is_not_offered(ready: Town) -> None:
    data = {"times": [{"starts": ready.at.isoformat(), "place": "centre"}], "minutes": 60}
    expect_refused(ready, ready.do("mediator", "offer_times", **data), "time_past", "ours.times", "times")


def test_a_new_offer_takes_the_place_of_the_last(ready: Town) -> None:
    offer_times(ready, 7)
    ready.must("p1", "answer_times", party="p1", none_suit=True)
    offer_times(ready, 9, 10)
    assert (
        TimesOffer.objects.filter(is_open=True).count() == 1
        and TimesOffer.objects.get(is_open=True).answered == []
    )


def test_silence_is_no_answer_and_both_is_none_either(ready: Town) -> None:
    offer_times(ready, 7)
    for data in ({}, {"suits": ["s1"], "none_suit": True}):
        result = ready.do("p1", "answer_times", party="p1", **data)
        expect_refused(ready, result, "say_which_times", "ours.times", "suits")
    expect_faults(ready.do("p1", "answer_times", party="p1", suits=["s9"]), ("suits", "unknown_choice"))


def test_a_time_is_fixed_once_everybody_answered(ready: Town) -> None:
    result = ready.do("mediator", "confirm_time", slot="s1")
    expect_faults(result, ("slot", "unknown_choice"))
    offer_times(ready, 7)
    expect_refused(ready, ready.do("mediator", "confirm_time", slot="s1"), "all_answered", "ours.times")
    answer_all(ready, "s1")
    assert list_tags(ready.must("intake", "confirm_time", slot="s1")) == ["session:time:confirmed"]
    result = ready.do("mediator", "confirm_time", slot="s1")
    expect_faults(result, ("slot", "unknown_choice"))  # the offer is closed


def test_a_time_that_passed_while_they_answered_is_not_fixed(ready: Town) -> None:
    offer_times(ready, 2)
    answer_all(ready, "s1")
    ready.wait(days=3)
    expect_refused(ready, ready.do("mediator", "confirm_time", slot="s1"), "time_past", "ours.times", "slot")


def test_who_asked_for_a_companion_gets_one_first(ready: Town) -> None:
    ready.must("intake", "correct_party", party="p1", support=["companion"])
    offer_times(ready, 7)
    answer_all(ready, "s1")
    expect_refused(ready, ready.do("mediator", "confirm_time", slot="s1"), "needs_companion", "uma.10")
    ready.must("intake", "add_party", part="companion", for_party="p1", name="Ada")
    ready.must("mediator", "confirm_time", slot="s1")
    told = ready.case.notices.filter(code="session_confirmed").values_list("seat", flat=True)
    assert {"p1", "p2", "p3"} <= set(told)


def test_two_reminders_before_a_session(fixed: Town) -> None:
    day = (fixed.at + timedelta(days=10)).date()
    assert list_reminders(fixed) == {
        (day - timedelta(days=3)).isoformat(): "waiting",
        (day - timedelta(days=1)).isoformat(): "waiting",
    }


def test_a_moved_session_moves_its_reminders(fixed: Town) -> None:
    done = fixed.must("intake", "move_session", **say_move(fixed, 20, words="The hall is let."))
    assert list_tags(done) == ["session:time:moved", "case:note:written"]
    row = Session.objects.get()
    assert (row.sequence, row.place, row.minutes) == (1, "online", 60)
    days = {day: state for day, state in list_reminders(fixed).items() if state == "waiting"}
    day = (fixed.at + timedelta(days=20)).date()
    assert list(days) == [(day - timedelta(days=3)).isoformat(), (day - timedelta(days=1)).isoformat()]
    assert sorted(list_reminders(fixed).values()) == ["cancelled", "cancelled", "waiting", "waiting"]


def test_a_session_is_not_moved_into_the_past_nor_after_it_was(fixed: Town) -> None:
    result = fixed.do("mediator", "move_session", **say_move(fixed, 0))
    expect_refused(fixed, result, "time_past", "ours.times", "starts")
    fixed.wait(days=11)
    result = fixed.do("mediator", "move_session", **say_move(fixed, 5))
    expect_refused(fixed, result, "session_past", "ours.late_entry")
    result = fixed.do("p1", "cancel_session", party="p1")
    expect_refused(fixed, result, "session_past", "ours.late_entry")


def test_a_cancelled_session_reminds_nobody_and_frees_the_way(fixed: Town) -> None:
    fixed.must("p2", "cancel_session", party="p2", words="I am in hospital.")
    assert set(list_reminders(fixed).values()) == {"cancelled"}
    assert "hospital" not in repr(read_record(fixed, "shared", "p1")) and "hospital" in repr(
        read_record(fixed, "office")
    )
    told = fixed.case.notices.filter(code="session_cancelled").values_list("seat", flat=True)
    assert {"p1", "p2"} <= set(told)
    result = fixed.do("mediator", "move_session", **say_move(fixed, 20))
    expect_refused(fixed, result, "session_confirmed", "ours.times")
    offer_times(fixed, 20)


def test_a_party_cancels_for_itself(fixed: Town) -> None:
    result = fixed.do("p1", "cancel_session", party="p2")
    expect_refused(fixed, result, "this_is_side", "nafcm.parties_decide", "party")


@pytest.mark.parametrize(
    ("result", "state", "stage"),
    [
        ("agreed", "held", "agreement"),
        ("in_part", "held", "agreement"),
        ("adjourned", "held", "session"),
        ("no_show", "missed", "session"),
        ("not_agreed", "held", "ending"),
    ],
)
def test_how_a_session_can_go(fixed: Town, result: str, state: str, stage: str) -> None:
    fixed.wait(days=10, hours=3)
    hold_session(fixed, result)
    row = Session.objects.get()
    assert (row.state, row.result, fixed.case.stage) == (state, result, stage)
    assert row.attendance == CAME


def test_an_adjourned_session_has_a_next(fixed: Town) -> None:
    fixed.wait(days=10, hours=3)
    hold_session(fixed, "adjourned")
    offer_times(fixed, 7)
    answer_all(fixed, "s1")
    fixed.must("mediator", "confirm_time", slot="s1")
    fixed.wait(days=7, hours=3)
    hold_session(fixed)
    assert list(Session.objects.order_by("starts").values_list("ref", "result")) == [
        ("m1", "adjourned"),
        ("m2", "agreed"),
    ]


def test_a_session_is_written_down_after_it_was(fixed: Town) -> None:
    fixed.wait(days=10)
    held = (fixed.at + timedelta(hours=1)).isoformat()
    result = fixed.do("mediator", "record_session", held_on=held, attendance=CAME, result="agreed")
    expect_refused(fixed, result, "time_ahead", "ours.late_entry", "held_on")
    result = fixed.do("mediator", "record_session", held_on=held, attendance=CAME[:1], result="agreed")
    expect_faults(result, ("attendance", "required_each"))


@pytest.mark.parametrize("name", ["p1", "intake", "mediator2", "director"])
def test_who_does_not_write_a_session_down(fixed: Town, name: str) -> None:
    fixed.wait(days=11)
    held = (fixed.at - timedelta(hours=1)).isoformat()
    assert fixed.do(name, "record_session", held_on=held, attendance=CAME, result="agreed") == Denied()
