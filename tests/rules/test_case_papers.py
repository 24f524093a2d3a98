"""Notes, messages, files and handing over; and how answers are written down."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.cases.rules.papers import DECIDERS
from evenhand.cases.rules.types import Act, PartyFacts, write_value, write_values
from tests.rules.matter import FIRST, INTAKE, NOON, do, expect_refusal, make_facts, name_tags

FILE = {"name": "a.pdf", "content_type": "application/pdf", "content": b"%PDF"}


def test_a_note_is_the_offices() -> None:
    outcome = do(DECIDERS["write_note"], make_facts(), words="Call after six.")
    assert name_tags(outcome) == ["case:note:written"]
    assert outcome.events[0].after == {"words": "Call after six."}


def test_a_party_writes_from_its_own_seat_only() -> None:
    assert do(DECIDERS["send_message"], make_facts(), FIRST, "p1", words="Hello").events[0].subject == "p1"
    expect_refusal(
        do(DECIDERS["send_message"], make_facts(), FIRST, "p2", words="x"), "this_is_side", "party"
    )
    assert do(DECIDERS["send_message"], make_facts(), INTAKE, "p2", words="Hello").events[0].subject == "p2"


@pytest.mark.parametrize(
    ("shared", "tag"), [("case", "case:document:shared"), ("office", "case:document:attached")]
)
def test_a_file_is_for_the_office_unless_it_is_shared(shared: str, tag: str) -> None:
    outcome = do(DECIDERS["attach_file"], make_facts(), file=FILE, title="Lease", shared=shared)
    assert name_tags(outcome) == [tag]
    assert outcome.events[0].after["size"] == 4


def test_handing_over_names_who_had_it_before() -> None:
    outcome = do(DECIDERS["hand_over"], make_facts(worker="IN01"), worker="IN02", words="")
    assert outcome.events[0].before == {"worker": "IN01"} and outcome.events[0].after == {"worker": "IN02"}
    refused = do(DECIDERS["hand_over"], make_facts(worker="IN01"), worker="IN01")
    expect_refusal(refused, "has_worker", "worker", "unless")


def test_answers_are_written_as_text_and_empty_ones_not_at_all() -> None:
    data = {
        "at": NOON,
        "day": date(2026, 3, 1),
        "list": [{"on": NOON}],
        "no": False,
        "none": None,
        "e": "",
        "l": [],
    }
    assert write_values(data) == {
        "at": NOON.isoformat(), "day": "2026-03-01", "list": [{"on": NOON.isoformat()}], "no": False,
    }  # fmt: skip
    assert write_values(data, "no", "e") == {"no": False}
    assert write_value(b"as it is") == b"as it is"


def test_people_of_a_case() -> None:
    facts = make_facts(assignments=(("A", "accepted"), ("B", "asked")))
    beside = PartyFacts("p3", "guardian", "p1")
    assert facts.party("p2").part == "responding" and facts.party("p7") is None
    assert [side.seat for side in make_facts(*facts.parties, beside).sides] == ["p1", "p2"]
    assert facts.mediators == ("A",) and facts.next_seat == "p3"
    assert Act("x", INTAKE).subject == ""
