"""Telling somebody outside: a listed ground, no more than it allows, two people, and the sides can read of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from evenhand.cases.acts import Denied
from evenhand.disclosure.models import DisclosureRequest
from evenhand.disclosure.queries import open_disclosures
from evenhand.notices.models import Notice
from evenhand.record.models import Entry
from tests.acts.telling import accept, expect_faults, expect_refused, find_key, list_tags, read_record
from tests.cast import Town, tell_to_consent

DANGER: dict[str, Any] = {
    "basis": "threat_to_life",
    "to": "The police of Lower Ford",
    "what": ["where", "danger"],
    "why": "A threat with a knife.",
}
REPORT = {"basis": "report", "to": "The court of Lower Ford", "what": ["held"], "why": "It asked."}


@pytest.fixture
def town(wider: Town) -> Town:
    """A case in the middle, under a pack with a ground that waits and one that is quiet."""
    tell_to_consent(wider)
    accept(wider)
    return wider


def test_one_asks_another_agrees_and_the_sides_can_read_of_it(town: Town) -> None:
    expect_refused(town, town.do("director", "approve_disclosure"), "disclosure_requested", "ours.disclosure")
    first = town.do("mediator", "request_disclosure", once="a", **DANGER)
    assert list_tags(first) == ["case:disclosure:requested"]
    assert town.do("mediator", "request_disclosure", once="a", **DANGER).again  # type: ignore[union-attr]
    result = town.do("coordinator", "request_disclosure", **DANGER)
    expect_refused(town, result, "disclosure_requested", "ours.disclosure")
    made = town.do("coordinator", "approve_disclosure", once="b", words="Agreed.")
    assert list_tags(made) == ["case:disclosure:made", "case:note:written"]
    assert town.do("coordinator", "approve_disclosure", once="b", words="Agreed.").again  # type: ignore[union-attr]
    shared = [after for tag, _, after in read_record(town, "shared") if "disclosure" in tag]
    assert shared == [{"basis": "threat_to_life", "what": ["where", "danger"]}]
    assert set(Notice.objects.filter(code="disclosure_made").values_list("seat", flat=True)) == {"p1", "p2"}
    row = DisclosureRequest.objects.get()
    assert (row.answer, row.answered_by) == ("approved", town.code("coordinator"))
    assert b"police" not in bytes(row.to) and b"knife" not in bytes(row.why)
    told = open_disclosures(town.case, find_key(town))[0]
    assert (told.to, told.what, told.answer) == ("The police of Lower Ford", ("where", "danger"), "approved")
    town.must("coordinator", "request_disclosure", **DANGER)  # and one may ask again


def test_the_same_person_never_decides(town: Town) -> None:
    town.must("coordinator", "request_disclosure", **DANGER)
    for act, words in (("approve_disclosure", {}), ("decline_disclosure", {"words": "No."})):
        result = town.do("coordinator", act, **words)
        expect_refused(town, result, "disclosure_asked_by_me", "ours.disclosure")
    for name in ("mediator", "intake", "p1", "outsider", "reviewer", "operator"):
        assert town.do(name, "approve_disclosure") == Denied()
    assert (
        town.do("mediator2", "request_disclosure", **DANGER)
        == Denied()
        == town.do("p1", "request_disclosure", **DANGER)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        DisclosureRequest.objects.update(answer="approved", answered_by=town.code("coordinator"))


def test_nothing_is_told_beyond_the_ground(town: Town) -> None:
    too_much = {**DANGER, "basis": "court_order", "what": ["held", "danger"]}
    expect_refused(
        town, town.do("coordinator", "request_disclosure", **too_much), "beyond_basis", "uma.7", "what"
    )
    unknown = town.do("coordinator", "request_disclosure", **{**DANGER, "basis": "gossip"})
    expect_faults(unknown, ("basis", "unknown_choice"))
    expect_faults(town.do("coordinator", "request_disclosure"), *[(code, f"required{more}") for code, more in (
        ("basis", "_choice"), ("to", ""), ("what", "_choices"), ("why", ""))])  # fmt: skip
    assert not DisclosureRequest.objects.exists()


def test_a_no_stays_with_the_office(town: Town) -> None:
    town.must("coordinator", "request_disclosure", **DANGER)
    expect_faults(town.do("director", "decline_disclosure"), ("words", "required"))
    known = {"words": "No danger now."}
    assert list_tags(town.do("director", "decline_disclosure", once="a", **known)) == [
        "case:disclosure:declined"
    ]
    assert town.do("director", "decline_disclosure", once="a", **known).again  # type: ignore[union-attr]
    assert not Entry.objects.filter(chain="shared", tag__contains="disclosure").exists()
    assert DisclosureRequest.objects.get().answer == "declined"


def test_a_copy_goes_first_and_the_time_to_read_it_is_waited_for(town: Town) -> None:
    asked = town.must("coordinator", "request_disclosure", **REPORT)
    assert list_tags(asked) == ["case:disclosure:requested", "case:report:copied"]
    early = town.do("director", "approve_disclosure")
    expect_refused(town, early, "passed_copy_wait", "uma.7")
    town.wait(days=4)
    expect_refused(town, town.do("director", "approve_disclosure"), "passed_copy_wait", "uma.7")
    town.wait(days=2)
    assert list_tags(town.must("director", "approve_disclosure")) == ["case:disclosure:made"]


def test_a_quiet_ground_is_the_office_s_alone(town: Town) -> None:
    quiet = {**DANGER, "basis": "quiet", "what": ["danger"]}
    town.must("coordinator", "request_disclosure", **quiet)
    assert list_tags(town.must("director", "approve_disclosure")) == ["case:disclosure:done"]
    assert not Entry.objects.filter(chain="shared", tag__contains="disclosure").exists()
    assert not Notice.objects.filter(code="disclosure_made").exists()
    assert DisclosureRequest.objects.get().answer == "approved"


def test_after_erasure_nobody_can_read_who_was_told(
    town: Town, django_capture_on_commit_callbacks: Any
) -> None:
    town.must("coordinator", "request_disclosure", **DANGER)
    town.must("coordinator", "request_erasure", why="x")
    with django_capture_on_commit_callbacks(execute=True):
        town.must("director", "approve_erasure")
    row = DisclosureRequest.objects.get()
    assert (row.to, row.why, row.basis) == (None, None, "threat_to_life")
