"""How each promise stands after 30 and 90 days; closing, opening again, and the other routes."""

from __future__ import annotations

import pytest

from evenhand.cases.acts import Denied
from evenhand.mediation.models import Ending, FollowUp, Term
from tests.acts.telling import expect_faults, expect_refused, list_tags, read_record
from tests.cast import Town, tell_to_agreement

MIXED = [{"term": "t1", "value": "partly"}, {"term": "t2", "value": "broken"}]


@pytest.fixture
def bound(town: Town) -> Town:
    """An agreement is in force for a month."""
    tell_to_agreement(town)
    town.wait(days=31)
    return town


@pytest.fixture
def ended(town: Town) -> Town:
    """The other side said no."""
    town.open()
    town.must("intake", "refuse_consent", party="p2", form="spoken")
    return town


def test_each_promise_is_asked_about(bound: Town) -> None:
    done = bound.must("intake", "follow_up", round="day_30", terms=MIXED, words="She rings, he does not.")
    assert list_tags(done) == ["agreement:followup:done"]
    assert dict(Term.objects.values_list("ref", "state")) == {"t1": "partly", "t2": "broken"}
    assert "rings" not in repr(read_record(bound, "shared")) and b"rings" not in bytes(
        FollowUp.objects.get().words
    )
    result = bound.do("intake", "follow_up", round="day_30", terms=MIXED)
    expect_refused(bound, result, "followups_done", "ours.follow_up", "round")
    bound.wait(days=60)
    kept = [{"term": ref, "value": "kept"} for ref in ("t1", "t2")]
    assert list_tags(bound.must("intake", "follow_up", round="day_90", terms=kept)) == [
        "agreement:followup:finished"
    ]
    result = bound.do("intake", "follow_up", round="day_90", terms=kept)
    expect_refused(bound, result, "followups_done", "ours.follow_up")


@pytest.mark.parametrize(
    ("terms", "code"),
    [(MIXED[:1], "required_each"), ([*MIXED, MIXED[0]], "unknown_choice"), ([MIXED[0]] * 2, "twice"),
     ([{"term": "t9", "value": "kept"}], "unknown_choice"), ([{"term": "t1", "value": "well"}], "unknown_choice")],
)  # fmt: skip
def test_what_is_wrong_with_a_follow_up(bound: Town, terms, code: str) -> None:
    expect_faults(bound.do("intake", "follow_up", round="day_30", terms=terms), ("terms", code))


def test_without_an_agreement_there_is_nothing_to_follow(ended: Town) -> None:
    result = ended.do("intake", "follow_up", round="day_30", terms=[])
    assert result.faults if hasattr(result, "faults") else result.reason == "in_force"


def test_nobody_is_left_without_the_other_routes(ended: Town) -> None:
    result = ended.do("coordinator", "close_case", outcome="refused")
    expect_refused(ended, result, "routes_told", "ours.routes")
    ended.must("intake", "tell_routes", how="letter")
    assert sorted(ended.case.notices.filter(code="routes_told").values_list("seat", flat=True)) == [
        "p1",
        "p2",
    ]
    ended.must("coordinator", "close_case", outcome="refused")
    assert (ended.case.state, ended.case.outcome, ended.case.closed_at) == ("closed", "refused", ended.at)


@pytest.mark.parametrize("outcome", ["settled", "in_part"])
def test_settled_is_said_only_of_an_agreement_in_force(ended: Town, outcome: str) -> None:
    ended.must("intake", "tell_routes", how="letter")
    result = ended.do("coordinator", "close_case", outcome=outcome)
    expect_refused(ended, result, "in_force", "ours.signing", "outcome")
    expect_faults(ended.do("coordinator", "close_case", outcome="won"), ("outcome", "unknown_choice"))


def test_how_it_ended_is_in_no_entry_the_sides_read(ended: Town) -> None:
    ended.must("intake", "tell_routes", how="letter")
    ended.must("coordinator", "close_case", outcome="refused", words="They would not talk.")
    shared = [(tag, after) for tag, _, after in read_record(ended, "shared")]
    assert ("case:file:closed", {}) in shared and ("case:mediation:failed", {}) in shared


def test_a_closed_case_is_shut_and_opens_again(ended: Town) -> None:
    ended.must("intake", "tell_routes", how="letter")
    ended.must("coordinator", "close_case", outcome="refused")
    for name in ("intake", "mediator", "p1"):
        assert ended.do(name, "reopen_case", why="x") == Denied()
    assert ended.do("intake", "log_contact", party="p1", method="phone", reached="reached") == Denied()
    done = ended.must("coordinator", "reopen_case", why="They called back.")
    assert list_tags(done) == ["case:note:written", "case:outcome:noted", "case:file:reopened"]
    case = ended.case
    assert (case.state, case.closed_at, case.stage) == ("open", None, "intake")
    assert Ending.objects.get().failed_at is None
    # A former no may be asked about again: it stays in the history alone.
    assert case.parties.get(seat="p2").consent == ""
    assert ended.do("coordinator", "reopen_case", why="x") == Denied()
