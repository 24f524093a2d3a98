"""What a case page offers is what the writer allows: the same rule, read and done."""

from __future__ import annotations

from evenhand.cases.explaining import list_acts, view_case
from evenhand.cases.queries import find_case
from tests.cast import SAFE, Town, tell_to_session


def test_open_acts_are_named_with_the_people_they_are_open_for(town: Town) -> None:
    """Before anybody is screened, screening is open for both; the invitation is refused with words and article."""
    town.open()
    viewer = town.viewer("intake")
    case = find_case(viewer, town.number)
    assert case is not None
    offers = {offer.code: offer for offer in list_acts(view_case(viewer, case, town.at), "en")}
    assert offers["screen_party"].open and offers["screen_party"].seats == ("p1", "p2")
    refusal = offers["invite_party"].refusal
    assert refusal is not None and refusal.words and refusal.citation and refusal.says
    town.must("intake", "screen_party", party="p1", **SAFE)
    offers = {offer.code: offer for offer in list_acts(view_case(viewer, case, town.at), "zh-hans")}
    assert "p2" in offers["screen_party"].seats
    assert "assign_mediator" not in offers  # the table gives it to coordinators alone


def test_a_mediator_signs_for_themselves_after_both_sides(town: Town) -> None:
    """Signing is offered to the mediator until the mediator has signed, whoever else has."""
    tell_to_session(town)
    came = [{"party": "p1", "value": "came"}, {"party": "p2", "value": "came"}]
    town.must("mediator", "record_session", held_on="2026-03-03T10:00:00Z", result="agreed", attendance=came)
    town.must("mediator", "draft_terms", terms=[{"who": "p1", "what": "Water the roses."}])
    town.must("mediator", "advise_independently", how="in_session")
    town.must("p1", "sign_agreement", party="p1", form="portal")
    town.must("p2", "sign_agreement", party="p2", form="portal")
    viewer = town.viewer("mediator")
    case = find_case(viewer, town.number)
    assert case is not None
    offers = {offer.code: offer for offer in list_acts(view_case(viewer, case, town.at), "en")}
    assert offers["sign_agreement"].open
    town.must("mediator", "sign_agreement", form="portal")
    offers = {offer.code: offer for offer in list_acts(view_case(viewer, case, town.at), "en")}
    assert not offers["sign_agreement"].open
