"""Opening, reaching, naming people; screening each alone; referring on."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.mediation.rules import intake, screening
from tests.rules.matter import COORDINATOR, NOON, P1, do, expect_refusal, make_facts, name_tags

CALL = {
    "channel": "phone", "category": "neighbours", "language": "en", "your_name": "Rosa", "story": "A dog.",
    "wish": "", "other_name": "", "other_contact": "", "received_on": None, "under_18": None, "support": [],
}  # fmt: skip
SAFE = {"alone": True, "free_to_say_no": "yes", "outcome": "suitable", "safeguards": []}


def open_case(**answers):
    return do(intake.decide_open, make_facts(), **{**CALL, **answers})


def test_a_case_opens_with_one_side_whose_words_stay_with_the_office() -> None:
    outcome = open_case(your_phone="+44 1", wish="Quiet.", support=["none"], under_18=True)
    assert name_tags(outcome) == ["case:intake:opened", "case:party:added"]
    opened, first = outcome.events
    assert set(opened.after) == {"channel", "category", "language"} and opened.happened_at == NOON
    assert (
        first.after["story"] == "A dog." and first.after["support"] == [] and first.after["under_18"] is True
    )


@pytest.mark.parametrize(("contact", "address"), [("The blue door", "The blue door"), ("", None)])
def test_the_other_side_is_in_the_case_once_it_has_a_name(contact: str, address: str | None) -> None:
    outcome = open_case(other_name="Ignatius", other_contact=contact)
    assert outcome.events[2].subject == "p2" and outcome.events[2].after.get("address") == address


def test_clocks_start_on_the_day_it_came_and_never_later_than_now() -> None:
    assert open_case(received_on=date(2026, 2, 20)).events[0].happened_at.date() == date(2026, 2, 20)
    assert open_case(received_on=NOON.date()).events[0].happened_at == NOON


def test_being_reached_is_an_event_of_its_own() -> None:
    tried = do(intake.decide_contact, make_facts(), subject="p2", method="phone", reached="no_answer")
    assert name_tags(tried) == ["party:contact:attempted"]
    reached = do(intake.decide_contact, make_facts(), subject="p2", method="phone", reached="reached")
    assert name_tags(reached) == ["party:contact:attempted", "party:contact:reached"]


def test_whoever_stands_beside_somebody_says_beside_whom() -> None:
    refused = do(intake.decide_add_party, make_facts(), part="guardian", for_party="", name="Ada")
    expect_refusal(refused, "beside_whom", "for_party")
    added = do(intake.decide_add_party, make_facts(), part="guardian", for_party="p2", name="Ada").events[0]
    assert (added.subject, added.after["for_seat"]) == ("p3", "p2")


def test_a_side_stands_beside_nobody() -> None:
    added = do(intake.decide_add_party, make_facts(P1), part="responding", for_party="p1", name="Ada").events[
        0
    ]
    assert (added.subject, added.after["for_seat"]) == ("p2", "")


def test_only_what_is_typed_is_corrected() -> None:
    expect_refusal(
        do(intake.decide_correct_party, make_facts(), subject="p2", name=""), "nothing_changed", "name"
    )
    changed = do(intake.decide_correct_party, make_facts(), subject="p2", name="Ida", under_18=False).events[
        0
    ]
    assert changed.after == {"name": "Ida", "under_18": False}


@pytest.mark.parametrize(
    ("answers", "reason", "field"),
    [
        ({"alone": False}, "not_alone", "alone"),
        ({"free_to_say_no": "no"}, "not_free", "outcome"),
        ({"outcome": "with_safeguards"}, "no_safeguards", "safeguards"),
    ],
)
def test_a_screening_that_does_not_count_is_refused(answers, reason, field) -> None:
    refused = do(screening.decide_screening, make_facts(), subject="p1", **{**SAFE, **answers})
    expect_refusal(refused, reason, field)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"free_to_say_no": "no", "outcome": "not_suitable"},
        {"free_to_say_no": "unsure", "outcome": "with_safeguards", "safeguards": ["shuttle"]},
    ],
)
def test_a_screening_is_one_event_for_the_office(answers) -> None:
    outcome = do(screening.decide_screening, make_facts(), subject="p1", **{**SAFE, **answers})
    assert name_tags(outcome) == ["party:screening:done"] and outcome.events[0].tag.audience == "office"


def test_nobody_is_referred_on_behind_their_back() -> None:
    refused = do(screening.decide_referral, make_facts(), COORDINATOR, "p1", where="A shelter", told=False)
    expect_refusal(refused, "not_told", "told")


def test_a_referral_ends_the_mediation_and_only_the_office_reads_why() -> None:
    outcome = do(screening.decide_referral, make_facts(), subject="p1", where="A shelter", told=True)
    assert name_tags(outcome) == ["case:referral:made", "case:outcome:noted", "case:mediation:failed"]
    assert outcome.events[1].after == {"why": "inappropriate"} and not outcome.events[2].after
