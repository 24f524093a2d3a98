"""The way to a shut step is the shortest there is, and every act on it is open when its turn comes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.procedures.packs import find_procedure
from evenhand.procedures.rules import exploring, opening
from evenhand.procedures.rules.conditions import Condition
from evenhand.procedures.rules.explain import describe_way, explain
from evenhand.procedures.rules.opening import Opening, Wait, find_opening
from evenhand.procedures.rules.procedure import Procedure
from tests.rules.test_proofs import NAMES, is_open, list_next, make, make_step, some, steps

PACKS = Path(__file__).resolve().parents[2] / "packs"
STARTED = frozenset({"has_other_side", "this_is_side", "has_worker"})


@pytest.fixture(scope="module")
def community() -> Procedure:
    return find_procedure("community_mediation")


def list_acts(found: Opening | None) -> list[str]:
    assert found is not None
    return [each.step.act for each in found.steps]


def test_an_open_step_needs_nothing_first(community: Procedure) -> None:
    assert find_opening(community, STARTED, "screen_party") == Opening((), ())


def test_the_first_step_and_a_stranger_have_no_way(community: Procedure) -> None:
    assert find_opening(community, STARTED, "open_case") is None
    assert find_opening(community, STARTED, "no_such_act") is None
    assert describe_way(community, STARTED, "no_such_act", "") is None


def test_a_session_waits_for_screening_consent_and_a_mediator(community: Procedure) -> None:
    assert list_acts(find_opening(community, STARTED, "record_session")) == [
        "screen_party", "give_consent", "assign_mediator", "answer_conflict_check",
    ]  # fmt: skip


def test_the_way_to_signing_goes_by_what_is_somebodys_duty(community: Procedure) -> None:
    """Correcting a session would lead there as soon as holding one: the duty is named, not the odd way."""
    assert "record_session" in list_acts(find_opening(community, STARTED, "sign_agreement"))


def test_what_no_act_brings_about_is_waited_for(community: Procedure) -> None:
    found = find_opening(community, STARTED - {"this_is_side"}, "screen_party")
    assert found == Opening((), (Wait("this_is_side", True),))
    assert found.waits[0].say(community).in_language("en") == "This person is a side of the matter"
    mine = STARTED | {"erasure_requested", "erasure_asked_by_me"}
    found = find_opening(community, mine, "approve_erasure")
    assert found == Opening((), (Wait("erasure_asked_by_me", False),))
    assert "second person" in found.waits[0].say(community).in_language("en")
    assert not Wait("nobody_knows", True).say(community)


def test_what_is_erased_opens_no_more(community: Procedure) -> None:
    assert find_opening(community, STARTED | {"erased"}, "write_note") is None
    assert explain(community, STARTED | {"erased"}, "write_note", "coordinator")["way"] is None


@pytest.mark.parametrize("role", ["party", "mediator"])
def test_a_way_tells_nobody_of_a_screening_but_the_office(community: Procedure, role: str) -> None:
    way = describe_way(community, STARTED, "give_consent", role)
    assert way is not None and [line["act"] for line in way] == ["give_consent"]
    assert way[-1]["waits"][0]["en"] == "The centre has done what comes before this"
    office = describe_way(community, STARTED, "give_consent", "coordinator")
    assert office is not None and [line["act"] for line in office] == ["screen_party", "give_consent"]
    plain = describe_way(community, STARTED, "decline_erasure", role)
    assert plain is not None and [line["act"] for line in plain] == ["request_erasure", "decline_erasure"]


def test_explaining_says_the_way_in_words(community: Procedure) -> None:
    said = explain(community, STARTED, "close_case", "coordinator")
    assert not said["open"] and said["article"] and said["citation"]
    assert [line["act"] for line in said["way"]] == ["tell_routes", "close_case"]
    assert said["way"][0]["title"]["en"] and "coordinator" in said["way"][0]["roles"]
    assert explain(community, STARTED, "write_note", "coordinator")["way"] is None


def test_a_step_of_which_one_thing_out_of_several_must_be_so_waits_for_the_first() -> None:
    late = make_step("late", needs=Condition(any=("given_x", "given_y"), none=("given_z",)))
    procedure = make(make_step("open"), late, facts=("given_x", "given_y", "given_z", "closed"))
    found = find_opening(procedure, frozenset({"given_z"}), "late")
    assert found == Opening((), (Wait("given_x", True), Wait("given_z", False)))


def test_a_tangled_procedure_has_no_way_rather_than_a_slow_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exploring, "MOST_SECONDS", -1.0)
    shut = make_step("shut", needs=Condition(all=("a",)))
    assert (
        find_opening(make(make_step("open"), make_step("work", makes=("a",)), shut), frozenset(), "shut")
        is None
    )


def test_a_way_that_was_worked_out_long_ago_still_holds(
    community: Procedure, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = find_opening(community, STARTED, "record_session")
    later = time.monotonic() + 10 * exploring.MOST_SECONDS
    monkeypatch.setattr(exploring.time, "monotonic", lambda: later)
    assert first is not None and find_opening(community, STARTED, "record_session") == first


def test_a_way_longer_than_anybody_would_go_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_ACTS", 2)
    chain = [make_step(f"s{n}", needs=Condition(all=(f"x{n}",)), makes=(f"x{n + 1}",)) for n in range(4)]
    procedure = make(make_step("open", makes=("x0",)), *chain, facts=tuple(f"x{n}" for n in range(5)))
    assert find_opening(procedure, frozenset({"x0"}), "s1") is not None
    assert find_opening(procedure, frozenset({"x0"}), "s3") is None


def count_shortest(procedure: Procedure, act: str, start: frozenset[str]) -> int | None:
    """Breadth first, state by state."""
    target = procedure.step_for(act)
    assert target is not None
    seen, ring, far = {start}, {start}, 0
    while ring:
        if any(is_open(target, state) for state in ring):
            return far
        follows = (
            list_next(step, state) for state in ring for step in procedure.steps[1:] if is_open(step, state)
        )
        ring = set().union(*follows) - seen
        seen |= ring
        far += 1
    return None


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, min_size=2, max_size=5), some)
def test_no_way_is_shorter(drawn: list[dict[str, Any]], start: tuple[str, ...]) -> None:
    made = [make_step(f"s{n}", **each) for n, each in enumerate(drawn)]
    procedure = make(make_step("open"), *made, facts=NAMES)
    found = find_opening(procedure, frozenset(start), "s0")
    shortest = count_shortest(procedure, "s0", frozenset(start))
    assert (found and len(found.steps)) == shortest
    if found is None:
        return
    states = {frozenset(start)}
    for each in found.steps:
        ready = [state for state in states if is_open(each.step, state)]
        assert ready
        states = set().union(*(list_next(each.step, state) for state in ready))
    assert any(is_open(made[0], state) for state in states)
