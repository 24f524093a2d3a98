"""A mediator is asked without names, free to say no, open about ties, and out for good when a side objects."""

from __future__ import annotations

import pytest

from evenhand.access.queries import NotAllowed
from evenhand.cases.acts import Denied
from evenhand.cases.queries import open_case_key
from tests.acts.telling import accept, expect_faults, expect_refused, list_tags, read_entries, read_record
from tests.cast import SAFE, Town, tell_to_agreement, tell_to_consent


@pytest.fixture
def ready(town: Town) -> Town:
    """Both sides have agreed to mediate."""
    tell_to_consent(town)
    return town


def ask(town: Town, name: str = "mediator") -> object:
    return town.do("coordinator", "assign_mediator", mediator=town.code(name))


def list_answers(town: Town) -> dict[str, str]:
    """Mediator's code -> where asking them stands."""
    return dict(town.case.assignments.values_list("code", "state"))


def test_a_mediator_is_asked_only_when_every_side_agreed(town: Town) -> None:
    town.open()
    expect_refused(town, ask(town), "all_screened", "ours.screening")
    for seat in ("p1", "p2"):
        town.must("intake", "screen_party", party=seat, **SAFE)
    expect_refused(town, ask(town), "all_consented", "msc.1")


def test_an_asked_mediator_opens_no_name(ready: Town) -> None:
    assert list_tags(ask(ready))[0] == "mediator:assignment:made"
    with pytest.raises(NotAllowed):
        open_case_key(ready.viewer("mediator"), ready.case)
    ready.must("mediator", "answer_conflict_check", answer="no_conflict")
    assert open_case_key(ready.viewer("mediator"), ready.case)


@pytest.mark.parametrize("name", ["mediator2", "coordinator", "intake", "p1", "outsider"])
def test_only_who_is_asked_answers(ready: Town, name: str) -> None:
    ask(ready)
    assert ready.do(name, "answer_conflict_check", answer="no_conflict") == Denied()


def test_who_declined_is_never_asked_again(ready: Town) -> None:
    ask(ready)
    done = ready.must("mediator", "answer_conflict_check", answer="cannot", words="My cousin is in it.")
    assert list_tags(done) == ["mediator:assignment:declined"]
    assert "cousin" not in repr(read_record(ready))  # a no needs no reason, so none is kept
    expect_refused(ready, ask(ready), "mediator_out", "ours.matching", "mediator")
    assert ready.do("mediator", "answer_conflict_check", answer="no_conflict") == Denied()
    assert ask(ready, "mediator2").entries
    ready.must("mediator2", "answer_conflict_check", answer="no_conflict")
    assert list_answers(ready) == {ready.code("mediator"): "declined", ready.code("mediator2"): "accepted"}


def test_one_who_does_not_answer_gives_way_to_another(ready: Town) -> None:
    ask(ready)
    ready.wait(days=5)
    ask(ready, "mediator2")
    assert list_answers(ready) == {ready.code("mediator"): "released", ready.code("mediator2"): "asked"}
    assert ready.do("mediator", "answer_conflict_check", answer="no_conflict") == Denied()


def test_nobody_outside_the_centre_is_asked(ready: Town) -> None:
    for name in ("outsider", "intake"):
        result = ready.do("coordinator", "assign_mediator", mediator=ready.code(name))
        expect_faults(result, ("mediator", "unknown_choice"))
    expect_faults(ready.do("coordinator", "assign_mediator"), ("mediator", "required_choice"))


def test_a_tie_is_told_to_both_sides(ready: Town) -> None:
    ask(ready)
    result = ready.do("mediator", "answer_conflict_check", answer="disclose")
    expect_refused(ready, result, "say_what", "msc.3", "words")
    done = ready.must("mediator", "answer_conflict_check", answer="disclose", words="We sing in one choir.")
    assert read_entries(ready, done)["mediator:relation:disclosed"] == {"words": "We sing in one choir."}
    assert "one choir" in repr(read_record(ready, "shared"))
    told = ready.case.notices.filter(code="mediator_disclosed").values_list("seat", flat=True)
    assert sorted(told) == ["p1", "p2"]


def test_a_tie_that_comes_to_light_later_is_told_too(ready: Town) -> None:
    result = ready.do("coordinator", "disclose_relation", words="x")
    expect_refused(ready, result, "mediator_accepted", "ours.matching")
    accept(ready)
    done = ready.must("mediator", "disclose_relation", words="Her niece is in my class.")
    assert list_tags(done) == ["mediator:relation:disclosed"]


def test_an_objection_ends_the_mediators_sight_for_good(ready: Town) -> None:
    result = ready.do("p1", "object_to_mediator", party="p1")
    expect_refused(ready, result, "mediator_accepted", "ours.matching")
    accept(ready)
    expect_refused(
        ready,
        ready.do("p1", "object_to_mediator", party="p2"),
        "this_is_side",
        "nafcm.parties_decide",
        "party",
    )
    done = ready.must("p1", "object_to_mediator", party="p1", words="He knows my landlord.")
    assert list_tags(done) == ["mediator:assignment:objected"]
    assert "landlord" not in repr(read_record(ready, "shared", "p2", "caucus"))
    assert ready.do("mediator", "write_note", words="x") == Denied()
    with pytest.raises(NotAllowed):
        open_case_key(ready.viewer("mediator"), ready.case)
    expect_refused(ready, ask(ready), "mediator_out", "ours.matching", "mediator")
    result = ready.do(
        "coordinator",
        "offer_times",
        times=[{"starts": "2026-04-01T10:00:00Z", "place": "centre"}],
        minutes=60,
    )
    expect_refused(ready, result, "mediator_objected", "ours.matching")
    ask(ready, "mediator2")
    ready.must("mediator2", "answer_conflict_check", answer="no_conflict")


def test_after_the_agreement_nobody_is_exchanged(town: Town) -> None:
    tell_to_agreement(town)
    expect_refused(town, town.do("p1", "object_to_mediator", party="p1"), "in_force", "ours.signing")
    expect_refused(town, ask(town, "mediator2"), "in_force", "ours.signing")


def test_a_minor_needs_a_guardian_first(town: Town) -> None:
    """The other side is under 18: no mediator is asked until somebody stands beside them."""
    tell_to_consent(town)
    town.must("intake", "correct_party", party="p2", under_18=True)
    refusal = expect_refused(town, ask(town), "minor_without_guardian", "ours.minors")
    assert "guardian" in refusal.words
    town.must("intake", "add_party", part="guardian", for_party="p2", name="Ada Bellweather")
    assert ask(town).entries


def test_a_guardian_beside_the_wrong_side_is_none(town: Town) -> None:
    tell_to_consent(town)
    town.must("intake", "correct_party", party="p2", under_18=True)
    town.must("intake", "add_party", part="guardian", for_party="p1", name="Ada")
    expect_refused(town, ask(town), "minor_without_guardian", "ours.minors")
