"""Terms, signatures, in force; follow-up, closing, re-opening, the other routes."""

from __future__ import annotations

import pytest

from evenhand.cases.rules.types import Actor
from evenhand.mediation.rules import agreement, followup
from tests.rules.matter import (
    COORDINATOR,
    FIRST,
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
    read_pack,
)  # fmt: skip

TERM = {"who": "p2", "what": "The dog in by ten.", "by": None}
DRAFT = make_known(agreement=make_agreement(advised=True))


def test_new_terms_are_a_new_version() -> None:
    first = do(agreement.decide_terms, make_facts(), terms=[TERM]).events[0].after
    assert (first["version"], first["terms"][0]["what"]) == (1, "The dog in by ten.")
    assert do(agreement.decide_terms, DRAFT, terms=[TERM]).events[0].after["version"] == 2


def test_only_a_side_promises() -> None:
    refused = do(agreement.decide_terms, make_facts(), terms=[TERM, {**TERM, "who": "p3"}])
    expect_refusal(refused, "this_is_side", "terms")


def test_advice_is_an_event() -> None:
    assert name_tags(do(agreement.decide_advice, DRAFT, how="in_session")) == ["agreement:advice:given"]


def test_the_pack_says_who_signs() -> None:
    assert agreement.list_signers(read_pack(), make_facts()) == {"p1", "p2", "mediator"}
    assert agreement.list_signers(read_pack(), make_facts(P1)) == {"p1", "mediator"}


@pytest.mark.parametrize(
    ("signers", "found"), [((), set()), (("mediator",), {"mediator"}), (("each_side",), {"p1", "p2"})]
)
def test_another_pack_may_ask_for_fewer(signers, found) -> None:
    class Pack:
        effects = (type("Effect", (), {"signers": signers, "forms": ("paper",)})(),)

    assert agreement.list_signers(Pack(), make_facts()) == found


def test_what_is_spoken_nobody_signs_and_a_seal_is_the_centre_s() -> None:
    class Pack:
        effects = (
            type("Effect", (), {"signers": ("mediator", "centre_seal"), "forms": ("portal", "paper")})(),
            type("Effect", (), {"signers": ("each_side",), "forms": ("oral",)})(),
        )

    assert agreement.list_signers(Pack(), make_facts()) == {"mediator", "centre"}


def test_the_last_signature_puts_it_in_force() -> None:
    one = do(agreement.decide_signature, DRAFT, FIRST, "p1", form="portal")
    assert name_tags(one) == ["agreement:signature:given"]
    facts = make_known(agreement=make_agreement("p1", "mediator"))
    assert name_tags(do(agreement.decide_signature, facts, COORDINATOR, "p2", form="paper")) == [
        "agreement:signature:given", "agreement:in_force",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "subject", "reason", "field", "because"),
    [
        (FIRST, "p2", "this_is_side", "party", "needs"),
        (FIRST, "p1", "this_party_signed", "party", "unless"),
        (COORDINATOR, "p3", "this_is_side", "party", "needs"),
        (Actor("mediator", "ME02"), "", "this_mediator", "", "needs"),
    ],
)
def test_who_cannot_sign(by, subject, reason, field, because) -> None:
    facts = make_facts(
        P1,
        P2,
        assignments=(("ME01", "accepted"),),
        kind_facts=make_known(agreement=make_agreement("p1")).kind_facts,
    )
    expect_refusal(do(agreement.decide_signature, facts, by, subject, form="paper"), reason, field, because)


def test_the_mediator_of_the_case_signs_and_the_office_writes_down_a_paper_signature() -> None:
    facts = make_facts(assignments=(("ME01", "accepted"),))
    for by in (MEDIATOR, COORDINATOR):
        assert do(agreement.decide_signature, facts, by, form="paper").events[0].after["who"] == "mediator"


@pytest.mark.parametrize(
    ("round_", "tag"), [("day_30", "agreement:followup:done"), ("day_90", "agreement:followup:finished")]
)
def test_each_round_of_follow_up_once(round_: str, tag: str) -> None:
    terms = [{"term": "t1", "value": "kept"}]
    assert name_tags(do(followup.decide_follow_up, make_facts(), round=round_, terms=terms)) == [tag]
    done = make_known(followed_up=frozenset({round_}))
    refused = do(followup.decide_follow_up, done, round=round_, terms=terms)
    expect_refusal(refused, "followups_done", "round", "unless")


@pytest.mark.parametrize("outcome", ["settled", "in_part"])
@pytest.mark.parametrize("facts", [make_facts(), DRAFT], ids=["no terms", "not signed"])
def test_settled_needs_an_agreement_in_force(outcome: str, facts) -> None:
    expect_refusal(do(followup.decide_close, facts, outcome=outcome), "in_force", "outcome")


def test_closing_says_how_to_the_office_alone() -> None:
    bound = make_known(agreement=make_agreement(in_force_at=NOON))
    assert name_tags(do(followup.decide_close, bound, outcome="settled")) == [
        "case:outcome:noted",
        "case:file:closed",
    ]
    noted = do(followup.decide_close, make_facts(), outcome="refused", words="Wrote to both.")
    assert name_tags(noted) == ["case:note:written", "case:outcome:noted", "case:file:closed"]
    assert not noted.events[2].after


def test_reopening_keeps_how_it_ended() -> None:
    outcome = do(followup.decide_reopen, make_facts(outcome="refused"), COORDINATOR, why="They called.")
    assert name_tags(outcome) == ["case:note:written", "case:outcome:noted", "case:file:reopened"]
    assert outcome.events[1].before == {"outcome": "refused"}


def test_routes_are_told() -> None:
    assert name_tags(do(followup.decide_routes, make_facts(), how="letter")) == ["case:routes:told"]
