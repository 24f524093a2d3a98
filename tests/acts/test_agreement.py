"""Who does what by when; advice first; each signs for itself; in force with the last."""

from __future__ import annotations

import pytest

from evenhand.cases.acts import Denied
from evenhand.mediation.models import Agreement, Signature, Term
from evenhand.vault.fields import open_text
from tests.acts.telling import TERMS, expect_faults, expect_refused, find_key, hold_session, list_tags
from tests.cast import Town, tell_to_session


@pytest.fixture
def held(town: Town) -> Town:
    """The sides came to an agreement in a session."""
    tell_to_session(town)
    hold_session(town)
    return town


@pytest.fixture
def drafted(held: Town) -> Town:
    """Its terms are written and the sides were told that they may take advice."""
    held.must("mediator", "draft_terms", terms=TERMS, other="Until the lease ends.")
    held.must("mediator", "advise_independently", how="in_session")
    return held


def test_terms_are_sealed_and_who_promises_by_when_is_not(drafted: Town) -> None:
    term, key = Term.objects.get(), find_key(drafted)
    assert (term.ref, term.who, term.by.isoformat()) == ("t1", "p2", "2026-05-01")
    assert open_text(term, key, "what") == "Take the dog in by ten." and b"dog" not in bytes(term.what)
    assert open_text(Agreement.objects.get(), key, "other") == "Until the lease ends."


def test_nothing_is_drafted_before_a_session_agreed(town: Town) -> None:
    tell_to_session(town)
    expect_refused(town, town.do("mediator", "draft_terms", terms=TERMS), "session_held", "ours.session")
    hold_session(town, "adjourned")
    expect_refused(town, town.do("mediator", "draft_terms", terms=TERMS), "agreed", "nafcm.parties_decide")


def test_only_a_side_promises(held: Town) -> None:
    held.must("intake", "add_party", part="companion", for_party="p1", name="Ada")
    result = held.do("mediator", "draft_terms", terms=[{"who": "p3", "what": "Mind the dog."}])
    expect_refused(held, result, "this_is_side", "nafcm.parties_decide", "terms")


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ([], "too_few_rows"),
        (TERMS * 13, "too_many_rows"),
        ([{"who": "p9", "what": "x"}], "unknown_choice"),
        ([{"who": "p1"}], "required"),
        ([{"who": "p1", "what": "x", "by": "soon"}], "not_date"),
        ("x", "not_list"),
    ],
)
def test_what_is_wrong_with_terms(held: Town, terms, code: str) -> None:
    expect_faults(held.do("mediator", "draft_terms", terms=terms), ("terms", code))


def test_nobody_signs_before_they_were_told_to_take_advice(held: Town) -> None:
    result = held.do("p1", "sign_agreement", party="p1", form="portal")
    expect_refused(held, result, "terms_drafted", "ours.terms")
    held.must("mediator", "draft_terms", terms=TERMS)
    result = held.do("p1", "sign_agreement", party="p1", form="portal")
    expect_refused(held, result, "advised", "ours.advice")


def test_the_last_signature_puts_it_in_force(drafted: Town) -> None:
    assert list_tags(drafted.must("p1", "sign_agreement", party="p1", form="portal")) == [
        "agreement:signature:given"
    ]
    drafted.must("intake", "sign_agreement", party="p2", form="paper")
    assert Agreement.objects.get().in_force_at is None
    done = drafted.must("mediator", "sign_agreement", form="portal")
    assert list_tags(done) == ["agreement:signature:given", "agreement:in_force"]
    assert Agreement.objects.get().in_force_at == drafted.at and drafted.case.stage == "followup"
    assert {row.code for row in drafted.case.clocks.filter(state="running")} >= {"followup_30", "followup_90"}
    result = drafted.do("mediator", "draft_terms", terms=TERMS)
    expect_refused(drafted, result, "in_force", "ours.signing")


def test_each_signs_once_and_for_itself(drafted: Town) -> None:
    drafted.must("p1", "sign_agreement", party="p1", form="portal")
    result = drafted.do("intake", "sign_agreement", party="p1", form="paper")
    expect_refused(drafted, result, "this_party_signed", "ours.signing")
    result = drafted.do("p1", "sign_agreement", party="p2", form="portal")
    expect_refused(drafted, result, "this_is_side", "nafcm.parties_decide", "party")
    assert Signature.objects.count() == 1
    assert drafted.do("mediator2", "sign_agreement", form="portal") == Denied()


def test_somebody_beside_a_side_does_not_sign_for_it(drafted: Town) -> None:
    drafted.must("intake", "add_party", part="companion", for_party="p1", name="Ada")
    result = drafted.do("intake", "sign_agreement", party="p3", form="paper")
    expect_refused(drafted, result, "this_is_side", "nafcm.parties_decide", "party")


def test_new_terms_are_unsigned(drafted: Town) -> None:
    drafted.must("p1", "sign_agreement", party="p1", form="portal")
    drafted.must("mediator", "draft_terms", terms=[*TERMS, {"who": "p1", "what": "Ring first."}])
    assert Agreement.objects.count() == 2
    result = drafted.do("p1", "sign_agreement", party="p1", form="portal")
    expect_refused(drafted, result, "advised", "ours.advice")  # told anew, of the new terms
    drafted.must("mediator", "advise_independently", how="in_writing")
    drafted.must("p1", "sign_agreement", party="p1", form="portal")
