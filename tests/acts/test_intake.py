"""The call: a case is opened once, people are reached, named, put right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from evenhand.cases.acts import Denied, Done, Mixed
from evenhand.cases.models import Case, Party
from evenhand.cases.queries import open_names
from evenhand.vault.fields import open_text
from tests.acts.telling import (
    count_entries,
    expect_faults,
    expect_refused,
    find_key,
    list_tags,
    read_entries,
    read_record,
)
from tests.cast import OPENING, STORY, Town


def test_a_call_becomes_a_case_with_both_sides(town: Town) -> None:
    opened = town.open()
    assert list_tags(opened) == ["case:intake:opened", "case:party:added", "case:party:added"]
    case, key = town.case, find_key(town)
    assert (case.state, case.stage, case.category, case.worker) == (
        "open",
        "intake",
        "neighbours",
        town.people["intake"],
    )
    assert open_names(case, key) == {"p1": "Rosa Quill", "p2": "Ignatius Bellweather"}
    assert open_text(case, key, "story") == STORY and STORY.encode() not in bytes(case.story)


def test_the_story_is_in_no_entry_the_other_side_reads(town: Town) -> None:
    town.open(support=["companion"], safe_contact="letter", safe_words="After six.")
    shared = repr(read_record(town, "shared"))
    assert "dog" not in shared and "Rosa" not in shared and "companion" not in shared
    assert STORY in repr(read_record(town, "office"))


@pytest.mark.parametrize("name", ["", "intake", "coordinator"])
def test_who_may_open_a_case(town: Town, name: str) -> None:
    assert isinstance(town.open(name), Done)
    assert (town.case.worker is None) is (name == "")


@pytest.mark.parametrize("name", ["mediator", "director", "reviewer", "federation", "operator"])
def test_who_may_not(town: Town, name: str) -> None:
    assert town.open(name) == Denied() and not Case.objects.exists()


def test_sent_twice_it_is_one_case_and_other_content_is_none(town: Town) -> None:
    first, again, other = town.open(once="k"), town.open(once="k"), town.open(once="k", wish="Money.")
    assert again.number == first.number and again.again and not first.again
    assert other == Mixed() and Case.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"story": None}, ("story", "required")),
        ({"your_name": " "}, ("your_name", "required")),
        ({"your_phone": "call me"}, ("your_phone", "not_phone")),
        ({"your_email": "rosa@"}, ("your_email", "not_email")),
        ({"category": "aliens"}, ("category", "unknown_choice")),
        ({"language": "tlh"}, ("language", "unknown_choice")),
        ({"received_on": "2026-02-30"}, ("received_on", "not_date")),
        ({"received_on": "2027-01-01"}, ("received_on", "in_future")),
        ({"under_18": "perhaps"}, ("under_18", "not_yes_no")),
        ({"ethnicity": "x"}, ("ethnicity", "unknown_question")),
    ],
)
def test_what_is_wrong_with_a_call(town: Town, answers, fault) -> None:
    expect_faults(town.open(**answers), fault)
    assert not Case.objects.exists()


def test_everything_wrong_is_said_at_once(town: Town) -> None:
    expect_faults(
        town.open(**dict.fromkeys(OPENING)),
        *((code, "required_choice") for code in ("channel", "category", "language")),
        ("your_name", "required"),
        ("story", "required"),
    )


def test_a_case_that_came_earlier_is_as_old_as_it_is(town: Town) -> None:
    """Its clock of first contact began on the day of the letter."""
    day = (town.at - timedelta(days=10)).date()
    town.open(received_on=day.isoformat())
    clock = town.case.clocks.get(code="first_contact")
    assert (clock.last_day - day).days in range(13, 18)


def test_reaching_somebody_counts_from_the_first_time(town: Town) -> None:
    town.open()
    tried = town.must(
        "intake", "log_contact", party="p2", method="phone", reached="no_answer", words="Rang out."
    )
    assert list_tags(tried) == ["party:contact:attempted"]
    assert town.case.parties.get(seat="p2").reached_at is None
    town.must("intake", "log_contact", party="p2", method="phone", reached="reached")
    first = town.at
    town.wait(days=1)
    town.must("coordinator", "log_contact", party="p2", method="visit", reached="reached")
    assert town.case.parties.get(seat="p2").reached_at == first


def test_a_case_without_the_other_side_waits_for_one(town: Town) -> None:
    town.open(other_name=None)
    assert {row.step for row in town.case.open_steps.all()} >= {"add_party"}
    town.must("intake", "add_party", part="responding", name="Ida Moss", email="ida@example.org")
    assert town.case.parties.get(seat="p2").part == "responding"
    assert "add_party" not in {row.step for row in town.case.open_steps.all()}


def test_whoever_stands_beside_somebody_says_beside_whom(town: Town) -> None:
    town.open()
    result = town.do("intake", "add_party", part="guardian", name="Ada")
    expect_refused(town, result, "beside_whom", "ours.people", "for_party")
    expect_faults(
        town.do("intake", "add_party", part="guardian", for_party="p9", name="Ada"),
        ("for_party", "unknown_choice"),
    )
    town.must("intake", "add_party", part="guardian", for_party="p1", name="Ada")
    assert Party.objects.get(case=town.case, seat="p3").for_seat == "p1"


def test_a_correction_changes_what_was_typed_and_no_more(town: Town) -> None:
    town.open()
    done = town.must("intake", "correct_party", party="p1", name="Rosa Quill-Marsh", language="zh-hans")
    assert read_entries(town, done) == {
        "case:party:corrected": {"name": "Rosa Quill-Marsh", "language": "zh-hans"}
    }
    row, key = town.case.parties.get(seat="p1"), find_key(town)
    assert (open_text(row, key, "name"), row.language) == ("Rosa Quill-Marsh", "zh-hans")
    assert open_text(row, key, "phone").endswith("0018")
    expect_refused(
        town, town.do("intake", "correct_party", party="p1"), "nothing_changed", "ours.people", "name"
    )


def test_a_refused_or_faulty_act_writes_nothing(town: Town) -> None:
    town.open()
    before = count_entries()
    town.do("intake", "correct_party", party="p1")
    town.do("intake", "correct_party", party="p1", email="nonsense")
    town.do("mediator", "correct_party", party="p1", name="X")
    assert count_entries() == before


def test_today_is_the_centres_own_day(town: Town) -> None:
    """One in the morning in Shanghai: the call came today, although it is still yesterday in UTC."""
    town.centre.time_zone = "Asia/Shanghai"
    town.at = datetime(2026, 3, 1, 17, tzinfo=UTC)
    assert isinstance(town.open(received_on="2026-03-02"), Done)
    expect_faults(town.open(received_on="2026-03-03"), ("received_on", "in_future"))
