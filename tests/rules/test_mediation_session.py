"""Times offered, answered, confirmed; sessions held, missed, moved, cancelled, put right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from evenhand.mediation.rules import session
from tests.rules.matter import (
    COORDINATOR,
    FIRST,
    LATER,
    MEDIATOR,
    NOON,
    do,
    expect_refusal,
    make_facts,
    make_known,
    make_offer,
    make_session,
    name_tags,
)  # fmt: skip

HOUR = timedelta(hours=1)
FIXED = make_known(sessions=(make_session(),))
WENT = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came"}]


def slot(starts, place="centre"):
    return {"starts": starts, "place": place}


def test_times_are_offered_in_their_order_and_none_that_has_passed() -> None:
    outcome = do(
        session.decide_offer, make_facts(), times=[slot(LATER + HOUR), slot(LATER, "online")], minutes=90
    )
    assert [(one["ref"], one["place"]) for one in outcome.events[0].after["slots"]] == [
        ("s1", "online"),
        ("s2", "centre"),
    ]
    refused = do(session.decide_offer, make_facts(), times=[slot(LATER), slot(NOON)], minutes=90)
    expect_refusal(refused, "time_past", "times", "unless")


@pytest.mark.parametrize(
    ("by", "subject", "who"), [(FIRST, "p1", "p1"), (MEDIATOR, "", "mediator"), (COORDINATOR, "p2", "p2")]
)
def test_everybody_says_which_times_suit(by, subject: str, who: str) -> None:
    outcome = do(session.decide_answer_times, make_facts(), by, subject, suits=["s1"])
    assert outcome.events[0].after == {"who": who, "suits": ["s1"]}
    assert (
        do(session.decide_answer_times, make_facts(), by, subject, suits=[], none_suit=True)
        .events[0]
        .after["suits"]
        == []
    )


@pytest.mark.parametrize("answers", [{}, {"suits": ["s1"], "none_suit": True}])
def test_silence_and_both_are_no_answer(answers) -> None:
    refused = do(session.decide_answer_times, make_facts(), FIRST, "p1", **answers)
    expect_refusal(refused, "say_which_times", "suits")
    expect_refusal(
        do(session.decide_answer_times, make_facts(), FIRST, "p2", suits=["s1"]), "this_is_side", "party"
    )


def test_one_of_the_offered_times_becomes_the_session() -> None:
    facts = make_known(offer=make_offer(NOON - HOUR, LATER))
    outcome = do(session.decide_confirm, facts, slot="s2")
    assert outcome.events[0].after == {"starts": LATER.isoformat(), "place": "centre", "minutes": 90}
    expect_refusal(do(session.decide_confirm, facts, slot="s1"), "time_past", "slot", "unless")
    expect_refusal(do(session.decide_confirm, facts, slot="s9"), "times_offered", "slot")
    expect_refusal(do(session.decide_confirm, make_facts(), slot="s1"), "times_offered", "slot")


def test_a_session_moves_and_the_record_keeps_from_where() -> None:
    to = {"starts": LATER + HOUR, "place": "phone", "minutes": 60}
    moved = do(session.decide_move, FIXED, **to, words="The hall is let.")
    assert name_tags(moved) == ["session:time:moved", "case:note:written"]
    assert moved.events[0].before == {"starts": LATER.isoformat(), "place": "centre", "minutes": 120}
    expect_refusal(do(session.decide_move, make_facts(), **to), "session_confirmed")
    expect_refusal(do(session.decide_move, FIXED, **{**to, "starts": NOON}), "time_past", "starts", "unless")


def test_a_session_is_cancelled_and_nobody_else_reads_why() -> None:
    outcome = do(session.decide_cancel, FIXED, FIRST, "p1", words="I am ill.")
    assert name_tags(outcome) == ["session:time:cancelled", "case:note:written"]
    assert not outcome.events[0].after
    expect_refusal(do(session.decide_cancel, make_facts(), FIRST, "p1"), "session_confirmed")
    expect_refusal(do(session.decide_cancel, FIXED, FIRST, "p2"), "this_is_side", "party")


@pytest.mark.parametrize(
    ("result", "tags"),
    [
        ("agreed", ["session:meeting:held"]),
        ("in_part", ["session:meeting:held"]),
        ("adjourned", ["session:meeting:held"]),
        ("no_show", ["session:meeting:missed"]),
        ("not_agreed", ["session:meeting:held", "case:outcome:noted", "case:mediation:failed"]),
    ],
)
def test_how_a_session_went(result: str, tags: list[str]) -> None:
    outcome = do(session.decide_record, FIXED, MEDIATOR, held_on=NOON - HOUR, attendance=WENT, result=result)
    assert name_tags(outcome) == tags and outcome.events[0].happened_at == NOON - HOUR


def test_a_session_is_not_written_down_before_it_was() -> None:
    ahead = {"held_on": NOON + HOUR, "attendance": WENT, "result": "agreed"}
    expect_refusal(do(session.decide_record, FIXED, MEDIATOR, **ahead), "time_ahead", "held_on", "unless")
    held = make_known(sessions=(make_session("held", NOON - HOUR, result="agreed"),))
    refused = do(session.decide_correction, held, COORDINATOR, **ahead, why="x")
    expect_refusal(refused, "time_ahead", "held_on", "unless")


def test_a_correction_stands_beside_what_was_written() -> None:
    right = {"held_on": NOON - 2 * HOUR, "attendance": WENT, "result": "adjourned", "why": "Wrong day."}
    held = make_known(
        sessions=(
            make_session("held", LATER, held_on=NOON - HOUR, result="agreed"),
            make_session("cancelled"),
        )
    )
    outcome = do(session.decide_correction, held, COORDINATOR, **right)
    assert outcome.events[0].before["held_on"] == (NOON - HOUR).isoformat()  # not what was planned
    assert name_tags(outcome) == ["session:record:corrected", "case:note:written"]
    assert outcome.events[0].before["result"] == "agreed" and outcome.events[0].after["result"] == "adjourned"
    assert "why" not in outcome.events[0].after
    expect_refusal(do(session.decide_correction, make_facts(), COORDINATOR, **right), "session_held")
