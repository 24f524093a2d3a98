"""What a case page offers is what the writer allows: the same rule, read and done."""

from __future__ import annotations

from evenhand.cases.explaining import list_acts, view_case
from evenhand.cases.queries import find_case
from tests.cast import SAFE, Town


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
