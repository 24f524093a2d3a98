"""A pretended case goes as a real one would: only through open steps, with the clocks of the days it names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evenhand.procedures.drafting import SKELETON
from evenhand.procedures.packs import load_pack
from evenhand.procedures.rules.pretend import (
    Did,
    apply_step,
    choose_changes,
    choose_given,
    list_changes,
    list_given,
    pretend,
)
from evenhand.procedures.rules.procedure import Procedure

FIRST, LATER = date(2026, 3, 2), date(2026, 3, 9)
OPENED = Did("open_case", FIRST)


@pytest.fixture(scope="module")
def small() -> Procedure:
    return load_pack(Path(SKELETON))


def go(small: Procedure, *done: Did, given: tuple[str, ...] = (), today: date = FIRST):
    return pretend(small, done, given, today=today, tz="Europe/London", calendar="GB-ENG")


def test_it_begins_with_the_first_step_and_with_nothing_else(small: Procedure) -> None:
    assert [step.act for step in go(small).opens] == ["open_case"]
    assert go(small, Did("close_case", FIRST, ("closed",))).named == frozenset()
    now = go(small, OPENED, OPENED)
    assert {step.act for step in now.opens} == {"log_contact", "close_case", "request_erasure"}
    assert now.due == {"call"}


def test_a_shut_step_says_what_shuts_it_and_changes_nothing(small: Procedure) -> None:
    now = go(small, OPENED, Did("approve_erasure", FIRST, ("erased",)))
    assert "erased" not in now.named
    shut = {each.step.act: each.unmet for each in now.shut}
    assert (shut["approve_erasure"].fact, shut["approve_erasure"].article) == (
        "erasure_requested",
        "ours.erasure",
    )


def test_what_the_program_knows_by_itself_is_told_and_nothing_else_is(small: Procedure) -> None:
    asked = Did("request_erasure", FIRST, ("erasure_requested",))
    now = go(small, OPENED, asked, given=("erasure_asked_by_me", "closed"))
    assert now.named == {"erasure_requested", "erasure_asked_by_me"}
    assert "approve_erasure" in {each.step.act for each in now.shut}
    assert "approve_erasure" in {step.act for step in go(small, OPENED, asked).opens}


def test_only_what_opens_a_step_is_so_to_begin_with(small: Procedure) -> None:
    assert list_given(small) == ("erasure_asked_by_me",)
    assert choose_given(small) == ()
    community = load_pack(SKELETON.parents[2] / "packs" / "community_mediation")
    assert {"this_is_side", "this_mediator"} <= set(choose_given(community)) <= set(list_given(community))
    assert "erasure_asked_by_me" not in choose_given(community)


def test_clocks_run_from_the_days_that_were_chosen(small: Procedure) -> None:
    clock = {each.code: each for each in go(small, OPENED).clocks}["first_call"]
    assert (clock.state, clock.last_day) == ("running", date(2026, 3, 16))
    late = {each.code: each for each in go(small, OPENED, today=date(2026, 4, 1)).clocks}["first_call"]
    assert late.state == "overdue"
    assert "passed_first_call" in go(small, OPENED, today=date(2026, 4, 1)).named
    met = go(small, OPENED, Did("log_contact", LATER, ("all_reached",)), today=LATER)
    assert {each.code: each.state for each in met.clocks}["first_call"] == "met"


def test_the_last_step_tells_what_is_sent(small: Procedure) -> None:
    assert go(small, OPENED).sent == ()
    ended = go(small, OPENED, Did("close_case", LATER, ("closed",)))
    assert [notice.code for notice in ended.sent] == ["case_closed"]
    assert "close_case" in {each.step.act for each in ended.shut}


def test_what_comes_about_is_chosen_and_never_more_than_the_step_may_change(small: Procedure) -> None:
    close, keep, erase, call = (
        small.step_for(act) for act in ("close_case", "decline_erasure", "approve_erasure", "log_contact")
    )
    assert close and keep and erase and call
    assert choose_changes(close) == ("closed",)
    assert choose_changes(keep) == ("-erasure_requested",)
    assert list_changes(erase) == ("erased", "-erasure_requested")
    assert choose_changes(erase) == ("erased",)
    assert choose_changes(call) == ("all_reached",)
    held = frozenset({"erasure_requested"})
    assert apply_step(keep, ("-erasure_requested", "closed"), held) == frozenset()
    assert apply_step(erase, ("erased",), held) == {"erased", "erasure_requested"}
