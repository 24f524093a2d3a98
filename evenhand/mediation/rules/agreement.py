"""Rules of the agreement: terms, independent advice, signatures, in force. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.mediation.rules.consent import refuse_other_seat
from evenhand.mediation.rules.naming import MEDIATOR
from evenhand.mediation.rules.types import AgreementFacts, MediationFacts
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag


def decide_terms(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Who does what by when. New terms are a new version: nobody has signed those yet."""
    sides = {side.seat for side in facts.sides}
    if any(term["who"] not in sides for term in act.data["terms"]):
        return Refused(reason="this_is_side", field="terms")
    known: MediationFacts = facts.kind_facts or MediationFacts()
    version = known.agreement.version + 1 if known.agreement else 1
    after = {"version": version, **write_values(act.data, "terms", "other")}
    return Decided((Event(Tag.AGREEMENT_TERMS_DRAFTED, after=after),))


def decide_advice(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Each side is told that it may take the terms to somebody of its own before signing."""
    return Decided((Event(Tag.AGREEMENT_ADVICE_GIVEN, after=write_values(act.data, "how")),))


def list_signers(procedure: Procedure, facts: CaseFacts) -> frozenset[str]:
    """Who must have signed, by the pack's table of effect: the seats of the sides, and the mediator."""
    wanted = {signer for effect in procedure.effects for signer in effect.signers}
    sides = {side.seat for side in facts.sides} if "each_side" in wanted else set()
    return frozenset(sides | ({MEDIATOR} if MEDIATOR in wanted else set()))


def decide_signature(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """One signature. With the last that is needed the agreement is in force, at that moment."""
    refused = refuse_other_seat(act)
    if refused:
        return refused
    known: MediationFacts = facts.kind_facts or MediationFacts()
    agreement = known.agreement or AgreementFacts(version=0)
    who = act.subject or MEDIATOR
    wrong = _refuse_signer(procedure, facts, act, agreement, who)
    if wrong:
        return wrong
    signed = Event(
        Tag.AGREEMENT_SIGNATURE_GIVEN,
        subject=act.subject,
        after={"who": who, "version": agreement.version, **write_values(act.data, "form")},
    )
    if list_signers(procedure, facts) <= agreement.signed | {who}:
        return Decided((signed, Event(Tag.AGREEMENT_IN_FORCE, after={"version": agreement.version})))
    return Decided((signed,))


def _refuse_signer(
    procedure: Procedure, facts: CaseFacts, act: Act, agreement: AgreementFacts, who: str
) -> Refused | None:
    if who in agreement.signed:
        return Refused(reason="this_party_signed", because="unless", field="party")
    if who not in list_signers(procedure, facts):
        return Refused(reason="this_is_side", field="party")
    if who == MEDIATOR and act.by.role == "mediator" and act.by.code not in facts.mediators:
        return Refused(reason="this_mediator")
    return None


DECIDERS = {
    "draft_terms": decide_terms,
    "advise_independently": decide_advice,
    "sign_agreement": decide_signature,
}
