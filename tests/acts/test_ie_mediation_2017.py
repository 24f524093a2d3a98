"""Mediation in Ireland by acts alone: signed before it begins, its end told, and the report a court is given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from evenhand.cases.acts import Result
from evenhand.cases.explaining import explain_refusal
from evenhand.cases.queries import read_procedure
from evenhand.cases.rules.types import Refused
from evenhand.notices.models import Notice
from evenhand.procedures.packs import find_procedure
from evenhand.record.queries import list_events, verify_record
from tests.acts.telling import (
    CAME,
    answer_all,
    expect_faults,
    hold_session,
    list_tags,
    offer_times,
    read_entries,
)
from tests.cast import Town, open_under, tell_to_invited

pytestmark = pytest.mark.slow

PACK = "ie_mediation_2017"
YES, PAPER = "taking_part@2026.11", "agreement_to_mediate@2026.11"
TERMS = [{"who": "p2", "what": "Take the dog in by ten.", "by": "2026-05-01"}]
REPORT = {"basis": "court_report", "to": "The Circuit Court", "why": "The sides ask it to go on."}


@pytest.fixture
def town(town: Town) -> Town:
    """The same people at a centre in Dublin, with one case that has just come in."""
    open_under(town, PACK, "Europe/Dublin", "IE")
    return town


@pytest.fixture
def accepted(town: Town) -> Town:
    """Both sides said yes, and a mediator has taken the case."""
    tell_to_invited(town)
    town.must("p1", "give_consent", party="p1", text_version=YES, form="portal")
    town.must("intake", "give_consent", party="p2", text_version=YES, form="spoken")
    accept(town)
    return town


@pytest.fixture
def fixed(accepted: Town) -> Town:
    """Then a time is fixed, a week from now."""
    fix_time(accepted)
    return accepted


@pytest.fixture
def begun(fixed: Town) -> Town:
    """Then everybody signed, and the hour of the session has passed."""
    sign_papers(fixed)
    fixed.wait(days=7, hours=2)
    return fixed


@pytest.fixture
def failed(begun: Town) -> Town:
    """Then the session ended without an agreement."""
    hold_session(begun, "not_agreed")
    return begun


@pytest.fixture
def drafted(begun: Town) -> Town:
    """Or with one, whose terms are written down."""
    hold_session(begun)
    begun.must("mediator", "draft_terms", terms=TERMS, binding="contract")
    return begun


@pytest.fixture
def settled(drafted: Town) -> Town:
    """Which everybody then signed."""
    drafted.must("mediator", "advise_independently", how="in_session")
    drafted.must("p1", "sign_agreement", party="p1", form="portal")
    drafted.must("intake", "sign_agreement", party="p2", form="paper")
    drafted.must("mediator", "sign_agreement", form="portal")
    return drafted


def accept(town: Town, name: str = "mediator") -> None:
    """A mediator is asked and takes the case."""
    town.must("coordinator", "assign_mediator", mediator=town.code(name))
    town.must(name, "answer_conflict_check", answer="no_conflict")


def fix_time(town: Town) -> None:
    """A time that suits everybody."""
    offer_times(town, 7)
    answer_all(town, "s1")
    town.must("mediator", "confirm_time", slot="s1")


def sign(town: Town, name: str, **who: Any) -> Result:
    """Somebody signs the agreement to mediate."""
    return town.do(name, "sign_text", text_version=PAPER, form="portal", **who)


def sign_papers(town: Town) -> None:
    """Every side and the mediator."""
    for result in (sign(town, "p1", party="p1"), sign(town, "p2", party="p2"), sign(town, "mediator")):
        assert list_tags(result) == ["party:text:signed"]


def record(town: Town, result: str = "agreed", name: str = "mediator") -> Result:
    """How the session an hour ago went, or the refusal to take it down."""
    held = (town.at - timedelta(hours=1)).isoformat()
    return town.do(name, "record_session", held_on=held, attendance=CAME, result=result)


def expect_no(town: Town, result: Result, reason: str, article: str) -> None:
    """Refused for this reason under this section, in words."""
    assert isinstance(result, Refused), result
    assert (result.reason, result.article) == (reason, article)
    said = explain_refusal(read_procedure(town.case), result, "en")
    assert said.words and said.citation


def read_clock(town: Town, code: str) -> tuple[str, date | None]:
    """A clock's state and its last day; one that has not started has no row."""
    row = town.case.clocks.filter(code=code).first()
    return (row.state, row.last_day) if row else ("not_started", None)


