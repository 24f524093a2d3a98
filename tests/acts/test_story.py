"""The whole path by acts alone: once agreed and kept, once refused by the other side."""

from __future__ import annotations

from evenhand.cases.rules.types import Refused
from evenhand.record.queries import list_events, verify_record
from tests.cast import Town, tell_to_the_end


def test_a_dispute_is_carried_from_the_call_to_a_kept_agreement(town: Town) -> None:
    """Every storey once: facts, refusals, record, clocks, queue."""
    tell_to_the_end(town)
    case = town.case
    assert (case.state, case.outcome, case.stage) == ("closed", "settled", "closed")
    tags = [tag for tag, _ in list_events(case.id)]
    assert tags.count("agreement:in_force") == 1
    assert tags[0] == "case:intake:opened" and tags[-1] == "case:file:closed"
    assert verify_record().first_bad is None


def test_the_other_side_says_no_and_the_routes_are_told(town: Town) -> None:
    """A no ends the mediation; nothing more can be done but tell the routes and close."""
    town.open()
    town.must(
        "intake",
        "screen_party",
        party="p1",
        alone=True,
        afraid="no",
        threatened="no",
        hurt="no",
        controlled="no",
        free_to_say_no="yes",
        outcome="suitable",
    )
    town.must("intake", "log_contact", party="p2", method="phone", reached="reached")
    town.must("intake", "invite_party", party="p2", how="phone")
    town.must("intake", "refuse_consent", party="p2", form="spoken")
    refused = town.do("coordinator", "assign_mediator", mediator=town.code("mediator"))
    assert isinstance(refused, Refused)
    town.must("intake", "tell_routes", how="letter")
    town.must("coordinator", "close_case", outcome="refused")
    assert town.case.state == "closed"
