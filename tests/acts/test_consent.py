"""Asked of each side, to a named text, freely; a no needs no reason and is nobody's fault."""

from __future__ import annotations

import pytest

from evenhand.cases.acts import Denied
from evenhand.mediation.models import Consent, Ending
from evenhand.procedures.packs import find_procedure
from tests.acts.telling import expect_faults, expect_refused, list_tags, read_record
from tests.cast import SAFE, Town, tell_to_agreement, tell_to_consent

VERSION = find_procedure("community_mediation").consents[0].text_version


@pytest.fixture
def asked(town: Town) -> Town:
    """Both sides are screened and the other is invited."""
    town.open()
    for seat in ("p1", "p2"):
        town.must("intake", "screen_party", party=seat, **SAFE)
    town.must("intake", "invite_party", party="p2", how="letter", words="The blue door.")
    return town


def test_an_invitation_is_seen_by_all_and_its_words_by_the_office(asked: Town) -> None:
    shared = [(tag, after) for tag, _, after in read_record(asked, "shared")]
    assert ("party:invitation:sent", {"how": "letter"}) in shared and "blue door" not in repr(shared)
    assert "blue door" in repr(read_record(asked, "office"))
    assert asked.case.parties.get(seat="p2").invited_at == asked.at


def test_consent_is_to_a_named_text(asked: Town) -> None:
    asked.must("p1", "give_consent", party="p1", text_version=VERSION, form="portal")
    row = Consent.objects.get()
    assert (row.seat, row.state, row.version, row.form, row.by) == ("p1", "given", VERSION, "portal", "p1")
    result = asked.do(
        "p1", "give_consent", party="p1", text_version="agreement_to_mediate@1999", form="portal"
    )
    expect_faults(result, ("text_version", "unknown_choice"))


def test_consent_is_given_once(asked: Town) -> None:
    asked.must("p1", "give_consent", party="p1", text_version=VERSION, form="portal")
    result = asked.do("intake", "give_consent", party="p1", text_version=VERSION, form="spoken")
    expect_refused(asked, result, "this_party_consented", "msc.1")
    assert Consent.objects.count() == 1


def test_a_party_speaks_for_itself(asked: Town) -> None:
    for act in ("give_consent", "refuse_consent"):
        data = {"text_version": VERSION} if act == "give_consent" else {}
        result = asked.do("p1", act, party="p2", form="portal", **data)
        expect_refused(asked, result, "this_is_side", "nafcm.parties_decide", "party")
    assert not Consent.objects.exists()


def test_nobody_consents_before_they_were_screened(town: Town) -> None:
    town.open()
    result = town.do("intake", "give_consent", party="p1", text_version=VERSION, form="spoken")
    expect_refused(town, result, "this_party_screened", "ours.screening")


def test_one_may_say_no_at_once_and_without_a_word(town: Town) -> None:
    town.open()
    done = town.must("intake", "refuse_consent", party="p2", form="spoken")
    assert list_tags(done) == ["party:consent:refused", "case:outcome:noted", "case:mediation:failed"]
    assert Ending.objects.get().why == "refused"
    for act, data in (
        ("invite_party", {"party": "p2", "how": "phone"}),
        ("give_consent", {"party": "p1", "text_version": VERSION, "form": "spoken"}),
    ):
        assert town.do("intake", act, **data).reason in {"failed", "this_party_screened", "first_screened"}


def test_who_said_no_is_not_asked_again(asked: Town) -> None:
    asked.must("p2", "refuse_consent", party="p2", form="portal")
    result = asked.do("intake", "invite_party", party="p2", how="phone")
    expect_refused(asked, result, "failed", "msc.1")
    result = asked.do("p2", "refuse_consent", party="p2", form="portal")
    expect_refused(asked, result, "this_party_refused", "ours.no_pressure")
    assert Consent.objects.count() == 1


def test_consent_is_taken_back_until_the_agreement_is_in_force(town: Town) -> None:
    tell_to_consent(town)
    done = town.must("p2", "withdraw_consent", party="p2", form="portal", words="I changed my mind.")
    assert list_tags(done)[0] == "party:consent:withdrawn"
    assert "changed my mind" not in repr(read_record(town, "shared", "p1"))
    assert town.case.parties.get(seat="p2").consent == "withdrawn"
    states = list(Consent.objects.filter(seat="p2").order_by("at", "pk").values_list("state", flat=True))
    assert sorted(states) == ["given", "withdrawn"]  # history is kept beside it
    result = town.do("coordinator", "assign_mediator", mediator=town.code("mediator"))
    expect_refused(town, result, "failed", "msc.1")


def test_what_was_not_given_cannot_be_taken_back(asked: Town) -> None:
    result = asked.do("p1", "withdraw_consent", party="p1", form="portal")
    expect_refused(asked, result, "this_party_consented", "msc.1")


def test_an_agreement_in_force_is_not_left_by_a_click(town: Town) -> None:
    tell_to_agreement(town)
    result = town.do("p1", "withdraw_consent", party="p1", form="portal")
    expect_refused(town, result, "in_force", "ours.signing")


@pytest.mark.parametrize("name", ["outsider", "director", "mediator", "operator"])
def test_others_record_nobodys_answer(asked: Town, name: str) -> None:
    assert asked.do(name, "refuse_consent", party="p2", form="spoken") == Denied()