def today(town: Town) -> date:
    """The day it is."""
    return town.at.date()


def test_a_dispute_is_carried_to_a_settlement_that_is_in_force(settled: Town) -> None:
    tags = [tag for tag, _ in list_events(settled.case.id)]
    assert tags.count("agreement:in_force") == 1 and tags.count("party:text:signed") == 3
    told = settled.must("mediator", "tell_end", ended_on=today(settled).isoformat(), how="letter")
    assert list_tags(told) == ["mediation:end:told"]
    for days, round_ in ((31, "day_30"), (61, "day_90")):
        settled.wait(days=days)
        kept = [{"term": "t1", "value": "kept"}]
        settled.must("intake", "follow_up", round=round_, terms=kept)
    settled.must("coordinator", "close_case", outcome="settled")
    assert settled.case.state == "closed" and verify_record().first_bad is None


def test_a_dispute_that_fails_leaves_with_the_end_and_the_routes_told(failed: Town) -> None:
    ended = today(failed)
    failed.wait(days=2)
    failed.must("mediator", "tell_end", ended_on=ended.isoformat(), how="handed")
    assert read_clock(failed, "tell_end")[0] == "met"
    failed.must("intake", "tell_routes", how="letter")
    failed.must("coordinator", "close_case", outcome="not_settled")
    last = ended + timedelta(days=30)
    assert read_clock(failed, "limitation") == ("running", last)
    letters = Notice.objects.filter(case=failed.case, code="end_told")
    assert {(row.seat, row.facts["by"]) for row in letters} == {
        (seat, last.isoformat()) for seat in ("p1", "p2")
    }


def test_nothing_begins_before_every_side_and_the_mediator_have_signed(fixed: Town) -> None:
    fixed.wait(days=7, hours=2)
    expect_no(fixed, record(fixed), "sides_signed_agreement", "ma.7")
    sign(fixed, "p1", party="p1")
    expect_no(fixed, record(fixed), "sides_signed_agreement", "ma.7")
    sign(fixed, "intake", party="p2")
    expect_no(fixed, record(fixed), "mediator_signed_agreement", "ma.7")
    sign(fixed, "mediator")
    assert "session:meeting:held" in list_tags(record(fixed))


def test_the_paper_names_a_mediator_a_place_and_a_time(town: Town) -> None:
    tell_to_invited(town)
    town.must("p1", "give_consent", party="p1", text_version=YES, form="portal")
    expect_no(town, sign(town, "p1", party="p1"), "all_consented", "ma.6")
    town.must("intake", "give_consent", party="p2", text_version=YES, form="spoken")
    expect_no(town, sign(town, "p1", party="p1"), "mediator_accepted", "ours.matching")
    accept(town)
    expect_no(town, sign(town, "p1", party="p1"), "session_confirmed", "ours.times")
    fix_time(town)
    sign_papers(town)
    expect_no(town, sign(town, "p1", party="p1"), "sides_signed_agreement", "ma.7")


def test_where_nobody_came_to_sign_the_session_can_still_be_cancelled(fixed: Town) -> None:
    fixed.wait(days=7, hours=2)
    fixed.must("coordinator", "cancel_session")
    offer_times(fixed, 3)


def test_once_all_have_signed_a_session_that_has_passed_is_recorded_not_cancelled(begun: Town) -> None:
    expect_no(begun, begun.do("coordinator", "cancel_session"), "session_past", "ours.late_entry")
    assert "session:meeting:missed" in list_tags(record(begun, "no_show"))


def test_nobody_signs_a_settlement_before_being_told_of_advice(drafted: Town) -> None:
    result = drafted.do("p1", "sign_agreement", party="p1", form="portal")
    expect_no(drafted, result, "advised", "ma.8")


def test_the_sides_say_what_kind_of_promise_it_is(begun: Town) -> None:
    hold_session(begun)
    expect_faults(begun.do("mediator", "draft_terms", terms=TERMS), ("binding", "required_choice"))
    done = begun.must("mediator", "draft_terms", terms=TERMS, binding="later")
    assert read_entries(begun, done)["agreement:terms:drafted"]["binding"] == "later"


