"""A matter on paper: facts of a case, acts in it, and the pack it runs under. No database, no key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from evenhand.cases.rules.types import Act, Actor, CaseFacts, Decided, Outcome, PartyFacts, Refused
from evenhand.mediation.rules.types import AgreementFacts, MediationFacts, OfferFacts, SessionFacts, SlotFacts
from evenhand.procedures.packs import find_procedure
from evenhand.procedures.rules.procedure import Procedure

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=7)
INTAKE = Actor("intake", code="IN01")
COORDINATOR = Actor("coordinator", code="CO01")
MEDIATOR = Actor("mediator", code="ME01")
FIRST = Actor("party", seat="p1")


@cache
def read_pack() -> Procedure:
    """The procedure every rule here is held against."""
    return find_procedure("community_mediation")


P1 = PartyFacts(seat="p1", part="initiating", reached=True, suitability="suitable")
P2 = PartyFacts(seat="p2", part="responding")


def make_facts(*parties: PartyFacts, **known: Any) -> CaseFacts:
    """Two sides and nothing else, unless told otherwise."""
    facts = CaseFacts("AAAA-BBBB-CCCC", "mediation", "open", NOON, parties=parties or (P1, P2))
    return replace(facts, **known)


def make_known(**known: Any) -> CaseFacts:
    """The same with facts of the mediation."""
    return make_facts(kind_facts=MediationFacts(**known))


def make_offer(*starts: datetime) -> OfferFacts:
    """An open offer with a time for each start."""
    slots = tuple(SlotFacts(f"s{count}", start, "centre") for count, start in enumerate(starts, 1))
    return OfferFacts(slots, 90)


def make_session(state: str = "confirmed", starts: datetime = LATER, **known: Any) -> SessionFacts:
    """One session."""
    return SessionFacts("m1", state, starts, **known)


def make_agreement(*signed: str, **known: Any) -> AgreementFacts:
    """Terms with one promise each way."""
    return AgreementFacts(1, terms=(("t1", "p1"), ("t2", "p2")), signed=frozenset(signed), **known)


def do(decide: Any, facts: CaseFacts, by: Actor = INTAKE, subject: str = "", **data: Any) -> Outcome:
    """Hold one act against its rule, at noon."""
    return decide(read_pack(), facts, Act("some_act", by, data, subject), NOON)


def name_tags(outcome: Outcome) -> list[str]:
    """The tags of what was decided, in their order."""
    assert isinstance(outcome, Decided), outcome
    return [event.tag.value for event in outcome.events]


def expect_refusal(outcome: Outcome, reason: str, field: str = "", because: str = "needs") -> None:
    """That it was refused so, and beside that question."""
    assert isinstance(outcome, Refused), outcome
    assert (outcome.reason, outcome.field, outcome.because) == (reason, field, because)
