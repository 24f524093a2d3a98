"""Consent to a named text, no without a reason, a mediator without ties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evenhand.mediation.rules import caucus, consent, matching
from tests.rules.matter import FIRST, MEDIATOR, P1, P2, do, expect_refusal, make_facts, name_tags

TEXT = "agreement_to_mediate@2026.11"
ENDED = ["case:outcome:noted", "case:mediation:failed"]


def test_an_invitation_keeps_the_offices_words_apart() -> None:
    assert name_tags(do(consent.decide_invitation, make_facts(), subject="p2", how="phone")) == [
        "party:invitation:sent"
    ]
    outcome = do(consent.decide_invitation, make_facts(), subject="p2", how="phone", words="Sounded tired.")
    assert name_tags(outcome) == ["party:invitation:sent", "case:note:written"]
    assert outcome.events[0].after == {"how": "phone"}


def test_consent_names_its_text_and_an_older_one_is_asked_again() -> None:
    given = {"text_version": TEXT, "form": "portal"}
    facts = make_facts(P1, replace(P2, consent="given", consent_version="agreement_to_mediate@2020"))
    assert do(consent.decide_consent, facts, subject="p2", **given).events[0].after == given
    assert name_tags(do(consent.decide_consent, facts, subject="p9", **given)) == ["party:consent:given"]
    same = make_facts(P1, replace(P2, consent="given", consent_version=TEXT))
    refused = do(consent.decide_consent, same, subject="p2", **given)
    expect_refusal(refused, "this_party_consented", "party", "unless")


@pytest.mark.parametrize("act", ["give_consent", "refuse_consent", "withdraw_consent"])
def test_a_party_speaks_for_itself_alone(act: str) -> None:
    refused = do(consent.DECIDERS[act], make_facts(), FIRST, "p2", text_version=TEXT, form="portal")
    expect_refusal(refused, "this_is_side", "party")


@pytest.mark.parametrize(
    ("act", "tag", "why"),
    [
        ("refuse_consent", "party:consent:refused", "refused"),
        ("withdraw_consent", "party:consent:withdrawn", "withdrawn"),
    ],
)
def test_a_no_ends_it_and_says_why_to_the_office_only(act: str, tag: str, why: str) -> None:
    outcome = do(consent.DECIDERS[act], make_facts(), FIRST, "p1", form="portal")
    assert name_tags(outcome) == [tag, *ENDED]
    assert outcome.events[1].after == {"why": why} and not outcome.events[2].after
    said = do(consent.DECIDERS[act], make_facts(), FIRST, "p1", form="portal", words="I am tired of it.")
    assert name_tags(said) == [tag, "case:note:written", *ENDED]


@pytest.mark.parametrize("state", ["declined", "objected"])
def test_who_is_out_of_a_case_is_not_asked_again(state: str) -> None:
    refused = do(matching.decide_assignment, make_facts(assignments=(("ME01", state),)), mediator="ME01")
    expect_refusal(refused, "mediator_out", "mediator", "unless")


@pytest.mark.parametrize("assignments", [(), (("ME01", "released"),), (("ME02", "declined"),)])
def test_anybody_else_can_be_asked(assignments) -> None:
    outcome = do(matching.decide_assignment, make_facts(assignments=assignments), mediator="ME01")
    assert name_tags(outcome) == ["mediator:assignment:made", "mediator:conflict:checked"]


@pytest.mark.parametrize(
    ("answers", "tags"),
    [
        ({"answer": "cannot", "words": "My cousin."}, ["mediator:assignment:declined"]),
        ({"answer": "no_conflict"}, ["mediator:assignment:accepted"]),
        ({"answer": "disclose", "words": "Same choir."},
         ["mediator:assignment:accepted", "mediator:relation:disclosed"]),
    ],
)  # fmt: skip
def test_a_mediators_answer(answers, tags) -> None:
    outcome = do(matching.decide_answer, make_facts(), MEDIATOR, **answers)
    assert name_tags(outcome) == tags
    assert "words" not in outcome.events[0].after


def test_a_disclosure_says_what() -> None:
    expect_refusal(do(matching.decide_answer, make_facts(), MEDIATOR, answer="disclose"), "say_what", "words")
    later = do(matching.decide_disclosure, make_facts(), MEDIATOR, words="Same choir.")
    assert later.events[0].after == {"words": "Same choir."}


def test_an_objection_puts_out_whoever_is_asked_or_serves() -> None:
    facts = make_facts(assignments=(("ME01", "accepted"), ("ME02", "asked"), ("ME03", "declined")))
    outcome = do(matching.decide_objection, facts, FIRST, "p1")
    assert outcome.events[0].after == {"mediators": ["ME01", "ME02"]}
    expect_refusal(do(matching.decide_objection, facts, FIRST, "p2"), "this_is_side", "party")


def test_a_caucus_note_is_in_a_chain_of_its_own() -> None:
    outcome = do(caucus.decide_caucus_note, make_facts(), MEDIATOR, words="He would move the bin.")
    assert name_tags(outcome) == ["caucus:note:written"] and outcome.events[0].tag.chain_for("") == "caucus"
