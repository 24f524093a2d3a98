"""What the laws add to a mediation: word of mouth, seals, courts, texts signed beforehand, stepping out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from evenhand.cases.rules.types import Act, Actor, ClockFacts, Outcome, PartyFacts, Refused
from evenhand.mediation.rules import agreement, confirmation, followup, intake, matching, texts
from evenhand.mediation.rules.types import ConfirmationFacts, MediationFacts
from evenhand.procedures.packs import load_pack
from tests.rules.matter import (
    COORDINATOR,
    FIRST,
    INTAKE,
    MEDIATOR,
    NOON,
    P1,
    P2,
    do,
    expect_refusal,
    make_agreement,
    make_facts,
    make_known,
    name_tags,
)  # fmt: skip

PACKS = Path(__file__).parents[2] / "packs"
CHINA, IRELAND, STATES = (
    load_pack(PACKS / name) for name in ("cn_peoples_mediation", "ie_mediation_2017", "us_uma")
)
STRANGER = Actor("mediator", "ME02")
COMPANION = PartyFacts(seat="p3", part="companion", for_seat="p1")
TERM = {"who": "p2", "what": "The goats stay below the wall.", "by": date(2026, 4, 1)}
YESTERDAY = NOON - timedelta(days=1)
SPOKEN = {"agreed_on": YESTERDAY, "no_paper_wanted": True, "terms": [TERM], "matter": "Goats."}
# In force on 2 March, so that the sides can ask the court together until 1 April.
LAST_DAY = date(2026, 4, 1)
MAY_ASK = make_facts(clocks=(ClockFacts("judicial_confirmation", "running", None, LAST_DAY),))
AFTERWARDS = datetime(2026, 4, 10, 9, tzinfo=UTC)


def under(procedure, decide, facts, by=INTAKE, subject="", at=NOON, **data) -> Outcome:
    """Hold one act against its rule under the law of one country."""
    return decide(procedure, facts, Act("some_act", by, data, subject), at)


# --- agreed by word of mouth, China ---------------------------------------------------------------------------


def test_what_is_agreed_by_word_of_mouth_is_in_force_from_when_it_was_agreed() -> None:
    outcome = under(CHINA, agreement.decide_oral, make_facts(), **SPOKEN)
    assert name_tags(outcome) == ["agreement:terms:drafted", "agreement:in_force"]
    drafted, in_force = outcome.events
    assert drafted.after == {
        "version": 1,
        "form": "oral",
        "terms": [{**TERM, "by": "2026-04-01"}],
        "matter": "Goats.",
    }
    assert in_force.after == {"version": 1, "form": "oral"}
    assert drafted.happened_at == in_force.happened_at == YESTERDAY


def test_a_word_of_mouth_takes_the_place_of_the_terms_before_it() -> None:
    outcome = under(CHINA, agreement.decide_oral, make_known(agreement=make_agreement()), **SPOKEN)
    assert [event.after["version"] for event in outcome.events] == [2, 2]


@pytest.mark.parametrize(
    ("answers", "reason", "field", "because"),
    [
        ({"no_paper_wanted": False}, "paper_wanted", "no_paper_wanted", "unless"),
        ({"agreed_on": NOON + timedelta(minutes=1)}, "time_ahead", "agreed_on", "unless"),
        ({"terms": [TERM, {**TERM, "who": "p3"}]}, "this_is_side", "terms", "needs"),
    ],
)
def test_a_word_of_mouth_that_does_not_count(answers, reason, field, because) -> None:
    facts = make_facts(P1, P2, COMPANION)
    refused = under(CHINA, agreement.decide_oral, facts, **{**SPOKEN, **answers})
    expect_refusal(refused, reason, field, because)


def test_a_word_of_mouth_given_this_very_moment_counts() -> None:
    outcome = under(CHINA, agreement.decide_oral, make_facts(), **{**SPOKEN, "agreed_on": NOON})
    assert outcome.events[1].happened_at == NOON


# --- the committee's seal, China ------------------------------------------------------------------------------


def test_every_hand_has_signed_and_yet_it_waits_for_the_seal() -> None:
    facts = make_known(agreement=make_agreement("p1", "mediator"))
    last_hand = under(CHINA, agreement.decide_signature, facts, COORDINATOR, "p2", form="paper")
    assert name_tags(last_hand) == ["agreement:signature:given"]
    sealed = under(CHINA, agreement.decide_seal, make_known(agreement=make_agreement("p1", "p2", "mediator")))
    assert name_tags(sealed) == ["agreement:seal:set", "agreement:in_force"]
    assert [event.after for event in sealed.events] == [{"version": 1}, {"version": 1}]


def test_a_seal_set_early_puts_nothing_in_force_until_the_last_hand_has_signed() -> None:
    early = under(CHINA, agreement.decide_seal, make_known(agreement=make_agreement("p1")))
    assert name_tags(early) == ["agreement:seal:set"]
    facts = make_known(agreement=make_agreement("p1", "mediator", "centre"))
    last_hand = under(CHINA, agreement.decide_signature, facts, COORDINATOR, "p2", form="paper")
    assert name_tags(last_hand) == ["agreement:signature:given", "agreement:in_force"]


def test_there_must_be_terms_to_seal_and_they_are_sealed_once() -> None:
    expect_refusal(under(CHINA, agreement.decide_seal, make_facts()), "terms_drafted")
    sealed = make_known(agreement=make_agreement("centre"))
    expect_refusal(under(CHINA, agreement.decide_seal, sealed), "sealed", because="unless")


# --- the court, China -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("facts", [MAY_ASK, make_facts()], ids=["on the last day", "no clock has started"])
def test_the_sides_ask_the_court_together_and_the_day_counts_not_the_day_of_entry(facts) -> None:
    outcome = under(CHINA, confirmation.decide_filing, facts, at=AFTERWARDS, joint=True, filed_on=LAST_DAY)
    assert name_tags(outcome) == ["confirmation:filed"]
    filed = outcome.events[0]
    assert filed.after == {"filed_on": "2026-04-01", "joint": True}
    assert filed.happened_at == datetime(2026, 4, 1, 12, tzinfo=UTC)


def test_a_day_without_an_hour_never_lies_ahead() -> None:
    morning = NOON - timedelta(hours=4)
    outcome = under(
        CHINA, confirmation.decide_filing, MAY_ASK, at=morning, joint=True, filed_on=morning.date()
    )
    assert outcome.events[0].happened_at == morning


def test_which_court_it_was_only_the_office_reads() -> None:
    outcome = under(
        CHINA, confirmation.decide_filing, MAY_ASK, joint=True, filed_on=NOON.date(), court="Qingpu"
    )
    assert name_tags(outcome) == ["confirmation:filed", "case:note:written"]
    filed, note = outcome.events
    assert "court" not in filed.after and note.tag.audience == "office"
    assert note.after == {"words": "Qingpu", "about": "some_act"}


def test_one_side_alone_or_too_late_asks_no_court() -> None:
    alone = under(CHINA, confirmation.decide_filing, MAY_ASK, joint=False, filed_on=LAST_DAY)
    expect_refusal(alone, "not_joint", "joint")
    day_after = LAST_DAY + timedelta(days=1)
    late = under(CHINA, confirmation.decide_filing, MAY_ASK, at=AFTERWARDS, joint=True, filed_on=day_after)
    expect_refusal(late, "passed_judicial_confirmation", "filed_on", "unless")


def test_a_clock_that_has_no_last_day_yet_shuts_nobody_out() -> None:
    paused = make_facts(clocks=(ClockFacts("judicial_confirmation", "paused", None),))
    outcome = under(
        CHINA, confirmation.decide_filing, paused, at=AFTERWARDS, joint=True, filed_on=date(2026, 4, 9)
    )
    assert name_tags(outcome) == ["confirmation:filed"]


@pytest.mark.parametrize(
    ("what", "tag"),
    [
        ("taken_up", "confirmation:taken_up"),
        ("extended", "confirmation:extended"),
        ("confirmed", "confirmation:decided"),
        ("refused", "confirmation:decided"),
    ],
)
def test_what_the_court_did_is_noted_on_the_day_it_did_it(what: str, tag: str) -> None:
    facts = make_known(confirmation=ConfirmationFacts())
    outcome = under(
        CHINA, confirmation.decide_recording, facts, at=AFTERWARDS, what=what, on=date(2026, 4, 3)
    )
    assert name_tags(outcome) == [tag]
    event = outcome.events[0]
    assert event.after == {"what": what, "on": "2026-04-03"}
    assert event.happened_at == datetime(2026, 4, 3, 12, tzinfo=UTC)


def test_a_court_that_took_it_up_can_still_take_more_time_and_decide() -> None:
    facts = make_known(confirmation=ConfirmationFacts(taken_up=True))
    for what, tag in (("extended", "confirmation:extended"), ("confirmed", "confirmation:decided")):
        outcome = under(CHINA, confirmation.decide_recording, facts, what=what, on=NOON.date())
        assert name_tags(outcome) == [tag]


@pytest.mark.parametrize(
    ("filed", "what", "reason", "field", "because"),
    [
        (None, "confirmed", "confirmation_filed", "", "needs"),
        (ConfirmationFacts(True, "confirmed"), "refused", "confirmation_decided", "what", "unless"),
        (ConfirmationFacts(True), "taken_up", "confirmation_taken_up", "what", "unless"),
    ],
)
def test_a_court_decides_what_was_asked_and_once(filed, what, reason, field, because) -> None:
    facts = make_known(confirmation=filed)
    refused = under(CHINA, confirmation.decide_recording, facts, what=what, on=NOON.date())
    expect_refusal(refused, reason, field, because)


# --- texts signed before a mediation begins, Ireland and the States -------------------------------------------

IRISH = "agreement_to_mediate@2026.11"
OURS = (("ME01", "accepted"),)


def sign(
    procedure, version: str, by: Actor, who: str = "", *others: PartyFacts, signed=(), **data
) -> Outcome:
    """Somebody signs a text in a matter whose mediator is ME01."""
    known = MediationFacts(texts=frozenset(signed))
    facts = make_facts(P1, P2, *others, assignments=OURS, kind_facts=known)
    return under(procedure, texts.decide_text, facts, by, who, text_version=version, form="portal", **data)


def test_a_consent_to_mediate_and_the_papers_beside_it_are_different_texts() -> None:
    assert [one.code for one in texts.list_asked(STATES)] == ["to_mediate"]
    assert [one.code for one in texts.list_papers(STATES)] == ["no_privilege", "waiver"]
    assert texts.list_papers(CHINA) == ()


@pytest.mark.parametrize(
    ("by", "subject", "who"),
    [
        (FIRST, "p1", "p1"),
        (COORDINATOR, "p2", "p2"),
        (MEDIATOR, "", "mediator"),
        (COORDINATOR, "", "mediator"),
    ],
)
def test_in_ireland_each_side_and_the_mediator_sign_before_it_begins(by, subject, who) -> None:
    outcome = sign(IRELAND, IRISH, by, subject)
    assert name_tags(outcome) == ["party:text:signed"]
    assert outcome.events[0].subject == subject
    assert outcome.events[0].after == {"who": who, "text_version": IRISH, "form": "portal"}


def test_words_beside_a_signature_are_the_office_s() -> None:
    outcome = sign(IRELAND, IRISH, COORDINATOR, "p2", words="Signed at her kitchen table.")
    assert name_tags(outcome) == ["party:text:signed", "case:note:written"]
    assert "words" not in outcome.events[0].after
    assert outcome.events[1].after["words"] == "Signed at her kitchen table."


def test_a_text_of_another_version_or_the_consent_itself_is_not_signed_so() -> None:
    for version in ("agreement_to_mediate@2017", "taking_part@2026.11"):
        expect_refusal(sign(IRELAND, version, FIRST, "p1"), "not_in_procedure", "text_version")


@pytest.mark.parametrize(
    ("procedure", "version", "by", "who", "reason", "article"),
    [
        # One side cannot sign for another.
        (IRELAND, IRISH, FIRST, "p2", "this_is_side", ""),
        # Nor somebody who only stands beside a side, or is not in the matter at all.
        (IRELAND, IRISH, COORDINATOR, "p3", "this_is_side", "ma.7"),
        (IRELAND, IRISH, COORDINATOR, "p9", "this_is_side", "ma.7"),
        # That there is no privilege is agreed among the sides; a waiver is the mediator's as well.
        (STATES, "no_privilege@2026.11", MEDIATOR, "", "this_is_side", "uma.3"),
    ],
)
def test_whose_hand_a_text_does_not_ask_for(procedure, version, by, who, reason, article) -> None:
    refused = sign(procedure, version, by, who, COMPANION)
    expect_refusal(refused, reason, "party")
    assert refused.article == article


def test_a_text_for_everybody_is_signed_by_a_companion_too() -> None:
    paper = replace(texts.list_papers(IRELAND)[0], whose="each_party")
    outcome = sign(replace(IRELAND, consents=(paper,)), IRISH, COORDINATOR, "p3", COMPANION)
    assert outcome.events[0].after["who"] == "p3"


def test_a_waiver_is_the_mediator_s_as_well_but_only_of_this_matter() -> None:
    assert sign(STATES, "waiver@2026.11", MEDIATOR).events[0].after["who"] == "mediator"
    expect_refusal(sign(STATES, "waiver@2026.11", STRANGER), "this_mediator")


@pytest.mark.parametrize(("by", "subject", "who"), [(FIRST, "p1", "p1"), (MEDIATOR, "", "mediator")])
def test_a_text_is_signed_once_by_each(by, subject, who) -> None:
    again = sign(STATES, "waiver@2026.11", by, subject, signed=[("waiver", who)])
    assert again == Refused("this_party_signed_waiver", "uma.5", "unless", "party")
    other_text = sign(STATES, "waiver@2026.11", by, subject, signed=[("no_privilege", who)])
    assert name_tags(other_text) == ["party:text:signed"]


# --- stepping out, joining late, the end ----------------------------------------------------------------------


def test_a_mediator_steps_out_with_reasons_that_the_sides_read() -> None:
    outcome = under(
        IRELAND, matching.decide_leaving, make_facts(assignments=OURS), MEDIATOR, words="My brother's farm."
    )
    assert name_tags(outcome) == ["mediator:assignment:left"]
    assert outcome.events[0].after == {"mediator": "ME01", "words": "My brother's farm."}
    assert outcome.events[0].tag.audience != "office"


@pytest.mark.parametrize("state", ["asked", "declined", "released"])
def test_nobody_steps_out_of_a_matter_that_is_not_theirs(state: str) -> None:
    facts = make_facts(assignments=(("ME01", state), ("ME02", "accepted")))
    expect_refusal(under(IRELAND, matching.decide_leaving, facts, MEDIATOR, words="Ill."), "this_mediator")


def test_nobody_joins_where_the_others_do_not_agree() -> None:
    joining = {"part": "responding", "name": "Ada"}
    refused = do(intake.decide_add_party, make_facts(), agreed=False, **joining)
    expect_refusal(refused, "others_agree", "agreed")
    joined = do(intake.decide_add_party, make_facts(), agreed=True, **joining)
    assert (name_tags(joined), joined.events[0].subject) == (["case:party:added"], "p3")


def test_the_sides_are_told_that_it_has_ended_and_when() -> None:
    outcome = under(IRELAND, followup.decide_end, make_facts(), ended_on=NOON.date(), how="letter")
    assert name_tags(outcome) == ["mediation:end:told"]
    assert outcome.events[0].after == {"ended_on": "2026-03-02", "how": "letter"}
