"""The Uniform Mediation Act by acts alone: what a court may hear, who signs the privilege away, who may come along."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from evenhand.cases.acts import Denied, Done, Result
from evenhand.cases.explaining import explain_refusal
from evenhand.cases.queries import read_procedure
from evenhand.cases.rules.types import Refused
from evenhand.procedures.packs import find_procedure
from evenhand.record.queries import list_events, verify_record
from tests.acts.telling import (
    accept,
    answer_all,
    expect_faults,
    hold_session,
    list_tags,
    offer_times,
    read_entries,
)
from tests.cast import TEXT, Town, open_under, tell_to_invited

pytestmark = pytest.mark.slow

PACK = "us_uma"
NO_PRIVILEGE, WAIVER = "no_privilege@2026.11", "waiver@2026.11"
TERMS = [{"who": "p2", "what": "Take the dog in by ten.", "by": "2026-05-01"}]
COURT = {"basis": "court_report", "to": "The Circuit Court of Cook County", "why": "It asks how it ended."}
ALL_A_COURT_HEARS = ["held", "ended", "settled", "attendance"]


@pytest.fixture
def town(town: Town) -> Town:
    """The same people at a centre in Chicago, with one case that has just come in."""
    town.wait(hours=6)
    open_under(town, PACK, "America/Chicago", "US-IL")
    return town


@pytest.fixture
def invited(town: Town) -> Town:
    """Both sides were spoken to alone and found safe, and the other one asked."""
    tell_to_invited(town)
    return town


@pytest.fixture
def agreed_to(invited: Town) -> Town:
    """Both said yes."""
    invited.must("p1", "give_consent", party="p1", text_version=TEXT, form="portal")
    invited.must("intake", "give_consent", party="p2", text_version=TEXT, form="spoken")
    return invited


@pytest.fixture
def accepted(agreed_to: Town) -> Town:
    """And a mediator has taken the case."""
    accept(agreed_to)
    return agreed_to


@pytest.fixture
def ready(accepted: Town) -> Town:
    """The hour of the session has passed."""
    offer_times(accepted, 7)
    answer_all(accepted, "s1")
    accepted.must("mediator", "confirm_time", slot="s1")
    accepted.wait(days=7, hours=2)
    return accepted


@pytest.fixture
def failed(ready: Town) -> Town:
    """It ended without an agreement."""
    hold_session(ready, "not_agreed")
    return ready


@pytest.fixture
def settled(ready: Town) -> Town:
    """It ended with one, which everybody signed."""
    hold_session(ready)
    ready.must("mediator", "draft_terms", terms=TERMS)
    ready.must("mediator", "advise_independently", how="in_session")
    ready.must("p1", "sign_agreement", party="p1", form="portal")
    ready.must("intake", "sign_agreement", party="p2", form="paper")
    ready.must("mediator", "sign_agreement", form="portal")
    return ready


def sign(town: Town, text: str, name: str, **who: Any) -> Result:
    """Somebody signs one of the papers."""
    return town.do(name, "sign_text", text_version=text, form="portal", **who)


def ask(town: Town, basis: str, *what: str) -> Result:
    """The coordinator asks to tell an office outside."""
    return town.do("coordinator", "request_disclosure", **COURT | {"basis": basis}, what=list(what))


def expect_no(town: Town, result: Result, reason: str, article: str) -> None:
    """Refused for this reason under this section, in words."""
    assert isinstance(result, Refused), result
    assert (result.reason, result.article) == (reason, article)
    said = explain_refusal(read_procedure(town.case), result, "en")
    assert said.words and said.citation


def test_a_dispute_is_carried_to_an_agreement_that_is_kept(settled: Town) -> None:
    tags = [tag for tag, _ in list_events(settled.case.id)]
    assert tags[-2:] == ["agreement:signature:given", "agreement:in_force"]
    for days, round_ in ((31, "day_30"), (61, "day_90")):
        settled.wait(days=days)
        settled.must("intake", "follow_up", round=round_, terms=[{"term": "t1", "value": "kept"}])
    settled.must("coordinator", "close_case", outcome="settled")
    assert settled.case.state == "closed" and verify_record().first_bad is None


def test_a_dispute_that_fails_is_closed_once_the_routes_are_told(failed: Town) -> None:
    failed.must("intake", "tell_routes", how="letter")
    failed.must("coordinator", "close_case", outcome="not_settled")
    assert failed.case.outcome == "not_settled"


@pytest.mark.parametrize("more", ["names", "contact", "where", "danger", "began", "number"])
def test_a_court_is_told_nothing_beyond_section_seven(failed: Town, more: str) -> None:
    asked = ask(failed, "court_report", "held", more)
    expect_no(failed, asked, "beyond_basis", "uma.7")


def test_a_court_is_told_by_two_people_that_it_ended_if_it_settled_and_who_came(failed: Town) -> None:
    asked = ask(failed, "court_report", *ALL_A_COURT_HEARS)
    assert list_tags(asked) == ["case:disclosure:requested"]
    alone = failed.do("coordinator", "approve_disclosure")
    expect_no(failed, alone, "disclosure_asked_by_me", "ours.disclosure")
    told = failed.must("director", "approve_disclosure")
    assert read_entries(failed, told)["case:disclosure:made"] == {
        "basis": "court_report",
        "what": ALL_A_COURT_HEARS,
    }


def test_the_mediator_can_ask_but_a_side_cannot(failed: Town) -> None:
    data: dict[str, Any] = COURT | {"what": ["held"]}
    assert failed.do("p1", "request_disclosure", **data) == Denied()
    assert isinstance(failed.do("mediator", "request_disclosure", **data), Done)


def test_the_privilege_falls_only_when_every_side_has_signed_it_away(accepted: Town) -> None:
    signed = sign(accepted, NO_PRIVILEGE, "p1", party="p1")
    assert list_tags(signed) == ["party:text:signed"]
    ask(accepted, "not_privileged", "began")
    refused = accepted.do("director", "approve_disclosure")
    expect_no(accepted, refused, "sides_signed_no_privilege", "uma.3")
    sign(accepted, NO_PRIVILEGE, "intake", party="p2")
    accepted.must("director", "approve_disclosure")


def test_the_privilege_is_the_sides_to_sign_away_not_the_mediators(accepted: Town) -> None:
    expect_no(accepted, sign(accepted, NO_PRIVILEGE, "mediator"), "this_is_side", "uma.3")


def test_a_waiver_needs_every_side_and_the_mediator(failed: Town) -> None:
    ask(failed, "waived", "began", "ended")
    steps = (
        ("p1", {"party": "p1"}, "sides_signed_waiver"),
        ("intake", {"party": "p2"}, "mediator_signed_waiver"),
    )
    for name, who, missing in steps:
        sign(failed, WAIVER, name, **who)
        expect_no(failed, failed.do("director", "approve_disclosure"), missing, "uma.5")
    again = sign(failed, WAIVER, "p1", party="p1")
    expect_no(failed, again, "this_party_signed_waiver", "uma.5")
    sign(failed, WAIVER, "mediator")
    failed.must("director", "approve_disclosure")


def test_one_paper_does_not_stand_for_the_other(failed: Town) -> None:
    for text, names in ((NO_PRIVILEGE, ("p1", "p2")), (WAIVER, ("p1",))):
        for name in names:
            sign(failed, text, name, party=name)
    ask(failed, "waived", "ended")
    refused = failed.do("director", "approve_disclosure")
    expect_no(failed, refused, "sides_signed_waiver", "uma.5")


def test_an_exception_gives_no_more_than_its_ground(settled: Town) -> None:
    expect_no(settled, ask(settled, "threat", "danger", "attendance"), "beyond_basis", "uma.6")
    ask(settled, "threat", "danger", "where")
    settled.must("director", "decline_disclosure", words="Nothing was threatened.")
    ask(settled, "signed_agreement", "settled", "names")
    settled.must("director", "approve_disclosure")


def test_a_signed_agreement_is_no_exception_before_it_is_signed(failed: Town) -> None:
    ask(failed, "signed_agreement", "settled")
    expect_no(failed, failed.do("director", "approve_disclosure"), "in_force", "uma.6")


def test_a_tie_is_told_before_accepting_and_whenever_one_comes_to_light(agreed_to: Town) -> None:
    agreed_to.must("coordinator", "assign_mediator", mediator=agreed_to.code("mediator"))
    silent = agreed_to.do("mediator", "answer_conflict_check", answer="disclose")
    expect_no(agreed_to, silent, "say_what", "uma.9")
    told = agreed_to.must("mediator", "answer_conflict_check", answer="disclose", words="We share a dentist.")
    assert "mediator:relation:disclosed" in list_tags(told)
    later = agreed_to.must("mediator", "disclose_relation", words="And a cousin by marriage.")
    assert list_tags(later) == ["mediator:relation:disclosed"]
    assert find_procedure(PACK).step_for("disclose_relation").article == "uma.9"  # type: ignore[union-attr]


def test_whoever_asked_for_company_is_not_left_without(accepted: Town) -> None:
    accepted.must("intake", "correct_party", party="p1", support=["companion"])
    offer_times(accepted, 7)
    answer_all(accepted, "s1")
    expect_no(accepted, accepted.do("mediator", "confirm_time", slot="s1"), "needs_companion", "uma.10")
    accepted.must("intake", "add_party", part="companion", for_party="p1", name="Ada")
    accepted.must("mediator", "confirm_time", slot="s1")


def test_a_mediator_who_steps_out_says_why_and_another_is_asked(accepted: Town) -> None:
    expect_faults(accepted.do("mediator", "leave_case"), ("words", "required"))
    accepted.must("mediator", "leave_case", words="I no longer favour nobody.")
    accepted.must("coordinator", "assign_mediator", mediator=accepted.code("mediator2"))


def test_every_time_limit_is_our_own_and_says_so() -> None:
    procedure = find_procedure(PACK)
    ours = {article.code for article in procedure.articles if article.ours}
    assert all(clock.article in ours and "ours.no_deadline" in clock.also for clock in procedure.clocks)


def test_the_clocks_run_by_the_centres_own_calendar(town: Town) -> None:
    first = town.case.clocks.get(code="first_contact")
    assert first.last_day == town.at.date() + timedelta(days=14)
