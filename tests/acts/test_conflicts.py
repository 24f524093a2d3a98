"""Asking a mediator makes the conflict check: an entry each time, and names shown to nobody."""

from __future__ import annotations

from evenhand.record.queries import list_events
from evenhand.roster.acts import declare_relations
from evenhand.roster.queries import list_mediators
from tests.cast import Town, tell_to_consent


def find_answer(town: Town) -> str:
    """What the check found for the mediator who is asked now."""
    return town.case.assignments.get(state="asked").conflict


def test_a_declared_relation_is_found_and_the_mediator_is_still_asked(town: Town) -> None:
    tell_to_consent(town)
    known = [{"name": "BELLWEATHER Ignatius", "phone": "", "email": ""}]
    declare_relations(user=town.people["mediator"], relations=known, at=town.at, by="mediator")
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator"))
    assert find_answer(town) == "strong"
    town.must("coordinator", "assign_mediator", mediator=town.code("mediator2"))
    assert find_answer(town) == "none_found"
    tags = [tag for tag, _ in list_events(town.case.id)]
    assert tags.count("mediator:conflict:checked") == 2


def test_the_name_of_a_declared_relation_is_sealed(town: Town) -> None:
    known = [{"name": "Zebedee Quince", "phone": "", "email": ""}]
    declare_relations(user=town.people["mediator"], relations=known, at=town.at, by="mediator")
    profile = town.people["mediator"].profile
    assert b"Zebedee" not in bytes(profile.relations)
    assert [one.code for one in list_mediators(town.centre.id)] == [town.code("mediator")]
