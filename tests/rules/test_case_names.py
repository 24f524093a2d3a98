"""What is so in any case, and the first look every act takes: does the pack have it, is it yours, is it open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evenhand.cases.rules.naming import cite_refusal, decide_act, join_names, name_case, refuse_step
from evenhand.cases.rules.types import Act, Actor, ClockFacts, Decided, ErasureFacts, PartyFacts, Refused
from tests.rules.matter import (
    COORDINATOR,
    FIRST,
    INTAKE,
    LATER,
    NOON,
    P1,
    P2,
    expect_refusal,
    make_facts,
    read_pack,
)

CHILD = replace(P2, under_18=True)
GUARDIAN = PartyFacts(seat="p3", part="guardian", for_seat="p2")
SHY = replace(P1, support=("companion",))
FRIEND = PartyFacts(seat="p3", part="companion", for_seat="p1")
READY = replace(P1, consent="given", invited=True)
SAFE = replace(P2, reached=True, suitability="with_safeguards", invited=True, consent="refused")

STORIES = [
    ("a new case", make_facts(), "", {"has_other_side"}, {"all_reached", "closed", "has_worker"}),
    ("one side", make_facts(P1), "", set(), {"has_other_side", "all_reached"}),
    ("all reached", make_facts(P1, SAFE), "", {"all_reached"}, set()),
    ("a worker", make_facts(worker="IN01"), "", {"has_worker"}, set()),
    ("closed", make_facts(state="closed"), "", {"closed"}, {"erased"}),
    ("erased", make_facts(state="erased"), "", {"erased"}, {"closed"}),
    ("run out", make_facts(clocks=(ClockFacts("wait", "overdue", NOON),)), "", {"passed_wait"}, set()),
    ("run out and met", make_facts(clocks=(ClockFacts("wait", "met", NOON),)), "", {"passed_wait"}, set()),
    ("paused", make_facts(clocks=(ClockFacts("wait", "paused", NOON),)), "", set(), {"passed_wait"}),
    ("running", make_facts(clocks=(ClockFacts("wait", "running", LATER),)), "", set(), {"passed_wait"}),
    ("no end yet", make_facts(clocks=(ClockFacts("wait", "running", None),)), "", set(), {"passed_wait"}),
    ("a minor", make_facts(P1, CHILD), "", {"minor_without_guardian"}, set()),
    ("a guardian", make_facts(P1, CHILD, GUARDIAN), "", set(), {"minor_without_guardian"}),
    ("another's guardian", make_facts(P1, CHILD, replace(GUARDIAN, for_seat="p1")), "",
     {"minor_without_guardian"}, set()),
    ("a young interpreter", make_facts(P1, P2, replace(FRIEND, part="interpreter", under_18=True)), "",
     set(), {"minor_without_guardian"}),
    ("companion asked for", make_facts(SHY, P2), "", {"needs_companion"}, set()),
    ("companion there", make_facts(SHY, P2, FRIEND), "", set(), {"needs_companion"}),
    ("about p1", make_facts(READY), "p1",
     {"this_is_side", "this_party_reached", "this_party_screened", "this_party_suitable",
      "this_party_invited", "this_party_consented"}, {"this_party_refused"}),
    ("about p2", make_facts(P1, SAFE), "p2",
     {"this_party_suitable", "this_party_refused", "this_party_invited"}, {"this_party_consented"}),
    ("about one not suitable", make_facts(replace(P1, suitability="not_suitable")), "p1",
     {"this_party_screened"}, {"this_party_suitable"}),
    ("about a friend", make_facts(SHY, P2, FRIEND), "p3", set(), {"this_is_side", "this_party_invited"}),
    ("about nobody here", make_facts(), "p9", set(), {"this_is_side"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "subject", "so", "not_so"), [s[1:] for s in STORIES], ids=[s[0] for s in STORIES]
)
def test_names_of_a_case(facts, subject, so, not_so) -> None:
    named = name_case(facts, INTAKE, subject, NOON)
    assert so <= named and not named & not_so


def test_who_asked_to_erase_is_told_apart() -> None:
    asked = make_facts(erasure=ErasureFacts(requested_by="CO01"))
    assert {"erasure_requested", "erasure_asked_by_me"} <= name_case(asked, COORDINATOR, "", NOON)
    assert "erasure_asked_by_me" not in name_case(asked, INTAKE, "", NOON)
    # Somebody without a code (a party) never counts as the one who asked, also when nobody did.
    assert not {"erasure_requested", "erasure_asked_by_me"} & name_case(make_facts(), FIRST, "", NOON)


def test_only_a_mediator_who_accepted_is_the_mediator() -> None:
    facts = make_facts(assignments=(("ME01", "accepted"), ("ME02", "asked"), ("ME03", "objected")))
    found = {
        code: "this_mediator" in name_case(facts, Actor("mediator", code), "", NOON)
        for code in ("ME01", "ME02", "ME03", "")
    }
    assert found == {"ME01": True, "ME02": False, "ME03": False, "": False}


def test_names_of_every_storey_are_joined() -> None:
    assert join_names([lambda: frozenset("a"), lambda: frozenset("b")]) == {"a", "b"}


# -- the first look ------------------------------------------------------------------------------------------


def test_an_act_the_pack_does_not_have_is_refused() -> None:
    expect_refusal(refuse_step(read_pack(), "inspect", INTAKE, frozenset()), "not_in_procedure")


def test_a_step_of_another_role_is_refused_under_its_article() -> None:
    refused = refuse_step(read_pack(), "assign_mediator", INTAKE, frozenset())
    expect_refusal(refused, "role")
    assert refused.article == "ours.matching"


def test_what_shuts_a_step_is_named_before_what_is_missing() -> None:
    refused = refuse_step(read_pack(), "screen_party", INTAKE, frozenset({"closed"}))
    expect_refusal(refused, "closed", because="unless")
    expect_refusal(refuse_step(read_pack(), "screen_party", INTAKE, frozenset()), "this_is_side")


@pytest.mark.parametrize(("act", "is_open"), [("record_session", True), ("draft_terms", False)])
def test_only_a_step_that_may_come_late_is_open_after_closing(act: str, is_open: bool) -> None:
    named = frozenset({"closed", "mediator_accepted", "all_consented", "session_held", "agreed"})
    assert (refuse_step(read_pack(), act, COORDINATOR, named) is None) is is_open


def test_the_acts_own_rule_decides_only_what_the_pack_left_open() -> None:
    asked = []

    def decide(*given):
        asked.append(given)
        return Decided(())

    for named in (frozenset({"erased"}), frozenset()):
        outcome = decide_act(
            read_pack(),
            make_facts(),
            Act("write_note", INTAKE),
            NOON,
            named=named,
            deciders={"write_note": decide},
        )
    assert outcome == Decided(()) and len(asked) == 1


@pytest.mark.parametrize(
    ("act", "refused", "article"),
    [
        ("refer_on", Refused("not_told"), "ours.danger"),  # the fact's own
        ("refer_on", Refused("not_told", article="msc.1"), "msc.1"),  # what the rule said
        ("correct_party", Refused("nothing_changed"), "ours.people"),  # a fact without one: the step's
        ("correct_party", Refused("no_such_fact"), "ours.people"),
        ("no_such_act", Refused("no_such_fact"), ""),
    ],
)
def test_nobody_is_refused_without_an_article(act: str, refused: Refused, article: str) -> None:
    assert cite_refusal(read_pack(), act, refused).article == article


def test_a_rule_that_refuses_is_given_the_article_on_the_way() -> None:
    outcome = decide_act(
        read_pack(),
        make_facts(),
        Act("write_note", INTAKE),
        NOON,
        named=frozenset(),
        deciders={"write_note": lambda *given: Refused("not_told")},
    )
    assert outcome == Refused("not_told", article="ours.danger")