def test_time_stands_still_from_the_signing_until_thirty_days_after_a_settlement(fixed: Town) -> None:
    assert read_clock(fixed, "limitation") == ("not_started", None)
    sign_papers(fixed)
    assert read_clock(fixed, "limitation") == ("paused", None)
    fixed.wait(days=7, hours=2)
    hold_session(fixed)
    fixed.must("mediator", "draft_terms", terms=TERMS, binding="contract")
    fixed.must("mediator", "advise_independently", how="in_session")
    fixed.wait(days=4)
    fixed.must("p1", "sign_agreement", party="p1", form="portal")
    fixed.must("intake", "sign_agreement", party="p2", form="paper")
    assert read_clock(fixed, "limitation") == ("paused", None)
    fixed.must("mediator", "sign_agreement", form="portal")
    assert read_clock(fixed, "limitation") == ("running", today(fixed) + timedelta(days=30))


def test_a_side_withdraws_at_any_time_and_the_thirty_days_begin(begun: Town) -> None:
    begun.must("p2", "withdraw_consent", party="p2", form="portal")
    assert read_clock(begun, "limitation") == ("running", today(begun) + timedelta(days=30))


def test_time_never_stood_still_where_nothing_was_signed(town: Town) -> None:
    tell_to_invited(town)
    town.must("intake", "refuse_consent", party="p2", form="spoken")
    assert read_clock(town, "limitation") == ("not_started", None)
    refused = town.do("coordinator", "tell_end", ended_on=today(town).isoformat(), how="letter")
    expect_no(town, refused, "sides_signed_agreement", "ma.7")
    town.must("intake", "tell_routes", how="letter")
    town.must("coordinator", "close_case", outcome="refused")


def test_the_court_has_the_report_only_after_the_sides_had_it_for_seven_days(failed: Town) -> None:
    asked = failed.must("mediator", "request_disclosure", what=["held", "settled"], **REPORT)
    assert list_tags(asked) == ["case:disclosure:requested", "case:report:copied"]
    assert read_clock(failed, "court_copy") == ("running", today(failed) + timedelta(days=7))
    failed.wait(days=7)
    expect_no(failed, failed.do("coordinator", "approve_disclosure"), "passed_court_copy", "ma.17")
    failed.wait(days=1)
    assert list_tags(failed.must("coordinator", "approve_disclosure")) == ["case:disclosure:made"]


def test_another_report_is_copied_and_waited_for_again(failed: Town) -> None:
    failed.must("mediator", "request_disclosure", what=["held", "settled"], **REPORT)
    failed.wait(days=8)
    failed.must("coordinator", "decline_disclosure", words="The terms are missing.")
    failed.must("mediator", "request_disclosure", what=["held", "settled", "ended"], **REPORT)
    expect_no(failed, failed.do("coordinator", "approve_disclosure"), "passed_court_copy", "ma.17")


def test_the_court_is_not_told_who_came(failed: Town) -> None:
    asked = failed.do("mediator", "request_disclosure", what=["held", "attendance"], **REPORT)
    expect_no(failed, asked, "beyond_basis", "ma.17")


def test_an_exception_to_confidentiality_takes_its_ground_and_a_second_person(drafted: Town) -> None:
    ground = {"basis": "settlement", "to": "The Circuit Court", "why": "To enforce it."}
    drafted.must("coordinator", "request_disclosure", what=["settled", "names"], **ground)
    expect_no(
        drafted, drafted.do("coordinator", "approve_disclosure"), "disclosure_asked_by_me", "ours.disclosure"
    )
    expect_no(drafted, drafted.do("director", "approve_disclosure"), "in_force", "ma.10")
    five = {"settlement", "injury", "required_by_law", "crime_or_threat", "mediator_fault"}
    bases = find_procedure(PACK).disclosures
    assert {basis.code for basis in bases if basis.article == "ma.10"} == five


def test_a_mediator_leaves_with_reasons_in_writing_and_may_come_back(begun: Town) -> None:
    expect_faults(begun.do("mediator", "leave_case"), ("words", "required"))
    left = begun.must("mediator", "leave_case", words="I have been ill and cannot go on.")
    assert (
        read_entries(begun, left)["mediator:assignment:left"]["words"] == "I have been ill and cannot go on."
    )
    expect_no(begun, record(begun, name="coordinator"), "mediator_accepted", "ours.matching")
    accept(begun)
    # What was signed with the mediator who left was signed with that one: section 7 asks for it anew.
    expect_no(begun, record(begun), "mediator_signed_agreement", "ma.7")
    begun.wait(minutes=1)
    begun.must("mediator", "sign_text", text_version=PAPER, form="portal")
    assert "session:meeting:held" in list_tags(record(begun))
