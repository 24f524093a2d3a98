"""Rules of the agreement: terms, independent advice, signatures, in force. Pure."""

from __future__ import annotations

from datetime import datetime

from evenhand.cases.rules.types import Act, CaseFacts, Decided, Event, Outcome, Refused, write_values
from evenhand.mediation.rules.consent import refuse_other_seat
from evenhand.mediation.rules.naming import CENTRE, MEDIATOR, list_hands
from evenhand.mediation.rules.types import AgreementFacts, MediationFacts
from evenhand.procedures.rules.procedure import Procedure
from evenhand.record.tags import Tag

TERMS = ("terms", "other", "matter", "binding")


def decide_terms(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Who does what by when. New terms are a new version: nobody has signed those yet."""
    refused = _refuse_promises(facts, act)
    after = {"version": _count_version(facts), **write_values(act.data, *TERMS)}
    return refused or Decided((Event(Tag.AGREEMENT_TERMS_DRAFTED, after=after),))


def _refuse_promises(facts: CaseFacts, act: Act) -> Refused | None:
    """A promise is made by a side; nobody else can be bound by it."""
    sides = {side.seat for side in facts.sides}
    if any(term["who"] not in sides for term in act.data["terms"]):
        return Refused(reason="this_is_side", field="terms")
    return None


def _count_version(facts: CaseFacts) -> int:
    known: MediationFacts = facts.kind_facts or MediationFacts()
    return known.agreement.version + 1 if known.agreement else 1


def decide_oral(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Agreed by word of mouth: in force from the moment it was agreed, where no side wants it on paper."""
    if not act.data["no_paper_wanted"]:
        return Refused(reason="paper_wanted", because="unless", field="no_paper_wanted")
    agreed_on = act.data["agreed_on"]
    if agreed_on > at:
        return Refused(reason="time_ahead", because="unless", field="agreed_on")
    refused = _refuse_promises(facts, act)
    version = {"version": _count_version(facts), "form": "oral"}
    after = {**version, **write_values(act.data, *TERMS)}
    drafted = Event(Tag.AGREEMENT_TERMS_DRAFTED, after=after, happened_at=agreed_on)
    in_force = Event(Tag.AGREEMENT_IN_FORCE, after=version, happened_at=agreed_on)
    return refused or Decided((drafted, in_force))


def decide_advice(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """Each side is told that it may take the terms to somebody of its own before signing."""
    return Decided((Event(Tag.AGREEMENT_ADVICE_GIVEN, after=write_values(act.data, "how")),))


def list_wanted(procedure: Procedure) -> frozenset[str]:
    """Who signs what is written, as the pack names them; what is agreed by word of mouth nobody signs."""
    written = (effect for effect in procedure.effects if set(effect.forms) != {"oral"})
    return frozenset(signer for effect in written for signer in effect.signers)


def list_signers(procedure: Procedure, facts: CaseFacts) -> frozenset[str]:
    """Who must have signed, by the pack's table of effect: seats of the sides, "mediator", "centre" for its seal."""
    wanted = list_wanted(procedure)
    return list_hands(facts, wanted) | ({CENTRE} if "centre_seal" in wanted else frozenset())


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
    return Decided((signed, *_complete(procedure, facts, agreement, who)))


def _complete(
    procedure: Procedure, facts: CaseFacts, agreement: AgreementFacts, who: str
) -> tuple[Event, ...]:
    """In force, once this was the last hand or seal that was wanted."""
    if list_signers(procedure, facts) <= agreement.signed | {who}:
        return (Event(Tag.AGREEMENT_IN_FORCE, after={"version": agreement.version}),)
    return ()


def decide_seal(procedure: Procedure, facts: CaseFacts, act: Act, at: datetime) -> Outcome:
    """The centre sets its seal under the terms, once."""
    known: MediationFacts = facts.kind_facts or MediationFacts()
    if known.agreement is None:
        return Refused(reason="terms_drafted")
    if CENTRE in known.agreement.signed:
        return Refused(reason="sealed", because="unless")
    sealed = Event(Tag.AGREEMENT_SEAL_SET, after={"version": known.agreement.version})
    return Decided((sealed, *_complete(procedure, facts, known.agreement, CENTRE)))


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
    "agree_orally": decide_oral,
    "advise_independently": decide_advice,
    "sign_agreement": decide_signature,
    "seal_agreement": decide_seal,
}
