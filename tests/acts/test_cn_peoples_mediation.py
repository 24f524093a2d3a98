"""People's mediation in China by acts alone: sealed, agreed in words, or refused; who leads and who sits in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from evenhand.cases.acts import Done
from tests.acts.people_telling import (
    MATTER,
    TERMS,
    TEXT,
    Committee,
    agree,
    assign,
    build_committee,
    file,
    hold,
    read_clock,
    tell_to_consent,
    tell_to_in_force,
    tell_to_mediator,
    tell_to_session,
    tell_to_signed,
)
from tests.acts.telling import (
    CAME,
    answer_all,
    expect_faults,
    expect_refused,
    list_tags,
    offer_times,
    read_entries,
)
from tests.cast import SAFE, tell_to_invited

pytestmark = pytest.mark.slow


@pytest.fixture
def town(db: None) -> Committee:
    """A case that has just come in."""
    return build_committee()


# ---- written, sealed, kept


def test_an_agreement_is_in_force_when_all_have_signed_and_the_seal_is_set(town: Committee) -> None:
    tell_to_signed(town)
    sealed = town.do("coordinator", "seal_agreement")
    assert list_tags(sealed) == ["agreement:seal:set", "agreement:in_force"]
    expect_refused(town, town.do("coordinator", "seal_agreement"), "in_force", "pml.29")


def test_signatures_alone_are_not_enough_and_the_seal_does_not_come_first(town: Committee) -> None:
    tell_to_session(town)
    expect_refused(town, town.do("coordinator", "seal_agreement"), "terms_drafted", "pml.28")
    town.must("mediator", "draft_terms", terms=TERMS, matter=MATTER)
    town.must("mediator", "advise_independently", how="in_writing")
    expect_refused(town, town.do("coordinator", "seal_agreement"), "all_signed", "pml.29")
    for name, data in (("p1", {"party": "p1"}), ("intake", {"party": "p2"}), ("mediator", {})):
        signed = town.do(name, "sign_agreement", form="paper", **data)
        assert list_tags(signed) == ["agreement:signature:given"]
    expect_refused(town, file(town, town.at.date().isoformat()), "in_force", "pml.29")


def test_what_it_is_about_belongs_to_the_terms(town: Committee) -> None:
    tell_to_session(town)
    expect_faults(town.do("mediator", "draft_terms", terms=TERMS), ("matter", "required"))
    drafted = town.do("mediator", "draft_terms", terms=TERMS, matter=MATTER)
    assert read_entries(town, drafted)["agreement:terms:drafted"]["matter"] == MATTER


def test_new_terms_are_signed_anew(town: Committee) -> None:
    tell_to_signed(town)
    town.must("mediator", "draft_terms", terms=TERMS[:1], matter=MATTER)
    expect_refused(town, town.do("coordinator", "seal_agreement"), "all_signed", "pml.29")


def test_a_kept_agreement_is_followed_up_and_closed(town: Committee) -> None:
    tell_to_in_force(town)
    kept = [{"term": ref, "value": "kept"} for ref in ("t1", "t2")]
    for days, name in ((31, "day_30"), (61, "day_90")):
        town.wait(days=days)
        town.must("intake", "follow_up", round=name, terms=kept)
    town.must("coordinator", "close_case", outcome="settled")
    assert town.case.outcome == "settled"


# ---- in words


def test_an_agreement_in_words_is_in_force_from_the_moment_of_agreeing(town: Committee) -> None:
    tell_to_session(town)
    moment = town.at - timedelta(minutes=30)
    done = agree(town, agreed_on=moment.isoformat())
    assert list_tags(done) == ["agreement:terms:drafted", "agreement:in_force"]
    # The thirtieth day is within the autumn holidays: the first working day after them is the last.
    assert read_clock(town, "judicial_confirmation") == ("running", "2026-10-08")
    expect_refused(town, agree(town), "in_force", "pml.29")
    expect_refused(town, town.do("p1", "withdraw_consent", party="p1", form="portal"), "in_force", "pml.29")


def test_whoever_wants_paper_gets_paper(town: Committee) -> None:
    tell_to_session(town)
    expect_refused(town, agree(town, no_paper_wanted=False), "paper_wanted", "pml.28", "no_paper_wanted")


def test_nothing_is_agreed_in_words_before_a_session_agreed(town: Committee) -> None:
    tell_to_mediator(town)
    expect_refused(town, agree(town), "session_held", "pml.27")
    hold(town, "adjourned")
    expect_refused(town, agree(town), "agreed", "pml.22")


# ---- a clear no


def refuse(town: Committee) -> None:
    """The other side clearly says no."""
    refused = town.do("intake", "refuse_consent", party="p2", form="spoken")
    assert "case:mediation:failed" in list_tags(refused)


def test_after_a_clear_no_there_is_no_mediation(town: Committee) -> None:
    tell_to_consent(town)
    town.must("intake", "add_party", part="responding", name="Third", agreed=True)
    town.must("intake", "screen_party", party="p3", **SAFE)
    town.must("intake", "refuse_consent", party="p3", form="spoken")
    held = (town.at - timedelta(hours=1)).isoformat()
    came = [*CAME, {"party": "p3", "value": "absent"}]
    times = [{"starts": (town.at + timedelta(days=1)).isoformat(), "place": "centre"}]
    tried: list[tuple[str, str, dict[str, Any]]] = [
        ("intake", "invite_party", {"party": "p3", "how": "letter"}),
        ("coordinator", "assign_mediator", {"mediator": town.code("mediator"), "chosen": "by_centre"}),
        ("coordinator", "offer_times", {"times": times, "minutes": 60}),
        ("coordinator", "record_session", {"held_on": held, "attendance": came, "result": "agreed"}),
    ]
    for name, act, data in tried:
        expect_refused(town, town.do(name, act, **data), "refused", "pml.17")


def test_no_time_is_fixed_once_somebody_said_no(town: Committee) -> None:
    tell_to_mediator(town)
    offer_times(town, 2)
    answer_all(town, "s1")
    town.must("intake", "add_party", part="responding", name="Third", agreed=True)
    town.must("intake", "refuse_consent", party="p3", form="spoken")
    expect_refused(town, town.do("intake", "confirm_time", slot="s1"), "refused", "pml.17")


def test_a_failed_case_closes_only_after_the_other_routes_were_told(town: Committee) -> None:
    tell_to_invited(town)
    refuse(town)
    closing = {"outcome": "refused"}
    expect_refused(town, town.do("coordinator", "close_case", **closing), "routes_told", "pml.26")
    town.must("intake", "tell_routes", how="spoken")
    town.must("coordinator", "close_case", **closing)
    assert town.case.outcome == "refused"


def test_mediation_that_does_not_succeed_ends_and_the_routes_are_told(town: Committee) -> None:
    tell_to_mediator(town)
    held = hold(town, "not_agreed")
    assert "case:mediation:failed" in list_tags(held)
    expect_refused(town, town.do("coordinator", "close_case", outcome="not_settled"), "routes_told", "pml.26")


def test_a_side_ends_it_at_any_time_before_it_is_in_force(town: Committee) -> None:
    tell_to_signed(town)
    ended = town.do("p1", "withdraw_consent", party="p1", form="portal")
    assert "case:mediation:failed" in list_tags(ended)
    expect_refused(town, town.do("coordinator", "seal_agreement"), "failed", "pml.26")


# ---- who leads, who sits in, doors


def test_the_sides_may_choose_the_mediator_and_it_is_on_record(town: Committee) -> None:
    tell_to_consent(town)
    unsaid = town.do("coordinator", "assign_mediator", mediator=town.code("mediator"))
    expect_faults(unsaid, ("chosen", "required_choice"))
    assert read_entries(town, assign(town))["mediator:assignment:made"]["chosen"] == "by_sides"


def test_another_mediator_for_a_side_that_asks(town: Committee) -> None:
    tell_to_mediator(town)
    town.must("p2", "object_to_mediator", party="p2", words="She took a gift.")
    expect_refused(town, assign(town), "mediator_out", "pml.23", "mediator")
    assert isinstance(assign(town, "mediator2"), Done)


def test_a_mediator_steps_back_in_words_that_the_sides_read(town: Committee) -> None:
    tell_to_mediator(town)
    expect_faults(town.do("mediator", "leave_case"), ("words", "required"))
    town.must("mediator", "leave_case", words="A tie that I did not know of.")
    assert isinstance(assign(town, "mediator2"), Done)


def test_others_join_only_if_the_sides_agree(town: Committee) -> None:
    beside = {"part": "companion", "for_party": "p1", "name": "Ada"}
    expect_faults(town.do("intake", "add_party", **beside), ("agreed", "required_choice"))
    expect_refused(
        town, town.do("intake", "add_party", **beside, agreed=False), "others_agree", "pml.20", "agreed"
    )
    assert isinstance(town.do("intake", "add_party", **beside, agreed=True), Done)


def test_a_side_asks_for_open_or_closed_doors_or_says_nothing(town: Committee) -> None:
    tell_to_invited(town)
    asked = town.do("p1", "give_consent", party="p1", text_version=TEXT, form="portal", doors="open")
    assert read_entries(town, asked)["party:consent:given"]["doors"] == "open"
    silent = town.do("intake", "give_consent", party="p2", text_version=TEXT, form="spoken")
    assert "doors" not in read_entries(town, silent)["party:consent:given"]
