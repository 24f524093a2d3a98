"""Texts that are signed beside the consent: by each side, by the mediator, once, and apart from the consent."""

from __future__ import annotations

import pytest

from evenhand.cases.acts import Denied
from evenhand.cases.queries import list_whole, read_facts
from evenhand.mediation.models import Consent
from evenhand.mediation.rules.naming import name_texts
from tests.acts.telling import accept, count_entries, expect_faults, expect_refused, list_tags, read_entries
from tests.acts.variant import PRIVILEGE, WAIVER
from tests.cast import TEXT, Town, tell_to_consent


@pytest.fixture
def town(wider: Town) -> Town:
    """Both sides agreed to mediate, and a mediator serves."""
    tell_to_consent(wider)
    accept(wider)
    return wider


def name(town: Town, subject: str = "") -> set[str]:
    """The facts of the texts."""
    facts = read_facts(list_whole().get(number=town.number))
    return {fact for fact, so in name_texts(facts, facts.kind_facts, subject).items() if so}


def sign(town: Town, who: str, version: str = PRIVILEGE, party: str = "", **more: str) -> object:
    """Somebody signs a text."""
    about = {"party": party} if party else {}
    return town.do(who, "sign_text", text_version=version, form="paper", **about, **more)


def test_each_side_and_the_mediator_sign_and_the_consent_is_left_alone(town: Town) -> None:
    consents = list(town.case.parties.values_list("consent", "consent_version").order_by("seat"))
    assert list_tags(sign(town, "p1", party="p1")) == ["party:text:signed"]
    assert name(town, "p1") == {"this_party_signed_privilege"} and name(town, "p2") == set()
    done = sign(town, "intake", party="p2", words="Read out by phone.")
    assert list_tags(done) == ["party:text:signed", "case:note:written"]
    assert name(town) == {"sides_signed_privilege"}
    signed = read_entries(town, sign(town, "mediator"))["party:text:signed"]
    assert signed == {"who": "mediator", "text_version": PRIVILEGE, "form": "paper"}
    assert name(town) == {
        "sides_signed_privilege",
        "mediator_signed_privilege",
        "this_party_signed_privilege",
    }
    assert list(town.case.parties.values_list("consent", "consent_version").order_by("seat")) == consents
    assert set(Consent.objects.filter(version=PRIVILEGE).values_list("seat", "state")) == {
        ("p1", "given"),
        ("p2", "given"),
        ("mediator", "given"),
    }


def test_a_side_that_joins_has_not_signed(town: Town) -> None:
    sign(town, "p1", party="p1")
    sign(town, "intake", party="p2")
    town.must("intake", "add_party", part="responding", name="Ada", language="en")
    assert "sides_signed_privilege" not in name(town)


def test_while_there_is_no_other_side_the_sides_have_not_signed(wider: Town) -> None:
    wider.open(other_name=None)
    sign(wider, "p1", party="p1")
    assert name(wider, "p1") == {"this_party_signed_privilege"}


def test_nobody_signs_twice_or_for_another_or_what_is_not_theirs(town: Town) -> None:
    sign(town, "p1", party="p1")
    before = count_entries()
    twice = sign(town, "p1", party="p1")
    expect_refused(town, twice, "this_party_signed_privilege", "uma.4", "party")
    expect_refused(town, sign(town, "p1", party="p2"), "this_is_side", "nafcm.parties_decide", "party")
    expect_refused(town, sign(town, "mediator", WAIVER), "this_is_side", "uma.6", "party")
    town.must("intake", "add_party", part="companion", for_party="p1", name="Ada")
    expect_refused(town, sign(town, "intake", party="p3"), "this_is_side", "uma.4", "party")
    assert sign(town, "mediator2") == Denied() and count_entries() == before + 1
    expect_faults(sign(town, "p1", TEXT, party="p1"), ("text_version", "unknown_choice"))


def test_the_same_request_twice_is_one_signature(town: Town) -> None:
    known = {"party": "p1", "text_version": WAIVER, "form": "portal"}
    first = town.do("p1", "sign_text", once="a", **known)
    again = town.do("p1", "sign_text", once="a", **known)
    assert again.entries == first.entries and again.again  # type: ignore[union-attr]
    assert Consent.objects.filter(version=WAIVER).count() == 1


def test_the_consent_to_mediate_does_not_offer_the_other_texts(wider: Town) -> None:
    wider.open()
    result = wider.do("intake", "give_consent", party="p1", text_version=PRIVILEGE, form="spoken")
    expect_faults(result, ("text_version", "unknown_choice"))


def test_what_packs_may_ask_besides_is_kept_and_a_no_of_the_others_counts(wider: Town) -> None:
    tell_to_consent(wider)
    Consent.objects.all().delete()
    wider.case.parties.update(consent="", consent_version="")
    wider.must("p1", "give_consent", party="p1", text_version=TEXT, form="portal", doors="open")
    assert Consent.objects.get().doors == "open"
    result = wider.do("intake", "add_party", part="responding", name="Ada", agreed=False)
    expect_refused(wider, result, "others_agree", "ours.people", "agreed")
    wider.must("intake", "give_consent", party="p2", text_version=TEXT, form="spoken")
    known = {"mediator": wider.code("mediator"), "chosen": "by_sides"}
    asked = read_entries(wider, wider.must("coordinator", "assign_mediator", **known))
    assert asked["mediator:assignment:made"] == known


def test_a_mediator_leaves_with_reasons_that_the_sides_read(town: Town) -> None:
    expect_faults(town.do("mediator", "leave_case"), ("words", "required"))
    assert town.do("coordinator", "leave_case", words="x") == Denied()
    known = {"words": "I fell ill."}
    first = town.do("mediator", "leave_case", once="b", **known)
    left = read_entries(town, first)["mediator:assignment:left"]
    assert left == {"mediator": town.code("mediator"), "words": "I fell ill."}
    assert town.do("mediator", "leave_case", once="b", **known).again  # type: ignore[union-attr]
    assert town.do("mediator", "leave_case", words="Again.") == Denied()
    assert town.case.assignments.get().state == "released" and town.case.stage == "matching"
    accept(town)  # and may be asked again
    assert town.case.stage == "session"
