"""Erasure takes two people: whoever asks cannot approve, and nothing is approved that nobody asked for."""

from __future__ import annotations

import pytest

from evenhand.cases.rules.types import ErasureFacts
from evenhand.erasure.rules import DECIDERS
from tests.rules.matter import COORDINATOR, INTAKE, do, expect_refusal, make_facts, name_tags

ASKED = make_facts(erasure=ErasureFacts(requested_by="CO01"))


def test_one_person_asks_once() -> None:
    assert name_tags(do(DECIDERS["request_erasure"], make_facts(), why="They asked.")) == [
        "case:erasure:requested"
    ]
    expect_refusal(do(DECIDERS["request_erasure"], ASKED, why="x"), "erasure_requested", because="unless")


@pytest.mark.parametrize(
    ("act", "tag"),
    [("approve_erasure", "case:key:destroyed"), ("decline_erasure", "case:erasure:declined")],
)
def test_another_person_answers(act: str, tag: str) -> None:
    decide = DECIDERS[act]
    expect_refusal(do(decide, make_facts(), COORDINATOR), "erasure_requested")
    expect_refusal(do(decide, ASKED, COORDINATOR), "erasure_asked_by_me", because="unless")
    assert name_tags(do(decide, ASKED, INTAKE, words="So be it.")) == [tag]


def test_the_tombstone_names_both_and_holds_no_word_of_why() -> None:
    outcome = do(DECIDERS["approve_erasure"], ASKED, INTAKE, words="Because of Rosa.")
    assert outcome.events[0].after == {"requested_by": "CO01", "approved_by": "IN01"}
