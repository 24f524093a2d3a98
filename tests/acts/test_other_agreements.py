"""Agreements in words, under seal, before a court: what is in force when, and how the end is told."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from evenhand.cases.acts import Denied
from evenhand.cases.queries import list_whole, read_facts
from evenhand.mediation.models import Agreement, Confirmation, Ending
from evenhand.mediation.papers import make_agreement_document
from evenhand.mediation.reading import open_agreement
from evenhand.mediation.rules.naming import name_mediation
from tests.acts.telling import KEPT, TERMS, expect_faults, expect_refused, find_key, hold_session, list_tags
from tests.cast import Town, tell_to_session

MATTER = "A dog that barks at night."


@pytest.fixture
def town(wider: Town) -> Town:
    """The sides came to an agreement in a session."""
    tell_to_session(wider)
    hold_session(wider)
    return wider


def name(town: Town, *asked: str) -> set[str]:
    """Which of these facts are so."""
    facts = read_facts(list_whole().get(number=town.number))
    return set(name_mediation(facts, None, "", town.at)) & set(asked)  # type: ignore[arg-type]


def agree(town: Town, **more: object) -> object:
    """The sides agree by word of mouth."""
    known = {"agreed_on": town.at.isoformat(), "no_paper_wanted": True, "terms": TERMS, "matter": MATTER}
    return town.do("mediator", "agree_orally", **{**known, **more})


def sign_all(town: Town) -> None:
    """Everybody signs but the centre."""
    town.must("mediator", "draft_terms", terms=TERMS, matter=MATTER, binding="contract")
    town.must("mediator", "advise_independently", how="in_session")
    town.must("p1", "sign_agreement", party="p1", form="portal")
    town.must("intake", "sign_agreement", party="p2", form="paper")
    last = town.must("mediator", "sign_agreement", form="portal")
    assert list_tags(last) == ["agreement:signature:given"]  # the seal is still to come


def test_words_of_mouth_are_in_force_from_the_moment_of_agreeing(town: Town) -> None:
    moment = town.at - timedelta(days=2)
    done = agree(town, agreed_on=moment.isoformat())
    assert list_tags(done) == ["agreement:terms:drafted", "agreement:in_force"]
    row = Agreement.objects.get()
    assert (row.form, row.in_force_at, row.drafted_at) == ("oral", moment, moment)
    assert b"dog" not in bytes(row.matter)
    facts = {"terms_drafted", "terms_exist", "in_force", "agreed_orally"}
    assert name(town, *facts, "all_signed") == facts and town.case.stage == "followup"
    clock = town.case.clocks.get(code="followup_30")
    assert clock.due is not None and clock.due < town.at + timedelta(days=31)
    town.must("intake", "follow_up", round="day_30", terms=KEPT)
    town.must("coordinator", "close_case", outcome="settled")


def test_words_of_mouth_need_everybody_s_word_a_past_and_sides(town: Town) -> None:
    expect_refused(town, agree(town, no_paper_wanted=False), "paper_wanted", "ours.terms", "no_paper_wanted")
    ahead = (town.at + timedelta(hours=1)).isoformat()
    expect_refused(town, agree(town, agreed_on=ahead), "time_ahead", "ours.late_entry", "agreed_on")
    town.must("intake", "add_party", part="companion", for_party="p1", name="Ada")
    other = agree(town, terms=[{"who": "p3", "what": "Mind the dog."}])
    expect_refused(town, other, "this_is_side", "nafcm.parties_decide", "terms")
    assert town.do("p1", "agree_orally") == Denied() and not Agreement.objects.exists()


def test_the_same_words_sent_twice_are_agreed_once(town: Town) -> None:
    known = {"agreed_on": town.at.isoformat(), "no_paper_wanted": True, "terms": TERMS}
    first = town.do("mediator", "agree_orally", once="a", **known)
    again = town.do("mediator", "agree_orally", once="a", **known)
    assert again.again and again.entries == first.entries  # type: ignore[union-attr]
    assert Agreement.objects.count() == 1


def test_with_the_seal_as_the_last_the_agreement_is_in_force(town: Town) -> None:
    expect_refused(town, town.do("coordinator", "seal_agreement"), "terms_drafted", "ours.terms")
    sign_all(town)
    assert name(town, "all_signed", "sealed", "in_force") == {"all_signed"}
    assert town.do("mediator", "seal_agreement") == Denied()
    first = town.do("coordinator", "seal_agreement", once="a")
    assert list_tags(first) == ["agreement:seal:set", "agreement:in_force"]
    assert town.do("coordinator", "seal_agreement", once="a").again  # type: ignore[union-attr]
    expect_refused(town, town.do("coordinator", "seal_agreement"), "sealed", "ours.signing")
    assert name(town, "sealed", "in_force") == {"sealed", "in_force"}


def test_a_seal_that_comes_first_is_followed_by_the_hands(town: Town) -> None:
    town.must("mediator", "draft_terms", terms=TERMS)
    town.must("mediator", "advise_independently", how="in_session")
    assert list_tags(town.must("coordinator", "seal_agreement")) == ["agreement:seal:set"]
    town.must("p1", "sign_agreement", party="p1", form="portal")
    town.must("intake", "sign_agreement", party="p2", form="paper")
    last = town.must("mediator", "sign_agreement", form="portal")
    assert list_tags(last) == ["agreement:signature:given", "agreement:in_force"]


@pytest.mark.parametrize("spoken", [True, False])
def test_either_kind_is_printed(town: Town, spoken: bool) -> None:
    if spoken:
        agree(town)
    else:
        sign_all(town)
        town.must("coordinator", "seal_agreement")
    found = open_agreement(town.case, find_key(town))
    assert found is not None and found.matter == MATTER
    assert (found.form, found.binding) == (("oral", "") if spoken else ("written", "contract"))
    content = make_agreement_document(viewer=town.viewer("coordinator"), case=town.case, at=town.at)
    assert content.startswith(b"%PDF")


@pytest.fixture
def in_force(town: Town) -> Town:
    """An agreement that a court can be asked to confirm."""
    agree(town)
    return town


def test_a_court_is_asked_together_and_in_time(in_force: Town) -> None:
    town, day = in_force, in_force.at.date().isoformat()
    alone = town.do("p1", "file_confirmation", filed_on=day, joint=False)
    expect_refused(town, alone, "not_joint", "ours.signing", "joint")
    town.wait(days=40)
    late = (town.at - timedelta(days=1)).date().isoformat()
    result = town.do("intake", "file_confirmation", filed_on=late, joint=True)
    expect_refused(town, result, "passed_judicial_confirmation", "msc.5", "filed_on")
    expect_faults(
        town.do("intake", "file_confirmation", filed_on="2099-01-01", joint=True), ("filed_on", "in_future")
    )
    known = {
        "filed_on": day,
        "joint": True,
        "court": "The court of Lower Ford",
    }  # entered late, filed in time
    first = town.do("intake", "file_confirmation", once="a", **known)
    assert list_tags(first) == ["confirmation:filed", "case:note:written"]
    assert town.do("intake", "file_confirmation", once="a", **known).again  # type: ignore[union-attr]
    assert town.case.clocks.get(code="judicial_confirmation").state == "met"
    assert Confirmation.objects.get().filed_on.isoformat() == day


def test_the_court_takes_it_up_takes_time_and_decides_once(in_force: Town) -> None:
    town, day = in_force, in_force.at.date().isoformat()
    facts = ("confirmation_filed", "confirmation_taken_up", "confirmation_decided")
    early = town.do("intake", "record_confirmation", what="taken_up", on=day)
    expect_refused(town, early, "confirmation_filed", "ours.signing")
    town.must("p1", "file_confirmation", filed_on=day, joint=True)
    for what, tag in (("taken_up", "taken_up"), ("extended", "extended"), ("confirmed", "decided")):
        assert list_tags(town.must("intake", "record_confirmation", what=what, on=day)) == [
            f"confirmation:{tag}"
        ]
    assert name(town, *facts) == set(facts) and Confirmation.objects.get().decision == "confirmed"
    again = town.do("intake", "record_confirmation", what="refused", on=day)
    expect_refused(town, again, "confirmation_decided", "ours.signing", "what")
    assert town.do("p1", "record_confirmation", what="refused", on=day) == Denied()


def test_that_it_ended_is_told_with_the_day(wider: Town) -> None:
    tell_to_session(wider)
    day = wider.at.date().isoformat()
    expect_refused(wider, wider.do("mediator", "tell_end", ended_on=day, how="letter"), "failed", "msc.1")
    hold_session(wider, "not_agreed")
    first = wider.do("mediator", "tell_end", once="a", ended_on=day, how="letter")
    assert list_tags(first) == ["mediation:end:told"] and name(wider, "end_told") == {"end_told"}
    assert wider.do("mediator", "tell_end", once="a", ended_on=day, how="letter").again  # type: ignore[union-attr]
    row = Ending.objects.get()
    assert row.ended_on == datetime.fromisoformat(day).date() and row.end_told_at == wider.at
    wider.must("intake", "tell_routes", how="letter")
    wider.must("coordinator", "close_case", outcome="not_settled")
    wider.must("coordinator", "reopen_case", why="They try again.")
    assert not name(wider, "end_told")
