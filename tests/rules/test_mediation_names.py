"""What is so in a mediation, fact by fact, and the stage that follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.mediation.rules.naming import STAGES, choose_stage, name_mediation
from evenhand.mediation.rules.types import ConfirmationFacts, MediationFacts
from tests.rules.matter import (
    INTAKE,
    LATER,
    NOON,
    P1,
    P2,
    make_agreement,
    make_facts,
    make_known,
    make_offer,
    make_session,
)  # fmt: skip

SAFE2 = replace(P2, suitability="with_safeguards", invited=True)
BOTH = (replace(P1, consent="given"), replace(SAFE2, consent="given"))
HELD = make_session("held", NOON - timedelta(days=1), result="agreed")
EVERYBODY = frozenset({"p1", "p2", "mediator"})
STORIES = [
    ("first screened", make_facts(), {"first_screened"}, {"all_screened", "all_suitable", "all_invited"}),
    ("nobody screened", make_facts(replace(P1, suitability=""), P2), set(), {"first_screened"}),
    ("no first side", make_facts(P2), set(), {"first_screened"}),
    ("one side alone", make_facts(BOTH[0]), set(), {"all_screened", "all_suitable", "all_consented", "all_invited"}),
    ("both", make_facts(*BOTH), {"all_screened", "all_suitable", "all_invited", "all_consented"}, {"refused"}),
    ("not suitable", make_facts(P1, replace(P2, suitability="not_suitable")),
     {"someone_unsuitable", "all_screened"}, {"all_suitable"}),
    ("refused", make_facts(P1, replace(P2, consent="refused")), {"refused"}, {"withdrawn", "all_consented"}),
    ("withdrawn", make_facts(replace(P1, consent="withdrawn"), P2), {"withdrawn"}, {"refused"}),
    ("texts of one side", make_known(texts=frozenset({("x", "p1"), ("x", "mediator")})),
     {"mediator_signed_x", "this_party_signed_x"}, {"sides_signed_x"}),
    ("texts of both", make_known(texts=frozenset({("x", "p1"), ("x", "p2")})), {"sides_signed_x"},
     {"mediator_signed_x"}),
    ("texts, one side alone", make_facts(P1, kind_facts=MediationFacts(texts=frozenset({("x", "p1")}))),
     set(), {"sides_signed_x"}),
    ("sealed", make_known(agreement=make_agreement("centre")), {"sealed"}, {"all_signed", "in_force"}),
    ("spoken", make_known(agreement=make_agreement(form="oral", in_force_at=NOON)), {"agreed_orally", "in_force"},
     {"all_signed"}),
    ("the mediator need not sign", make_known(agreement=make_agreement("p1", "p2", wanted=frozenset({"each_side"}))),
     {"all_signed"}, {"sealed"}),
    ("filed", make_known(confirmation=ConfirmationFacts()), {"confirmation_filed"}, {"confirmation_taken_up"}),
    ("decided", make_known(confirmation=ConfirmationFacts(taken_up=True, decision="refused")),
     {"confirmation_taken_up", "confirmation_decided"}, set()),
    ("end told", make_known(end_told=True), {"end_told"}, {"routes_told"}),
    ("asked", make_facts(assignments=(("A", "asked"),)), {"mediator_assigned"}, {"mediator_accepted"}),
    ("accepted", make_facts(assignments=(("A", "accepted"),)), {"mediator_assigned", "mediator_accepted"}, set()),
    ("objected", make_facts(assignments=(("A", "objected"),)), {"mediator_objected"}, {"mediator_assigned"}),
    ("another after an objection", make_facts(assignments=(("A", "objected"), ("B", "asked"))),
     {"mediator_assigned"}, {"mediator_objected"}),
    ("no offer", make_facts(), set(), {"times_offered", "all_answered", "this_party_answered"}),
    ("offered", make_known(offer=make_offer(LATER)), {"times_offered"}, {"all_answered"}),
    ("answered", make_known(offer=replace(make_offer(LATER), answered=EVERYBODY)),
     {"all_answered", "this_party_answered"}, set()),
    ("fixed", make_known(sessions=(make_session(),)), {"session_confirmed"}, {"session_past", "session_held"}),
    ("past", make_known(sessions=(make_session(starts=NOON),)), {"session_confirmed", "session_past"}, set()),
    ("held", make_known(sessions=(HELD,)), {"session_held", "agreed"}, {"session_confirmed"}),
    ("missed", make_known(sessions=(replace(HELD, state="missed", result="no_show"),)), set(),
     {"session_held", "agreed"}),
    ("agreed, then not", make_known(sessions=(HELD, replace(HELD, held_on=NOON, result="not_agreed"))),
     {"session_held"}, {"agreed"}),
    ("in part", make_known(sessions=(replace(HELD, result="in_part"),)), {"agreed"}, set()),
    ("no terms", make_facts(), set(), {"terms_drafted", "advised", "in_force"}),
    ("terms", make_known(agreement=make_agreement("p1")), {"terms_drafted", "terms_exist"},
     {"all_signed", "in_force", "advised", "this_party_signed"}),
    ("signed", make_known(agreement=make_agreement(*EVERYBODY, advised=True, in_force_at=NOON)),
     {"all_signed", "in_force", "advised", "this_party_signed"}, set()),
    ("an ending", make_known(failed="refused", referred_on=True, routes_told=True, disclosed=True),
     {"failed", "referred_on", "routes_told", "mediator_disclosed"}, set()),
    ("after 30 days", make_known(followed_up=frozenset({"day_30"})), {"followed_up_30"},
     {"followed_up_90", "followups_done"}),
    ("after 90 days", make_known(followed_up=frozenset({"day_30", "day_90"})), {"followed_up_90", "followups_done"},
     set()),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "so", "not_so"), [s[1:] for s in STORIES], ids=[s[0] for s in STORIES])
def test_names_of_a_mediation(facts, so: set[str], not_so: set[str]) -> None:
    named = name_mediation(facts, INTAKE, "", NOON)
    assert so <= named and not named & not_so


@pytest.mark.parametrize(("subject", "signed"), [("p1", True), ("p2", False), ("", False)])
def test_whose_signature_is_meant(subject: str, signed: bool) -> None:
    """Without a party the act is the mediator's own."""
    facts = make_known(agreement=make_agreement("p1"))
    assert ("this_party_signed" in name_mediation(facts, INTAKE, subject, NOON)) is signed


def test_the_first_name_that_holds_is_the_stage() -> None:
    assert choose_stage(frozenset()) == "intake"
    for place, (name, stage) in enumerate(STAGES):
        later = frozenset(other for other, _ in STAGES[place:])
        assert choose_stage(later) == stage, name


def test_the_newest_session_counts() -> None:
    known = MediationFacts(sessions=(HELD, make_session(), make_session("cancelled")))
    assert known.confirmed == make_session() and known.last_recorded == HELD
    assert MediationFacts().confirmed is None and MediationFacts().last_recorded is None
