"""Telling somebody outside: a basis of the pack, no more than it allows, two people, the sides told of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evenhand.cases.rules.types import Act, Actor, CaseFacts, DisclosureFacts, Outcome, Refused
from evenhand.disclosure import rules
from evenhand.procedures.packs import load_pack
from evenhand.procedures.rules.conditions import Condition
from tests.rules.matter import COORDINATOR, FIRST, INTAKE, NOON, expect_refusal, make_facts, name_tags

PACKS = Path(__file__).parents[2] / "packs"
CHINA, IRELAND, STATES = (
    load_pack(PACKS / name) for name in ("cn_peoples_mediation", "ie_mediation_2017", "us_uma")
)
TO = "The registrar"
WHY = "The judge asked in open court."


def ask(procedure, basis: str, *what: str, **known) -> Outcome:
    """Intake asks that the registrar be told this much."""
    data = {"basis": basis, "to": TO, "what": list(what), "why": WHY}
    return rules.decide_request(procedure, make_facts(**known), Act("request_disclosure", INTAKE, data), NOON)


def asked(basis: str, *what: str, so: tuple[str, ...] = ()) -> CaseFacts:
    """A matter in which intake asked for this; the facts in `so` hold."""
    return make_facts(disclosure=DisclosureFacts("IN01", basis, what), named=frozenset(so))


def approve(procedure, facts: CaseFacts, by: Actor = COORDINATOR, **data) -> Outcome:
    """Somebody agrees to it."""
    return rules.decide_approval(procedure, facts, Act("approve_disclosure", by, data), NOON)


def decline(facts: CaseFacts, by: Actor = COORDINATOR, **data) -> Outcome:
    """Somebody says no to it."""
    return rules.decide_decline(CHINA, facts, Act("decline_disclosure", by, data), NOON)


@pytest.mark.parametrize(
    ("known", "by", "found"),
    [
        (DisclosureFacts(), INTAKE, set()),
        (DisclosureFacts("IN01"), INTAKE, {"disclosure_requested", "disclosure_asked_by_me"}),
        (DisclosureFacts("IN01"), COORDINATOR, {"disclosure_requested"}),
        (DisclosureFacts("IN01", copied=True), FIRST, {"disclosure_requested", "report_copied"}),
        # Nobody asked: a party, who has no code either, did not ask.
        (DisclosureFacts(made=True), FIRST, {"disclosure_made"}),
    ],
)
def test_where_telling_outside_stands(known: DisclosureFacts, by: Actor, found: set[str]) -> None:
    assert rules.name_disclosure(make_facts(disclosure=known), by, "", NOON) == found


def test_asking_is_the_office_s_until_it_is_done() -> None:
    outcome = ask(STATES, "court_report", "held", "attendance")
    assert name_tags(outcome) == ["case:disclosure:requested"]
    event = outcome.events[0]
    what = ["held", "attendance"]
    assert event.after == {"basis": "court_report", "to": TO, "what": what, "why": WHY}
    assert event.tag.audience == "office"


def test_in_ireland_the_sides_read_a_report_to_the_court_before_it_goes_but_not_why() -> None:
    outcome = ask(IRELAND, "court_report", "held", "settled")
    assert name_tags(outcome) == ["case:disclosure:requested", "case:report:copied"]
    copied = outcome.events[1]
    assert copied.after == {"basis": "court_report", "what": ["held", "settled"]}
    assert copied.tag.audience != "office"


@pytest.mark.parametrize(
    ("procedure", "basis", "what", "article"),
    [
        (STATES, "court_report", ("held", "names"), "uma.7"),
        (IRELAND, "court_report", ("attendance",), "ma.17"),
        (CHINA, "violence_at_home", ("where", "held"), "adv.14"),
        # What one law knows is no basis under another.
        (CHINA, "waived", ("held",), ""),
    ],
)
def test_nothing_is_told_that_the_basis_does_not_name(procedure, basis, what, article) -> None:
    assert ask(procedure, basis, *what) == Refused("beyond_basis", article, "needs", "what")


def test_one_thing_is_asked_at_a_time() -> None:
    refused = ask(STATES, "threat", "danger", disclosure=DisclosureFacts("CO01", "court_report", ("held",)))
    expect_refusal(refused, "disclosure_requested", because="unless")


def test_a_second_person_agrees_and_the_sides_read_that_it_was_told() -> None:
    outcome = approve(STATES, asked("court_report", "held", "attendance"))
    assert name_tags(outcome) == ["case:disclosure:made"]
    made = outcome.events[0]
    assert made.after == {"basis": "court_report", "what": ["held", "attendance"]}
    assert made.tag.audience != "office"


def test_where_telling_the_sides_brings_the_danger_about_only_the_office_reads_of_it() -> None:
    outcome = approve(CHINA, asked("violence_at_home", "where", "danger"), words="Rang the station.")
    assert name_tags(outcome) == ["case:disclosure:done", "case:note:written"]
    assert {event.tag.audience for event in outcome.events} == {"office"}
    assert outcome.events[0].after == {"basis": "violence_at_home", "what": ["where", "danger"]}
    assert outcome.events[1].after == {"words": "Rang the station.", "about": "approve_disclosure"}


@pytest.mark.parametrize("answer", [lambda facts, by: approve(CHINA, facts, by), decline], ids=["yes", "no"])
def test_whoever_asked_does_not_answer_and_nobody_answers_what_was_not_asked(answer) -> None:
    mine = answer(asked("court_order", "held"), INTAKE)
    expect_refusal(mine, "disclosure_asked_by_me", because="unless")
    expect_refusal(answer(make_facts(), COORDINATOR), "disclosure_requested")


def test_a_basis_that_the_procedure_no_longer_knows_tells_nothing() -> None:
    expect_refusal(approve(CHINA, asked("court_report", "held")), "beyond_basis")


@pytest.mark.parametrize(
    ("procedure", "basis", "article", "needed"),
    [
        (IRELAND, "court_report", "ma.17", ("passed_court_copy",)),
        (IRELAND, "settlement", "ma.10", ("in_force",)),
        (STATES, "not_privileged", "uma.3", ("sides_signed_no_privilege",)),
        (STATES, "waived", "uma.5", ("sides_signed_waiver", "mediator_signed_waiver")),
    ],
)
def test_a_basis_waits_for_what_its_law_asks_first(procedure, basis, article, needed) -> None:
    for count, fact in enumerate(needed):
        waiting = approve(procedure, asked(basis, "settled", so=needed[:count]))
        assert waiting == Refused(fact, article)
    done = approve(procedure, asked(basis, "settled", so=needed))
    assert name_tags(done) == ["case:disclosure:made"]


@pytest.mark.parametrize(
    ("so", "refused"),
    [
        ((), Refused("session_held", "uma.6")),
        (("failed",), None),
        (("session_held",), None),
        (("session_held", "erased"), Refused("erased", "uma.6", "unless")),
    ],
)
def test_a_basis_may_ask_for_one_of_several_facts_and_be_shut_by_another(so, refused) -> None:
    needs = Condition(any=("session_held", "failed"), none=("erased",))
    basis = replace(rules.find_basis(STATES, "threat"), needs=needs)
    outcome = approve(replace(STATES, disclosures=(basis,)), asked("threat", "danger", so=so))
    if refused:
        assert outcome == refused
    else:
        assert name_tags(outcome) == ["case:disclosure:made"]


def test_a_no_tells_nothing_and_its_reason_stays_with_the_office() -> None:
    outcome = decline(asked("court_order", "held"), words="The order names another case.")
    assert name_tags(outcome) == ["case:disclosure:declined"]
    declined = outcome.events[0]
    assert declined.after == {"words": "The order names another case."}
    assert declined.tag.audience == "office"
