"""What the pages say of telling an office outside: the office all of it, the sides the ground and the kind of thing."""

from __future__ import annotations

from django.urls import reverse

from tests.acts.telling import accept
from tests.cast import Town, tell_to_consent
from tests.screens.desk_cast import enter, find_once, read, visit
from tests.screens.portal_cast import Come

DANGER = {
    "basis": "threat_to_life",
    "to": "The Lower Ford police",
    "what": ["where"],
    "why": "A knife was shown.",
}


def test_the_office_reads_who_was_told_and_the_sides_on_which_ground(party_town: Town, come: Come) -> None:
    town = party_town
    tell_to_consent(town)
    town.must("coordinator", "request_disclosure", **DANGER)
    words = read(visit(town, "coordinator"))
    assert "What was told to others" in words and "a second person decides" in words
    town.must("director", "approve_disclosure")
    words = read(visit(town, "coordinator"))
    for part in ("The Lower Ford police", "serious danger now", "Where", "told ·"):
        assert part in words
    record = read(come("p1").get(reverse("portal:record")))
    assert "We told an office outside" in record and "serious danger now" in record and "Where" in record
    assert "Lower Ford police" not in record and "knife" not in record


def test_the_ground_is_chosen_on_the_desk_s_page_and_too_much_is_refused_there(desk_town: Town) -> None:
    tell_to_consent(desk_town)
    accept(desk_town)
    client, page = enter(desk_town, "coordinator"), f"/desk/cases/{desk_town.number}/acts/request_disclosure/"
    asked = client.get(page)
    assert asked.status_code == 200 and "A court has ordered it, in writing · That court" in read(asked)
    known = {"basis": "court_order", "to": "The court", "what": ["danger"], "why": "x"}
    refused = client.post(page, {**known, "once": find_once(asked)})
    assert "This ground does not allow all of that" in read(refused)
    done = client.post(page, {**known, "what": ["held"], "once": find_once(asked)})
    assert done.status_code == 303
    assert "What was told to others" in read(visit(desk_town, "coordinator"))
    seen = visit(desk_town, "mediator")
    assert seen.status_code == 200 and "The court" not in read(seen)
