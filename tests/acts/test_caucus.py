"""What a side says in confidence: its mediator's own words, read by nobody else."""

from __future__ import annotations

import pytest

from evenhand.access.queries import NotAllowed, may
from evenhand.cases.acts import Denied
from evenhand.mediation.caucus import CaucusNote, list_caucus_notes
from evenhand.record.models import Entry
from tests.acts.telling import expect_faults, list_tags
from tests.cast import Town, tell_to_session

CONFIDED = "He would move the bin if she asked."
OTHERS = [
    "mediator2",
    "coordinator",
    "intake",
    "director",
    "reviewer",
    "operator",
    "federation",
    "outsider",
    "p1",
    "p2",
]


@pytest.fixture
def noted(town: Town) -> Town:
    """A session took place and its mediator wrote a note."""
    tell_to_session(town)
    assert list_tags(town.must("mediator", "write_caucus_note", words=CONFIDED)) == ["caucus:note:written"]
    return town


def test_its_mediator_reads_it(noted: Town) -> None:
    notes = list_caucus_notes(noted.viewer("mediator"), noted.case)
    assert [words for _, words in notes] == [CONFIDED]
    assert b"bin" not in bytes(CaucusNote.objects.get().words)


def test_nobody_else_reads_or_writes_one(noted: Town) -> None:
    for name in [*OTHERS, "p1", "p2"]:
        viewer = noted.viewer(name)
        assert not may(viewer, "read_caucus", noted.case), name
        with pytest.raises(NotAllowed):
            list_caucus_notes(viewer, noted.case)
        assert noted.do(name, "write_caucus_note", words="x") == Denied()


def test_it_has_a_chain_of_its_own_so_that_not_even_its_number_shows(noted: Town) -> None:
    rows = Entry.objects.filter(scope=noted.case.id)
    assert list(rows.filter(chain="caucus").values_list("tag", flat=True)) == ["caucus:note:written"]
    assert not rows.exclude(chain="caucus").filter(tag__startswith="caucus").exists()


def test_whoever_mediates_next_reads_none_of_the_first_ones_notes(noted: Town) -> None:
    noted.must("p1", "object_to_mediator", party="p1")
    with pytest.raises(NotAllowed):
        list_caucus_notes(noted.viewer("mediator"), noted.case)
    noted.must("coordinator", "assign_mediator", mediator=noted.code("mediator2"))
    noted.must("mediator2", "answer_conflict_check", answer="no_conflict")
    assert list_caucus_notes(noted.viewer("mediator2"), noted.case) == []


def test_an_empty_note_is_none(noted: Town) -> None:
    expect_faults(noted.do("mediator", "write_caucus_note", words="  "), ("words", "required"))
